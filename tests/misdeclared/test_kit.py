"""Every wrong declaration is found by ``mis verify``, and no honest pack raises an alarm."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from functional.mis import mis
from mis_assessor.core.checking.verification import State
from mis_assessor.services.verify import NOTHING, Tools, verify_pack
from misdeclared.cases import CASES, Wrong
from misdeclared.clean import CLEAN, Clean
from misdeclared.folder import Folder
from misdeclared.write_kit import PAGE, page


@pytest.fixture(scope="session")
def tools() -> Iterator[Tools]:
    """One engine for all."""
    with Tools() as kept:
        yield kept


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_wrong_declaration_is_found_and_named(case: Wrong, tmp_path: Path, tools: Tools) -> None:
    folder = Folder.of(case.sample)
    case.change(folder)
    found = verify_pack(folder.write(tmp_path / case.name), NOTHING, tools)
    assert found.state is State.DOES_NOT_HOLD
    assert any(case.named in str(check) for check in found.differences), found.differences


@pytest.mark.parametrize("clean", CLEAN, ids=[clean.name for clean in CLEAN])
def test_an_honest_pack_raises_no_alarm(clean: Clean, tmp_path: Path, tools: Tools) -> None:
    folder = Folder.of(clean.sample)
    clean.change(folder)
    found = verify_pack(folder.write(tmp_path / clean.name), NOTHING, tools)
    assert found.state is State.HOLDS, found.sentence()


def test_the_command_a_verifier_types(tmp_path: Path) -> None:
    folder = Folder.of("ten-of-ten")
    next(case for case in CASES if case.name == "bank-holiday").change(folder)
    ran = mis("verify", folder.write(tmp_path / "pack"))
    assert ran.code == 1
    assert "Does not hold (1 difference)" in ran.out and "MIS-Y4-SA1-A-i-N" in ran.out


def test_there_are_thirty_of_each() -> None:
    assert min(len(CASES), len(CLEAN)) >= 30
    names = [pack.name for pack in (*CASES, *CLEAN)]
    assert len({*names}) == len(names)


def test_the_page_of_the_kit_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run make kit"
