"""A command that nobody wrote about does not exist for its users."""

from collections.abc import Iterator
from importlib import import_module

import click

from code_health.tree import ROOT


def leaves(command: click.Command, said: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None, f"{said} {name} is nowhere"
            yield from leaves(inner, f"{said} {name}")
    else:
        yield said, command


def commands() -> list[tuple[str, click.Command]]:
    # Not an import at the top: an unfinished command line should fail here, not everywhere.
    return list(leaves(import_module("mis_assessor.cli.commands").cli, "mis"))


def test_every_command_is_in_the_documentation() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    written = "\n".join(page.read_text() for page in pages)
    assert [said for said, _ in commands() if said not in written] == []


def test_every_command_says_what_it_does() -> None:
    assert [said for said, command in commands() if not command.help] == []


def test_the_list_of_commands_begins_as_their_own_help() -> None:
    """The list is shown without loading a command, so it says the words itself."""
    cli = import_module("mis_assessor.cli.commands").cli
    context = click.Context(cli)
    for name, (_, said) in cli.elsewhere.items():
        command = cli.get_command(context, name)
        assert command.name == name
        assert " ".join((command.help or "").split("\n\n")[0].split()) == said
