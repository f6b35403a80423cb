"""The table of published rulebooks is that of the rules that ship."""

from code_health.write_published import RULES, current
from mis_assessor.rulebook.published import NAME


def test_the_table_is_current() -> None:
    assert (RULES / NAME).read_text() == current(), "a rule changed: run make published"
