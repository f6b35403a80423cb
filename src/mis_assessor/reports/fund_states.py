"""The page that draws the recovery states from the table of allowed moves."""

from collections.abc import Iterator

from mis_assessor.core.pool.states import MOVES, RecoveryState, outcome_of

_TOP = """\
# Recovery states of the incentive fund

Generated from the table of moves in `src/mis_assessor/core/pool/states.py`; do not edit it here.
After a change, `.venv/bin/python tests/code_health/write_fund_states.py` writes it again.
"""


def fund_states() -> str:
    """The states as a diagram and a table, in Markdown."""
    return "\n".join((_TOP, *_diagram(), "", *_table(), ""))


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in RecoveryState:
        yield f'    state "{state.value}" as {state.name}'
    yield f"    [*] --> {next(iter(RecoveryState)).name}"
    for state, nexts in MOVES.items():
        for after in nexts:
            yield f"    {state.name} --> {after.name}"
        if not nexts:
            yield f"    {state.name} --> [*]"
    yield "```"


def _table() -> Iterator[str]:
    yield "| State | Counts for the fund as | Then |"
    yield "|---|---|---|"
    for state, nexts in MOVES.items():
        then = " · ".join(after.value for after in nexts) or "nothing more"
        yield f"| {state.value} | {outcome_of(state).value} | {then} |"
