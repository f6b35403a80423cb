"""The way of a declaration, as the rules that came with the program have it."""

from pathlib import Path

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.workflow import PAGE, has_workflow, read_workflow
from mis_assessor.store.records import Role

FLOW = read_workflow(rules_folder())


def test_every_state_is_reached_and_every_role_is_one() -> None:
    reached = {FLOW.begins} | {move.to for move in FLOW.moves}
    assert reached - {"same"} == set(FLOW.states)
    assert {role for move in FLOW.moves for role in move.by} <= {role.value for role in Role}


def test_nothing_is_approved_or_signed_by_whoever_made_it_ready() -> None:
    for name in ("approve", "sign as chief executive", "sign as accountable officer"):
        move = FLOW.move(name)
        assert move is not None and move.seals
        assert "mark the evidence complete" in move.not_by_whoever


def test_every_state_is_either_voided_by_a_change_or_closed_to_changes() -> None:
    said = {*FLOW.voided_by_a_change, *FLOW.closed_to_changes, FLOW.begins}
    assert said == set(FLOW.states)


def test_a_misspelt_table_is_told_by_its_line(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    assert not has_workflow(rules)
    page = rules / PAGE
    page.parent.mkdir(parents=True)
    text = (rules_folder() / PAGE).read_text(encoding="utf-8")
    page.write_text(text.replace("    done: approved it", "    dun: approved it"))
    with pytest.raises(RulebookWrong, match=r"declaration\.yaml, line \d+: “dun” is not a heading"):
        read_workflow(rules)
