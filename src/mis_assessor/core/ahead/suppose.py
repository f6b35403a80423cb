"""A submission as it would be if something else were so: hypothetical facts, never evidence.

Nothing here changes what a trust sent; whoever supposes gets another submission, and the
facts supposed go with everything that is made from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from mis_assessor.core.answering.asking import label
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import (
    Cell,
    ContentItem,
    Document,
    DocumentEvent,
    Judgement,
    Register,
    RegisterRow,
    Statement,
    Submission,
)

SUPPOSED = "supposed"
"""Who says a hypothetical fact: nobody."""


class CannotSuppose(ValueError):
    """What should be supposed is about something that the submission does not have."""


def with_cells(
    submission: Submission, name: str, reference: str, cells: Mapping[str, Cell]
) -> Submission:
    """A row of a register with other cells; without a reference, one row more.

    Raises CannotSuppose where no row, or more than one, has the reference.
    """
    register = submission.registers.get(name) or Register(name, ())
    rows = list(register.rows)
    if not reference:
        last = max((row.number for row in rows), default=1)
        rows.append(RegisterRow(last + 1, cells))
    else:
        found = [n for n, row in enumerate(rows) if folded(label(row)) == folded(reference)]
        if len(found) != 1:
            many = "no row" if not found else f"{len(found)} rows"
            raise CannotSuppose(f"the register of {name} has {many} called “{reference}”")
        old = rows[found[0]]
        rows[found[0]] = replace(old, cells={**old.cells, **cells})
    columns = None if register.columns is None else register.columns | set(cells)
    changed = replace(register, rows=tuple(rows), columns=columns)
    return replace(submission, registers={**submission.registers, name: changed})


def with_register(
    submission: Submission, name: str, says: Mapping[str, date | str | bool]
) -> Submission:
    """A register that the register list says something else of."""
    register = submission.registers.get(name) or Register(name, ())
    changed = _changed(register, says)
    return replace(submission, registers={**submission.registers, name: changed})


def with_statement(
    submission: Submission, name: str, answer: bool | date | int | str, on: date
) -> Submission:
    """A statement answered otherwise, or for the first time."""
    known = next((key for key in submission.statements if folded(key) == folded(name)), name)
    said = Statement(known, answer, SUPPOSED, SUPPOSED, on)
    return replace(submission, statements={**submission.statements, known: said})


def with_judgement(
    submission: Submission, requirement: str, met: bool, role: str, on: date
) -> Submission:
    """A judgement that nobody recorded, resting on a paper that is held and was checked."""
    held = [
        one.id
        for one in submission.documents
        if one.is_checked(on) and (one.expires_on or on) >= on and (one.dated or on) <= on
    ]
    if not held:
        raise CannotSuppose("no paper is held on which a judgement could rest")
    made = Judgement(requirement, met, SUPPOSED, role or SUPPOSED, on, SUPPOSED, held[0])
    kept = tuple(j for j in submission.judgements if folded(j.requirement) != folded(requirement))
    return replace(submission, judgements=(*kept, made))


def with_event(submission: Submission, document: str, verb: str, by: str, on: date) -> Submission:
    """Somebody having acted on a document."""
    event = DocumentEvent(verb, by, on)
    return _with_document(
        submission, document, lambda one: replace(one, events=(*one.events, event))
    )


def with_content(
    submission: Submission, document: str, item: str, found: str, on: date
) -> Submission:
    """An item looked for in a document, and found or not."""
    seen = ContentItem(item, found, "", SUPPOSED, on)

    def changed(one: Document) -> Document:
        kept = tuple(c for c in one.contents if folded(c.item) != folded(item))
        return replace(one, contents=(*kept, seen))

    return _with_document(submission, document, changed)


def with_document(
    submission: Submission, document: str, says: Mapping[str, date | str | tuple[str, ...]]
) -> Submission:
    """A document with other days; of an id that is not there, a document more."""
    if all(folded(one.id) != folded(document) for one in submission.documents):
        new = Document(document, "", SUPPOSED)
        submission = replace(submission, documents=(*submission.documents, new))
    return _with_document(submission, document, lambda one: _changed(one, says))


def _with_document(
    submission: Submission, document: str, change: Callable[[Document], Document]
) -> Submission:
    if all(folded(one.id) != folded(document) for one in submission.documents):
        raise CannotSuppose(f"there is no document “{document}”")
    changed = (
        change(one) if folded(one.id) == folded(document) else one for one in submission.documents
    )
    return replace(submission, documents=tuple(changed))


_Thing = TypeVar("_Thing", Register, Document)


def _changed(thing: _Thing, says: Mapping[str, Any]) -> _Thing:
    return replace(thing, **{name.replace(" ", "_"): value for name, value in says.items()})
