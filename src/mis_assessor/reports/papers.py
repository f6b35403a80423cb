"""The Board paper as print HTML, and as one PDF/A-3a and PDF/UA-1 file.

Renders the shipped page templates; every value they name must exist.

The web edition of the Board paper: one self-contained, accessible page.

The paper of a local maternity system, as PDF and as a web page.

The rulebook of a year as a web page and as an accessible PDF.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import assessment_json
from mis_assessor.core.assessment.system import SystemAssessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import one_line
from mis_assessor.reading.shipped import templates_folder
from mis_assessor.reports.board_paper import Paper, paper
from mis_assessor.reports.embedded import claims_of, embedded
from mis_assessor.reports.lint import refuse_contradictions, refuse_framework_contradictions
from mis_assessor.reports.printable import printable
from mis_assessor.reports.rulebook_book import Book
from mis_assessor.reports.system_paper import SystemPaper, system_paper_of
from mis_assessor.reports.tags import tag

LOOKS = tuple(map(tag, Verdict))
"""Every verdict as the style sheets draw it."""
NO_BREAK_SPACE = "\u00a0"


_LONGEST_WORD, _PIECE = 100, 12
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_MAY_BREAK_HERE = "\u200b"


def _as_printed(value: object) -> object:
    """A text as one harmless line; a word longer than any may break, or it stops the printer."""
    if type(value) is not str:
        return value
    return _LONG_WORD.sub(_in_pieces, one_line(value))


def _in_pieces(word: re.Match[str]) -> str:
    starts = range(0, len(word[0]), _PIECE)
    return _MAY_BREAK_HERE.join(word[0][n : n + _PIECE] for n in starts)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_as_printed,
    )


def render(edition: str, paper: Paper | SystemPaper, footnote: str = "") -> str:
    """A paper as ``print`` or ``web`` HTML; users' words are escaped wherever they appear."""
    body = "system/body.html" if isinstance(paper, SystemPaper) else "paper/body.html"
    names = {"paper": paper, "body": body, "footnote": footnote, "blank": NO_BREAK_SPACE}
    return render_names(f"paper/{edition}.html", **names)


def render_names(template: str, **names: object) -> str:
    """A page as HTML out of whatever values its template names."""
    return _environment().get_template(template).render(looks=LOOKS, **names)


def stream_names(template: str, **names: object) -> Iterator[str]:
    """The same, piece by piece, for a page with more lines than memory should hold."""
    yield from _environment().get_template(template).generate(looks=LOOKS, **names)


def paper_html(assessment: Assessment, inside: Mapping[str, str] | None = None) -> str:
    """The HTML that is printed; refused when the paper would contradict itself.

    ``inside`` are the files that lie in the paper, by name, with their fingerprints.
    """
    refuse_contradictions(assessment)
    return _print(paper(assessment, inside))


def paper_pdf(
    assessment: Assessment, rulebook: bytes | None = None, submission: bytes | None = None
) -> bytes:
    """The Board paper; the same assessment gives the same bytes on the same machine.

    The assessment lies in it as data, with the rules it was made by as its source. With a zip
    of the submission it is the verifier's edition.
    """
    from mis_assessor.reports.pdf import printed  # slow to load, and a page needs none of it

    refuse_contradictions(assessment)
    files = embedded(assessment_json(assessment), rulebook, submission)
    inside = {file.name: sha256(file.content).hexdigest() for file in files}
    shown = paper(assessment, inside)
    return printed(
        _print(shown),
        _link_names(shown),
        claims_of(assessment, inside),
        files,
        assessment.on,
        {signer.id: signer.field for signer in shown.sign_off.signers},
    )


def _print(shown: Paper) -> str:
    return printable(lambda note: render("print", shown, note))


def _link_names(shown: Paper) -> dict[str, str]:
    actions = {section.anchor: section.heading for section in shown.requirements}
    return dict(shown.contents) | {
        target: f"{heading}, every requirement" for target, heading in actions.items()
    }


def html_edition(assessment: Assessment) -> str:
    """The same words as the PDF, for a browser; it loads nothing from anywhere."""
    refuse_contradictions(assessment)
    return render("web", paper(assessment))


def system_pdf(assessment: SystemAssessment) -> bytes:
    """One PDF/A-3a and PDF/UA-1 file. Raises EngineFault where it would contradict itself."""
    from mis_assessor.reports.pdf import printed  # slow to load

    refuse_framework_contradictions(assessment.frameworks)
    shown = system_paper_of(assessment)
    digests = {"submission": assessment.submission, "assessment": assessment.digest}
    return printed(_print_system(shown), dict(shown.contents), digests)


def _print_system(shown: SystemPaper) -> str:
    return printable(lambda note: render("print", shown, note))


def system_html(assessment: SystemAssessment) -> str:
    """The same words for a browser; it loads nothing from anywhere."""
    refuse_framework_contradictions(assessment.frameworks)
    return render("web", system_paper_of(assessment))


def book_html(shown: Book) -> str:
    """The rulebook as one self-contained page."""
    return render_names("book/web.html", book=shown)


def book_pdf(shown: Book) -> bytes:
    """The rulebook as PDF/A-3a and PDF/UA-1."""
    from mis_assessor.reports.pdf import printed  # slow to load

    links = {chapter.anchor: chapter.heading for chapter in shown.chapters}
    html = printable(lambda note: render_names("book/print.html", book=shown, footnote=note))
    return printed(html, links, {"rulebook": shown.digest})
