"""Verifies one pack: what it says, what lies in it and what is computed again must be one.

Needs nothing but the pack: no network, no server, nothing from whoever sent it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import with_digest
from mis_assessor.core.checking.claims import claims_checked
from mis_assessor.core.checking.verification import (
    CheckDone,
    Subject,
    Verification,
    by_subject,
    fails,
    open_question,
)
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.engine.cage import Engine, engine_version
from mis_assessor.packs.paper_file import PaperFile
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.services.books import Books
from mis_assessor.services.made_with import TOOL
from mis_assessor.services.pack_files import Pack, opened_pack
from mis_assessor.services.recompute import held_together, recomputed
from mis_assessor.services.verify_pages import (
    data_checked,
    drawn_again,
    pages_checked,
    stated_in,
)
from mis_assessor.services.verify_rules import RulesFound, rules_of
from mis_assessor.services.verify_signatures import signatures_checked


@dataclass(frozen=True, slots=True)
class Beside:
    """What a verifier brings along: never taken from the pack itself."""

    evidence: Path | None = None
    """The submission, where the paper is a Board edition."""
    roots: tuple[bytes, ...] = ()
    """Certificates that the verifier trusts, as files."""
    draw_again: bool = False
    """Whether the paper is laid out once more and compared byte by byte."""


NOTHING = Beside()
SENT_AS = (".pdf", ".zip")


class Tools:
    """The engine and the shipped rules, kept for as many packs as one process verifies."""

    def __init__(self) -> None:
        self.books = Books(rules_folder())
        self._engine = Engine()

    @classmethod
    def running(cls, books: Books, engine: Engine) -> "Tools":
        """Rules and an engine that somebody else opened, and will close."""
        tools = cls()
        tools.books, tools.engine = books, engine
        return tools

    def __enter__(self) -> "Tools":
        self.engine = self._engine.__enter__()
        self.engine.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.__exit__(None, None, None)


@dataclass
class _Clock:
    """How long each part took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, part: str) -> Iterator[None]:
        began = perf_counter()
        yield
        self.seconds[part] = self.seconds.get(part, 0.0) + perf_counter() - began


def verify_pack(path: Path, beside: Beside = NOTHING, tools: Tools | None = None) -> Verification:
    """Everything that can be said of one pack: a paper, a folder or zip of one, a submission.

    Raises EvidenceUnreadable where it is nothing that can be verified, EngineFault where the
    evaluators do not agree.
    """
    if tools is not None:
        return verified(path, beside, tools).verification
    with Tools() as own:
        return verified(path, beside, own).verification


@dataclass(frozen=True, slots=True)
class Verified:
    """A verification with the assessment it was of: computed again, else the one stated."""

    verification: Verification
    assessment: Assessment | None
    submission: Submission | None
    """The evidence it was computed from, where it could be read."""


def verified(path: Path, beside: Beside, tools: Tools) -> Verified:
    """The same, for whoever needs to know more of the pack without opening it again."""
    clock = _Clock()
    with clock.of("reading"):
        pack = opened_pack(path, beside.evidence)
    with TemporaryDirectory(prefix="mis-verify-") as folder:
        return _held(pack, beside, tools, Path(folder), clock)


def _held(pack: Pack, beside: Beside, tools: Tools, folder: Path, clock: _Clock) -> Verified:
    checks: list[CheckDone] = []
    paper, stated = pack.paper, None
    rules = RulesFound(tools.books, ())
    if paper is not None:
        with clock.of("reading"):
            stated, found = stated_in(paper)
            checks += found
            checks += data_checked(paper, stated)
        with clock.of("rules"):
            rules = rules_of(paper.files.get("rulebook.json"), stated, tools.books, folder)
            checks += rules.checks
    computed = submission = None
    if pack.evidence is not None:
        with clock.of("computing again"):
            again = recomputed(pack.evidence, stated, rules.books, tools.engine, folder)
            checks += again.checks
            computed, submission = again.assessment, again.submission
            if computed is not None and stated is not None:
                checks += held_together(stated, computed)
            if rules.strange:
                checks += _by_published_rules(pack, stated, tools, folder)
    elif paper is not None:
        checks.append(open_question(Subject.ASSESSMENT, _NO_EVIDENCE))
    shown = stated or computed
    if paper is not None:
        with clock.of("comparing pages"):
            checks += _pages(paper, shown, beside)
            checks += signatures_checked(paper, beside.roots)
    if (claimed := computed or stated) is not None:
        checks += claims_checked(claimed)
    written = _written(pack, shown, claimed, tuple(checks), clock)
    return Verified(written, claimed, submission)


_NO_EVIDENCE = (
    "the evidence is not in this paper, so nothing was computed again: ask for the verifier "
    "edition, or name the submission with --submission"
)


def _pages(paper: PaperFile, shown: Assessment | None, beside: Beside) -> Iterator[CheckDone]:
    if shown is None:
        yield open_question(Subject.PAGES, "there are no data that the pages could be held against")
        return
    found = tuple(pages_checked(paper, shown))
    yield from found
    if beside.draw_again and all(check.subject is Subject.PAGES for check in found):
        yield drawn_again(paper, shown)


def _by_published_rules(
    pack: Pack, stated: Assessment | None, tools: Tools, folder: Path
) -> Iterator[CheckDone]:
    """What the published rules say of the same evidence, where the paper's are others."""
    if pack.evidence is None or stated is None:
        return
    ours = recomputed(pack.evidence, stated, tools.books, tools.engine, folder).assessment
    if ours is None:
        return
    was = {finding.id: finding.verdict for finding in stated.findings}
    for finding in ours.findings:
        before = was.get(finding.id)
        if before is not None and before is not finding.verdict:
            said = f"{before.value} by the paper’s rules, {finding.verdict.value} by the published."
            yield fails(Subject.RULES, said, f"{finding.id} {finding.title}")


def _written(
    pack: Pack,
    shown: Assessment | None,
    claimed: Assessment | None,
    checks: tuple[CheckDone, ...],
    clock: _Clock,
) -> Verification:
    digest = pack.paper.sha256 if pack.paper else ""
    if claimed is None or shown is None:
        return Verification(pack.name, digest, by_subject(checks), seconds=clock.seconds)
    held = sum(action.verdict.holds for action in claimed.actions)
    return Verification(
        name=pack.name,
        sha256=digest or claimed.digests.submission,
        checks=by_subject(checks),
        edition=pack.paper.claims.get("edition", "") if pack.paper else "",
        trust_code=claimed.trust_code,
        trust_name=claimed.trust_name,
        scheme_year=claimed.scheme_year,
        assessed=f"{held} of {len(claimed.actions)} safety actions hold; {claimed.verdict.value}",
        on=claimed.on,
        known_on=claimed.known_on,
        rulebook=with_digest(claimed).digests.rulebook,
        made_with={"tool": shown.made_with.tool, "engine": shown.made_with.engine},
        checked_with={"tool": TOOL, "engine": engine_version()},
        seconds=clock.seconds,
    )
