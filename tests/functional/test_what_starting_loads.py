"""A command starts quickly: what draws pages is loaded by those who ask for pages."""

import subprocess
import sys

SLOW_TO_LOAD = ("holidays", "jinja2", "openpyxl", "rapidfuzz", "sqlalchemy", "weasyprint")
FOR_HELP = (*SLOW_TO_LOAD, "pydantic", "yaml", "durable_rules_engine")


def printed(program: str) -> list[str]:
    """The words a new Python prints."""
    done = subprocess.run(
        (sys.executable, "-c", program), capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def loaded(module: str, names: tuple[str, ...]) -> list[str]:
    """Which of some modules are there once a module of the command line is."""
    return printed(f"import sys, {module}\nprint(*(n for n in {names} if n in sys.modules))")


def test_the_command_line_loads_nothing_it_may_not_need() -> None:
    assert loaded("mis_assessor.cli.commands", FOR_HELP) == []
    assert loaded("mis_assessor.cli.assess", SLOW_TO_LOAD) == []


NOT_TO_ASSESS = (
    "mis_assessor.core.rules.changes",
    "mis_assessor.core.workflow.moves",
    "mis_assessor.intake.read_system",
    "mis_assessor.packs",
    "mis_assessor.reports.rulebook_book",
    "mis_assessor.rulebook.check",
    "mis_assessor.rulebook.cqim",
    "mis_assessor.rulebook.rule_files",
    "mis_assessor.services.assess_frameworks",
    "mis_assessor.services.assess_system",
    "mis_assessor.services.check_rules",
    "mis_assessor.services.figures_in_sql",
    "mis_assessor.services.outcomes",
    "mis_assessor.services.rulebook_books",
)
"""What reads rules that are not kept, systems, frameworks, outcomes, or prints papers."""


def test_to_assess_a_trust_is_to_load_nothing_for_options_that_were_not_given() -> None:
    assert loaded("mis_assessor.cli.assess", NOT_TO_ASSESS) == []


LAST_SEARCH = """
import atexit, gc, sys
atexit.register(lambda: print(gc.get_freeze_count() > 1000))
sys.argv = ["mis", "--version"]
from mis_assessor.cli.main import main
main()
"""


def test_a_command_that_ends_is_not_searched_for_garbage() -> None:
    assert printed(LAST_SEARCH)[-1] == "True"


NO_FIGURES = """
import sys
from pathlib import Path
from mis_assessor.cli import outputs, summary
outputs.summary = lambda _: iter(())
outputs.remark_lines = lambda _: ()
class Whole:
    frameworks, remarks = (), ()
outputs.write_trust(Whole(), outputs.Files(None, None, None), Path())
"""


def test_no_json_is_made_of_an_assessment_unless_somebody_asks_for_it() -> None:
    assert printed(NO_FIGURES) == []
