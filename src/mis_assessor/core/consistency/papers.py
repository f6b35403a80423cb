"""Papers: one file for two periods, judgements on other subjects, missing fingerprints."""

from collections import defaultdict
from collections.abc import Iterator

from mis_assessor.core.consistency.look import Contradiction, Look, papers_of
from mis_assessor.core.consistency.rows import few
from mis_assessor.core.evidence.submission import Document
from mis_assessor.core.rules.checks import (
    DeclaredAndAssessed,
    HasFingerprint,
    OnePaperOnePeriod,
    OwnSubject,
)
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.wording import listed


def one_paper_one_period(_: OnePaperOnePeriod, look: Look) -> Iterator[Contradiction]:
    """Each file that is listed as papers of one kind with different days or periods."""
    files: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in look.submission.documents:
        if document.sha256:
            files[document.kind, document.sha256].append(document)
    for (kind, _sha), papers in files.items():
        periods = {(d.dated, d.covers_from, d.covers_to) for d in papers}
        if len(periods) > 1:
            ids = [d.id for d in papers]
            yield Contradiction(
                f"documents, {listed(ids)} ({kind}) are one and the same file, listed with "
                "different days or periods.",
                tuple(f"documents, {name}" for name in ids),
                papers_of(kind, look),
            )


def own_subject(_: OwnSubject, look: Look) -> Iterator[Contradiction]:
    """Each judgement that rests on a paper which only another safety action asks for."""
    kinds: dict[str, set[int]] = defaultdict(set)
    actions: dict[str, int] = {}
    for rule in look.rules:
        actions[rule.requirement.id] = rule.action
        for question in rule.requirement.evidence.values():
            if isinstance(question, DocumentsQuestion):
                kinds[question.documents.kind].add(rule.action)
    papers = {d.id: d for d in look.submission.documents}
    for judged in look.submission.judgements:
        paper, action = papers.get(judged.evidence), actions.get(judged.requirement)
        asked = kinds.get(paper.kind, set()) if paper else set()
        if paper is None or action is None or not asked or asked & {action, 0}:
            continue
        yield Contradiction(
            f"judgements, {judged.requirement}: it rests on “{paper.title}” ({paper.id}, "
            f"{paper.kind}), which only {_actions(asked)} asks for.",
            (f"judgements, {judged.requirement}", f"documents, {paper.id}"),
            (judged.requirement,),
        )


def _actions(numbers: set[int]) -> str:
    return listed([f"safety action {n}" for n in sorted(numbers)])


def declared_as_assessed(_: DeclaredAndAssessed, look: Look) -> Iterator[Contradiction]:
    """Each “no” of the Board beside a verdict that holds."""
    for name, answer in look.submission.declared.items():
        verdict = look.final.get(name)
        if answer == "no" and verdict is not None and verdict.holds:
            yield Contradiction(
                f"declared answers, {name}: the Board declares “no”, and it is assessed as "
                f"{verdict.value}.",
                (f"declared answers, {name}",),
                (name,),
            )


def fingerprint_given(_: HasFingerprint, look: Look) -> Iterator[Contradiction]:
    """How many papers and registers that were checked bear no fingerprint."""
    sent = look.submission
    without = [f"documents, {d.id}" for d in sent.documents if d.checked_by and not d.sha256]
    if without:
        yield Contradiction(
            f"{len(without)} of {len(sent.documents)} papers have no fingerprint, so nobody can "
            f"show later that they are the ones that were checked: {few(without)}.",
            tuple(without),
        )
