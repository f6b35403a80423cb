"""What is not a share, in words: a day, a document, days of reports."""

from datetime import date, datetime
from typing import assert_never

from mis_assessor.core.answers import Figure, NoAnswer, Paper, Papers, Said
from mis_assessor.core.comparisons import Op, Test
from mis_assessor.core.wording import at_moment, counted, listed, on_day


def figure_in_words(test: Test, answer: NoAnswer | Figure | Said | Paper | Papers) -> str:
    """An answer that is no share, or why there is none."""
    match answer:
        case NoAnswer():
            return answer.says
        case Figure():
            return f"{answer.value}"
        case Said(value=bool() as yes):
            return "yes" if yes else "no"
        case Said(value=datetime() as moment):
            return at_moment(moment)
        case Said(value=day):
            assert isinstance(day, date)
            return on_day(day, "")
        case Paper():
            return f"“{answer.title}”, in place {on_day(answer.in_place)}"
        case Papers():
            return _days(test, answer)
        case _:
            assert_never(answer)


def _days(test: Test, papers: Papers) -> str:
    counting = [r for r in papers.reports if r.complete]
    if test.op is Op.HAPPENS_AT_MOST:
        return counted(len(counting), "times")
    if not counting:
        lacking = [f"{r.id}: {r.lacks}" for r in papers.reports[:3] if r.lacks]
        return "; ".join(["no report that counts", *lacking])
    name = test.counted_by or "dated"
    if name == "period covered":
        spans = [
            f"{on_day(r.covers[0], '')} to {on_day(r.covers[1], '')}" for r in counting if r.covers
        ]
        return f"periods covered: {'; '.join(spans) or 'none given'}"
    days = sorted(d for r in counting if (d := dict(r.days).get(name)))
    return f"{name}: {listed([on_day(d, '') for d in days])}" if days else "no day that counts"
