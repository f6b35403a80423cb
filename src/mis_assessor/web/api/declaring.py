"""Programs on the way of a declaration: the paper, moves, the history, what became of it."""

from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import Response

from mis_assessor.core.pool.outcomes import OutcomeRecord
from mis_assessor.services.assess_held import drawn_paper
from mis_assessor.services.declarations import acknowledge as acknowledging
from mis_assessor.services.declarations import make
from mis_assessor.services.stores import audit_head
from mis_assessor.services.what_became import chain_file, paper_since
from mis_assessor.services.where_it_stands import Declaration, Written, rulings
from mis_assessor.services.where_it_stands import declaration as where
from mis_assessor.store.accounts import acts_for
from mis_assessor.store.audit import lines
from mis_assessor.store.records import Step
from mis_assessor.web.api import sent, shapes
from mis_assessor.web.api.administration import AuditLine, audit_line
from mis_assessor.web.api.entrance import OfSubmission
from mis_assessor.web.api.lists import Listed, PageAsked, next_page
from mis_assessor.web.api.problems import NotYet
from mis_assessor.web.api.reading import kept_of
from mis_assessor.web.api.sent import Digest
from mis_assessor.web.ask import Ask


class Outcomes(BaseModel):
    """What became of a declaration, step by step; a move records what comes next."""

    state: str = Field(description="Where the declaration stands.")
    chain: list[OutcomeRecord]
    head: str = Field(description="The digest of the last record; empty before the first.")


def read_paper(ask: OfSubmission, digest: Digest = "") -> Response:
    """The Board paper as PDF, of a digest, else of the last assessment."""
    kept = kept_of(ask, digest)
    made = drawn_paper(ask.desk, ask.submission.id, kept.digest)
    if made is None:
        raise NotYet("There is no paper of this assessment yet. Ask for it first, with POST.")
    headers = {"ETag": f'"{kept.digest}"'}
    return Response(made, media_type="application/pdf", headers=headers)


def _declaration(ask: Ask) -> Declaration:
    with ask.desk.store.reading() as work:
        return where(ask.desk, work, ask.submission.id)


def _points(stands: Declaration) -> list[shapes.OpenPoint]:
    return [
        shapes.OpenPoint(
            item=one.item,
            title=one.title,
            says=one.says,
            acknowledged_by=one.acknowledged.by if one.acknowledged else "",
            acknowledged_at=one.acknowledged.at if one.acknowledged else "",
        )
        for one in stands.exceptions
    ]


def _taken(step: Step) -> shapes.Taken:
    told: dict[str, Any] = {name: getattr(step, name) for name in shapes.Taken.model_fields}
    return shapes.Taken(**told)


def read_declaration(ask: OfSubmission) -> shapes.Declaration:
    """Where the declaration stands, what may be done next, and for the rest why not."""
    stands = _declaration(ask)
    with ask.desk.store.reading() as work:
        acting = acts_for(work, ask.account.id, ask.today)
    ruled = rulings(ask.desk, stands, ask.account, acting, None, ask.today)
    return shapes.Declaration(
        state=stands.state,
        title=ask.desk.workflow.states[stands.state],
        digest=stands.kept.digest if stands.kept else "",
        has_paper=stands.has_paper,
        moves=[
            shapes.Move(
                move=one.move.move,
                title=one.move.title,
                allowed=one.allowed,
                in_reach=one.in_reach,
                refusals=list(one.refusals),
                asks=list(one.move.asks),
                outcomes=list(one.move.outcomes),
                names_the_digest=one.move.seals,
            )
            for one in ruled
        ],
        open_points=_points(stands),
        steps=[_taken(step) for step in stands.steps],
        audit_head=audit_head(ask.desk.store),
    )


def make_a_move(ask: OfSubmission, told: sent.MoveMade) -> shapes.Taken:
    """Takes a step, or says everything that it lacks."""
    written = Written(told.reference, told.day, told.note, told.outcome)
    by, at = ask.by, ask.submission.id
    return _taken(make(ask.desk, at, told.move, ask.account, written, by, told.digest))


def acknowledge(ask: OfSubmission, told: sent.Read) -> list[shapes.OpenPoint]:
    """Writes down what you have read of; gives everything that has to be acknowledged."""
    acknowledging(ask.desk, ask.submission.id, told.items, told.digest, ask.by)
    return _points(_declaration(ask))


def read_history(ask: OfSubmission, page: PageAsked) -> Listed[AuditLine]:
    """Who did what with this submission, the last first."""
    with ask.desk.store.reading() as work:
        found = lines(work, ask.submission.id, "", page.limit + 1, page.after)
    items = [audit_line(line) for line in found[: page.limit]]
    after = items[-1].number if items else 0
    return Listed(items=items, next=next_page(ask, found, page, after))


def read_outcomes(ask: OfSubmission) -> Outcomes:
    """What became of a declaration; the steps that add to it are moves of the declaration."""
    with ask.desk.store.reading() as work:
        stands = where(ask.desk, work, ask.submission.id, only_shown=True)
    chain = stands.outcomes
    return Outcomes(state=stands.state, chain=list(chain), head=chain[-1].digest if chain else "")


def read_outcomes_file(ask: OfSubmission) -> Response:
    """The chain as the file that “mis outcome” reads beside a folder, to the byte."""
    content = chain_file(ask.desk.store, ask.submission.id)
    if not content:
        raise NotYet("Nothing is recorded yet of what became of this declaration.")
    return Response(content, media_type="application/jsonl")


def read_outcomes_paper(ask: OfSubmission) -> Response:
    """The paper of what was declared, with what became of it since, as PDF."""
    pdf = paper_since(ask.desk, ask.submission.id, ask.by)
    return Response(pdf, media_type="application/pdf")
