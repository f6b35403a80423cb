"""The digest of many assessments, one a line: what a change for speed must leave as it is."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.assessment.canonical import with_digest
from mis_assessor.core.errors import NothingInForce
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.intake.inventory import is_system
from mis_assessor.intake.read import read_submission
from mis_assessor.services.assess import Days
from mis_assessor.services.assess_frameworks import ALL, frameworks_asked
from mis_assessor.services.assess_system import assess_system
from mis_assessor.services.check_rules import checked_rulebook
from mis_assessor.services.names_asked import held_against
from trust_year.bad_evidence import BAD
from trust_year.forms import tables
from trust_year.generator import invented
from trust_year.worlds import world

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "evidence_samples"
WORLDS = 60


def submissions() -> Iterator[tuple[str, Submission]]:
    """Every sample, small trusts in which anything went wrong, and bad evidence."""
    for folder in sorted(SAMPLES.iterdir()):
        if folder.is_dir() and not is_system(folder):
            yield folder.name, read_submission(folder, tables())
    for seed in range(WORLDS):
        yield f"world {seed}", world(seed)
    sound = invented(7, size=0.15)
    for name, spoil in BAD.items():
        yield name, spoil(sound)
        yield f"{name}, no window chosen", replace(spoil(sound), chosen={})


def digests() -> Iterator[tuple[str, str]]:
    """Each by name; decided by the reference evaluator alone."""
    for name, sent in submissions():
        rulebook = checked_rulebook(ROOT / "rules", sent.scheme_year)
        on = sent.assessed_as_at
        assert isinstance(on, date)
        try:
            found = assess(rulebook, held_against(sent, rulebook), on, sent.known_on)
        except NothingInForce:
            yield name, "nothing in force"
        else:
            yield name, with_digest(found).digests.assessment
    for folder in sorted(SAMPLES.iterdir()):
        if folder.is_dir() and is_system(folder):
            names = frameworks_asked(ROOT / "rules", (ALL,))
            yield folder.name, assess_system(folder, ROOT / "rules", names, Days()).digest


if __name__ == "__main__":
    for one, digest in digests():
        sys.stdout.write(f"{digest} {one}\n")
