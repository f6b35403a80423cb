"""The table of moves read from ``rules/workflow``, with whatever is wrong with it."""

from pathlib import Path

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.workflow.moves import Workflow
from mis_assessor.rulebook.rule_files import RuleFiles

PAGE = "workflow/declaration.yaml"


def read_workflow(rules: Path) -> Workflow:
    """How a declaration goes. Raises RulebookWrong with every problem of the page."""
    reader = RuleFiles(rules)
    found = reader.one(rules / PAGE, Workflow)
    if found is None:
        raise RulebookWrong(reader.problems)
    return found


def has_workflow(rules: Path) -> bool:
    """Whether a folder of rules says how a declaration goes."""
    return (rules / PAGE).is_file()
