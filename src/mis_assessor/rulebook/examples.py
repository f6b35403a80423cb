"""The examples table of a rule file, each row a case that both evaluators must decide.

Which examples a rule lacks: a verdict never shown, a limit with one side only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mis_assessor.core.rules.calendar import ONE_DAY
from mis_assessor.core.rules.carried_over import with_expected
from mis_assessor.core.rules.quantities import Quantity
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import entries_in
from mis_assessor.core.verdicts import Verdict
from mis_assessor.rulebook.mentions import mentions


@dataclass(frozen=True, slots=True)
class Example:
    """One row: a sentence, what is supplied, and the verdict it must have."""

    case: str
    cells: Mapping[str, str]
    verdict: Verdict
    line: int
    """Line of the table, its header being 1."""


class ExamplesUnreadable(ValueError):
    """The table cannot be read; the message says which row and what to write."""


def read_examples(table: str) -> Iterator[Example]:
    """The rows of an examples table. Raises ExamplesUnreadable."""
    lines = [
        (n, line)
        for n, line in enumerate(table.splitlines(), 1)
        if line.strip() and not set(line.strip()) <= set("-+| ")
    ]
    if not lines:
        return
    header = _cells(lines[0][1])
    if header[:1] != ["case"] or header[-1:] != ["verdict"]:
        raise ExamplesUnreadable("the first column is “case”, the last is “verdict”")
    for n, line in lines[1:]:
        cells = _cells(line)
        if len(cells) != len(header):
            raise ExamplesUnreadable(f"row {n} has {len(cells)} cells, the header {len(header)}")
        try:
            verdict = Verdict(cells[-1])
        except ValueError:
            words = ", ".join(Verdict)
            raise ExamplesUnreadable(f"row {n}: “{cells[-1]}” is no verdict: {words}") from None
        middle = dict(zip(header[1:-1], cells[1:-1], strict=True))
        yield Example(cells[0], middle, verdict, n)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


A_SECOND = timedelta(seconds=1)

NEEDED = (Verdict.MET, Verdict.NOT_MET, Verdict.EVIDENCE_MISSING)


def examples_lacking(rule: Rule) -> Iterator[str]:
    """What the examples of a rule do not show, or why they cannot be read."""
    rule = with_expected(rule)
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
                continue  # it is not loaded, or has been refused for what it is
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
