"""Programs look at the way to ten, and at what became of a declaration once it was sent."""

from fastapi import Response
from pydantic import BaseModel, Field

from mis_assessor.core.ahead.path import PathToTen
from mis_assessor.core.pool.outcomes import OutcomeRecord
from mis_assessor.services.jobs import ask_for_ways
from mis_assessor.services.ways_held import ways_found
from mis_assessor.services.what_became import chain_file, paper_since
from mis_assessor.services.where_it_stands import declaration
from mis_assessor.web.api.entrance import OfSubmission
from mis_assessor.web.api.jobs import Job, later
from mis_assessor.web.api.problems import NotYet
from mis_assessor.web.api.reading import kept_of


class Outcomes(BaseModel):
    """What became of a declaration, step by step; a move records what comes next."""

    state: str = Field(description="Where the declaration stands.")
    chain: list[OutcomeRecord]
    head: str = Field(description="The digest of the last record; empty before the first.")


def ask_for_the_way(ask: OfSubmission, answer: Response) -> Job:
    """Asks for the way to ten from the last assessment; it is worked out once."""
    job = ask_for_ways(ask.desk, ask.submission.id, kept_of(ask).digest, ask.by)
    return later(job, answer)


def read_way_to_ten(ask: OfSubmission) -> PathToTen:
    """The cheapest sets of repairs that make all ten true, and what can never be repaired."""
    found = ways_found(ask.desk, ask.submission.id, kept_of(ask).digest)
    if found is None:
        raise NotYet("The way to ten is not worked out yet. Ask for it first, with POST.")
    return found  # type: ignore[return-value]  # it is read back into its shape


def read_outcomes(ask: OfSubmission) -> Outcomes:
    """What became of a declaration; the steps that add to it are moves of the declaration."""
    with ask.desk.store.reading() as work:
        stands = declaration(ask.desk, work, ask.submission.id, only_shown=True)
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
