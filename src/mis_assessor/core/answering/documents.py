"""The answer that documents give: the best of a kind, or all that come round.

Documents that come round, and the meetings they come round with.
"""

from dataclasses import replace
from datetime import date

from mis_assessor.core.answering.asking import Asking, unloaded
from mis_assessor.core.answering.document_check import CheckedDocument, look_at
from mis_assessor.core.answering.registers import outside, usable, window
from mis_assessor.core.evidence.answers import (
    Answer,
    NoAnswer,
    NoAnswerReason,
    Paper,
    Papers,
    Provenance,
    Report,
)
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Document
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import tests_in
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.wording import listed


def coming_round(
    question: DocumentsQuestion, asking: Asking, looked: list[CheckedDocument]
) -> Answer:
    """All that were looked at, complete or not, with the window they are counted in."""
    start, end = window(asking, question)
    reports = tuple(
        Report(
            look.document.id,
            look.complete,
            tuple(look.days),
            (look.document.covers_from, look.document.covers_to)
            if look.document.covers_from and look.document.covers_to
            else None,
            look.lacks,
        )
        for look in sorted(looked, key=lambda lk: (lk.document.dated or date.min, lk.document.id))
    )
    met = _meetings(question, asking, start, end) if question.meetings_of else ()
    if isinstance(met, NoAnswer):
        return met
    suspended = asking.requirement.applies.in_a_pause == "suspended"
    suspended = suspended and not question.even_in_a_pause
    pauses = tuple((p.from_, p.to) for p in asking.year.pauses) if suspended else ()
    return Papers(
        reports,
        start,
        end,
        asking.on,
        pauses,
        met,
        Provenance(
            tuple(look.basis for look in looked if look.complete),
            tuple(look.failed for look in looked if not look.complete),
        ),
    )


def _meetings(
    question: DocumentsQuestion, asking: Asking, start: date, end: date
) -> tuple[date, ...] | NoAnswer:
    """The days on which the body met, from the register of meetings."""
    register = usable(asking, "meetings", question)
    if isinstance(register, NoAnswer):
        return register
    if (gap := outside(asking, register, start, end)) is not None:
        return gap
    last = min(end, asking.on)
    days = (
        r.day("held on")
        for r in register.rows
        if folded(str(r.cells.get("body", ""))) == folded(question.meetings_of or "")
    )
    return tuple(sorted(d for d in days if d and start <= d <= last))


def ask_documents(question: DocumentsQuestion, asking: Asking) -> Answer:
    """The best document of the kind, or all of them where they come round."""
    candidates = _candidates(question, asking)
    if not candidates and question.answer == "document":
        return asking.silent(
            f"Send a document of the kind “{question.documents.kind}”{_about(question, asking)}."
        )
    if unknown := unloaded(asking, question):
        return unknown
    looked = [look_at(question, asking, d) for d in candidates]
    if _must_be_in_force(question, asking):
        for look in looked:
            if look.document.in_force_from is None:
                look.wanting.append("“in force from” is blank, so that is not known")
    if question.answer == "documents":
        return coming_round(question, asking, looked)
    complete = [look for look in looked if look.complete]
    if complete:
        first, *rest = sorted(complete, key=lambda look: look.in_place)
        return replace(_paper(first), others=tuple(_paper(look) for look in rest))
    wanting = [look for look in looked if look.complete is None]
    best = (wanting or looked)[0]
    says = f"{best.document.title} ({best.document.id}): {best.lacks}."
    provenance = Provenance(failed=tuple(look.failed for look in looked))
    if not wanting and asking.closed:
        return NoAnswer(NoAnswerReason.FAILS, says, provenance)
    return NoAnswer(
        NoAnswerReason.MISSING if asking.closed else NoAnswerReason.NOT_DUE, says, provenance
    )


def _must_be_in_force(question: DocumentsQuestion, asking: Asking) -> bool:
    """Whether a condition asks that it was in force on a day: a blank says nothing of that."""
    requirement = asking.requirement
    names = {name for name, asked in requirement.evidence.items() if asked is question}
    tests = (*tests_in(requirement.met_when), *tests_in(requirement.or_instead))
    return any(test.op is Op.IN_FORCE_ON and test.evidence in names for test in tests)


def _candidates(question: DocumentsQuestion, asking: Asking) -> list[Document]:
    kind, about = folded(question.documents.kind), question.documents.about
    named = {folded(asking.requirement.id)} if about else set()
    named |= {folded(asking.member)} if about == "each" else set()
    return [
        d
        for d in asking.submission.documents
        if folded(d.kind) == kind
        and named <= set(map(folded, d.about))
        and (d.of_the_system or not question.of_the_system)
        and (d.dated is None or d.dated <= asking.on)
    ]


def _about(question: DocumentsQuestion, asking: Asking) -> str:
    """What it must name under “about”, where it must."""
    names = [asking.requirement.id] if question.documents.about else []
    if question.documents.about == "each":
        names.append(asking.member)
    return f" that names {listed([f'“{n}”' for n in names])} under “about”" if names else ""


def _paper(look: CheckedDocument) -> Paper:
    document = look.document
    return Paper(
        in_place=look.in_place,
        dated=document.dated,
        in_force_from=document.in_force_from,
        in_force_to=document.in_force_to,
        title=document.title,
        provenance=Provenance((look.basis,)),
    )
