"""The checklist of documents: each safety action with its documents, and one document ticked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from mis_assessor.core.errors import AssessorError, NotAllowed, Problem
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.importing.asked import documents_asked
from mis_assessor.importing.checklist import act_label
from mis_assessor.importing.folder import Folder, Row, folder_of
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
from mis_assessor.web.fields import day_in, day_written
from mis_assessor.web.keeping import keep
from mis_assessor.web.render import page

FIRST = ("title", "dated", "checked by", "checked on")
MORE = ("written by", "covers from", "covers to", "in force from", "in force to", "expires on",
        "about", "promised number", "promised by", "file")  # fmt: skip
LABELS = {
    "dated": "The day it bears",
    "file": "Its file, if it was sent",
    "about": "What it is about",
}
HINTS = {
    "title": "",
    "dated": "",
    "checked by": "The name of a person. Nothing is met on a document that nobody checked.",
    "checked on": "",
}
TRIES = 3
MOST = 60


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


@dataclass(frozen=True, slots=True)
class Written:
    """A document as it stands in the fields of the form."""

    row: Row
    events: tuple[Row, ...]
    contents: tuple[Row, ...]
    looked: tuple[str, str] = ("", "")
    """Who looked for the items that are ticked now, and when."""

    @staticmethod
    def of(paper: Paper) -> "Written":
        """As it stands in the submission."""
        return Written(paper.row, paper.events, paper.contents)


def _form(
    ask: Ask, folder: Folder, written: Written, seen: str, status: int = 200, **more: object
) -> Response:
    """The form: what is asked of such a document comes first, then whatever else is there."""
    book = _book(ask)
    asked = entry_for(folder, book, Paper(written.row))
    columns = ask.desk.books.tables[DOCUMENTS].columns
    days = {heading for heading, column in columns.items() if column.type.is_day}
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
        acts=tuple(_acts(written, asked.acts if asked else ())),
        looked_for=tuple(_items(written, asked.items if asked else ())),
        looked=written.looked,
        kinds=sorted({one.kind for one in documents_asked(book)}),
        verbs=verbs,
        seen=seen,
        back=f"checklist/{asked.home}" if asked else "checklist",
        **more,
    )


def _acts(written: Written, asked: tuple[tuple[str, str], ...]) -> Iterator[Mapping[str, str]]:
    left = list(written.events)
    for verb, by in asked:
        found = next((e for e in left if (e.get("event"), e.get("by")) == (verb, by)), None)
        if found is not None:
            left.remove(found)
        yield _act({"event": verb, "by": by, **(found or {})})
    yield from map(_act, left)


def _act(row: Row) -> Mapping[str, str]:
    label = f"{act_label(row.get('event', ''))} {row.get('by', '')}".strip()
    return {**row, "label": label[:1].upper() + label[1:], "on": day_written(row.get("on", ""))}


def _items(written: Written, asked: tuple[str, ...]) -> Iterator[Row]:
    left = list(written.contents)
    for item in asked:
        found = next((row for row in left if row.get("item") == item), None)
        if found is not None:
            left.remove(found)
        yield {"item": item, **(found or {})}
    yield from left


def tick(ask: Ask) -> Response:
    """Keeps what is said of one document, or says everything that is wrong with it."""
    name, seen = ask.word("id", 80), ask.word("seen")
    for attempt in range(TRIES):
        files = files_of(ask.desk.store, ask.submission.id)
        folder = folder_of(files, ask.desk.books.tables)
        written, errors = _written(ask, paper_of(folder, name))
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
            told = [_at_field(problem, written) for problem in error.problems]
            return _form(ask, folder, written, seen, 422, errors=told)
    raise NotAllowed("Too many people are changing this at once. Try again in a minute.")


def _kept(ask: Ask, folder: Folder, written: Written, changes: Mapping[str, Change]) -> Response:
    """Keeps the lists; back to the checklist of the safety action that asks for the document."""
    asked = entry_for(folder, _book(ask), Paper(written.row))
    back = f"checklist/{asked.home}" if asked else "checklist"
    return keep(ask, changes, back, "ticked")


def _written(ask: Ask, stands: Paper) -> tuple[Written, list[dict[str, str]]]:
    """What stands in the fields, beside what no field shows; and what is wrong with it."""
    errors: list[dict[str, str]] = []
    columns = ask.desk.books.tables[DOCUMENTS].columns
    row = {**stands.row, "id": ask.word("id", 80), "kind": ask.word("kind", 200)}
    for heading in ("id", "kind"):
        if not row[heading]:
            told = (
                "Write a short name for it, such as D-01."
                if heading == "id"
                else "Say what kind of document it is."
            )
            errors.append({"text": told, "href": f"#{heading}"})
    for heading in (*FIRST, *MORE):
        field = _id(heading)
        text = ask.word(field)
        if columns[heading].type.is_day:
            text = _day(text, LABELS.get(heading, heading.capitalize()), field, errors)
        row[heading] = text
    if not any(row[heading] for heading in FIRST):
        told = "Write its title, the day it bears, or who checked it and when."
        errors.append({"text": told, "href": "#title"})
    if bool(row["checked by"]) != bool(row["checked on"]):
        lacking = "checked on" if row["checked by"] else "checked by"
        told = {
            "checked by": "Write the name of the person who checked it.",
            "checked on": "Write the day on which it was checked.",
        }[lacking]
        errors.append({"text": told, "href": f"#{_id(lacking)}"})
    events = tuple(_events(ask, row["id"], errors))
    looked = ask.word("who_looked"), _day(ask.word("when"), "Looked on", "when", errors)
    who, when = looked[0] or row["checked by"], looked[1] or row["checked on"]
    contents = tuple(_contents(ask, row["id"], stands, (who, when)))
    row = {heading: text for heading, text in row.items() if text}
    return Written(row, events, contents, (looked[0], ask.word("when"))), errors


def _id(heading: str) -> str:
    return heading.replace(" ", "_")


def _day(text: str, label: str, field: str, errors: list[dict[str, str]]) -> str:
    """A day as the lists write it; what cannot be read stays, and is told."""
    day = day_in(text)
    if text and day is None:
        told = f"{label}: write a day, such as 27/3/2023."
        errors.append({"text": told, "href": f"#{field}"})
    return day.isoformat() if day else text


def _events(ask: Ask, name: str, errors: list[dict[str, str]]) -> Iterator[Row]:
    """What was done with it: each act that has a day."""
    for n in range(MOST):
        verb, by = ask.word(f"event-{n}"), ask.word(f"by-{n}")
        written, minute = ask.word(f"on-{n}"), ask.word(f"minute-{n}")
        if not (written or minute):
            continue
        told = f"{act_label(verb)} {by}".strip().capitalize() if verb else "What else was done"
        if not written:
            text = f"{told}: write the day on which it was done."
            errors.append({"text": text, "href": f"#on-{n}"})
        day = _day(written, told, f"on-{n}", errors)
        for lacks, field, text in (
            (not verb, "event", "say what was done."),
            (not by, "by", "write who did it."),
        ):
            if lacks:
                errors.append({"text": f"{told}: {text}", "href": f"#{field}-{n}"})
        row = {"document": name, "event": verb, "by": by, "on": day, "minute": minute}
        yield {heading: text for heading, text in row.items() if text}


def _contents(ask: Ask, name: str, stands: Paper, looked: tuple[str, str]) -> Iterator[Row]:
    """What was found in it; what says the same as before keeps who looked and when."""
    before = {(r.get("item"), r.get("found"), r.get("page")): r for r in stands.contents}
    for n in range(MOST):
        item, found, where = (ask.word(f"{field}-{n}") for field in ("item", "found", "page"))
        if not found:
            continue
        row = {"document": name, "item": item, "found": found, "page": where}
        row |= {"who looked": looked[0], "when": looked[1]}
        yield before.get((item, found, where or None)) or {h: t for h, t in row.items() if t}


def _at_field(problem: Problem, written: Written) -> dict[str, str]:
    """A problem of the lists, at the field it is about, without rows that nobody here sees."""
    file, _, rest = problem.where.partition(", ")
    column = re.search("column “(.+?)”", rest)
    href, label = "#title", ""
    match file.rpartition(".")[0]:
        case "documents" if column and column[1] in (*FIRST, *MORE, "id", "kind"):
            href, label = f"#{_id(column[1])}", LABELS.get(column[1], column[1].capitalize())
        case "document-events" if written.events:
            href, label = "#acts", "What was done with it"
        case "contents" if written.contents:
            href, label = "#items", "What is in it"
    return {"text": f"{label}: {problem.what}" if label else str(problem), "href": href}


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
