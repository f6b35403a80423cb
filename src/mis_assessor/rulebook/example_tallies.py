"""Cells of an examples table that stand for a share: “45 of 50, 2 open”."""

import re

from mis_assessor.core.answers import Answer, NoAnswer, Tally, Why
from mis_assessor.rulebook.examples import ExamplesUnreadable

_SHARE = re.compile(r"(\d+) of (\d+)((?:, \d+ (?:open|unknown))*)")
_EXTRA = re.compile(r", (\d+) (open|unknown)")
_NO_SHARE = {
    "no cases": Why.NO_CASES,
    "none due": Why.NONE_DUE,
    "not loaded": Why.NOT_LOADED,
}


def tally_of(cell: str, things: str) -> Answer:
    """The share a cell stands for, or why there is none. Raises ExamplesUnreadable."""
    if cell in _NO_SHARE:
        return NoAnswer(_NO_SHARE[cell], cell)
    found = _SHARE.fullmatch(cell)
    if not found:
        raise ExamplesUnreadable(f"write “45 of 50” or “no cases”, not “{cell}”")
    extra = {word: int(number) for number, word in _EXTRA.findall(found[3])}
    done, total = int(found[1]), int(found[2])
    open_, unknown = extra.get("open", 0), extra.get("unknown", 0)
    failed = total - done - open_ - unknown
    if failed < 0:
        raise ExamplesUnreadable(f"“{cell}” is more than there are")
    return Tally(done, failed, open_, unknown, things=things)
