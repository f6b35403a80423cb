"""Writes the page of what is computed twice and what once, from the tables of both counts."""

from collections.abc import Iterator
from pathlib import Path

from mis_assessor.core.answering.ask import ANSWERED
from mis_assessor.core.rules.comparisons import Comparison, Op
from mis_assessor.recount.recount import RECOUNTED
from mis_assessor.recount.rhythm import COUNTED

PAGE = Path(__file__).parents[2] / "docs" / "generated" / "computed-twice.md"
LIMITS = (
    (
        (
            *(Op.AT_LEAST, Op.MORE_THAN, Op.AT_MOST, Op.UNDER, Op.HAS_AT_LEAST, Op.REPORTED),
            *(Op.SHARE_OF, Op.MORE_THAN_SHARE_OF),
        ),
        "core.deciding.measure",
        "recount.limits",
    ),
    (
        (Op.IN_PLACE_BY, Op.IN_FORCE_ON, Op.DATED_WITHIN, Op.NO_OLDER_THAN, Op.TOLERATED),
        "core.deciding.bounds",
        "recount.limits",
    ),
    (COUNTED, "core.deciding.recurring", "recount.rhythm"),
)
"""What a comparison makes of an answer: its least and most, its days, its gaps."""
TWICE = (
    ("which rows a register has, its words and its days", "`intake`", "`recount.cells`"),
    ("whether a figure is on the side of its limit that is met", "reference", "durable_rules"),
    (
        "how verdicts join: parts, readings, alternatives, judgements, stand-ins",
        "reference",
        "durable_rules",
    ),
    ("the ten actions, the outcome, the fund", "reference", "durable_rules"),
    ("contradictions in a folder, and what they stop", "reference", "durable_rules (stops only)"),
)
ONCE = (
    "which edition governs, which values hold, which readings there are",
    "what is paused, and what does not apply because somebody stated so",
    "whether a judgement counts",
    "what holds while a figure can still change: not due yet, missing, or for a person",
    "whether a stated day is held against a moment as a day or to the second",
    "which consistency rules find something",
    "how a text is folded before it is compared",
)


def page() -> str:
    """The page, as it should stand."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# What is computed twice, and what once"
    yield ""
    yield "Written by `tests/code_health/write_computed_twice.py` from the code."
    yield ""
    yield "## Questions to the rows"
    yield ""
    yield "| Question | First count | Recount, in SQL |"
    yield "|---|---|---|"
    for kind in ANSWERED:
        again = RECOUNTED.get(kind)
        room = f"`{again.__module__.removeprefix('mis_assessor.')}`" if again else "once only"
        answers = ", ".join(kind.answers)  # type: ignore[attr-defined]
        yield f"| {answers} | `core.answering` | {room} |"
    yield ""
    yield "## What is held against a limit"
    yield ""
    yield "| Comparison | First count | Recount, in SQL |"
    yield "|---|---|---|"
    for ops, first, second in LIMITS:
        yield f"| {', '.join(sorted(op.value for op in ops))} | `{first}` | `{second}` |"
    yield "| in this order | `core.deciding.bounds` | `recount.limits` |"
    twice = {op for ops, _, _ in LIMITS for op in ops}
    others = sorted(
        op.value for op in vars(Op).values() if isinstance(op, Comparison) and op not in twice
    )
    yield f"| {', '.join(others)} | the statement or number itself | the same |"
    yield ""
    yield "## The rest"
    yield ""
    yield "| What | Once | Again |"
    yield "|---|---|---|"
    for what, first, second in TWICE:
        yield f"| {what} | {first} | {second} |"
    for what in ONCE:
        yield f"| {what} | `core` | once only |"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
