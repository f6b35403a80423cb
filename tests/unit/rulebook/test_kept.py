"""Checked books are kept in the user's cache, and never believed when anything is wrong."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import from_json, to_json

from golden.assessed import ROOT, rulebook
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.core.rules.rulebook import FrameworkBook, Rulebook
from mis_assessor.rulebook import kept
from mis_assessor.rulebook.kept import KeptBooks, cache_folder
from mis_assessor.rulebook.loaded import frameworks_in
from mis_assessor.rulebook.plain_form import Unfit, from_plain, to_plain
from mis_assessor.services.books import Books
from mis_assessor.services.check_rules import checked_framework
from trust_year.years import YEARS


class Ours(StrEnum):
    """Not of the core."""

    ONE = "one"


def through_json(whole: object) -> Any:
    """What is left of something after it was written and read."""
    return from_plain(from_json(to_json(to_plain(whole))))


@pytest.mark.parametrize("year", [y.number for y in YEARS])
def test_every_year_is_what_it_was(year: int) -> None:
    """Every value, class and heading, those left out too."""
    assert through_json(rulebook(year)) == rulebook(year)


@pytest.mark.parametrize("name", frameworks_in(ROOT / "rules"))
def test_every_framework_is_what_it_was(name: str) -> None:
    """The same for frameworks."""
    book = checked_framework(ROOT / "rules", name)
    assert through_json(book) == book


def test_every_kind_of_value_comes_back() -> None:
    """Those too that no rule of today has."""
    moment = datetime(2023, 2, 2, 12, tzinfo=LONDON)
    whole = (
        *(None, True, 7, "seven", Decimal("7.10"), Fraction(1, 3), date(2023, 2, 2)),
        *(moment, moment.replace(tzinfo=None), frozenset({"b", "a"}), ["one", ("two",)]),
        {"by name": (1,)},
    )
    assert repr(through_json(whole)) == repr(whole) or through_json(whole) == whole


@pytest.mark.parametrize("part", [Ours.ONE, datetime(2023, 2, 2, tzinfo=UTC), 1.5])
def test_what_has_no_plain_form_is_refused(part: object) -> None:
    """A class from elsewhere, a moment of another place, a number that is not exact."""
    with pytest.raises(Unfit):
        to_plain((part,))


@pytest.mark.parametrize(
    "plain",
    [
        {"kinds": ["os:system"], "shapes": [], "parts": [1]},
        {"kinds": ["mis_assessor.core.verdicts:all_of"], "shapes": [], "parts": [1]},
        {"kinds": ["mis_assessor.core.errors:AssessorError"], "shapes": [], "parts": [1]},
        {"kinds": [], "shapes": [], "parts": [["?"]]},
    ],
)
def test_only_classes_of_the_core_are_made(plain: dict[str, Any]) -> None:
    """Neither a function nor anything of Python itself, whatever a file names."""
    with pytest.raises(Unfit):
        from_plain(plain)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "mis-assessor"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder with one file."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "one.yaml").write_text("one: 1")
    return folder


def never() -> Rulebook:
    """For a book that is kept."""
    raise AssertionError("the rules were read again")


def same() -> Rulebook:
    """A book that is checked."""
    return rulebook(4)


def test_a_book_is_read_once(cache: Path, rules: Path) -> None:
    """By whoever comes later too; only its user may read it."""
    assert KeptBooks(rules).book("four", Rulebook, same) == rulebook(4)
    assert KeptBooks(rules).book("four", Rulebook, never) == rulebook(4)
    (path,) = cache.iterdir()
    assert path.stat().st_mode & 0o077 == 0


def spoil_content(path: Path, _: Path) -> None:
    """A byte fell over."""
    path.write_bytes(path.read_bytes().replace(b", year 4", b", year 9", 1))


def spoil_form(path: Path, _: Path) -> None:
    """Its fingerprint is right, and it is no book."""
    written = to_json(to_plain(("nothing",)))
    path.write_bytes(kept._digest(written) + b"\n" + written)


def change_a_rule(_: Path, rules: Path) -> None:
    """Somebody wrote another value."""
    (rules / "one.yaml").write_text("one: 2")


def add_a_rule(_: Path, rules: Path) -> None:
    """Somebody added a file."""
    (rules / "two.yaml").write_text("")


@pytest.mark.parametrize("change", [spoil_content, spoil_form, change_a_rule, add_a_rule])
def test_the_rules_are_read_again(
    cache: Path, rules: Path, change: Callable[[Path, Path], None]
) -> None:
    """Whatever changed, in them or in what was kept."""
    KeptBooks(rules).book("four", Rulebook, same)
    (path,) = cache.iterdir()
    change(path, rules)
    other = replace(rulebook(4), digest="read again")
    assert KeptBooks(rules).book("four", Rulebook, lambda: other) is other


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_a_book_of_another_user_is_not_believed(
    cache: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was not checked by this one's program."""
    KeptBooks(rules).book("four", Rulebook, same)
    monkeypatch.setattr(os, "getuid", lambda: -1)
    other = replace(rulebook(4), digest="read again")
    assert KeptBooks(rules).book("four", Rulebook, lambda: other) is other


def test_rules_that_change_while_they_are_read_are_not_kept(cache: Path, rules: Path) -> None:
    """What was checked may be neither the old nor the new."""

    def meanwhile() -> Rulebook:
        (rules / "one.yaml").write_text("one: 2")
        return rulebook(4)

    KeptBooks(rules).book("four", Rulebook, meanwhile)
    assert not cache.exists()


def test_where_nothing_can_be_kept_nothing_is_said(cache: Path, rules: Path) -> None:
    """A file stands where the folder should be."""
    cache.write_text("")
    assert KeptBooks(rules).book("four", Rulebook, same) == rulebook(4)


def test_old_books_make_room(cache: Path, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those written longest ago go first."""
    monkeypatch.setattr(kept, "MOST_KEPT", 2)
    for number, name in enumerate(("one", "two", "three")):
        KeptBooks(rules).book(name, Rulebook, same)
        for path in cache.glob(f"{name}-*"):
            os.utime(path, (number, number))
    assert {path.name.partition("-")[0] for path in cache.iterdir()} == {"two", "three"}


def test_the_cache_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """As each system has it."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "mis-assessor"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "C:/local")
    assert cache_folder() == Path("C:/local/mis-assessor/cache")


def test_a_folder_of_rules_reads_each_book_once(cache: Path) -> None:
    """However often it is asked for one."""
    books = Books(ROOT / "rules")
    assert books.year(4) is books.year(4)
    one, *_ = books.frameworks
    assert isinstance(one, FrameworkBook)
    assert books.frameworks[0] is one
