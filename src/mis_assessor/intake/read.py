"""Reads a whole submission, or says everything that keeps it from being read."""

import hashlib
from pathlib import Path

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.submission import Submission
from mis_assessor.intake import limits
from mis_assessor.intake.assemble import assemble
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.files import Files
from mis_assessor.intake.inventory import take_inventory
from mis_assessor.intake.manifest import Manifest
from mis_assessor.intake.manifest_page import MANIFEST, read_manifest
from mis_assessor.intake.opening import open_files
from mis_assessor.intake.problems import gathered_in
from mis_assessor.intake.table_files import read_table_files


def read_submission(path: Path) -> Submission:
    """A submission folder, or a zip of one, as typed evidence.

    Raises EvidenceUnreadable with every problem of every file.
    """
    with open_files(path) as files:
        inventory = take_inventory(files)
        problems = list(inventory.problems)
        manifest, fingerprints = _read_manifest(files, problems)
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
    submission = assemble(manifest, tables, fingerprints, problems)
    if submission is None or problems:
        raise EvidenceUnreadable(dict.fromkeys(problems))
    return submission


def _read_manifest(files: Files, problems: list[Problem]) -> tuple[Manifest | None, dict[str, str]]:
    """The manifest if it can be read, and its fingerprint."""
    manifest, fingerprint = None, {}
    if MANIFEST in files:
        with gathered_in(problems):
            content = files[MANIFEST].content(limits.MANIFEST_BYTES)
            fingerprint[MANIFEST] = hashlib.sha256(content).hexdigest()
            manifest = read_manifest(content)
    return manifest, fingerprint
