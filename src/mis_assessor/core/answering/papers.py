"""The answer that documents give: the best of a kind, or all that come round."""

from dataclasses import replace

from mis_assessor.core.answering.asking import Asking, unloaded
from mis_assessor.core.answering.coming_round import coming_round
from mis_assessor.core.answering.document_look import look_at
from mis_assessor.core.answering.looked import Looked
from mis_assessor.core.answers import Answer, NoAnswer, Paper, Provenance, Why
from mis_assessor.core.questions.documents import DocumentsQuestion
from mis_assessor.core.submission import Document
from mis_assessor.core.wording import listed


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
        return NoAnswer(Why.FAILS, says, provenance)
    return NoAnswer(Why.MISSING if asking.closed else Why.NOT_DUE, says, provenance)


def _candidates(question: DocumentsQuestion, asking: Asking) -> list[Document]:
    kind, about = question.documents.kind, question.documents.about
    return [
        d
        for d in asking.submission.documents
        if d.kind == kind
        and (about is None or asking.requirement.id in d.about)
        and (about != "each" or asking.member in d.about)
        and (d.dated is None or d.dated <= asking.on)
    ]


def _about(question: DocumentsQuestion, asking: Asking) -> str:
    """What it must name under “about”, where it must."""
    names = [asking.requirement.id] if question.documents.about else []
    if question.documents.about == "each":
        names.append(asking.member)
    return f" that names {listed([f'“{n}”' for n in names])} under “about”" if names else ""


def _paper(look: Looked) -> Paper:
    document = look.document
    return Paper(
        in_place=look.in_place,
        dated=document.dated,
        in_force_from=document.in_force_from or document.dated,
        in_force_to=document.in_force_to,
        title=document.title,
        provenance=Provenance((look.basis,)),
    )
