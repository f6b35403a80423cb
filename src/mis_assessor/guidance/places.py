"""Where amounts stand in a document: near which words, in the part of which safety action."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mis_assessor.guidance.amounts import ONES, Amount, amounts_in
from mis_assessor.guidance.items import stems
from mis_assessor.guidance.pdf_pages import Block, Document


@dataclass(frozen=True, slots=True)
class Place:
    """An amount where it stands, with the words near it."""

    amount: Amount
    block: Block
    action: int | None
    near: Mapping[str, float]
    role: str
    """``from`` or ``to`` where it is an end of a range."""


_HEADING = re.compile(
    r"^(?:technical guidance (?:for|on) )?safety action (?:no\.? ?)?"
    r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b(?!.*(?:\.{4}|…|\s\d{1,3}$))",
    re.IGNORECASE,
)
_SAID = {word: number for number, word in enumerate(ONES)}
_HEADING_AT_MOST = 260
_CONDITIONS = re.compile(r"^(?:the )?(?:scheme )?(?:conditions|eligibility|appeals?|declaration"
                         r"|evidence for submission|timescales?|how to submit)\b",
                         re.IGNORECASE)  # fmt: skip


def sections(blocks: Sequence[Block]) -> list[int | None]:
    """The safety action each block belongs to; None before the first and after the last."""
    action: int | None = None
    found: list[int | None] = []
    for block in blocks:
        match = _HEADING.match(block.text)
        if match and len(block.text) <= _HEADING_AT_MOST:
            said = match[1].lower()
            number = _SAID.get(said) or int(said)
            action = number if 1 <= number <= 10 else action
        elif _CONDITIONS.match(block.text) and len(block.text) < 80:
            action = None
        found.append(action)
    return found


REACH = 260
"""Letters on either side within which a word still speaks of a number."""
_ENDS = re.compile(r"[.;:!?]\s| \| ")
_FROM = re.compile(r"\b(?:from|between|since|after|starting|on or after|begin\w*|opens?|commenc\w*"
                   r"|launch\w*|start\w*)\W+(?:\w+\W+){0,3}$", re.IGNORECASE)  # fmt: skip
_TO = re.compile(r"(?:\b(?:to|until|till|by|before|than|end\w*|clos\w*|up to|deadline|due)"
                 r"\W+(?:\w+\W+){0,3}|–\s*|—\s*)$", re.IGNORECASE)  # fmt: skip


def places_in(document: Document) -> tuple[Place, ...]:
    """Every amount of the document, with the words near it and the part it stands in."""
    parts = sections(document.blocks)
    found: list[Place] = []
    lead: Mapping[str, float] = {}
    for block, action in zip(document.blocks, parts, strict=True):
        words = list(stems(block.text))
        ends = [m.start() for m in _ENDS.finditer(block.text)]
        for amount in amounts_in(block.text):
            near = dict(lead)
            for word, at in words:
                weight = _closeness(at, amount, ends)
                if weight > near.get(word, 0.0):
                    near[word] = weight
            found.append(Place(amount, block, action, near, _role(block.text, amount)))
        if block.text.rstrip().endswith(":"):
            lead = {word: 0.5 for word, _ in words}
        elif not re.match(r"[•●▪◦–—*(-]", block.text):
            lead = {}
    return tuple(found)


def _closeness(at: int, amount: Amount, ends: Sequence[int]) -> float:
    low, high = (at, amount.start) if at < amount.start else (amount.end, at)
    gap = max(0, high - low)
    if gap > REACH:
        return 0.0
    between = sum(low <= end < high for end in ends)
    return (1.0 - 0.6 * gap / REACH) * 0.45**between


def _role(text: str, amount: Amount) -> str:
    before = text[max(0, amount.start - 40) : amount.start]
    if re.search(r"\band\W+$", before, re.IGNORECASE) and "between" in text[: amount.start].lower():
        return "to"
    if _TO.search(before):
        return "to"
    after = text[amount.end : amount.end + 6]
    if _FROM.search(before) or re.match(r"\s*(?:to|and|until|–|—)\s", after):
        return "from"
    return ""


_STARTS = re.compile(r"\b(?:first|start|from|after|opens?|launch|may start|joiners)\b")
_STOPS = re.compile(r"\b(?:last|end|until|due|deadline|to|by)\b")


def wanted_role(name: str) -> str:
    """Which end of a range a value is, by its name; empty where it is neither."""
    if _STARTS.search(name):
        return "from"
    return "to" if _STOPS.search(name) else ""
