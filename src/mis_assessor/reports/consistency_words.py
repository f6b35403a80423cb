"""Consistency rules in plain text, and as the table that the documentation holds."""

from collections.abc import Iterable, Iterator
from typing import Any

from mis_assessor.core.rules.consistency import ConsistencyRule, Follows
from mis_assessor.core.rules.in_words import fill, value_in_words
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.values import as_heading
from mis_assessor.core.wording import listed

HEAD = """# Consistency rules

Made from `rules/consistency` by `python tests/code_health/write_consistency_rules.py`. Each says
what must agree inside one submission. *Stop*: what rests on it cannot be met until it is settled,
or until a named person has explained it in judgements.csv under the rule's id. *Remark*: it is told
on the front page, on a page of its own and in the challenge sheet. Nothing here ever makes a
requirement *not met*.

| Rule | What must agree | Compared | What follows | Years |
|---|---|---|---|---|
"""


def consistency_table(rules: Iterable[ConsistencyRule]) -> str:
    """Every rule on one line of a table."""
    return HEAD + "".join(
        f"| {rule.id} {rule.title} | {asked(rule)} | {compared(rule)} | {follows(rule.follows)} "
        f"| {years(rule)} |\n"
        for rule in rules
    )


def asked(rule: ConsistencyRule) -> str:
    """What must agree, with its values."""
    return fill(rule.asks, Reading("", rule.values, {}))


def years(rule: ConsistencyRule) -> str:
    """The scheme years in which it is asked."""
    first, last = rule.applies.from_year, rule.applies.to_year
    match first, last:
        case None, None:
            return "every"
        case int(), None:
            return f"from {first}"
        case None, int():
            return f"to {last}"
        case _:
            return f"{first} to {last}"


def compared(rule: ConsistencyRule) -> str:
    """The kind of check with the tables and columns it is made with."""
    told = [
        what for what in _told(rule.check.model_dump(by_alias=True, exclude_defaults=True)) if what
    ]
    return f"{rule.check.kind}: {'; '.join(told)}" if told else rule.check.kind


def _told(given: dict[str, Any]) -> Iterator[str]:
    for heading, value in given.items():
        if heading != "kind" and value not in (None, (), {}, "", False):
            yield f"{as_heading(heading)} {_value(value)}"


def _value(value: Any) -> str:
    match value:
        case dict():
            return ", ".join(f"{k} {_value(v)}" for k, v in value.items() if v is not None)
        case tuple() | list():
            return ", ".join(_value(part) for part in value)
        case True:
            return "yes"
        case _:
            return str(value)


def follows(made: Follows) -> str:
    """What follows, and for what."""
    what = f"stop: {made.stop.value}" if made.stop else "remark"
    rests = made.of
    names = [*rests.registers, *rests.documents, *rests.statements, *rests.requirements]
    about = f" of what rests on {listed(names)}" if names else ""
    only = f" ({listed(list(rests.columns))})" if rests.columns else ""
    return f"{what}{about}{only}"


def describe_consistency(rule: ConsistencyRule) -> str:
    """The whole rule as a page of text."""
    return "\n".join(_lines(rule))


def _lines(rule: ConsistencyRule) -> Iterator[str]:
    yield f"{rule.id}  {rule.title}"
    yield f"  What must agree: {asked(rule)}"
    yield f"  Compared: {compared(rule)}"
    yield f"  Scheme years: {years(rule)}"
    yield f"  If it does not: {follows(rule.follows)}"
    yield f"  To do: {rule.if_found}"
    if rule.notes:
        yield f"  Note: {rule.notes}"
    for name, entries in rule.values.items():
        for entry in entries:
            yield f"  “{name}”: {value_in_words(entry.is_)} ({entry.status.value})"
    for example in rule.examples:
        found = f"finds {len(example.finds)}" if example.finds else "finds nothing"
        yield f"  Example: {example.case}: {found}"
