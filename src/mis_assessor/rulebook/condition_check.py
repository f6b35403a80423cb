"""Conditions that cannot be decided: a comparison asked of the wrong answer or value.

Held against the table of ``core.rules.comparisons`` for every rule of every book, where it
is read; names that nothing answers to are the concern of ``rulebook.check``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mis_assessor.core.rules.comparisons import AnswerKind, Comparison, ValueKind, kinds_of
from mis_assessor.core.rules.conditions import InOrder, Test, leaves_in
from mis_assessor.core.rules.in_words import value_in_words
from mis_assessor.core.rules.quantities import Length, Quantity
from mis_assessor.core.rules.readings import WORDS
from mis_assessor.core.rules.register_questions import AnyQuestion
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Dictionary, as_heading
from mis_assessor.core.wording import listed
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.reading.yaml_file import Place, YamlFile

BESIDE = tuple(name for name in Test.model_fields if name not in ("evidence", "op", "value"))
DAYS = (AnswerKind.PAPER, AnswerKind.DAY, AnswerKind.MOMENT)


@dataclass(frozen=True, slots=True)
class Undecidable:
    """What cannot be decided, under which heading, and where in it."""

    heading: str
    evidence: str
    comparison: str
    value: str
    what: str


def undecidable(rule: Rule) -> Iterator[Undecidable]:
    """Every comparison of a rule that no answer could ever be put to."""
    requirement = rule.requirement
    for heading in ("met_when", "or_instead"):
        for leaf in leaves_in(getattr(requirement, heading)):
            if isinstance(leaf, Test):
                found = [*_of_test(leaf, requirement, rule.values)]
                at = (leaf.evidence, leaf.op.value, leaf.value)
            elif isinstance(leaf, InOrder):
                found, at = [*_of_order(leaf, requirement)], ("", "in this order", "")
            else:
                continue
            yield from (Undecidable(as_heading(heading), *at, what) for what in found)


def _of_test(test: Test, requirement: Requirement, values: Dictionary) -> Iterator[str]:
    question = requirement.evidence.get(test.evidence)
    if question is None:
        return
    kind = question.kind_of_answer
    if kind not in test.op.takes:
        fitting = [f"“{c.value}”" for c in Comparison.known.values() if kind in c.takes]
        yield (
            f"“{test.op.value}” cannot be asked of “{test.evidence}”, whose answer is "
            f"{kind.value}. Of it you can ask {listed(fitting, 'or')}."
        )
        return
    yield from _of_value(test, question, requirement, values)
    yield from _beside(test, requirement, values)


def _of_value(
    test: Test, question: AnyQuestion, requirement: Requirement, values: Dictionary
) -> Iterator[str]:
    wanted = test.op.takes[question.kind_of_answer]
    other = requirement.evidence.get(test.value)
    if other is not None:
        same = other.kind_of_answer is question.kind_of_answer
        if ValueKind.ANOTHER not in wanted or not same:
            yield _not_that(test, f"“{test.value}” is other evidence", wanted, values)
        return
    for value in _held(test.value, values):
        if not set(kinds_of(value)) & set(wanted):
            yield _not_that(test, f"{_said(test.value, value)} is none", wanted, values)
            return


def _held(name: str, values: Dictionary) -> tuple[Quantity, ...]:
    """Each way a name may be read; one that is not loaded, or set locally, has none."""
    if name in values:
        found = (option for entry in values[name] for option in entry.options)
        return tuple(option for option in found if option is not None)
    word = WORDS.get(name, name)
    return (word,) if word is not name or len(kinds_of(word)) > 1 else ()


def _said(name: str, value: Quantity) -> str:
    told = value_in_words(value)
    return f"“{name}”" if told == name else f"“{name}” ({told})"


def _not_that(test: Test, why: str, wanted: Sequence[ValueKind], values: Dictionary) -> str:
    told = listed([kind.value for kind in wanted], "or")
    fitting = [name for name in values if _fits(name, wanted, values)]
    meant = did_you_mean(test.value, fitting)
    if not meant and fitting:
        meant = f" Here that is {listed([f'“{name}”' for name in fitting[:4]], 'or')}."
    return f"“{test.op.value}” needs {told}; {why}.{meant}"


def _fits(name: str, wanted: Sequence[ValueKind], values: Dictionary) -> bool:
    held = _held(name, values)
    return bool(held) and all(set(kinds_of(value)) & set(wanted) for value in held)


def _beside(test: Test, requirement: Requirement, values: Dictionary) -> Iterator[str]:
    """Headings that a comparison lacks, has no use for, or that name the wrong thing."""
    op, said = test.op, {heading for heading in BESIDE if getattr(test, heading)}
    for heading in op.needs:
        if heading not in said:
            yield f"“{op.value}” needs “{as_heading(heading)}” beside it."
    for heading in sorted(said - {*op.needs, *op.allows}):
        yield f"“{as_heading(heading)}” says nothing beside “{op.value}”. Leave it out."
    for value in _held(test.before or "", values):
        if ValueKind.DAY not in kinds_of(value):
            yield f"“before” names “{test.before}”, which is no day."
    relief = requirement.evidence.get(test.if_ or "")
    if test.if_ and (relief is None or relief.kind_of_answer is not AnswerKind.YES_OR_NO):
        yield f"“if” names “{test.if_}”, which is no evidence that answers yes or no."
    if bool(test.may_miss) is not bool(test.if_):
        yield "“may miss” and “if” stand together: a period, and the statement that excuses it."
    for value in _held(test.in_any or "", values):
        if not isinstance(value, Length) and value != "calendar week":
            yield f"“in any” names “{test.in_any}”, which is no length and not “calendar week”."


def _of_order(order: InOrder, requirement: Requirement) -> Iterator[str]:
    for name in order.in_this_order:
        question = requirement.evidence.get(name)
        if question is not None and question.kind_of_answer not in DAYS:
            yield f"“in this order” names “{name}”, whose answer ({question.answer}) is no day."


def place_of(found: Undecidable, file: YamlFile) -> Place:
    """Where in a file a comparison stands: the heading that names evidence and comparison."""

    def likeness(path: Place) -> tuple[bool, ...]:
        written = file.at(path) == found.value
        says = path[-1] in (found.comparison, "at least", found.evidence)
        return found.evidence in path, written and says, found.comparison in path

    under = [path for path in file.lines if path[:1] == (found.heading,)]
    return max(under, key=likeness, default=(found.heading,))
