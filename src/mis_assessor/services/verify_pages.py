"""The data and the pages of a paper held against each other."""

from collections.abc import Iterator
from hashlib import sha256

from pydantic import ValidationError
from pydantic_core import from_json

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import assessment_from, with_digest
from mis_assessor.core.checking.page_text import page_differences
from mis_assessor.core.checking.verification import (
    CheckDone,
    Subject,
    does_hold,
    fails,
    open_question,
)
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.pool.outcomes import wrong_in_chain
from mis_assessor.core.wording import counted
from mis_assessor.packs.paper_file import PaperFile
from mis_assessor.reading.problems import one_problem, quoted
from mis_assessor.reports.embedded import (
    ASSESSMENT,
    FILES,
    SUBMISSION,
    claim_about,
    edition_of,
)
from mis_assessor.reports.page_words import words_of_pages
from mis_assessor.services.made_with import TOOL

MOST_TOLD = 40


def stated_in(paper: PaperFile) -> tuple[Assessment | None, tuple[CheckDone, ...]]:
    """The assessment that lies in a paper, and what is wrong with it as data."""
    content = paper.files.get(ASSESSMENT)
    if content is None:
        return None, (fails(Subject.DATA, "is not in the paper.", ASSESSMENT),)
    try:
        stated = assessment_from(content)
    except (ValueError, ValidationError, RecursionError):
        refuse_another_version(content, paper.name)
        said = "is not an assessment as this version of the program writes it."
        return None, (fails(Subject.DATA, said, ASSESSMENT),)
    if with_digest(stated).digests.assessment != stated.digests.assessment:
        said = "does not bear its own fingerprint: a value in it was changed."
        return stated, (fails(Subject.DATA, said, ASSESSMENT),)
    return stated, ()


def refuse_another_version(content: bytes, name: str) -> None:
    """Raises EvidenceUnreadable where another version of the program wrote the data."""
    try:
        said = from_json(content)["made_with"]["tool"]
    except (ValueError, KeyError, TypeError):
        return
    if isinstance(said, str) and said != TOOL:
        raise one_problem(
            name,
            f"was made with {quoted(said)}, whose data this version ({TOOL}) does not read. Use "
            "that version, or ask for the paper to be made again.",
        )


def data_checked(paper: PaperFile, stated: Assessment | None) -> Iterator[CheckDone]:
    """The files in a paper against what its metadata say of them."""
    for where, said in paper.oddities:
        yield fails(Subject.FILE, said, where)
    wrong = list(_against_claims(paper, stated))
    yield from wrong
    if not wrong:
        found = counted(len(paper.files), "files")
        yield does_hold(Subject.DATA, f"{found}: the same that were put into the paper.")


def _against_claims(paper: PaperFile, stated: Assessment | None) -> Iterator[CheckDone]:
    claims, found = paper.claims, digests_inside(paper)
    for name in FILES:
        claimed, there = claims.get(claim_about(name)), found.get(name)
        if claimed and there is None:
            yield fails(Subject.DATA, "was in the paper and is not there any more.", name)
        elif claimed is None and there is not None:
            yield fails(Subject.DATA, "was put into the paper after it was made.", name)
        elif claimed != there:
            yield fails(Subject.DATA, "is not the file that was put into the paper.", name)
    if claims.get("edition") != edition_of(found):
        said = (
            f"the paper says it is the {claims.get('edition')}, and what lies in it is that of "
            f"the {edition_of(found)}."
        )
        yield fails(Subject.DATA, said, "the edition")
    if stated is None:
        return
    for number, said in wrong_in_chain(stated.outcomes):
        yield fails(Subject.DATA, said, f"outcome no. {number}")
    for name in ("rulebook", "submission", "assessment"):
        if claims.get(name) != getattr(stated.digests, name):
            said = f"the fingerprint of the {name} is not the one in {ASSESSMENT}."
            yield fails(Subject.DATA, said, "the metadata")


def digests_inside(paper: PaperFile) -> dict[str, str]:
    """The fingerprint of each file in a paper, in the order in which the paper lists them."""
    return {name: sha256(paper.files[name]).hexdigest() for name in FILES if name in paper.files}


def pages_checked(paper: PaperFile, assessment: Assessment) -> Iterator[CheckDone]:
    """Every word of every page against what the assessment makes the pages say."""
    from mis_assessor.reports.papers import paper_html  # slow to load

    try:
        html = paper_html(assessment, digests_inside(paper))
    except EngineFault as contradicted:
        for problem in contradicted.problems:
            yield fails(Subject.DATA, problem.what, f"{ASSESSMENT}, {problem.where}")
        yield open_question(Subject.PAGES, "no page is made of data that contradict themselves.")
        return
    expected = words_of_pages(html)
    found = page_differences(expected, paper.pages)
    for one in found[:MOST_TOLD]:
        where = f"page {one.page}, {one.where}".rstrip(", ")
        yield fails(Subject.PAGES, one.sentence(), where)
    if (more := len(found) - MOST_TOLD) > 0:
        yield fails(Subject.PAGES, f"{counted(more, 'differences')} more.")
    if not found:
        words = f"{len(expected.pieces):,} pieces of text on {counted(len(paper.pages), 'pages')}"
        yield does_hold(Subject.PAGES, f"{words} say what the data make them say.")


def drawn_again(paper: PaperFile, assessment: Assessment) -> CheckDone:
    """The paper laid out once more: the first layer of the file must be the very same bytes."""
    from mis_assessor.reports.papers import paper_pdf  # slow to load

    files = paper.files
    made = paper_pdf(assessment, files.get("rulebook.json"), files.get(SUBMISSION))
    if paper.content.startswith(made):
        return does_hold(Subject.PAGES, "drawn again, the paper is the same to the last byte.")
    return fails(
        Subject.PAGES,
        "drawn again, it is not the same file: it was changed, or it was made with other versions "
        "of the libraries that draw it.",
    )
