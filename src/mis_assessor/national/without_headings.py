"""National files without a heading row: lists of trusts and of successors, bank holidays."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from mis_assessor.core.checking.published import Succession, TrustListed
from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.intake.lines import Line, csv_lines
from mis_assessor.reading import limits
from mis_assessor.reading.problems import first_few, one_problem, quoted

T = TypeVar("T")
_CODE = re.compile(r"[A-Z0-9]{3,6}", re.ASCII)
_ETR_FIELDS, _OPEN, _CLOSE = 27, 10, 11
_ENGLAND = "england-and-wales"
_DAY_OF_SUCCESSION = 3
"""Where succ.csv has the day: code, successor, reason, day."""


def read_trust_list(name: str, content: bytes) -> tuple[TrustListed, ...]:
    """The trusts of etr.csv. Raises EvidenceUnreadable with every problem."""

    def trust(line: Line, place: str) -> TrustListed:
        if len(line) != _ETR_FIELDS:
            raise ValueError(f"has {len(line)} fields, and this file has {_ETR_FIELDS}.")
        opened, closed = _ods_day(line[_OPEN]), _ods_day(line[_CLOSE])
        if opened and closed and closed < opened:
            raise ValueError("is closed before it was opened.")
        return TrustListed(_ods_code(line[0]), line[1].strip(), opened, closed, place)

    return _each(name, content, trust)


def read_successors(name: str, content: bytes) -> tuple[Succession, ...]:
    """The trusts that went over into others, of succ.csv. Raises EvidenceUnreadable."""

    def succession(line: Line, place: str) -> Succession:
        if len(line) <= _DAY_OF_SUCCESSION or (day := _ods_day(line[_DAY_OF_SUCCESSION])) is None:
            raise ValueError("has no day of succession in its fourth field.")
        return Succession(_ods_code(line[0]), _ods_code(line[1]), day, place)

    return _each(name, content, succession)


def _each(name: str, content: bytes, read: Callable[[Line, str], T]) -> tuple[T, ...]:
    found: list[T] = []
    problems: list[Problem] = []
    for number, line in enumerate(csv_lines(name, content).lines, start=1):
        if number > limits.ROWS:
            raise one_problem(name, f"has more than {limits.ROWS:,} rows.")
        if not any(cell.strip() for cell in line):
            continue
        place = f"{name}, row {number}"
        try:
            found.append(read(line, place))
        except ValueError as why:
            problems.append(Problem(place, str(why)))
    if problems:
        raise EvidenceUnreadable(first_few(problems, name, "rows like these"))
    return tuple(found)


def _ods_code(text: str) -> str:
    if not _CODE.fullmatch(code := text.strip()):
        raise ValueError(f"{quoted(text)} is not an ODS code.")
    return code


def _ods_day(text: str) -> date | None:
    if not text.strip():
        return None
    if not re.fullmatch(r"\d{8}", text.strip(), re.ASCII):
        raise ValueError(f"{quoted(text)} is not a day such as 20230401.")
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{quoted(text)} is not a day such as 20230401.") from None


def read_holidays(name: str, content: bytes) -> tuple[date, ...]:
    """The bank holidays of England and Wales in gov.uk's file. Raises EvidenceUnreadable."""
    try:
        page = json.loads(content)
    except (ValueError, RecursionError):
        raise one_problem(name, "is not JSON that can be read. Download it again.") from None
    events = page.get(_ENGLAND, {}).get("events") if isinstance(page, dict) else None
    if not isinstance(events, list) or not events:
        raise one_problem(name, f"has no bank holidays under “{_ENGLAND}”.")
    if len(events) > limits.FILES:
        raise one_problem(name, f"has more than {limits.FILES:,} bank holidays.")
    problems = list(first_few(_wrong(name, events), name, "events like these"))
    if problems:
        raise EvidenceUnreadable(problems)
    return tuple(sorted(date.fromisoformat(event["date"]) for event in events))


def _wrong(name: str, events: list[object]) -> Iterator[Problem]:
    for number, event in enumerate(events, start=1):
        written = event.get("date") if isinstance(event, dict) else None
        try:
            date.fromisoformat(written if isinstance(written, str) else "")
        except ValueError:
            yield Problem(f"{name}, event {number}", "has no day such as 2022-09-19.")
