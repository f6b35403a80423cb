"""A framework as a whole: ids, groups, duties, sources, sentences and examples."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from mis_assessor.core.errors import Problem
from mis_assessor.core.frameworks.bodies import OF_A_SYSTEM
from mis_assessor.core.frameworks.members import OF_THE_SYSTEM, PROVIDER, UNIT
from mis_assessor.core.rules.fact_questions import BuddyQuestion
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import FrameworkBook, Rule
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.rulebook.check import faults_of_condition, faults_of_words


def check_framework(book: FrameworkBook) -> tuple[Problem, ...]:
    """Everything wrong with a framework's rules; empty when they can be right."""
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for rule in book.rules:
        for name in rule.requirement.ids:
            if name in seen:
                problems.append(Problem(rule.file, f"{name} stands in {seen[name]} too."))
            seen[name] = rule.file
    by_id = {rule.requirement.id: rule for rule in book.rules}
    for rule in book.rules:
        problems += [Problem(rule.file, what) for what in _one(book, rule, by_id)]
    problems += [
        Problem(by_id[name].file, f"{name} is made of itself. Break the ring.")
        for name in _ring(by_id)
    ]
    return tuple(sorted(problems))


def _one(book: FrameworkBook, rule: Rule, by_id: dict[str, Rule]) -> Iterator[str]:
    requirement = rule.requirement
    yield from faults_of_words(book, rule)
    yield from _duty(requirement)
    if not requirement.decided:
        if requirement.met_when is not None or requirement.joined:
            yield "context is shown and never scored: take “met when” away."
    elif requirement.joined:
        yield from _joined(rule, by_id)
    else:
        yield from _members(requirement)
        yield from _old_papers(requirement)
        yield from faults_of_condition(rule)


def _ring(by_id: dict[str, Rule]) -> tuple[str, ...]:
    """The ids of a ring of requirements that rest on each other, if there is one."""
    under = {name: set(rule.requirement.rests_on) for name, rule in by_id.items()}
    try:
        TopologicalSorter(under).prepare()
    except CycleError as error:
        return tuple(sorted(set(error.args[1])))
    return ()


def _old_papers(requirement: Requirement) -> Iterator[str]:
    """Papers that could be from before anybody asked for them, and nobody says why not."""
    for name, question in requirement.evidence.items():
        if not isinstance(question, DocumentsQuestion):
            continue
        first = question.not_before or question.between or question.meetings_of
        if first and question.may_be_old_because:
            yield f"“{name}” has a first day and says why an old one is good: choose one."
        elif not first and not question.may_be_old_because:
            yield (
                f"“{name}” takes a paper from before anybody asked for it: write “not before” "
                "and the first day that counts, or “may be old because” and why."
            )


def _duty(requirement: Requirement) -> Iterator[str]:
    known = {"trust", *OF_A_SYSTEM}
    if requirement.decided and not known & set(requirement.duties):
        yield (
            f"nobody sends a folder for the {requirement.duties[0]}: write “force: context”, "
            "or say whose duty it is."
        )


def _joined(rule: Rule, by_id: dict[str, Rule]) -> Iterator[str]:
    requirement = rule.requirement
    if requirement.met_when is not None or requirement.evidence:
        yield "it takes its verdict from others: take “met when” and “evidence” away."
    if requirement.made_of and requirement.decided_by:
        yield "write “made of” or “decided by”, not both."
    for name in requirement.rests_on:
        if name not in by_id:
            yield f"there is no requirement {name}.{did_you_mean(name, list(by_id))}"


def _members(requirement: Requirement) -> Iterator[str]:
    noun = requirement.for_each
    if noun is not None and requirement.in_ is None and noun not in OF_THE_SYSTEM:
        yield f"“for each: {noun}” needs “in”, or one of {', '.join(OF_THE_SYSTEM)}."
    if noun is not None and any(
        isinstance(q, BuddyQuestion) for q in requirement.evidence.values()
    ):
        yield f"the buddy is the system's: it cannot be asked for each {noun}."
    pooled = [n for n, q in requirement.evidence.items() if getattr(q, "pooled_over", None)]
    if pooled and noun in (PROVIDER, UNIT):
        yield f"“{pooled[0]}” is pooled over the trusts and asked of each: choose one."
