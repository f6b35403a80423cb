"""Statements, arrangements and posts in SQL."""

from datetime import date, datetime, timedelta

from mis_assessor.core.evidence.answers import Answer, NoAnswerReason, Paper, Stated
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.rules.fact_questions import (
    ArrangementQuestion,
    PostsQuestion,
    StatementQuestion,
)
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.recount.asked import Asked, none
from mis_assessor.recount.bound import ORGANISATIONS, TODAY
from mis_assessor.recount.queries import Queries
from mis_assessor.recount.tables import text
from mis_assessor.recount.terms import lacks_a_value

FOREVER = date.max.toordinal()


def statement(queries: Queries, question: StatementQuestion, asked: Asked) -> Answer:
    """What a named person stated up to the assessment day."""
    found = queries.fetch(
        "what was stated",
        asked,
        "SELECT kind, day, second, yes, written FROM statement WHERE "
        f"\"statement =\" = {text(folded(question.statement))} AND who <> '' "
        f"AND said_on <= {TODAY}",
    )
    if not found:
        return asked.silent()
    kind, day, second, yes, written = found[-1]
    if kind == "other" and question.answer == "moment":
        return _without_seconds(str(written), asked)
    if kind != question.answer or (day is not None and day > asked.today):
        return asked.silent()
    if kind == "yes or no":
        return Stated(bool(yes))
    if kind == "day":
        return Stated(date.fromordinal(day))
    return Stated(datetime.fromtimestamp(second, LONDON))


def _without_seconds(written: str, asked: Asked) -> Answer:
    """A minute stands for its first second, unless a limit falls inside it."""
    try:
        begins = datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)
    except ValueError:
        return asked.silent()
    ends = begins + timedelta(minutes=1)
    limits = (asked.terms.value(name) for name in asked.terms.reading.entries)
    if any(isinstance(limit, datetime) and begins <= limit < ends for limit in limits):
        return none(NoAnswerReason.UNCLEAR)
    return Stated(begins)


_OF = f'"organisation =" IN ({", ".join(ORGANISATIONS)})'


def _organisations(asked: Asked) -> dict[str, str]:
    """How rows may name whom it is about, as numbers of a query."""
    first, *others = sorted(asked.organisations)
    return {"organisation": first, "or_organisation": others[0] if others else first}


def arrangement(queries: Queries, question: ArrangementQuestion, asked: Asked) -> Answer:
    """Since when it is in place, shown by a document that somebody checked."""
    today = asked.today
    checked = (
        'SELECT MIN(d.id) FROM document d WHERE d."id =" = a."evidence =" AND '
        f"d.checked_by <> '' AND d.checked_on <= {TODAY} AND COALESCE(d.checked_on >= d.dated, "
        f"TRUE) AND COALESCE(d.expires_on >= {TODAY}, TRUE)"
    )
    found = queries.fetch(
        "what is in place",
        asked,
        f"SELECT in_place, since, until, ({checked}) AS shown FROM arrangement a WHERE "
        f'"arrangement =" = {text(folded(question.arrangement))} AND {_OF}',
        **_organisations(asked),
    )
    in_place = [(s, u, d) for yes, s, u, d in found if yes and s is not None and s <= today]
    standing = [(s, u, d) for s, u, d in in_place if u is None or u >= today]
    shown = sorted((s, d, u or FOREVER) for s, u, d in standing if d is not None)
    if shown:
        since, _, until = shown[0]
        begins = date.fromordinal(since)
        ends = None if until == FOREVER else date.fromordinal(until)
        return Paper(begins, begins, begins, ends)
    ended = len(in_place) > len(standing)
    if not standing and (ended or any(yes == 0 for yes, *_ in found)):
        return none(NoAnswerReason.FAILS if asked.closed else NoAnswerReason.NOT_DUE)
    return asked.silent()


def posts(queries: Queries, question: PostsQuestion, asked: Asked) -> Answer:
    """Since when those who hold all the posts on the assessment day have held them."""
    if lacks_a_value(question, asked.terms):
        return none(NoAnswerReason.NOT_LOADED)
    names = [folded(name) for name in asked.terms.words(question.posts)]
    of = _organisations(asked)
    held = {name: queries.fetch("who holds it", asked, _holders(name), **of) for name in names}
    if vacant := [name for name in names if not held[name]]:
        listed = ", ".join(map(text, vacant))
        left = queries.fetch(
            "who has left",
            asked,
            f'SELECT COUNT(*) FROM post WHERE "post =" IN ({listed}) AND {_OF} '
            f"AND held_to < {TODAY}",
            **of,
        )
        if left[0][0] and asked.closed:
            return none(NoAnswerReason.FAILS)
        return asked.silent()
    tables = [f"({_holders(name)}) AS h{n}" for n, name in enumerate(names)]
    apart = [
        f'h{one}."person =" <> h{other}."person ="'
        for one in range(len(names))
        for other in range(one)
        if question.different_people
    ]
    began = " UNION ALL ".join(f"SELECT h{n}.held_from AS day" for n in range(len(names)))
    found = queries.fetch(
        "since when all are held",
        asked,
        f"SELECT MIN(since) FROM (SELECT (SELECT MAX(day) FROM ({began}) AS began) AS since "
        f"FROM {' CROSS JOIN '.join(tables)} WHERE {' AND '.join(apart) or 'TRUE'}) AS ways",
        **of,
    )
    if found[0][0] is None:
        return none(NoAnswerReason.FAILS if asked.closed else NoAnswerReason.NOT_DUE)
    since = date.fromordinal(found[0][0])
    return Paper(since, since, since, None)


def _holders(name: str) -> str:
    return (
        f'SELECT person, "person =", held_from FROM post WHERE "post =" = {text(name)} AND '
        f"{_OF} AND person <> '' AND held_from <= {TODAY} "
        f"AND COALESCE(held_to >= {TODAY}, TRUE)"
    )
