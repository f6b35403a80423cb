"""The table of published rulebooks: read, looked up, written."""

from pathlib import Path

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.rulebook.published import (
    NAME,
    published_as,
    read_published,
    unpublished,
    with_version,
)

ONE = "ab" * 32
TWO = "cd" * 32


def written(folder: Path, text: str) -> Path:
    (folder / NAME).write_text(text)
    return folder


def test_what_is_written_is_read_back_and_older_versions_stay(tmp_path: Path) -> None:
    first = with_version({}, "0.1.0", {"year-4": ONE})
    table = read_published(written(tmp_path, first))
    later = read_published(written(tmp_path, with_version(table, "0.2.0", {"year-4": TWO})))
    assert published_as("year-4", ONE, later) == ("0.1.0",)
    assert published_as("year-4", TWO, later) == ("0.2.0",)
    assert unpublished([("year-4", ONE), ("year-5", ONE)], later) == ("year-5",)


def test_a_folder_without_a_table_has_published_nothing(tmp_path: Path) -> None:
    assert read_published(tmp_path) == {}


@pytest.mark.parametrize("text", ["- a\n", "0.1.0: text\n", "a: {b: c\n"])
def test_what_is_no_table(tmp_path: Path, text: str) -> None:
    with pytest.raises(RulebookWrong):
        read_published(written(tmp_path, text))
