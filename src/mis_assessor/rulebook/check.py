"""The rulebook as a whole: names, sources, editions, sentences and examples.

Names that a rule mentions and nothing answers to: sources, editions, values, evidence.

The sentences of a rule: every slot is a value, and no number stands outside one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from mis_assessor.core.errors import Problem
from mis_assessor.core.rules.comparisons import kinds_of
from mis_assessor.core.rules.in_words import value_in_words
from mis_assessor.core.rules.readings import WORDS
from mis_assessor.core.rules.rulebook import Book, Rule, Rulebook
from mis_assessor.core.rules.values import Status, entries_in
from mis_assessor.core.wording import listed
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.rulebook.examples import examples_lacking
from mis_assessor.rulebook.mentions import Mention, mentions


def unknown_sources(rulebook: Book, rule: Rule) -> Iterator[str]:
    """Documents a rule cites that ``sources.yaml`` does not list."""
    named = [rule.requirement.source]
    for entries in rule.requirement.values.values():
        named += [e.source for e in entries if e.source]
    for source in named:
        if source.document not in rulebook.sources:
            yield (
                f"the source “{source.document}” is not in sources.yaml."
                + did_you_mean(source.document, list(rulebook.sources))
            )


def unknown_editions(rulebook: Book, rule: Rule) -> Iterator[str]:
    """Editions a rule applies in, or dates a value by, that the year does not have."""
    known = {e.id for e in rulebook.frame.editions}
    used = set(rule.requirement.applies.editions)
    for entries in rule.requirement.values.values():
        used |= {name for e in entries for name in e.editions}
    for name in sorted(used - known):
        yield f"“{name}” is no edition of this year: {', '.join(sorted(known))}."


def unknown_name(rule: Rule, mention: Mention) -> Iterator[str]:
    """What is wrong with a name that stands under a heading, if nothing has that name."""
    known = set(mention.also) | (set(rule.values) | set(WORDS) if mention.value else set())
    if mention.evidence:
        known |= set(rule.requirement.evidence)
    if mention.name in known:
        return
    kind = "“evidence”" if mention.evidence and not mention.value else "“values”"
    yield (
        f"“{mention.heading}” mentions “{mention.name}”, which is not under {kind}."
        + did_you_mean(mention.name, sorted(known))
    )


def wrong_kind(rule: Rule, mention: Mention) -> Iterator[str]:
    """What is wrong with a value that is not what its heading needs."""
    for entry in rule.values.get(mention.name, ()) if mention.kinds else ():
        for value in entry.options:
            if value is not None and not set(kinds_of(value)) & set(mention.kinds):
                needed = listed([kind.value for kind in mention.kinds], "or")
                yield (
                    f"“{mention.heading}” needs {needed}; “{mention.name}” "
                    f"({value_in_words(value)}) is none."
                )
                return


def values_lacking(rule: Rule) -> Iterator[str]:
    """Values that a rule rests on and that have no entry in an edition it applies in.

    Not so under “due by”: a last day left out is the last day of the frame.
    """
    named = dict.fromkeys(
        m.name
        for m in mentions(rule.requirement)
        if m.name in rule.values and m.heading != "due by"
    )
    for name in named:
        for edition in rule.requirement.applies.editions:
            if not entries_in(rule.values[name], edition):
                yield f"“{name}” has no entry for the edition {edition}: say what it is there."


_UNIT = re.compile(r"\d+(\.\d+)?(%| (working days?|days?|weeks?|months?|years?|times))|£\d+(,\d+)*")

_SLOT = re.compile(r"<([^>]+)>")


def sentence_faults(rule: Rule) -> Iterator[str]:
    """Slots that are no values, and numbers that should be."""
    requirement = rule.requirement
    for heading in ("asks", "if_not_met"):
        text = getattr(requirement, heading)
        for slot in _SLOT.findall(text):
            if slot not in rule.values:
                yield (
                    f"“{heading.replace('_', ' ')}” has <{slot}>, which is not under “values”."
                    + did_you_mean(slot, list(rule.values))
                )
        if found := _UNIT.search(_SLOT.sub("", text)):
            yield (
                f"“{found[0]}” stands in a sentence. Put it under “values” and write its "
                "name between < and >."
            )


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


def local_marks(rule: Rule) -> Iterator[str]:
    """Values marked as a trust's own correction, which stand in its file of corrections."""
    for name, entries in rule.values.items():
        if any(entry.status is Status.CORRECTED_LOCALLY for entry in entries):
            yield (
                f"“{name}” is marked “{Status.CORRECTED_LOCALLY.value}”, which no rule file may "
                "say: “mis rules compare” keeps corrections beside the rules."
            )


def faults_of_words(book: Book, rule: Rule) -> Iterator[str]:
    """What is wrong with a rule's sources, editions and sentences."""
    yield from local_marks(rule)
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
        yield from wrong_kind(rule, mention)
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
