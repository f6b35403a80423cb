"""The catalogues of facts as tables, and every date and number that stands in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "shared" / "domain"
FILES = ("mis-year-3-4.md", "mis-year-5-7-and-finance.md")

MARK = re.compile(r"`(seed|public|recalled-high|recalled-med|recalled-low|derived|assumption)\b")
TRUSTED = {"seed", "public", "recalled-high", "recalled-med"}
ID = re.compile(r"MIS-Y(\d)-(?:SA(\d+)|COND|PAUSE)[\w.,/-]*")
PARAMETERS = ("parameters", "threshold", "confirmations", "requirement / value", "change from")


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement of a catalogue, or a range of them."""

    name: str
    names: tuple[str, ...]
    """The ids that a range stands for; most rows have one."""
    year: int
    parameters: tuple[str, ...]
    marks: frozenset[str]
    """The marks of the row, or of its heading where the row has none."""


def rows() -> Iterator[Row]:
    """Every row of every table of requirements."""
    found = [row for file in FILES for row in _tables((FOLDER / file).read_text("utf-8"))]
    names = [row.name for row in found]
    for row in found:
        yield replace(row, names=tuple(expanded(row.name, names)))


def _tables(text: str) -> Iterator[Row]:
    header: list[str] = []
    heading: frozenset[str] = frozenset()
    for line in text.splitlines():
        if line.startswith("#"):
            heading = marks(line)
        if not line.startswith("|"):
            header = []
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not header:
            header = cells
        elif found := ID.fullmatch(cells[0]):
            conf = marks(cells[header.index("conf")]) if "conf" in header else frozenset()
            stated = tuple(
                cell
                for title, cell in zip(header, cells, strict=False)
                if title.startswith(PARAMETERS)
            )
            yield Row(cells[0], (), int(found[1]), stated, conf or heading)


def marks(text: str) -> frozenset[str]:
    """Every mark of confidence in a text."""
    return frozenset(MARK.findall(text))


def expanded(name: str, names: list[str]) -> Iterator[str]:
    """The ids a range stands for; the letters between are those of the year before."""
    head, _, last = name.rpartition("-")
    if ".." in last:
        first, _, end = last.partition("..")
        before = re.sub(r"Y(\d)", lambda m: f"Y{int(m[1]) - 1}", head)
        letters = [n.removeprefix(before + "-") for n in names if n.startswith(before + "-")]
        at = [n for n, x in enumerate(letters) if x == first or x.startswith(end)]
        yield from (f"{head}-{x}" for x in letters[at[0] : at[-1] + 1])
    elif "/" in last:
        first, *others = last.split("/")
        yield f"{head}-{first}"
        yield from (f"{head}-{other}" for other in others)
    else:
        yield name


# --- values ---------------------------------------------------------------------------------

WORDS = {"once": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
WORDS |= {"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTH = r"(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_UNIT = r"(working day|wd|day|week|month|year|hour|h\b|m\b)"
_NOT_VALUES = re.compile(
    r"`[^`]*`|MIS-Y\d-\S+|\bSA\d+(?:-\S+)?|\bR\d(?:/R\d)*|\b(?:Y\d)(?:R\d)?\b|\d{4}/\d\d"
    r"|\b\d+(?:\.\d+){2,}|\bv\d[\d.]*|\b1:1\b|\bsection \d+|\bappendix \d+|\b[A-Z]+\w*\d\w*|#\d+"
)
_SHAPES = re.compile(
    rf"(?P<slashes>\d\d/\d\d/\d{{4}})|(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<day>\d{{1,2}}) {_MONTH}(?: (?P<year>\d{{4}}))?"
    rf"|{_MONTH} (?P<year_of_month>\d{{4}})|(?P<yyyymm>\d{{4}}-\d\d)\b"
    rf"|(?P<weeks>\d\d\+\d)|(?P<whole_weeks>\d\d)w\b|(?P<clock>\d\d:\d\d)(?::\d\d)?|\b(?P<noon>noon)\b"
    rf"|(?P<percent>\d+(?:\.\d+)?)%|\b(?P<band>\d\d/\d\d)\b(?! [A-Z])"
    rf"|(?P<length>\d+)[ -]?(?:calendar |consecutive |completed )?{_UNIT}|(?P<number>\d+(?:\.\d+)?)"
)


def values_in(text: str, own: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """Each date and number of a text in one form, with the marks it stands under.

    A mark in the text holds for what stands before it, back to the last “;”.

    >>> [value for value, _ in values_in("two of 95%, 6 May 2022-5 Dec 2022, within 2 months")]
    ['2', '95%', '2022-05-06', '2022-12-05', '2 months']
    >>> list(values_in("90% (`recalled-low`); noon", frozenset({"seed"})))
    [('90%', frozenset({'recalled-low'})), ('12:00', frozenset({'seed'}))]
    """
    for clause in text.split(";"):
        stated = marks(clause) or own
        yield from ((value, stated) for value in _values(clause))


def _values(clause: str) -> Iterator[str]:
    text = _NOT_VALUES.sub(" ", clause).replace("≤", " ").replace("≥", " ")
    for word, number in WORDS.items():
        text = re.sub(rf"\b{word}\b", str(number), text, flags=re.IGNORECASE)
    for found in _SHAPES.finditer(text):
        yield from _one(found, text)


def _one(found: re.Match[str], text: str) -> Iterator[str]:
    part = found.groupdict()
    if slashes := part["slashes"]:
        yield "-".join(reversed(slashes.split("/")))
    elif part["iso"] or part["yyyymm"] or part["weeks"] or part["clock"]:
        yield str(part["iso"] or part["yyyymm"] or part["weeks"] or part["clock"])
    elif part["whole_weeks"]:
        yield f"{part['whole_weeks']}+0"
    elif part["noon"]:
        yield "12:00"
    elif part["day"]:
        later = re.search(r"\b(20\d\d)\b", text[found.start() :])
        year = part["year"] or (later[1] if later else "")
        yield f"{year}-{_month(found[0])}-{int(part['day']):02}"
    elif part["year_of_month"]:
        yield f"{part['year_of_month']}-{_month(found[0])}"
    elif part["percent"]:
        yield f"{part['percent']}%"
    elif part["band"]:
        yield from (f"{one}%" for one in part["band"].split("/"))
    elif part["length"]:
        yield _length(int(part["length"]), found[0])
    else:
        yield str(part["number"])


def _month(written: str) -> str:
    name = next(m for m in MONTHS if re.search(rf"\b{m}", written))
    return f"{MONTHS.index(name) + 1:02}"


def _length(number: int, written: str) -> str:
    unit = next(
        unit
        for ending, unit in (
            (r"(working day|wd)", "working days"),
            (r"day", "days"),
            (r"week", "weeks"),
            (r"(month|m)", "months"),
            (r"year", "years"),
            (r"(hour|h)", "hours"),
        )
        if re.search(rf"{ending}$", written)
    )
    return f"{number} {unit}"
