"""The way of a declaration: where it stands, what may be done next, and who did what."""

from collections.abc import Sequence

from starlette.responses import Response

from mis_assessor.core.errors import NotAllowed
from mis_assessor.core.workflow.moves import Ruling
from mis_assessor.services.declarations import acknowledge, make
from mis_assessor.services.stores import audit_head
from mis_assessor.services.what_became import chain_file, paper_since
from mis_assessor.services.where_it_stands import (
    Declaration,
    Written,
    assessment_of,
    rulings,
)
from mis_assessor.services.where_it_stands import declaration as where
from mis_assessor.store.accounts import acts_for
from mis_assessor.store.assessments import assessments
from mis_assessor.store.audit import lines
from mis_assessor.web.answers import saved, shown_pdf
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import day_in
from mis_assessor.web.present import differences
from mis_assessor.web.render import page, to

DATED = ("Declaration due", "The declaration form opens", "Last day of the evidence")


def declaration(ask: Ask) -> Response:
    """Where the declaration stands, with every step that may or may not be taken, and why."""
    return _declaration_page(ask)


def backwards(ruling: Ruling) -> bool:
    """Whether a move leads back to the beginning: such a one is shown last."""
    return ruling.move.to == "draft"


def _declaration_page(
    ask: Ask, status: int = 200, errors: Sequence[dict[str, str]] = (), tried: str = ""
) -> Response:
    with ask.desk.store.reading() as work:
        stands = where(ask.desk, work, ask.submission.id)
        acting = acts_for(work, ask.account.id, ask.today)
    ruled = rulings(ask.desk, stands, ask.account, acting, None, ask.today)
    shown = assessment_of(ask.desk.store, stands.kept) if stands.kept else None
    deadlines = [m for m in shown["milestones"] if m["title"].startswith(DATED)] if shown else []
    flow = ask.desk.workflow
    return page(
        ask,
        "declaration.html",
        status,
        stands=stands,
        flow=flow,
        moves=sorted((r for r in ruled if r.in_reach and r.allowed), key=backwards),
        refused=[r for r in ruled if r.in_reach and not r.allowed],
        others=[r for r in ruled if not r.in_reach and stands.state in r.move.from_],
        acting=acting,
        deadlines=deadlines,
        head=audit_head(ask.desk.store),
        may_acknowledge=ask.role.value in ("approver", "board", "accountable officer"),
        changed=_changed(ask, stands),
        errors=errors,
        tried=tried,
        words=ask.form if tried else {},
    )


def _changed(ask: Ask, stands: Declaration) -> list[dict[str, str]]:
    """The verdicts that are not what they were when the Board last approved."""
    approved = [s.digest for s in stands.steps if s.move == "approve"]
    if not approved or stands.kept is None or approved[-1] == stands.kept.digest:
        return []
    with ask.desk.store.reading() as work:
        every = {one.digest: one for one in assessments(work, ask.submission.id)}
    before = assessment_of(ask.desk.store, every[approved[-1]])
    after = assessment_of(ask.desk.store, stands.kept)
    return differences(before, after) if before and after else []


def move(ask: Ask) -> Response:
    """Takes a step, or says everything that it lacks."""
    name = ask.word("move")
    day = day_in(ask.word("day"))
    written = Written(ask.word("reference"), day, ask.word("note"), ask.word("outcome"))
    try:
        make(
            ask.desk,
            ask.submission.id,
            name,
            ask.account,
            written,
            ask.by,
            ask.word("digest"),
        )
    except NotAllowed as error:
        errors = [{"text": str(problem), "href": "#steps"} for problem in error.problems]
        return _declaration_page(ask, 422, errors, name)
    return to(f"/submissions/{ask.submission.id}/declaration", "moved")


def acknowledging(ask: Ask) -> Response:
    """Writes down what somebody has read of."""
    items = ask.many.get("item", ())
    try:
        if not items:
            raise NotAllowed("Tick what you have read.")
        acknowledge(ask.desk, ask.submission.id, items, ask.word("digest"), ask.by)
    except NotAllowed as error:
        return _declaration_page(ask, 422, [{"text": str(error), "href": "#exceptions"}])
    return to(f"/submissions/{ask.submission.id}/declaration", "acknowledged")


def history(ask: Ask) -> Response:
    """Every assessment, and who did what when."""
    with ask.desk.store.reading() as work:
        every = assessments(work, ask.submission.id)
        told = lines(work, about=ask.submission.id)
    return page(ask, "history.html", assessments=every, lines=told)


def outcomes(ask: Ask) -> Response:
    """Every record of the chain, in order."""
    with ask.desk.store.reading() as work:
        stands = where(ask.desk, work, ask.submission.id, only_shown=True)
    return page(ask, "outcomes.html", chain=stands.outcomes, stands=stands)


def outcomes_file(ask: Ask) -> Response:
    """The chain as the file that “mis outcome” reads beside a folder."""
    content = chain_file(ask.desk.store, ask.submission.id)
    if not content:
        raise NotAllowed("Nothing is recorded yet of what became of this declaration.")
    it = ask.submission
    return saved(content, f"{it.trust}-year-{it.scheme_year}.outcomes.jsonl")


def outcomes_pdf(ask: Ask) -> Response:
    """The paper of what was declared, with what became of it since."""
    it = ask.submission
    pdf = paper_since(ask.desk, it.id, ask.by)
    return shown_pdf(pdf, f"outcomes-{it.trust}-year-{it.scheme_year}.pdf")


HANDLERS = {
    "declaration": declaration,
    "move": move,
    "acknowledging": acknowledging,
    "history": history,
    "outcomes": outcomes,
    "outcomes_file": outcomes_file,
    "outcomes_pdf": outcomes_pdf,
}
