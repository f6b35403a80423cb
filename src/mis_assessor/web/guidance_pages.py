"""The administrator compares the guidance with the rules, page by page, and confirms values."""

from starlette.responses import Response

from mis_assessor.core.errors import AssessorError, NotAllowed
from mis_assessor.services import guidance_pages as compared
from mis_assessor.services.confirming import Says, confirmations_file
from mis_assessor.store.records import GuidanceKept
from mis_assessor.web.answers import saved
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import number_in
from mis_assessor.web.render import page, to, told
from mis_assessor.web.sent_files import laid_out

CHOICES = (
    (Says.CONFIRMED, "The guidance says so"),
    (Says.OTHERWISE, "It does not agree"),
    (Says.NOT_HERE, "It is not on this page"),
)


def guidance(ask: Ask) -> Response:
    """Every guidance document, and the form to send one."""
    return _guidance_page(ask)


def _guidance_page(ask: Ask, status: int = 200, **more: object) -> Response:
    return page(
        ask,
        "guidance.html",
        status,
        documents=compared.documents(ask.desk),
        answers=compared.answered(ask.desk),
        editions=compared.editions(ask.desk),
        words=ask.form,
        **more,
    )


def send_guidance(ask: Ask) -> Response:
    """Keeps a document that can be read as text, as that of one edition."""
    with laid_out(ask, "document") as paths:
        try:
            if len(paths) != 1:
                raise NotAllowed("Choose the guidance as it was published, one PDF.")
            number = compared.take_guidance(ask.desk, paths[0], ask.word("edition"), ask.by)
        except AssessorError as error:
            return _guidance_page(ask, 422, errors=told(error.problems, "#document"))
    return to(f"/guidance/{number}", "guidance")


def document(ask: Ask) -> Response:
    """One document: how far it has been compared, page by page."""
    found = compared.seen(ask.desk, _document(ask))
    return page(ask, "guidance_document.html", found=found, following=found.next_open(0))


def _document(ask: Ask) -> GuidanceKept:
    return compared.document(ask.desk, number_in(ask.part("document")) or 0)


def guidance_page(ask: Ask) -> Response:
    """One page of the guidance beside the values that it speaks of."""
    return _one_page(ask)


def _one_page(ask: Ask, status: int = 200, **more: object) -> Response:
    found = compared.seen(ask.desk, _document(ask))
    number = _number(ask)
    its = found.on(number)
    rules = ask.desk.books.shipped(found.kept.scheme_year)
    titles = {one.value.item.requirement: rules.rule(one.value.item.requirement) for one in its}
    return page(
        ask,
        "guidance_page.html",
        status,
        found=found,
        number=number,
        values=its,
        titles={name: rule.requirement.title for name, rule in titles.items() if rule},
        choices=[one for one in CHOICES if number or one[0] is not Says.NOT_HERE],
        following=found.next_open(number),
        words=ask.form,
        **more,
    )


def _number(ask: Ask) -> int:
    number = number_in(ask.part("page"))
    if number is None or number > _document(ask).pages:
        raise NotAllowed("The document has no such page.")
    return number


def say_of_values(ask: Ask) -> Response:
    """Writes down what was read on a page: everything that was answered, or nothing."""
    kept, number = _document(ask), _number(ask)
    chosen = {one.value for one in Says}
    answers = {
        int(name.removeprefix("says-")): (Says(word), ask.word(f"page-{name[5:]}"))
        for name, word in ask.form.items()
        if name.startswith("says-") and name[5:].isdecimal() and word in chosen
    }
    try:
        if not answers:
            raise NotAllowed("Say of at least one value what you read.")
        compared.answer(ask.desk, kept, number, answers, ask.by)
    except NotAllowed as error:
        return _one_page(ask, 422, errors=told(error.problems, "#values"))
    following = compared.seen(ask.desk, kept).next_open(number)
    here = f"/guidance/{kept.number}"
    return to(here if following is None else f"{here}/pages/{following}", "read")


def guidance_picture(ask: Ask) -> Response:
    """A page as it was published."""
    picture = compared.picture(ask.desk, _document(ask), _number(ask))
    return Response(picture, media_type="image/png")


def confirmations(ask: Ask) -> Response:
    """The confirmations as the file that lies beside rules."""
    return saved(confirmations_file(ask.desk), "confirmations.json", "application/json")


def guidance_answers(ask: Ask) -> Response:
    """What was said, as “mis rules compare --answers” reads it."""
    kept = _document(ask)
    content = compared.answers_file(ask.desk, kept)
    return saved(content, f"answers-year-{kept.scheme_year}.csv", "text/csv; charset=utf-8")


HANDLERS = {
    "guidance": guidance,
    "send_guidance": send_guidance,
    "guidance_document": document,
    "guidance_page": guidance_page,
    "say_of_values": say_of_values,
    "guidance_picture": guidance_picture,
    "guidance_answers": guidance_answers,
    "confirmations": confirmations,
}
