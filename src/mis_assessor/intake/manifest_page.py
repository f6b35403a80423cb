"""Reads ``submission.yaml`` and says what is wrong in it, line by line."""

from mis_assessor.intake.manifest import Manifest
from mis_assessor.intake.yaml_page import read_page

MANIFEST = "submission.yaml"


def read_manifest(content: bytes) -> Manifest:
    """The manifest of a submission; raises EvidenceUnreadable with every problem."""
    return read_page(content, MANIFEST, Manifest, false_alarms=lambda says: says.false_alarms).says
