"""The page that shows newcomers the way names only what is there."""

import re
from importlib import import_module

import pytest

from code_health.tree import ROOT, SRC

PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
WAY = PAGE.partition("## One row")[2].partition("## The rooms")[0]
ROOMS = PAGE.partition("## The rooms")[2].partition("## The words")[0]
NAMES = sorted(
    set(re.findall(r"`((?:cli|core|engine|intake|reading|reports|rulebook|services)[\w.]*)`", PAGE))
)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_names_is_there(name: str) -> None:
    module, _, last = f"mis_assessor.{name}".rpartition(".")
    try:
        import_module(f"mis_assessor.{name}")
    except ModuleNotFoundError:
        assert hasattr(import_module(module), last), f"{name} is not there any more"


def test_a_row_passes_no_more_than_thirty_places_and_a_second_reader_and_counter() -> None:
    steps = re.findall(r"^\| (\d+) \|.*`([\w.]+)` \|$", WAY, re.MULTILINE)
    assert [int(number) for number, _ in steps] == list(range(1, len(steps) + 1))
    assert 20 < len({name for _, name in steps}) <= 32


def test_every_room_has_its_line() -> None:
    source = SRC / "mis_assessor"
    rooms = {p.name for p in source.iterdir() if p.is_dir() and p.name[0].isalpha()} - {"core"}
    rooms |= {
        f"core.{p.name}" for p in (source / "core").iterdir() if p.is_dir() and p.name[0].isalpha()
    }
    told = re.findall(r"`([\w.]+)`", " ".join(re.findall(r"^\| ([^|]+)\|", ROOMS, re.MULTILINE)))
    assert sorted(rooms) == sorted(told)
