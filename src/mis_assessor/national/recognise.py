"""Which national file somebody named: by what is in it, never by its name alone."""

import csv
import io
import re
from collections.abc import Sequence
from enum import StrEnum

from mis_assessor.core.checking.published import Release
from mis_assessor.core.evidence.references import folded
from mis_assessor.intake.columns import TableKind
from mis_assessor.national.filled_in import WITH_HEADINGS
from mis_assessor.reading.problems import listed_quoted, one_problem


class WithoutHeadings(StrEnum):
    """Files that have no heading row."""

    ODS_TRUSTS = "ODS trust list (etr)"
    ODS_SUCCESSORS = "ODS successors (succ)"
    BANK_HOLIDAYS = "bank holidays"


_ETR_FIELDS = 27
_SUCC_FIELDS = (4, 5)
_CODE = re.compile(r"[A-Z0-9]{3,6}", re.ASCII)
_ODS_DAY = re.compile(r"\d{8}", re.ASCII)


def recognised(name: str, content: bytes) -> TableKind | WithoutHeadings:
    """What a CSV or JSON file is. Raises EvidenceUnreadable where it is none we compare."""
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return WithoutHeadings.BANK_HOLIDAYS
    first = _first_line(content)
    if len(first) == _ETR_FIELDS and _CODE.fullmatch(first[0]) and not first[26].strip():
        return WithoutHeadings.ODS_TRUSTS
    codes = len(first) in _SUCC_FIELDS and all(map(_CODE.fullmatch, first[:2]))
    if codes and any(map(_ODS_DAY.fullmatch, first[2:])):
        return WithoutHeadings.ODS_SUCCESSORS
    return layout_of(name, first)


def _first_line(content: bytes) -> list[str]:
    head = content[:20_000].decode("utf-8-sig", "replace")
    try:
        return next(iter(csv.reader(io.StringIO(head))), [])
    except csv.Error:
        return []


def layout_of(name: str, headings: Sequence[str]) -> TableKind:
    """The layout a heading row belongs to. Raises EvidenceUnreadable where it is none."""
    best, most = None, 0
    for kind in WITH_HEADINGS:
        plain = {folded(kind.spellings.get(folded(h), h)) for h in headings}
        known = plain & set(map(folded, kind.columns))
        needed = {folded(h) for h, column in kind.columns.items() if column.required}
        likeness = len(known) - len(plain - known) - len(needed - plain)
        if likeness > most and (needed <= plain or len(known) >= 3):
            best, most = kind, likeness
    if best is None:
        kinds = listed_quoted([kind.name for kind in WITH_HEADINGS])
        raise one_problem(
            name,
            f"is none of the files that can be compared: {kinds}, an ODS list or bank holidays. "
            "docs/cross-check.md shows each.",
        )
    return best


def release_of(name: str) -> Release:
    """Whether a published file is provisional, as its name says."""
    plain = name.rpartition("/")[2].casefold()
    if "provisional" in plain:
        return Release.PROVISIONAL
    if re.match(r"ms[dm]s-.*exp-|hosp-epis-stat-mat-msds", plain):
        return Release.FINAL
    return Release.NOT_SAID
