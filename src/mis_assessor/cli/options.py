"""Options that several commands take."""

from pathlib import Path

import click

FILE = click.Path(dir_okay=False, path_type=Path)

FOLDER = click.option(
    "--rules",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of rule files; default: the one that came with the program.",
)
CONFIRMATIONS = click.option(
    "--confirmations",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="File of confirmations; default: confirmations.json beside the rules.",
)
