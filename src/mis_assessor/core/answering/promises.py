"""What a plan promises, by when, and whether it shows progress."""

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.looked import Looked
from mis_assessor.core.quantities import Share, read_quantity
from mis_assessor.core.questions.documents import DocumentsQuestion
from mis_assessor.core.wording import on_day


def look_for_promises(question: DocumentsQuestion, asking: Asking, look: Looked) -> None:
    """Adds what a plan does not promise, or promises too little or too late."""
    document = look.document
    if question.promises and question.promises.number:
        needed = asking.reading.value(question.promises.number)
        promised = read_quantity(document.promised_number) if document.promised_number else None
        if not isinstance(promised, Share) or not isinstance(needed, Share):
            look.wanting.append("it does not say what share it promises")
        elif promised.of_one < needed.of_one or (
            question.promises.more_than and promised.of_one == needed.of_one
        ):
            look.wrong.append(f"it promises {promised.written}, not {needed.written}")
    if question.promises and question.promises.by:
        latest = asking.day(question.promises.by)
        if document.promised_by is None:
            look.wanting.append("it does not say by when")
        elif latest and document.promised_by > latest:
            look.wrong.append(f"it promises {on_day(document.promised_by, '')}, too late")
    if question.shows_progress:
        since = max((day for what, day in look.days if what != "dated"), default=document.dated)
        reported = [
            d for d in document.progress_reported_on if d <= asking.on and since and d > since
        ]
        if not reported:
            look.wanting.append("it shows no progress since it was agreed")
