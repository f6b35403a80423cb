"""What both sides of the cage know of a job: the facts of its nodes and the words in them.

Nothing here touches durable_rules, so the program reads it without loading the C library.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

Fact = dict[str, int | str]
Node = Mapping[str, Any]
"""A node of the plan as JSON: ``node``, ``fact``, ``count``, ``words``, ``hold``, ``same``."""

OPEN: Fact = {"k": "open"}
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


def fact_of(node: Node, verdicts: Mapping[str, str]) -> Fact:
    """The fact a node asserts once the verdicts under it are known."""
    fact: Fact = {**node["fact"], "node": node["node"]}
    counted: Sequence[str] | None = node.get("count")
    if counted is not None:
        fact.update(dict.fromkeys(COUNTERS.values(), 0), total=len(counted))
        for name in counted:
            counter = COUNTERS[verdicts[name]]
            fact[counter] = int(fact[counter]) + 1
    for role, name in node.get("words", {}).items():
        fact[role] = verdicts[name]
    if "hold" in node:
        fact["hold"] = sum(verdicts[name] in HOLDING for name in node["hold"])
    return fact


def open_fact(node: str, measured: Fact) -> Fact:
    """What follows from a figure that can still fall on either side."""
    return {"k": "still open", "says": measured["undecided"], "node": node}
