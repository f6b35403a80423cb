"""Options that several commands take.

Days on the command line.

Files the command line writes.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from mis_assessor.cli.ctrl_c import obey
from mis_assessor.core.wording import one_line
from mis_assessor.reading.whole_files import refuse_over, write_whole

FILE = click.Path(dir_okay=False, path_type=Path)

FOLDER = click.option(
    "--rules",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of rule files; default: the one that came with the program.",
)
RULES = click.option(
    "--rules",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of rule files; default: the one that came with the program.",
)
"""The same, for commands that have another folder of their own."""
CONFIRMATIONS = click.option(
    "--confirmations",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="File of confirmations; default: confirmations.json beside the rules.",
)


class Day(click.ParamType[date]):
    """A day on the command line."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a sentence saying how to write one."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a day. Write it as 2023-02-02.", param, ctx)


def say(text: str, *, err: bool = False, **style: Any) -> None:
    """Prints one line, in which nothing that somebody sent can move or hide anything."""
    line = one_line(text)
    click.echo(click.style(line, **style) if style else line, err=err)


def write_files(pages: Mapping[Path, bytes], read: Iterable[Path] = ()) -> Iterator[Path]:
    """Writes all pages or none, never over what was read; yields what was written."""
    refuse_over(pages, read)
    obey()
    yield from write_whole(pages)


YEAR = click.option("--year", type=int, default=None, help="Scheme year; default: every year.")
FRAMEWORK = click.option(
    "--framework", default=None, help="Only this framework, for example lms-governance."
)
