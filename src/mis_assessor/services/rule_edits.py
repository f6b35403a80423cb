"""Records that a person compared a value with the published document.

Makes the folder of a year to come out of the last one that is loaded.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mis_assessor.core.errors import NotAllowed, RulebookWrong
from mis_assessor.core.rules.confirmations import Confirmation, fingerprint, values_of
from mis_assessor.reading.whole_files import write_whole
from mis_assessor.rulebook.confirmations import read_confirmations, write_confirmations
from mis_assessor.rulebook.new_year import new_year_files, source_entry, source_of
from mis_assessor.services.check_rules import as_shipped, rule_with

LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Compared:
    """Who compared with which page of which file, and when."""

    document: Path
    page: str
    by: str
    on: date


def confirm(
    rules: Path,
    confirmations: Path,
    requirement: str,
    value: str,
    compared: Compared,
    today: date,
) -> tuple[Confirmation, ...]:
    """The confirmations recorded: of one value, or of all a requirement rests on.

    Raises RulebookWrong where there is no such requirement or value, and NotAllowed
    where nobody, no page or a day to come is named, or the file cannot be written.
    """
    if not compared.by.strip():
        raise NotAllowed("A confirmation needs the name of the person who compared the value.")
    if not compared.page.strip() or not compared.page.isprintable():
        raise NotAllowed("A confirmation needs the page the value stands on, on one line.")
    if compared.on > today:
        raise NotAllowed(f"A confirmation is of a day that has come: {compared.on} has not.")
    sha256 = _fingerprint_of(compared.document)
    made = tuple(
        Confirmation(
            requirement,
            name,
            fingerprint(name, entry),
            compared.by.strip(),
            compared.on,
            compared.document.name,
            compared.page.strip(),
            sha256,
        )
        for name, entry in values_of(rule_with(rules, requirement)[0])
        if value in ("", name)
    )
    if not made:
        raise RulebookWrong(f"{requirement} rests on no loaded value “{value}”.")
    try:
        write_confirmations(confirmations, (*read_confirmations(confirmations), *made))
    except OSError as error:
        raise NotAllowed(
            f"{confirmations} cannot be written ({error.strerror}). "
            "Name another file with --confirmations."
        ) from error
    return made


def _fingerprint_of(document: Path) -> str:
    if not document.is_file() or not document.stat().st_size:
        raise NotAllowed(f"{document.name} is not an ordinary file with something in it.")
    if document.stat().st_size > LARGEST:
        raise NotAllowed(f"{document.name} is too large to be a guidance document.")
    return hashlib.sha256(document.read_bytes()).hexdigest()


def new_year(rules: Path, year: int, last: int) -> tuple[Path, ...]:
    """The files written. Raises NotAllowed where the year has rules already."""
    folder = rules / "mis" / f"year-{year}"
    if any(folder.glob("*/*.yaml")):
        raise NotAllowed(f"Year {year} has rule files already; none of them was touched.")
    rulebook = as_shipped(rules, last)
    pages = {folder / name: text.encode() for name, text in new_year_files(rulebook, year).items()}
    sources = rules / "sources.yaml"
    cited = source_of(year) in rulebook.sources
    try:
        more = {} if cited else {sources: sources.read_bytes() + source_entry(year).encode()}
        write_whole({**pages, **more})
    except (OSError, NotAllowed) as error:
        raise NotAllowed(
            f"{folder} cannot be written ({error}). Copy the rules to a folder of your own and "
            "name it with --rules."
        ) from error
    return tuple(pages)
