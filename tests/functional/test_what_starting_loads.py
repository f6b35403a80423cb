"""A command starts quickly: what draws pages is loaded by those who ask for pages."""

import subprocess
import sys

SLOW_TO_LOAD = ("holidays", "jinja2", "openpyxl", "sqlalchemy", "weasyprint")
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
