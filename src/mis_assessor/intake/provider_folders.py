"""The folders of a system's trusts, each read as a submission like any other."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePosixPath

from mis_assessor.core.errors import Problem
from mis_assessor.core.submission import Submission
from mis_assessor.intake.files import File, Files
from mis_assessor.intake.inventory import left_by_a_system
from mis_assessor.intake.manifest_page import MANIFEST
from mis_assessor.intake.problems import gathered_in, quoted
from mis_assessor.intake.read import submission_in

PROVIDERS = "providers"


def by_folder(files: Files) -> tuple[Files, Mapping[str, Files]]:
    """The system's own files, and those of every trust's folder, named from there."""
    own: dict[str, File] = {}
    sent: dict[str, dict[str, File]] = defaultdict(dict)
    for name, file in files.items():
        path = PurePosixPath(name)
        if path.parts[0] != PROVIDERS or len(path.parts) < 3:
            own[name] = file
        elif not left_by_a_system(path):
            inside = "/".join(path.parts[2:])
            sent[path.parts[1]][inside] = File(inside, file.size, file.open)
    return own, sent


def submission_of(code: str, files: Files, problems: list[Problem]) -> Submission | None:
    """What a trust has sent; problems are added with the trust's folder before them."""
    submission = None
    inside: list[Problem] = []
    with gathered_in(inside):
        submission = submission_in(files)
        if submission.trust_code != code:
            inside.append(Problem(MANIFEST, _another_trust(submission.trust_code, code)))
    problems += [Problem(f"{PROVIDERS}/{code}/{p.where}", p.what) for p in inside]
    return submission


def _another_trust(said: str, code: str) -> str:
    return (
        f"is of the trust {quoted(said)}, and the folder is that of {quoted(code)}. Put it in "
        "the folder of its own trust, or write its code as in system.yaml."
    )
