"""Reads a local maternity system with all its trusts, or says everything that is wrong."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.submission import Submission
from mis_assessor.core.system import Ambition, Buddy, Provider, System, Unit
from mis_assessor.intake.files import Files
from mis_assessor.intake.opening import open_files
from mis_assessor.intake.own_folder import read_own_folder
from mis_assessor.intake.problems import did_you_mean
from mis_assessor.intake.provider_folders import PROVIDERS, by_folder, submission_of
from mis_assessor.intake.system_file import SystemFile
from mis_assessor.intake.system_page import SYSTEM


def is_system(path: Path) -> bool:
    """Whether a folder or zip holds a system rather than one trust's submission."""
    if path.is_dir():
        return (path / SYSTEM).is_file()
    with suppress(EvidenceUnreadable), open_files(path) as files:
        return SYSTEM in files
    return False


def read_system(path: Path) -> System:
    """A system's folder, or a zip of one, with the submission of every trust in it.

    Raises EvidenceUnreadable with every problem of every folder.
    """
    with open_files(path) as files:
        own, sent = by_folder(files)
        problems: list[Problem] = []
        says, evidence, buddy = read_own_folder(own, problems)
        problems += _unknown_folders(says, sent)
        submissions = {code: submission_of(code, sent[code], problems) for code in sorted(sent)}
    if says is None or evidence is None or problems:
        raise EvidenceUnreadable(dict.fromkeys(problems))
    return _system(says, evidence, buddy, submissions)


def _unknown_folders(says: SystemFile | None, sent: Mapping[str, Files]) -> Iterator[Problem]:
    if says is None:
        return
    codes = [provider.code for provider in says.providers]
    for folder in sorted(sent):
        if folder not in codes:
            yield Problem(
                f"{PROVIDERS}/{folder}",
                f"is not the folder of a trust named in {SYSTEM}. Name the trust there, or take "
                f"the folder out.{did_you_mean(folder, codes)}",
            )


def _system(
    says: SystemFile,
    evidence: Submission,
    buddy: Buddy | None,
    submissions: Mapping[str, Submission | None],
) -> System:
    return System(
        code=says.system.code,
        name=says.system.name,
        evidence=evidence,
        providers=tuple(
            Provider(
                named.code,
                named.name,
                tuple(Unit(u.code, u.name, u.kind, u.neonatal_care) for u in named.units),
                submissions.get(named.code),
                named.kind,
            )
            for named in says.providers
        ),
        partnerships=tuple(p.name for p in says.maternity_voices_partnerships),
        places=None if says.places is None else {p.name: p.partnership for p in says.places},
        buddy=buddy,
        ambitions=tuple(Ambition(a.name, a.is_, a.agreed_by, a.on) for a in says.local_ambitions),
        assessed_as_at=says.assessed_as_at,
        known_on=says.known_on,
    )
