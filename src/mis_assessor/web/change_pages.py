"""What moved: since the last assessment or meeting, and what would if something were so."""

from collections.abc import Sequence

from starlette.responses import Response

from mis_assessor.core.verdicts import Verdict
from mis_assessor.services.compare_held import (
    compared,
    compared_with_what_is_not_so,
    course_of,
    earlier_ones,
    seen_last,
)
from mis_assessor.services.what_if import FORMS, MistypedFact
from mis_assessor.services.where_it_stands import assessment_shown
from mis_assessor.web.ask import Ask
from mis_assessor.web.charts import chart, course
from mis_assessor.web.keeping import kept_of
from mis_assessor.web.render import moment_in_words, page

MOST_SHOWN = 12
MOST_FACTS = 20


def changes(ask: Ask) -> Response:
    """What moved since whoever asks saw it last, or since an assessment that they choose."""
    kept = kept_of(ask)
    earlier = earlier_ones(ask.desk, ask.submission.id, kept)
    chosen = next((one for one in earlier if one.kept.digest == ask.asked("with")), None)
    before = chosen or seen_last(earlier, ask.role)
    kept_ones = course_of(ask.desk, ask.submission.id, MOST_SHOWN)
    every = [(one, assessment_shown(ask.desk.store, one)) for one in kept_ones]
    told = [(moment_in_words(one.at), shown) for one, shown in every if shown]
    return page(
        ask,
        "changes.html",
        kept=kept,
        earlier=earlier,
        before=before,
        changed=compared(ask.desk, before.kept, kept) if before else None,
        verdicts=tuple(Verdict),
        chart=chart(course(told)) if told[1:] else None,
    )


def what_if(ask: Ask) -> Response:
    """The page to suppose something on."""
    return _supposing(ask, "", status=200)


def suppose(ask: Ask) -> Response:
    """What would be otherwise if it were so; nothing of it is kept."""
    written = ask.word("facts", 4_000)
    facts = [line.strip() for line in written.splitlines() if line.strip()][:MOST_FACTS]
    if not facts:
        return _supposing(ask, written, "Write at least one supposition.")
    try:
        changed = compared_with_what_is_not_so(ask.desk, kept_of(ask), facts)
    except MistypedFact as wrong:
        return _supposing(ask, written, *map(str, wrong.problems))
    return _supposing(ask, written, status=200, changed=changed, facts=facts)


def _supposing(ask: Ask, written: str, *wrong: str, status: int = 422, **more: object) -> Response:
    errors: Sequence[dict[str, str]] = [{"text": text, "href": "#facts"} for text in wrong]
    return page(
        ask,
        "what_if.html",
        status,
        kept=kept_of(ask),
        written=written,
        forms=FORMS,
        verdicts=tuple(Verdict),
        errors=errors,
        **more,
    )


HANDLERS = {"changes": changes, "what_if": what_if, "suppose": suppose}
