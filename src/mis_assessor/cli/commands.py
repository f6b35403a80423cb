"""The command ``mis`` with all its groups. It takes a second to load: see ``main``."""

from typing import Any

import click

from mis_assessor import __version__
from mis_assessor.cli.assess import assess, challenge
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
from mis_assessor.engine.cage import check_that_it_loads


class NobodyReads(Exception):
    """What the command prints goes to a pipe that its reader has closed."""


class Mis(click.Group):
    """The command; it leaves a closed pipe to its caller, whom click would give exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was named."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise NobodyReads from error


@click.group(cls=Mis)
@click.version_option(__version__, prog_name="mis")
def cli() -> None:
    """Assess a trust's evidence against the Maternity Incentive Scheme.

    Exit codes: 0 all met, 1 assessed and not all met, 2 the command is mistyped,
    10 the rulebook is wrong, 11 the evidence cannot be read, 12 not allowed,
    13 the engine failed or disagreed and nothing is published, 14 a fault of the
    program that nobody foresaw, 130 stopped with Ctrl-C, 141 nobody reads what it prints.
    """
    check_that_it_loads()


COMMANDS = (
    assess,
    challenge,
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
