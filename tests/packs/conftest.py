"""One verifier edition, and the same signed, made once for every test that takes it apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from functional.mis import SAMPLES
from mis_assessor.packs.signing import signed, signer_from
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.services.assess import Days, assess_folder
from mis_assessor.services.publish import board_paper
from mis_assessor.services.verify import Tools
from mis_assessor.services.verify_signatures import REQUIRED
from packs.keys import PASSPHRASE, Root

SAMPLE = SAMPLES / "small-unit"
SHORT = SAMPLES / "one-midwife-short"
CHIEF, OFFICER = REQUIRED


@dataclass(frozen=True)
class People:
    """Who signs, and who vouches for them."""

    root: Root
    chief: bytes
    officer: bytes

    def sign(self, content: bytes, place: str, *, first: bool) -> bytes:
        """The paper with one more signature, whoever's turn it is."""
        key = self.chief if place == CHIEF else self.officer
        return signed(content, place, signer_from(key, PASSPHRASE), first=first)


@pytest.fixture(scope="session")
def tools() -> Iterator[Tools]:
    """One engine for all."""
    with Tools() as kept:
        yield kept


@pytest.fixture(scope="session")
def paper() -> bytes:
    """The verifier edition of a small unit that meets all ten."""
    assessed = assess_folder(SAMPLE, rules_folder(), Days())
    return board_paper(assessed, None, SAMPLE)


@pytest.fixture(scope="session")
def board_edition() -> bytes:
    """The Board edition of the same."""
    return board_paper(assess_folder(SAMPLE, rules_folder(), Days()))


@pytest.fixture(scope="session")
def short_paper() -> bytes:
    """The verifier edition of a trust that is one midwife short."""
    return board_paper(assess_folder(SHORT, rules_folder(), Days()), None, SHORT)


@pytest.fixture(scope="session")
def people() -> People:
    """Two people of two organisations."""
    root = Root()
    return People(
        root, root.person("Ottoline Farrowmere", "Trust"), root.person("Bram Quillbeck", "ICB")
    )


@pytest.fixture(scope="session")
def signed_once(paper: bytes, people: People) -> bytes:
    """Signed by the chief executive."""
    return people.sign(paper, CHIEF, first=True)


@pytest.fixture(scope="session")
def signed_twice(signed_once: bytes, people: People) -> bytes:
    """Signed by both."""
    return people.sign(signed_once, OFFICER, first=False)


@pytest.fixture
def at(tmp_path: Path) -> Path:
    """Where a paper under test lies."""
    return tmp_path / "paper.pdf"
