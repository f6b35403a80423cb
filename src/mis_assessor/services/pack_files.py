"""What somebody named to be verified: a paper, the evidence beside it, or both in one folder."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.intake.files import Files, open_files
from mis_assessor.intake.manifest import MANIFEST
from mis_assessor.intake.submission_zip import files_zipped
from mis_assessor.packs.paper_file import LARGEST, PaperFile, read_paper
from mis_assessor.reading import limits
from mis_assessor.reading.problems import one_problem

PDF, ZIP = ".pdf", ".zip"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the evidence lies: in a folder or zip, or in the paper itself."""

    path: Path | None = None
    content: bytes = b""

    @contextmanager
    def opened(self) -> Iterator[Files]:
        """Its files, open while they are read. Raises EvidenceUnreadable."""
        if self.path is not None:
            with open_files(self.path) as files:
                yield files
        else:
            with files_zipped(self.content, "submission.zip") as files:
                yield files


@dataclass(frozen=True, slots=True)
class Pack:
    """A paper, evidence, or both."""

    name: str
    paper: PaperFile | None
    evidence: Evidence | None


def opened_pack(path: Path, beside: Path | None = None) -> Pack:
    """What a path holds, with evidence that lies elsewhere where that is named.

    Raises EvidenceUnreadable, in one sentence, where it holds nothing that can be verified.
    """
    if path.is_dir():
        paper, evidence = _in_folder(path)
    elif _is_regular(path) and path.suffix.casefold() == ZIP:
        paper, evidence = _in_zip(path)
    elif _is_regular(path):
        paper, evidence = read_paper(_content(path), path.name), None
    else:
        raise one_problem(path.name, "is neither a file nor a folder. Name a paper or its folder.")
    if beside is not None:
        evidence = Evidence(beside)
    elif evidence is None and paper is not None and (inside := paper.files.get("submission.zip")):
        evidence = Evidence(content=inside)
    return Pack(path.name, paper, evidence)


def _is_regular(path: Path) -> bool:
    return path.exists() and stat.S_ISREG(path.stat().st_mode)


def _content(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        most = limits.in_megabytes(LARGEST)
        raise one_problem(path.name, f"has more than {most}: no paper has.")
    return path.read_bytes()


def _in_folder(folder: Path) -> tuple[PaperFile | None, Evidence | None]:
    inside = sorted(folder.iterdir())
    papers = _papers((p.name, _content(p)) for p in inside if _named(p, PDF))
    if (folder / MANIFEST).is_file():
        evidence = [folder]
    else:
        evidence = [p for p in inside if p.is_dir() and (p / MANIFEST).is_file()]
        evidence += [p for p in inside if _named(p, ZIP)]
    if len(evidence) > 1:
        raise one_problem(folder.name, "holds several submissions. Name one with --submission.")
    if not papers and not evidence:
        raise one_problem(
            folder.name, f"holds neither a Board paper nor a submission ({MANIFEST})."
        )
    return _only(papers, folder.name), Evidence(evidence[0]) if evidence else None


def _named(path: Path, ending: str) -> bool:
    return _is_regular(path) and path.suffix.casefold() == ending


def _in_zip(path: Path) -> tuple[PaperFile | None, Evidence | None]:
    with open_files(path) as files:
        papers = _papers(
            (name, file.content(LARGEST))
            for name, file in sorted(files.items())
            if name.casefold().endswith(PDF) and "/" not in name
        )
        has_evidence = MANIFEST in files
    if not papers and not has_evidence:
        raise one_problem(path.name, f"holds neither a Board paper nor a submission ({MANIFEST}).")
    return _only(papers, path.name), Evidence(path) if has_evidence else None


def _papers(found: Iterator[tuple[str, bytes]]) -> list[PaperFile]:
    """Those of some PDFs that are papers; what else lies beside them is nobody's business."""
    papers: list[PaperFile] = []
    refused: list[EvidenceUnreadable] = []
    for name, content in found:
        try:
            papers.append(read_paper(content, name))
        except EvidenceUnreadable as error:
            refused.append(error)
    if refused and not papers:
        raise EvidenceUnreadable(problem for error in refused for problem in error.problems)
    return papers


def _only(papers: list[PaperFile], name: str) -> PaperFile | None:
    if len(papers) > 1:
        raise one_problem(name, "holds more than one Board paper. Name the one to verify.")
    return papers[0] if papers else None
