"""Whoever has run ``make demo`` can run the next command that they are shown, as it is written."""

import os
import re
import subprocess

from functional.mis import ROOT

README = (ROOT / "README.md").read_text()


def said_by(command: str) -> subprocess.CompletedProcess[str]:
    """What a shell says that knows nothing but what a fresh terminal knows."""
    plain = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    coverage = {name: value for name, value in os.environ.items() if name.startswith("COV")}
    return subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        env={**plain, **coverage},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_next_command_on_screen_works_as_it_is_printed() -> None:
    planned = said_by("make -n demo")  # what it would do, without doing it
    (command,) = re.findall(r'^echo "Next, .+: (.+)"$', planned.stdout, re.MULTILINE)
    ran = said_by(command)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "scheme not met" in ran.stdout


def test_the_next_commands_of_the_readme_work_as_they_are_written() -> None:
    (block,) = re.findall(r"^```console\n(make demo.+?)^```", README, re.MULTILINE | re.DOTALL)
    first, *commands, last = (line.partition("#")[0].strip() for line in block.splitlines())
    assert (first, last) == ("make demo", "make test")
    ran = said_by("\n".join(commands))
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "scheme not met" in ran.stdout
