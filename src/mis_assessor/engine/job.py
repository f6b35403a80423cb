"""What both sides of the cage know of a job: the facts of its nodes and the words in them.

Nothing here touches durable_rules, so the program reads it without loading the C library.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

Fact = dict[str, int | str]
Node = int | str | Sequence[Any]
"""A node of the plan as JSON; other nodes are named by their place in it. The place of a
node whose verdict it has; a verdict that it has already; the head of a leaf's fact and what
it stays while it is open; or the head of a join's fact, the nodes it counts, those it quotes
by role, and those of which it counts how many hold."""

OPENING = '{"k":"open"'
"""The first fact; like every fact here a text without its end."""
OPEN_RULE = "open: an assessment begins"
UNDECIDED = "undecided"
"""What a figure fires that can still fall on either side of its limit."""
WORDS = (
    "not met",
    "evidence missing",
    "needs judgement",
    "not due yet",
    "met by alternative",
    "met",
    "paused",
    "not applicable",
)
COUNTERS = {word: "n_" + word.replace(" ", "_") for word in WORDS}
HOLDING = ("met", "met by alternative")


@cache
def fnv1a32(text: str) -> int:
    """The only trace of a name, an id or a session that the engine keeps."""
    value = 2166136261
    for byte in text.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def rest_of(node: Sequence[Any], said: Sequence[str]) -> str:
    """What the verdicts of the nodes under it add to the text of a fact that joins them."""
    _, count, words, hold = node
    rest = "" if count is None else _counted(tuple([said[at] for at in count]))
    for role, at in words.items():
        rest += f',"{role}":"{said[at]}"'
    if hold is not None:
        rest += f',"hold":{sum([said[at] in HOLDING for at in hold])}'
    return rest


@lru_cache(maxsize=4096)
def _counted(verdicts: tuple[str, ...]) -> str:
    """How many verdicts of each kind there are, and in all."""
    if unheard_of := set(verdicts) - set(WORDS):
        raise ValueError(f"{unheard_of} are no verdicts")
    counted = [f'"{counter}":{verdicts.count(word)}' for word, counter in COUNTERS.items()]
    return f',{",".join(counted)},"total":{len(verdicts)}'


def fingerprint(rules: Mapping[str, Any], gives: Mapping[str, str]) -> str:
    """The name of a ruleset, by which both sides of the cage know its every letter."""
    content = json.dumps([rules, gives], separators=(",", ":"))
    return f"mis-{sha256(content.encode()).hexdigest()}"
