"""Writes the page of what is computed twice and what once, from the tables of both counts."""

from collections.abc import Iterator
from pathlib import Path

from mis_assessor.core.answering.ask import ANSWERED
from mis_assessor.core.rules.comparisons import Comparison, Op
from mis_assessor.recount.recount import RECOUNTED
from mis_assessor.recount.rhythm import COUNTED

PAGE = Path(__file__).parents[2] / "docs" / "generated" / "computed-twice.md"
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
    "the limits of a figure that can still change, once it is counted",
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
    yield "## What comes round"
    yield ""
    yield "| Comparison | First count | Recount, in SQL |"
    yield "|---|---|---|"
    for op in COUNTED:
        yield f"| {op.value} | `core.deciding.recurring` | `recount.rhythm` |"
    others = sorted(
        op.value for op in vars(Op).values() if isinstance(op, Comparison) and op not in COUNTED
    )
    yield f"| {', '.join(others)} | reference | durable_rules, on the recount's answers |"
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
