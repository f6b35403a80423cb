"""Reads a whole submission, or says everything that keeps it from being read."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.submission import Submission
from mis_assessor.intake import limits
from mis_assessor.intake.assemble import assemble
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.files import Files
from mis_assessor.intake.inventory import take_inventory
from mis_assessor.intake.manifest_page import MANIFEST, read_manifest
from mis_assessor.intake.opening import open_files
from mis_assessor.intake.payment_file import PAYMENT, read_payment
from mis_assessor.intake.problems import gathered_in
from mis_assessor.intake.table_files import read_table_files

T = TypeVar("T")


def read_submission(path: Path) -> Submission:
    """A submission folder, or a zip of one, as typed evidence.

    Raises EvidenceUnreadable with every problem of every file.
    """
    with open_files(path) as files:
        inventory = take_inventory(files)
        problems = list(inventory.problems)
        fingerprints: dict[str, str] = {}
        pages = _Pages(files, fingerprints, problems)
        manifest = pages.read(MANIFEST, read_manifest)
        payment = pages.read(PAYMENT, read_payment)
        tables = read_table_files(
            files,
            inventory.tables,
            manifest.scheme_year if manifest else None,
            FalseAlarms(manifest.false_alarms if manifest else ()),
        )
        problems += tables.problems
        fingerprints |= {table.name: table.sha256 for table in tables.found.values()}
        for name in inventory.evidence:
            with gathered_in(problems):
                fingerprints[name] = files[name].sha256()
    submission = assemble(manifest, tables, fingerprints, problems, payment)
    if submission is None or problems:
        raise EvidenceUnreadable(dict.fromkeys(problems))
    return submission


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a submission; each leaves its fingerprint and its problems."""

    files: Files
    fingerprints: dict[str, str]
    problems: list[Problem]

    def read(self, name: str, reader: Callable[[bytes], T]) -> T | None:
        """A page if it is there and can be read."""
        if name in self.files:
            with gathered_in(self.problems):
                content = self.files[name].content(limits.MANIFEST_BYTES)
                self.fingerprints[name] = hashlib.sha256(content).hexdigest()
                return reader(content)
        return None
