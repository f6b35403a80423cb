"""Commands that are loaded when they are called: whoever asks what there is waits for none."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group that knows the names and first words of its commands, and where each one is."""

    def __init__(
        self,
        name: str | None = None,
        *,
        elsewhere: Mapping[str, tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(name, **more)
        self.elsewhere = elsewhere
        """Command → where it is, as “module:name”, and what its help begins with."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in order."""
        return sorted(self.elsewhere)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, loaded now."""
        if cmd_name not in self.elsewhere:
            return None
        module, _, name = self.elsewhere[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands without loading one."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        said = {name: click.Command(name, help=self.elsewhere[name][1]) for name in names}
        rows = [(name, said[name].get_short_help_str(room)) for name in names]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
