"""A leaf of a condition in words: what was measured, and what was asked."""

from typing import assert_never

from mis_assessor.core.answers import Answer, NoAnswer, Tally
from mis_assessor.core.comparisons import Op, Test
from mis_assessor.core.conditions import InOrder, PersonConfirms
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.figures_told import figure_in_words
from mis_assessor.core.leaves_decided import Leaf
from mis_assessor.core.readings import Reading
from mis_assessor.core.scene import Scene
from mis_assessor.core.slots import value_in_words
from mis_assessor.core.wording import capital, counted, listed, percent


def asked_in_words(test: Test, reading: Reading) -> str:
    """What a test asks, with its value: “is at least 95%”."""
    value = value_in_words(reading.value(test.value)) if reading.knows(test.value) else test.value
    return f"{test.op.value} {value}"


def leaf_in_words(leaf: Leaf, decided: Decided, scene: Scene) -> str:
    """What a leaf came to in one scene: why there is no answer, or what was measured."""
    match leaf:
        case PersonConfirms():
            return f"A named person must confirm: {leaf.a_person_confirms}"
        case InOrder():
            silent = [
                a.says for n in leaf.in_this_order if isinstance(a := scene.answers[n], NoAnswer)
            ]
            if silent:
                return " ".join(dict.fromkeys(silent))
            right = "in order" if decided.verdict.holds else "not in order"
            return f"{capital(listed(list(leaf.in_this_order)))}: {right}."
        case Test():
            answer = scene.answers[leaf.evidence]
            if isinstance(answer, NoAnswer):
                return answer.says
            if scene.reading.knows(leaf.value) and scene.reading.value(leaf.value) is None:
                figure = capital(_measured(leaf, answer))
                return f"{figure}. The guidance value “{leaf.value}” is not loaded."
            return f"{capital(_measured(leaf, answer))}; asked: {_short(leaf, scene.reading)}."
        case _:
            assert_never(leaf)


def _short(test: Test, reading: Reading) -> str:
    if test.op is Op.REPORTED:
        return "that it is reported"
    return asked_in_words(test, reading).removeprefix("is ")


def _measured(test: Test, answer: Answer) -> str:
    if isinstance(answer, Tally):
        share = f" ({percent(answer.done, answer.total)})" if answer.total else ""
        rest = [
            f"{n} {word}"
            for n, word in ((answer.open, "still open"), (answer.unknown, "not known"))
            if n
        ]
        total = counted(answer.total, answer.things) if answer.things else f"{answer.total:,}"
        return f"{test.evidence}: {answer.done:,} of {total}{share}" + (
            f", {listed(rest)}" if rest else ""
        )
    return f"{test.evidence}: {figure_in_words(test, answer)}"
