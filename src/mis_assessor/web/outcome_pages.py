"""What became of a declaration: every outcome that was recorded, and the paper with them."""

from starlette.responses import Response

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.what_became import chain_file, paper_since
from mis_assessor.services.where_it_stands import declaration
from mis_assessor.web.answers import saved, shown_pdf
from mis_assessor.web.ask import Ask
from mis_assessor.web.render import page


def outcomes(ask: Ask) -> Response:
    """Every record of the chain, in order."""
    with ask.desk.store.reading() as work:
        stands = declaration(ask.desk, work, ask.submission.id, only_shown=True)
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
    "outcomes": outcomes,
    "outcomes_file": outcomes_file,
    "outcomes_pdf": outcomes_pdf,
}
