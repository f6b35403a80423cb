"""A command starts quickly: what draws pages is loaded by those who ask for pages."""

import subprocess
import sys

SLOW_TO_LOAD = ("jinja2", "openpyxl", "sqlalchemy", "weasyprint")
PROGRAM = f"""
import sys
import mis_assessor.cli.commands
print(*(name for name in {SLOW_TO_LOAD} if name in sys.modules))
"""


def test_the_command_line_loads_nothing_it_may_not_need() -> None:
    done = subprocess.run(
        (sys.executable, "-c", PROGRAM), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
