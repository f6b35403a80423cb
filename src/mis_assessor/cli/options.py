"""Options that several commands take.

Days on the command line.

Files the command line writes.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

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


def write_files(pages: Mapping[Path, bytes]) -> Iterator[Path]:
    """Writes each page, making its folder where there is none; yields what was written."""
    for path, content in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield path
