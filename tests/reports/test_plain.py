"""A requirement as a page of plain text."""

from mis_assessor.reports.rulebook_words import describe
from unit.core.books import rule
from unit.rulebook.folders import SMALL, read


def test_a_rule_is_shown_with_its_source_values_marks_and_examples() -> None:
    found = read(SMALL).rule("MIS-Y4-SA1-D")
    assert found is not None
    lines = describe(found).splitlines()
    assert lines[0] == (
        "MIS-Y4-SA1-D  Quarterly reports to the Board, discussed with the champions"
    )
    assert "Written in   mis-year-4-guidance, Safety action 1, required standard (d)" in lines
    assert "Verified by  self-certified" in lines
    assert "Applies      editions 2022-05, 2022-10; in a pause: suspended" in lines
    assert any(line.startswith("Note         The guidance does not say") for line in lines)
    assert "  longest gap: 3 months (assumption)" in lines
    assert "  report contents: deaths reviewed, action plans (recalled-high)" in lines
    assert lines[2].startswith("From 6 May 2022")
    told = lines[lines.index("Evidence     reports") + 1]
    assert told.startswith("  Documents that come round: PMRT quarterly report. It is received by")
    assert lines[lines.index("Met when") + 1].startswith("  read each way, with the same result: ")
    assert lines[lines.index("Examples") + 1].startswith("  case ")


def test_readings_editions_and_what_is_not_loaded_are_said() -> None:
    values = {"share": ("80%", "90%"), "low": None}
    asked = rule(values=values)
    marked = asked.requirement.values["share"][0].model_copy(update={"editions": ("one",)})
    changed = asked.requirement.model_copy(
        update={"values": {**asked.requirement.values, "share": (marked,)}}
    )
    shown = describe(type(asked)(changed, 1, changed.values, "a file"))
    assert "  share: 80% or 90% (assumption, editions one)" in shown
    assert "  low: not loaded: unknown (recalled-low)" in shown
    assert "Examples" not in shown
    assert "Note" not in shown
