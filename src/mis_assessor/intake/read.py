"""Reads a whole submission, or says everything that keeps it from being read."""

from pathlib import Path

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.core.submission import Submission
from mis_assessor.intake.assemble import assemble
from mis_assessor.intake.contents import read_contents, read_fingerprinted
from mis_assessor.intake.files import Files
from mis_assessor.intake.inventory import take_inventory
from mis_assessor.intake.manifest_page import MANIFEST, read_manifest
from mis_assessor.intake.opening import open_files
from mis_assessor.intake.payment_file import PAYMENT, read_payment


def read_submission(path: Path) -> Submission:
    """A submission folder, or a zip of one, as typed evidence.

    Raises EvidenceUnreadable with every problem of every file.
    """
    with open_files(path) as files:
        return submission_in(files)


def submission_in(files: Files) -> Submission:
    """A submission from the files of its folder; raises EvidenceUnreadable."""
    inventory = take_inventory(files)
    problems = list(inventory.problems)
    manifest, fingerprints = read_fingerprinted(files, MANIFEST, read_manifest, problems)
    payment, stated = read_fingerprinted(files, PAYMENT, read_payment, problems)
    fingerprints |= stated
    year = manifest.scheme_year if manifest else None
    alarms = manifest.false_alarms if manifest else ()
    tables = read_contents(files, inventory, year, alarms, fingerprints, problems)
    submission = assemble(manifest, tables, fingerprints, problems, payment)
    if submission is None or problems:
        raise EvidenceUnreadable(dict.fromkeys(problems))
    return submission
