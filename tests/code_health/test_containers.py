"""What is written about running the service names files, commands and options that there are.

No image is built here: that needs a container engine and a network.
"""

import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from code_health.tree import ROOT
from mis_assessor.web.ask import Settings
from mis_assessor.web.doors import DOORS

CONTAINERFILE = (ROOT / ".ci" / "Containerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / ".ci" / "compose.yaml").read_text())
PAGE = (ROOT / "docs" / "running-the-service.md").read_text()
LINES = re.sub(r"\\\n\s*", " ", CONTAINERFILE).splitlines()


def instructions(name: str) -> list[str]:
    return [line.partition(" ")[2].strip() for line in LINES if line.startswith(f"{name} ")]


def is_said(words: list[str]) -> None:
    """Raises where mis knows no such command, or not with these options."""
    cli: click.Group = import_module("mis_assessor.cli.commands").cli
    context = click.Context(cli)
    command = cli.get_command(context, words[0])
    rest = words[1:]
    while isinstance(command, click.Group):
        command, rest = command.get_command(context, rest[0]), rest[1:]
    assert command is not None, f"there is no command mis {words[0]}"
    command.make_context(words[0], rest, resilient_parsing=True)
    known = {name for option in command.params for name in option.opts}
    assert {word for word in rest if word.startswith("--")} <= known


def test_what_the_image_copies_is_there() -> None:
    copied = [words.split() for words in instructions("COPY") if not words.startswith("--from")]
    named = [name for words in copied for name in words[:-1]]
    assert {"src", "rules", "templates", ".ci/requirements-service.lock"} <= set(named)
    assert [name for name in named if not (ROOT / name).exists()] == []
    for lock in re.findall(r"-r (\S+\.lock)", CONTAINERFILE):
        assert (ROOT / lock).is_file()


def test_the_image_installs_only_what_is_locked_and_runs_without_rights() -> None:
    installs = re.findall(r"pip install [^&\n]+", "\n".join(LINES))
    assert installs and all("--require-hashes" in i or "--no-index" in i for i in installs)
    last = CONTAINERFILE.rpartition("FROM ")[2]
    assert "pip install" not in last and "USER mis" in last
    assert last.index("USER mis") > last.index("RUN ")


def test_the_image_starts_what_there_is() -> None:
    (entry,) = [yaml.safe_load(words) for words in instructions("ENTRYPOINT")]
    assert entry == ["mis"]
    commands = [yaml.safe_load(words) for words in instructions("CMD")]
    assert commands
    for words in commands:
        is_said(words)


def test_the_health_check_asks_an_address_that_there_is() -> None:
    asked = set(re.findall(r"127\.0\.0\.1:8000(/[a-z/]+)", CONTAINERFILE))
    asked |= set(re.findall(r"GET (/health[a-z/]*)|health_uri (\S+)", PAGE)[0]) - {""}
    assert asked and asked <= {door.path for door in DOORS}


def test_compose_has_the_database_the_web_and_two_workers() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"database", "web", "worker"}
    assert services["worker"]["deploy"]["replicas"] == 2
    for name in ("web", "worker"):
        is_said(services[name]["command"])
        assert services[name]["read_only"] and services[name]["cap_drop"] == ["ALL"]
        build = services[name]["build"]
        assert (ROOT / ".ci" / build["context"] / build["dockerfile"]).resolve().is_file()
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert services["worker"]["networks"] == services["database"]["networks"] == ["inside"]


def said_on_the_page() -> list[list[str]]:
    found = re.findall(r"^(?:ExecStart=\S+/|.*&& |)mis ([a-z][^#\n]*)", PAGE, re.MULTILINE)
    return [shlex.split(words.replace("$(date +%F)", "today"), comments=True) for words in found]


@pytest.mark.parametrize("words", said_on_the_page(), ids=" ".join)
def test_what_the_page_says_can_be_said(words: list[str]) -> None:
    is_said(words)


def test_the_page_says_enough() -> None:
    said = {words[0] for words in said_on_the_page()}
    assert {"serve", "worker", "db", "backup", "restore"} <= said
    size = re.search(r"client_max_body_size (\d+)m;", PAGE)
    assert size is not None and int(size[1]) * 1_000_000 > Settings().largest
    links = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert links and all((ROOT / "docs" / Path(link)).exists() for link in links)
