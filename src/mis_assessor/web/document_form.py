"""The form of one document: what stands in its fields, and what is wrong with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mis_assessor.core.errors import Problem
from mis_assessor.importing.checklist import act_label
from mis_assessor.importing.folder import Row
from mis_assessor.intake.registers import DOCUMENTS
from mis_assessor.services.checklist import Paper
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import day_in, day_written, number_in

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
MOST = 60
"""So many acts and items of one document are read."""


@dataclass(frozen=True, slots=True)
class Written:
    """A document as it stands in the fields of the form."""

    row: Row
    events: tuple[Row, ...]
    contents: tuple[Row, ...]
    looked: tuple[str, str] = ("", "")
    """Who looked for the items that are ticked now, and when."""
    acts: tuple[Row, ...] | None = None
    """What was done with it as the fields have it; None where no form was sent."""
    other: Row = field(default_factory=dict)
    """Something else that was done with it, as it stands in the last fields."""

    @staticmethod
    def of(paper: Paper) -> "Written":
        """As it stands in the submission."""
        return Written(paper.row, paper.events, paper.contents)


def acts_of(written: Written, asked: tuple[tuple[str, str], ...]) -> Iterator[Row]:
    """The acts that are asked of it, then whatever else was done with it."""
    left = list(written.events)
    for verb, by in asked:
        found = next((e for e in left if (e.get("event"), e.get("by")) == (verb, by)), None)
        if found is not None:
            left.remove(found)
        yield {"event": verb, "by": by, **(found or {})}
    yield from left


def act_told(row: Row) -> Mapping[str, str]:
    """An act as its fields show it, with its words."""
    label = f"{act_label(row.get('event', ''))} {row.get('by', '')}".strip()
    return {**row, "label": label[:1].upper() + label[1:], "on": day_written(row.get("on", ""))}


def items_of(written: Written, asked: tuple[str, ...]) -> Iterator[Row]:
    """What is to be looked for in it, then whatever else somebody looked for."""
    left = list(written.contents)
    for item in asked:
        found = next((row for row in left if row.get("item") == item), None)
        if found is not None:
            left.remove(found)
        yield {"item": item, **(found or {})}
    yield from left


def written_in(ask: Ask, stands: Paper) -> tuple[Written, list[dict[str, str]]]:
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
    number = number_in(ask.word("acts")) or 0
    acts = tuple(_act_sent(ask, n) for n in range(min(number, MOST) + 1))
    events = tuple(_events(acts, row["id"], errors))
    looked = ask.word("who_looked"), _day(ask.word("when"), "Looked on", "when", errors)
    who, when = looked[0] or row["checked by"], looked[1] or row["checked on"]
    contents = tuple(_contents(ask, row["id"], stands, (who, when)))
    row = {heading: text for heading, text in row.items() if text}
    when_looked = (looked[0], ask.word("when"))
    return Written(row, events, contents, when_looked, acts[:-1], acts[-1]), errors


def _id(heading: str) -> str:
    return heading.replace(" ", "_")


def _day(text: str, label: str, field: str, errors: list[dict[str, str]]) -> str:
    """A day as the lists write it; what cannot be read stays, and is told."""
    day = day_in(text)
    if text and day is None:
        told = f"{label}: write a day, such as 27/3/2023."
        errors.append({"text": told, "href": f"#{field}"})
    return day.isoformat() if day else text


def _act_sent(ask: Ask, n: int) -> Row:
    """One act as its fields have it."""
    return {name: ask.word(f"{name}-{n}") for name in ("event", "by", "on", "minute")}


def _events(acts: Sequence[Row], name: str, errors: list[dict[str, str]]) -> Iterator[Row]:
    """What was done with it: each act that has a day; the last one says what it is itself."""
    for n, act in enumerate(acts):
        last = n == len(acts) - 1
        if not (act["on"] or act["minute"] or (last and (act["event"] or act["by"]))):
            continue
        label = act_told(act)["label"] if not last else "What else was done"
        lacking = {
            "event": "say what was done.",
            "by": "write who did it.",
            "on": "write the day on which it was done.",
        }
        for which, told in lacking.items():
            if not act[which]:
                errors.append({"text": f"{label}: {told}", "href": f"#{which}-{n}"})
        day = _day(act["on"], label, f"on-{n}", errors)
        row = {"document": name, **act, "on": day}
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


def at_field(problem: Problem, written: Written) -> dict[str, str]:
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
