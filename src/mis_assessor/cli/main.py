"""The command ``mis``: its groups, and the one place where errors become exit codes."""

import sys
from typing import Never

import click

from mis_assessor import __version__
from mis_assessor.cli.assess import assess
from mis_assessor.cli.money import fund, payment
from mis_assessor.cli.rules import rules
from mis_assessor.cli.submissions import (
    crosswalk,
    new,
    new_system_command,
    pauses,
    registers,
    schema,
)
from mis_assessor.core.errors import (
    AssessorError,
    EngineFault,
    EvidenceUnreadable,
    NotAllowed,
    RulebookWrong,
)

EXIT_CODES: dict[type[AssessorError], int] = {
    RulebookWrong: 10,
    EvidenceUnreadable: 11,
    NotAllowed: 12,
    EngineFault: 13,
}


@click.group()
@click.version_option(__version__, prog_name="mis")
def cli() -> None:
    """Assess a trust's evidence against the Maternity Incentive Scheme.

    Exit codes: 0 all met, 1 assessed and not all met, 2 the command is mistyped,
    10 the rulebook is wrong, 11 the evidence cannot be read, 12 not allowed,
    13 the engine failed or disagreed and nothing is published.
    """


COMMANDS = (
    assess,
    crosswalk,
    fund,
    new,
    new_system_command,
    pauses,
    payment,
    registers,
    rules,
    schema,
)
for command in COMMANDS:
    cli.add_command(command)


def main() -> Never:
    """Runs the command and ends the program with its exit code."""
    try:
        cli.main(standalone_mode=True)
    except AssessorError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind)))
    except OSError as error:
        click.echo(f"{error.filename}: {error.strerror}. Name another place.", err=True)
        sys.exit(EXIT_CODES[NotAllowed])
    sys.exit(0)
