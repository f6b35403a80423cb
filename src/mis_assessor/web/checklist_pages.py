"""The checklist of documents: each safety action with its documents, and one document ticked."""

from collections.abc import Mapping

from starlette.responses import Response

from mis_assessor.core.errors import AssessorError, NotAllowed
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.importing.asked import documents_asked
from mis_assessor.importing.folder import Folder, folder_of
from mis_assessor.intake.registers import DOCUMENTS, EVENTS
from mis_assessor.services.checklist import (
    ChangedPaper,
    Checklist,
    Paper,
    checklist_of,
    entry_for,
    paper_changes,
    paper_of,
)
from mis_assessor.services.held import ChangedMeanwhile, NotThere, files_of
from mis_assessor.store.records import Change
from mis_assessor.web.ask import Ask
from mis_assessor.web.document_form import (
    FIRST,
    HINTS,
    LABELS,
    MORE,
    Written,
    act_told,
    acts_of,
    at_field,
    items_of,
    written_in,
)
from mis_assessor.web.fields import day_written
from mis_assessor.web.keeping import keep
from mis_assessor.web.render import page

TRIES = 3


def checklist(ask: Ask) -> Response:
    """The safety actions, with how many of their documents are ticked."""
    found = _checklist(ask)
    lines = []
    for action in sorted(_book(ask).actions, key=lambda one: one.number or 11):
        asked = [one for one in found.entries.get(action.number, ()) if not one.only_instead]
        if asked:
            done = sum(not one.lacks for one in asked)
            lines.append({"action": action, "asked": len(asked), "done": done})
    return page(ask, "checklist.html", lines=lines, others=found.others)


def checklist_of_action(ask: Ask) -> Response:
    """The documents of one safety action, each with what is still to be ticked."""
    found = _checklist(ask)
    action = next((a for a in _book(ask).actions if str(a.number) == ask.part("number")), None)
    if action is None:
        raise NotThere("There is no such safety action here.")
    entries = found.entries.get(action.number, ())
    return page(
        ask,
        "checklist_action.html",
        action=action,
        asked=[one for one in entries if not one.only_instead],
        instead=[one for one in entries if one.only_instead],
    )


def document(ask: Ask) -> Response:
    """The form of one document: one that is there, one that is asked for, or another one."""
    folder, book = _folder(ask), _book(ask)
    name = ask.asked("of")
    paper = paper_of(folder, name)
    if not paper.row and name:
        known = [one for found in checklist_of(folder, book).entries.values() for one in found]
        paper = next((one.paper for one in known if one.paper.id == name), paper)
    if name and not paper.row:
        raise NotThere("There is no such document on the checklist.")
    return _form(ask, folder, Written.of(paper), paper.seen)


def _form(
    ask: Ask, folder: Folder, written: Written, seen: str, status: int = 200, **more: object
) -> Response:
    """The form: what is asked of such a document comes first, then whatever else is there."""
    book = _book(ask)
    asked = entry_for(folder, book, Paper(written.row))
    columns = ask.desk.books.tables[DOCUMENTS].columns
    days = {heading for heading, column in columns.items() if column.type.is_day}
    acts = written.acts
    if acts is None:
        acts = tuple(acts_of(written, asked.acts if asked else ()))
    verbs = ask.desk.books.tables[EVENTS].columns["event"].type.options
    fields = {
        heading: {
            "label": LABELS.get(heading, heading.capitalize()),
            "day": heading in days,
            "hint": HINTS.get(heading, columns[heading].meaning),
            "value": day_written(text) if heading in days else text,
        }
        for heading in (*FIRST, *MORE)
        for text in (written.row.get(heading, ""),)
    }
    return page(
        ask,
        "document.html",
        status,
        asked=asked,
        row=written.row,
        there=bool(paper_of(folder, written.row.get("id", "")).row),
        first=FIRST,
        rest=MORE,
        fields=fields,
        acts=tuple(map(act_told, acts)),
        other=act_told(written.other),
        looked_for=tuple(items_of(written, asked.items if asked else ())),
        looked=written.looked,
        kinds=sorted({one.kind for one in documents_asked(book)}),
        verbs=verbs,
        seen=seen,
        back=f"checklist/{asked.home}" if asked else "checklist",
        **more,
    )


def tick(ask: Ask) -> Response:
    """Keeps what is said of one document, or says everything that is wrong with it."""
    name, seen = ask.word("id", 80), ask.word("seen")
    for attempt in range(TRIES):
        files = files_of(ask.desk.store, ask.submission.id)
        folder = folder_of(files, ask.desk.books.tables)
        written, errors = written_in(ask, paper_of(folder, name))
        taken_off = ask.word("what") == "take off"
        if errors and not taken_off:
            return _form(ask, folder, written, seen, 422, errors=errors)
        said = None if taken_off else Paper(written.row, written.events, written.contents)
        try:
            changes = paper_changes(files, ask.desk.books.tables, name, said, seen)
            return _kept(ask, folder, written, changes)
        except ChangedPaper as error:
            shown = {"stands": Written.of(error.stands), "errors": [_at_top(str(error))]}
            return _form(ask, folder, written, error.stands.seen, 409, **shown)
        except ChangedMeanwhile:
            if attempt == TRIES - 1:
                raise
        except AssessorError as error:
            told = [at_field(problem, written) for problem in error.problems]
            return _form(ask, folder, written, seen, 422, errors=told)
    raise NotAllowed("Too many people are changing this at once. Try again in a minute.")


def _kept(ask: Ask, folder: Folder, written: Written, changes: Mapping[str, Change]) -> Response:
    """Keeps the lists; back to the checklist of the safety action that asks for the document."""
    asked = entry_for(folder, _book(ask), Paper(written.row))
    back = f"checklist/{asked.home}" if asked else "checklist"
    return keep(ask, changes, back, "ticked")


def _at_top(text: str) -> dict[str, str]:
    return {"text": text, "href": "#stands"}


def _folder(ask: Ask) -> Folder:
    files = files_of(ask.desk.store, ask.submission.id)
    return folder_of(files, ask.desk.books.tables)


def _book(ask: Ask) -> Rulebook:
    return ask.desk.books.year(ask.submission.scheme_year)


def _checklist(ask: Ask) -> Checklist:
    return checklist_of(_folder(ask), _book(ask))


HANDLERS = {
    "checklist": checklist,
    "checklist_of_action": checklist_of_action,
    "document": document,
    "tick": tick,
}
