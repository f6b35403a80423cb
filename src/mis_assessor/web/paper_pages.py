"""The Board paper of an assessment, what lies ahead, and the questions a non-executive asks.

A verifier's own desk: a pack from outside, held against itself.
"""

from starlette.responses import Response

from mis_assessor.core.errors import AssessorError
from mis_assessor.services.assess_held import (
    calendar_file_kept,
    calendar_kept,
    challenge_of,
    drawn_paper,
    web_page,
)
from mis_assessor.services.held import NotThere
from mis_assessor.services.jobs import ask_for_paper, ask_for_ways, ask_to_verify
from mis_assessor.services.verify import SENT_AS
from mis_assessor.services.ways_held import ways_found
from mis_assessor.store.records import Kept
from mis_assessor.web.ask import Ask
from mis_assessor.web.present import current
from mis_assessor.web.render import page, to, told
from mis_assessor.web.sent_files import short

OF_A_PAPER = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The web edition carries its own styles and drawings, and runs and asks for nothing."""


def _kept(ask: Ask) -> Kept:
    kept = current(ask.desk.store, ask.submission).kept
    if kept is None:
        raise NotThere("This submission has not been assessed yet, so there is no paper.")
    return kept


def paper(ask: Ask) -> Response:
    """The web edition of the paper."""
    kept = _kept(ask)
    html = web_page(ask.desk, ask.submission.id, kept.digest)
    headers = {"Content-Security-Policy": OF_A_PAPER}
    return Response(html, media_type="text/html; charset=utf-8", headers=headers)


def paper_pdf(ask: Ask) -> Response:
    """The paper as PDF; where it has not been made yet, the job that makes it."""
    kept = _kept(ask)
    pdf = drawn_paper(ask.desk, ask.submission.id, kept.digest)
    if pdf is None:
        job = ask_for_paper(ask.desk, ask.submission.id, kept.digest, ask.by)
        return to(f"/jobs/{job.id}", then="pdf")
    it = ask.submission
    name = f"board-paper-{it.trust}-year-{it.scheme_year}-{kept.digest[:12]}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; object-src 'self'",
    }
    return Response(pdf, media_type="application/pdf", headers=headers)


def paper_json(ask: Ask) -> Response:
    """The assessment itself, to be verified elsewhere."""
    content = ask.desk.store.blobs.read(_kept(ask).content)
    headers = {"Content-Disposition": 'attachment; filename="assessment.json"'}
    return Response(content, media_type="application/json", headers=headers)


def make_the_paper(ask: Ask) -> Response:
    """Asks for the paper, so that the Board approves what it has read."""
    job = ask_for_paper(ask.desk, ask.submission.id, _kept(ask).digest, ask.by)
    return to(f"/jobs/{job.id}")


def challenge(ask: Ask) -> Response:
    """The challenge sheet."""
    kept = _kept(ask)
    lines = challenge_of(ask.desk, ask.submission.id, kept.digest)
    questions = [{"text": line, "asks": line[:1].isdigit()} for line in lines]
    return page(ask, "challenge.html", questions=questions, kept=kept)


def calendar(ask: Ask) -> Response:
    """What is due next, by its last safe day."""
    kept = _kept(ask)
    return page(
        ask,
        "calendar.html",
        tables=calendar_kept(ask.desk, kept.submission, kept.digest),
        kept=kept,
    )


def calendar_file(ask: Ask) -> Response:
    """The same, to be put into one's own calendar."""
    kept = _kept(ask)
    content = calendar_file_kept(ask.desk, kept.submission, kept.digest)
    headers = {"Content-Disposition": 'attachment; filename="due-next.ics"'}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


def ways(ask: Ask) -> Response:
    """The cheapest ways to ten; where they are not worked out yet, the job that does it."""
    kept = _kept(ask)
    found = ways_found(ask.desk, kept.submission, kept.digest)
    if found is None:
        return to(f"/jobs/{ask_for_ways(ask.desk, kept.submission, kept.digest, ask.by).id}")
    return page(ask, "ways.html", found=found, kept=kept)


def pack(ask: Ask) -> Response:
    """The page to send a pack on."""
    return page(ask, "pack.html")


def verify_the_pack(ask: Ask) -> Response:
    """Asks for everything that can be said of a pack; the pack is kept only until then."""
    sent = ask.files[0] if ask.files else None
    name = short(sent.name) if sent else ""
    if sent is None or not name.casefold().endswith(SENT_AS):
        errors = [
            {"text": "Choose a Board paper (PDF), or a zip of a submission.", "href": "#pack"}
        ]
        return page(ask, "pack.html", 422, errors=errors)
    receipt = ask.word("receipt") == "yes"
    try:
        job = ask_to_verify(ask.desk, name, sent.content, ask.by, receipt=receipt)
    except AssessorError as error:
        return page(ask, "pack.html", 422, errors=told(error.problems, "#pack"))
    return to(f"/jobs/{job.id}")


HANDLERS = {
    "pack": pack,
    "verify_the_pack": verify_the_pack,
    "calendar": calendar,
    "calendar_file": calendar_file,
    "ways": ways,
    "paper": paper,
    "paper_pdf": paper_pdf,
    "paper_json": paper_json,
    "make_the_paper": make_the_paper,
    "challenge": challenge,
}
