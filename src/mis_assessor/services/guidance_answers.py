"""Answers to a comparison with guidance as a table in a spreadsheet, and the whole as data."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed, Problem
from mis_assessor.guidance.items import Item, as_written
from mis_assessor.guidance.looked_up import LookedUp
from mis_assessor.services.compare_guidance import Answer, Comparison, key_of, read_answer

MARK = 12
"""Letters of a fingerprint that tell two values of one name apart."""
HEADINGS = (
    "requirement", "value", "mark", "the rules have", "found", "page", "the guidance seems to say",
    "answer", "your page",
)  # fmt: skip


def answers_table(
    values: Iterable[LookedUp],
    given: Mapping[tuple[str, str, str], tuple[str, str]] = MappingProxyType({}),
) -> str:
    """A table of values, to be answered in a spreadsheet and read back.

    `given` are answers that somebody gave already, each with the page.
    """
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(HEADINGS)
    for value in values:
        best = value.passages[0] if value.passages else None
        item = value.item
        rows.writerow(
            [item.requirement, item.name, item.fingerprint[:MARK], as_written(item),
             value.found.value, best.page if best else "", best.says if best else "",
             *given.get(key_of(item), ("", ""))]
        )  # fmt: skip
    return written.getvalue()


def read_answers(comparison: Comparison, path: Path) -> Mapping[tuple[str, str, str], Answer]:
    """The answers of a table; a row without an answer, or with “skip”, is left open.

    Raises EvidenceUnreadable with every row that cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvidenceUnreadable(f"{path.name} cannot be read as a CSV file in UTF-8.") from error
    rows = csv.DictReader(io.StringIO(text))
    needed = {"requirement", "value", "answer", "your page"}
    if lacking := needed - set(rows.fieldnames or ()):
        raise EvidenceUnreadable(
            f"{path.name} has no column {', '.join(sorted(lacking))}. Write the table with "
            "“mis rules compare … --table FILE.csv”, fill in answer and your page, and name it."
        )
    found: dict[tuple[str, str, str], Answer] = {}
    problems: list[Problem] = []
    for row in rows:
        said = (row["answer"] or "").strip()
        if said.lower() in ("", "skip", "s"):
            continue
        where = f"{path.name}, row {rows.line_num}"
        items = [v.item for v in comparison.values if _is_of(v.item, row)]
        if len(items) != 1:
            what = "stands for several values: fill in its mark" if items else "is no value here"
            problems.append(Problem(where, f"{row['requirement']}, {row['value']} {what}."))
            continue
        try:
            found[key_of(items[0])] = read_answer(items[0], said, row["your page"] or "")
        except NotAllowed as error:
            problems += [replace(problem, where=where) for problem in error.problems]
    if problems:
        raise EvidenceUnreadable(problems)
    return found


def _is_of(item: Item, row: Mapping[str, str | None]) -> bool:
    mark = (row.get("mark") or "").strip()
    return (
        item.name == (row["value"] or "").strip()
        and (row["requirement"] or "").strip() in item.serves
        and item.fingerprint.startswith(mark)
    )


def as_data(comparison: Comparison) -> Mapping[str, object]:
    """The comparison for machines; passages are short and are never stored by this program."""
    document = comparison.document
    return {
        "year": comparison.rulebook.year.year,
        "edition": comparison.edition,
        "document": {
            "name": document.name, "sha256": document.sha256, "pages": document.pages,
        },
        "values": [
            {
                "requirement": v.item.requirement,
                "serves": list(v.item.serves),
                "value": v.item.name,
                "fingerprint": v.item.fingerprint,
                "rules have": as_written(v.item),
                "status": v.item.entry.status.value,
                "found": v.found.value,
                "answered": comparison.answered.get(key_of(v.item), ""),
                "passages": [
                    {"page": p.page, "says": p.says, "text": p.text, "score": round(p.score, 3)}
                    for p in v.passages
                ],
            }
            for v in comparison.values
        ],
    }  # fmt: skip
