"""Numbers and rows that failed, in the words every page uses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from mis_assessor.core.evidence.answers import Failed
from mis_assessor.core.findings.finding import Finding, Number
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import count, late, percentage, short_day

SHOWN_AT_MOST = 12
PEOPLE = frozenset({"staff", "training attendance"})
"""Registers with a row for each member of staff: a Board paper names none of them."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One number with what was asked of it."""

    name: str
    figures: str
    test: str
    tag: Tag
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case, person or document that failed or is still open."""

    reference: str
    item: str
    what: str
    due: str
    late: str


@dataclass(frozen=True, slots=True)
class CaseTable:
    """As many cases as a page bears, and how many more there are."""

    rows: tuple[CaseRow, ...]
    more: str
    dated: bool
    """Whether any of them had a day; if not, there is no column for it."""


def place(number: int) -> str:
    """An action's name for people; 0 is the conditions of the scheme."""
    return f"Safety action {number}" if number else "Conditions of the scheme"


def anchor(finding: Finding) -> str:
    """An id for links to a finding, readable when it is read aloud."""
    return "requirement-" + re.sub(r"[^a-z0-9]+", "-", finding.id.lower()).strip("-")


def common_beginning(texts: Iterable[str], end: str = "-") -> str:
    """What all begin with, up to an ``end``: said once, it need not be repeated.

    >>> common_beginning(["MIS-Y4-SA1-A", "MIS-Y4-COND-2"]), common_beginning(["A-1", "B-1"])
    ('MIS-Y4-', '')
    """
    ordered = sorted(texts) or [""]
    pairs = zip(ordered[0], ordered[-1], strict=False)
    shared = "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared[: shared.rfind(end) + len(end)] if end in shared else ""


def line(number: Number, name: str = "", note: str = "") -> FigureLine:
    """A number as it is printed, never rounded to its threshold."""
    words = f"{name}: {number.name}" if name else number.name
    return FigureLine(words, _figures(number), _asked(number.test), tag(number.verdict), note)


def _asked(test: str) -> str:
    """What was asked, also where nobody knows the value.

    >>> _asked("is in place by not loaded")
    'is in place by a value that is not loaded'
    """
    return re.sub(r"\bnot loaded$", "a value that is not loaded", test)


def lines(finding: Finding) -> tuple[FigureLine, ...]:
    """All numbers of a finding, then those of its parts."""
    of_parts = (
        line(number, part.member, "" if part.counts else "shown, does not count")
        for part in finding.parts
        for number in part.numbers
    )
    return (*map(line, finding.numbers), *of_parts)


def _figures(number: Number) -> str:
    words = []
    if number.done is not None and number.of is not None:
        against = number.asked.limit if number.asked is not None and number.asked.share else None
        share = percentage(number.done, number.of, against)
        words.append(f"{number.done:,} of {number.of:,} ({share})")
    elif number.done is not None:
        words.append(f"{number.done:,}")
    if number.figure:
        words.append(number.figure.rstrip("."))
    if number.open:
        words.append(f"{number.open:,} still open")
    if number.unknown:
        words.append(f"{number.unknown:,} not known")
    return "; ".join(words) or "no figure"


def cases(failed: Iterable[Failed]) -> CaseTable:
    """The first cases of a list, the longest overdue first; members of staff are only counted."""
    every = tuple(failed)
    ordered = sorted(
        (f for f in every if f.item not in PEOPLE),
        key=lambda f: (-(f.days_late or 0), f.reference, f.row),
    )
    people = len(every) - len(ordered)
    rows = tuple(
        CaseRow(
            reference=f.reference or (f"row {f.row}" if f.row else "not given"),
            item=f.item,
            what=f.what,
            due=short_day(f.due) if f.due else "–",
            late=late(f.days_late) or "–",
        )
        for f in ordered[:SHOWN_AT_MOST]
    )
    left = len(ordered) - len(rows)
    told = [f"And {count(left, 'more', 'more')}: see assessment.json."] if left else []
    if people:
        staff = count(people, "member of staff", "members of staff")
        told.append(f"{staff} still to do it; by reference in assessment.json.")
    return CaseTable(
        rows, " ".join(told), dated=any(f.due or f.days_late for f in ordered[:SHOWN_AT_MOST])
    )


def telling_lines(finding: Finding) -> tuple[FigureLine, ...]:
    """The lines that say more than the sentence of the finding already does."""
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return ()
    return tuple(shown for shown in lines(finding) if not _said(shown.figures, finding.sentence))


def _said(figures: str, sentence: str) -> bool:
    """Whether a sentence holds every figure, as a whole number and not as part of another.

    >>> _said("10 of 11 (90.9%)", "Metrics: 10 of 11 cases (90.9%); asked: at least 9.")
    True
    >>> _said("1 of 1 (100%)", "Results: 11 of 11 (100%).")
    False
    """
    parts = re.split(r"; | (?=\()", figures)
    return all(re.search(rf"(?<![\d,.]){re.escape(part)}(?![\d,])", sentence) for part in parts)
