"""The rulebook as a whole: names, sources, editions, sentences and examples."""

from collections.abc import Iterator
from pathlib import Path

from mis_assessor.core.errors import Problem
from mis_assessor.core.scheme import Book, Rule, Rulebook
from mis_assessor.rulebook.example_coverage import examples_lacking
from mis_assessor.rulebook.headings import did_you_mean
from mis_assessor.rulebook.mentions import mentions
from mis_assessor.rulebook.names_known import (
    unknown_editions,
    unknown_name,
    unknown_sources,
    values_lacking,
)
from mis_assessor.rulebook.sentences import sentence_faults


def check_rulebook(rulebook: Rulebook) -> tuple[Problem, ...]:
    """Everything wrong with the rulebook as a whole; empty when it can be right."""
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for rule in rulebook.rules:
        name = rule.requirement.id
        if name in seen:
            problems.append(Problem(rule.file, f"{name} stands in {seen[name]} too."))
        seen[name] = rule.file
        problems += [Problem(rule.file, what) for what in _one(rulebook, rule)]
    for rule in rulebook.rules:
        for target in rule.requirement.stands_in_for:
            if target not in seen:
                problems.append(
                    Problem(
                        rule.file,
                        f"“stands in for” names {target}, which does not exist."
                        + did_you_mean(target, list(seen)),
                    )
                )
    scheme = f"mis/year-{rulebook.year.year}/scheme.yaml"
    problems += [Problem(scheme, what) for what in _editions(rulebook)]
    return tuple(sorted(problems))


def _one(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    yield from _id(rulebook, rule)
    yield from faults_of_words(rulebook, rule)
    if rule.requirement.decided:
        yield from faults_of_condition(rule)


def faults_of_words(book: Book, rule: Rule) -> Iterator[str]:
    """What is wrong with a rule's sources, editions and sentences."""
    yield from unknown_sources(book, rule)
    yield from list(unknown_editions(book, rule)) or values_lacking(rule)
    yield from sentence_faults(rule)


def faults_of_condition(rule: Rule) -> Iterator[str]:
    """What is wrong with how a rule is decided, and with its examples."""
    if rule.requirement.met_when is None:
        yield "“met when” is missing."
        return
    for mention in mentions(rule.requirement):
        yield from unknown_name(rule, mention)
    yield from examples_lacking(rule)


def _id(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    head = f"{rulebook.year.scheme}-Y{rulebook.year.year}-"
    part = f"SA{rule.action}-" if rule.action else "COND-"
    if not rule.requirement.id.startswith(head + part):
        yield f"the id {rule.requirement.id} does not fit its folder: it must start {head}{part}"
    if Path(rule.file).stem != Path(rule.file).stem.lower():
        yield "file names are lower case."


def _editions(rulebook: Rulebook) -> Iterator[str]:
    starts = [e.in_force_from for e in rulebook.year.editions]
    if starts != sorted(set(starts)):
        yield "“editions” must stand in the order they came into force."
