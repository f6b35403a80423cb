"""How often the comparison finds what stands in guidance, on documents nobody published.

Run as a program it writes the page with the figures: ``python tests/guidance/measure.py``.
"""

import logging
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from guidance.invented_guidance import AS_IN_THE_RULES, LAYOUTS, Writer, key_of
from mis_assessor.guidance.looked_up import Found, LookedUp, Lookup
from mis_assessor.guidance.pdf_pages import read_document
from mis_assessor.services.books import Books

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "generated" / "guidance-comparison.md"
YEARS, SEEDS = (3, 4, 5, 6, 7), (101, 102)


@dataclass
class Measured:
    """Counts over some documents."""

    documents: int = 0
    amounts: int = 0
    """Shares, lengths, days and numbers that stand there as the rules have them."""
    right_page: int = 0
    agrees: int = 0
    lists: int = 0
    list_page: int = 0
    not_there: int = 0
    """Values that the document gives otherwise, or not at all."""
    wrongly_agrees: int = 0

    def add(self, value: LookedUp, done: str, pages: set[int]) -> None:
        """Counts one value of one document."""
        agrees = value.found is Found.AGREES
        shown = [p.page for p in value.passages]
        as_list = isinstance(value.item.options[0] if value.item.options else "", str | tuple)
        if done != AS_IN_THE_RULES:
            self.not_there += 1
            self.wrongly_agrees += agrees
        elif as_list:
            self.lists += 1
            self.list_page += bool(set(shown) & pages)
        else:
            self.amounts += 1
            self.right_page += bool(set(shown) & pages)
            self.agrees += agrees
            self.wrongly_agrees += agrees and shown[0] not in pages


def measure(years: Iterable[int], layouts: Iterable[str], seeds: Iterable[int]) -> Measured:
    """Writes and reads a document for each year, layout and seed."""
    books, total = Books(ROOT / "rules"), Measured()
    with TemporaryDirectory() as folder:
        for year in years:
            for layout in layouts:
                for seed in seeds:
                    writer = Writer(books.year(year), seed, layout)
                    invented = writer.write()
                    path = Path(folder, "guidance.pdf")
                    path.write_bytes(invented.pdf)
                    found = Lookup(read_document(path), books.year(year), writer.edition)
                    total.documents += 1
                    for value in found.all_items():
                        key = key_of(value.item)
                        total.add(value, invented.done[key], invented.pages.get(key, set()))
    return total


def page() -> str:
    """The figures as a page, a row for each layout and one for all."""
    rows = [(layout, measure(YEARS, [layout], SEEDS)) for layout in LAYOUTS]
    whole = Measured()
    for _, row in rows:
        for name, value in vars(row).items():
            setattr(whole, name, getattr(whole, name) + value)
    told = [
        f"| {name} | {m.documents} | {m.right_page} of {m.amounts} "
        f"({100 * m.right_page // m.amounts}%) | {m.agrees} ({100 * m.agrees // m.amounts}%) | "
        f"{m.list_page} of {m.lists} ({100 * m.list_page // m.lists}%) | {m.not_there} | "
        f"{m.wrongly_agrees} |"
        for name, m in [*rows, ("**all**", whole)]
    ]
    return HEAD + "\n".join(told) + "\n"


HEAD = """# What `mis rules compare` finds, measured

Written by `python tests/guidance/measure.py`. Each document is invented for years 3 to 7 from what the rules ask, in other words and layouts, with numbers in digits and words, days in six writings, marks of footnotes, and numbers beside the point; of each value it is known whether it was kept, changed or left out, and on which page it stands. Real guidance is further from our words than these are: take the shares as the best to be hoped for, and the last column as what must stay 0.

A share, length, day or number is *on the right page* where one of the three passages shown stands on a page that has it for this value. *Agrees* is offered only where nothing else near speaks against it; the rest is shown for a person to read. A list of words is never said to agree. *Not as in the rules* counts the values that a document changed or left out, and *wrongly agrees* those of all values for which *agrees* was offered although the document says otherwise or says it elsewhere.

| Layout | Documents | Amounts on the right page | Offered as *agrees* | Lists on the right page | Not as in the rules | Wrongly *agrees* |
|---|---|---|---|---|---|---|
"""  # noqa: E501


def main() -> None:
    """Writes the page."""
    logging.disable(logging.WARNING)
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
