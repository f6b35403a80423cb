"""The rulebook as a whole: names, sources, editions, sentences and examples."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from mis_assessor.core.calendar import ONE_DAY
from mis_assessor.core.errors import Problem
from mis_assessor.core.quantities import Quantity
from mis_assessor.core.readings import WORDS
from mis_assessor.core.scheme import Rule, Rulebook
from mis_assessor.core.values import entries_in
from mis_assessor.core.verdicts import Verdict
from mis_assessor.rulebook.examples import Example, ExamplesUnreadable, read_examples
from mis_assessor.rulebook.headings import did_you_mean
from mis_assessor.rulebook.mentions import Mention, mentions

_UNIT = re.compile(r"\d+(\.\d+)?(%| (working days?|days?|weeks?|months?|years?|times))|£\d+(,\d+)*")
A_SECOND = timedelta(seconds=1)
_SLOT = re.compile(r"<([^>]+)>")
NEEDED = (Verdict.MET, Verdict.NOT_MET, Verdict.EVIDENCE_MISSING)


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
    yield from _sources(rulebook, rule)
    yield from _edition_names(rulebook, rule)
    yield from _sentences(rule)
    if not rule.requirement.decided:
        return
    if rule.requirement.met_when is None:
        yield "“met when” is missing."
        return
    for mention in mentions(rule.requirement):
        yield from _mention(rule, mention)
    yield from _examples(rulebook, rule)


def _id(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    head = f"{rulebook.year.scheme}-Y{rulebook.year.year}-"
    part = f"SA{rule.action}-" if rule.action else "COND-"
    if not rule.requirement.id.startswith(head + part):
        yield f"the id {rule.requirement.id} does not fit its folder: it must start {head}{part}"
    if Path(rule.file).stem != Path(rule.file).stem.lower():
        yield "file names are lower case."


def _sources(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    named = [rule.requirement.source]
    for entries in rule.requirement.values.values():
        named += [e.source for e in entries if e.source]
    for source in named:
        if source.document not in rulebook.sources:
            yield (
                f"the source “{source.document}” is not in sources.yaml."
                + did_you_mean(source.document, list(rulebook.sources))
            )


def _edition_names(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    known = {e.id for e in rulebook.year.editions}
    used = set(rule.requirement.applies.editions)
    for entries in rule.requirement.values.values():
        used |= {name for e in entries for name in e.editions}
    for name in sorted(used - known):
        yield f"“{name}” is no edition of this year: {', '.join(sorted(known))}."


def _sentences(rule: Rule) -> Iterator[str]:
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


def _mention(rule: Rule, mention: Mention) -> Iterator[str]:
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


def _examples(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    try:
        examples = tuple(read_examples(rule.requirement.examples))
    except ExamplesUnreadable as error:
        yield f"examples: {error}."
        return
    shown = {e.verdict for e in examples}
    loaded = _has_values(rule)
    inherited = rule.written_in.get("examples", rule.requirement.id) != rule.requirement.id
    if not loaded and inherited:
        return  # a year just begun: its examples are last year's until its dates are read
    for verdict in NEEDED if loaded else (Verdict.NEEDS_JUDGEMENT,):
        if verdict not in shown and not _cannot_be(rule, verdict):
            yield f"no example is “{verdict.value}”."
    if loaded:
        yield from _both_sides(rule, examples)


def _has_values(rule: Rule) -> bool:
    """Whether the last edition that asks for it holds every value it rests on."""
    return _holds_all(rule, rule.requirement.applies.editions[-1])


def _holds_all(rule: Rule, edition: str) -> bool:
    names = {m.name for m in mentions(rule.requirement) if m.value}
    found = (entries_in(rule.values.get(name, ()), edition) for name in names)
    return not any(entry.not_loaded for entries in found for entry in entries)


def _cannot_be(rule: Rule, verdict: Verdict) -> bool:
    """A condition only a person decides is never *missing* on its own."""
    return verdict is Verdict.EVIDENCE_MISSING and not rule.requirement.evidence


def _both_sides(rule: Rule, examples: tuple[Example, ...]) -> Iterator[str]:
    words = " ".join(" ".join(e.cells.values()) for e in examples)
    for mention in mentions(rule.requirement):
        if not mention.edge:
            continue
        for day in _options(rule, mention.name):
            if not isinstance(day, date):
                yield f"“{mention.heading}” names “{mention.name}”, which is no day."
                continue
            yield from (
                f"no example stands on {side}, a side of “{mention.name}” ({_sides(day)[0]})."
                for side in _sides(day)
                if side not in words
            )


def _sides(day: date) -> tuple[str, str]:
    """A limit as examples write it, and the first day or second after it."""
    if isinstance(day, datetime):
        return f"{day:%Y-%m-%d %H:%M:%S}", f"{day + A_SECOND:%Y-%m-%d %H:%M:%S}"
    return day.isoformat(), (day + ONE_DAY).isoformat()


def _options(rule: Rule, name: str) -> Iterator[Quantity | None]:
    """Each way a value may be read, in the editions that hold all the rule rests on."""
    held = {e for e in rule.requirement.applies.editions if _holds_all(rule, e)}
    for entry in rule.values.get(name, ()):
        if not entry.editions or held & set(entry.editions):
            yield from entry.options


def _editions(rulebook: Rulebook) -> Iterator[str]:
    starts = [e.in_force_from for e in rulebook.year.editions]
    if starts != sorted(set(starts)):
        yield "“editions” must stand in the order they came into force."
