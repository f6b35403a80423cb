"""A decided requirement in one plain sentence, with the numbers that decided it.

What is not a share, in words: a day, a document, days of reports.

A leaf of a condition in words: what was measured, and what was asked.

Verdicts that differ by how the guidance is read, told by what makes the difference.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import assert_never

from mis_assessor.core.deciding.case import Case, Situation
from mis_assessor.core.deciding.evaluate import Decided, leaves, parts_decided
from mis_assessor.core.deciding.measure import limit_of
from mis_assessor.core.evidence.answers import (
    Answer,
    Figure,
    NoAnswer,
    Paper,
    Papers,
    Stated,
    Tally,
)
from mis_assessor.core.findings.finding import FigureLimit, Number
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import (
    Condition,
    InOrder,
    Join,
    Leaf,
    PersonConfirms,
    Readings,
    Test,
)
from mis_assessor.core.rules.in_words import value_in_words
from mis_assessor.core.rules.quantities import Share, Times
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import at_moment, capital, counted, listed, on_day, percent


def figure_in_words(test: Test, answer: NoAnswer | Figure | Stated | Paper | Papers) -> str:
    """An answer that is no share, or why there is none."""
    match answer:
        case NoAnswer():
            return answer.says
        case Figure():
            return f"{answer.value}"
        case Stated():
            return _stated_in_words(answer.value)
        case Paper():
            return f"“{answer.title}”, in place {on_day(answer.in_place)}"
        case Papers():
            return _days(test, answer)
        case _:
            assert_never(answer)


def _stated_in_words(value: bool | date | datetime) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return at_moment(value)
        case date():
            return on_day(value, "")
        case _:
            assert_never(value)


def _days(test: Test, papers: Papers) -> str:
    counting = [r for r in papers.reports if r.complete]
    if test.op is Op.HAPPENS_AT_MOST:
        return counted(len(counting), "times")
    if not counting:
        lacking = [f"{r.id}: {r.lacks}" for r in papers.reports[:3] if r.lacks]
        return "; ".join(["no report that counts", *lacking])
    name = test.counted_by or "dated"
    if name == "period covered":
        spans = [
            f"{on_day(r.covers[0], '')} to {on_day(r.covers[1], '')}" for r in counting if r.covers
        ]
        return f"periods covered: {'; '.join(spans) or 'none given'}"
    days = sorted(d for r in counting if (d := dict(r.days).get(name)))
    return f"{name}: {listed([on_day(d, '') for d in days])}" if days else "no day that counts"


def asked_in_words(test: Test, reading: Reading) -> str:
    """What a test asks, with its value: “is at least 95%”."""
    value = value_in_words(reading.value(test.value)) if reading.knows(test.value) else test.value
    return f"{test.op.value} {value}" + (
        f" in different {test.in_different}" if test.in_different else ""
    )


def leaf_in_words(leaf: Leaf, decided: Decided, scene: Situation) -> str:
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
    return test.op.told or asked_in_words(test, reading).removeprefix("is ")


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


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A leaf of a condition with its verdict, as it may be told."""

    leaf: Leaf
    verdict: Verdict
    number: Number | None
    says: str


def shown(case: Case, scene: Situation, decided: Decided) -> tuple[ShownFigure, ...]:
    """Each leaf of one scene in words and numbers."""
    return tuple(
        ShownFigure(
            leaf, inner.verdict, _number(leaf, inner, scene), leaf_in_words(leaf, inner, scene)
        )
        for leaf, inner in leaves(case.condition, decided)
    )


def _number(leaf: Leaf, decided: Decided, scene: Situation) -> Number | None:
    if not isinstance(leaf, Test):
        return None
    answer = scene.answers[leaf.evidence]
    asked = asked_in_words(leaf, scene.reading)
    if isinstance(answer, Tally):
        return Number(
            leaf.evidence,
            answer.done,
            answer.total,
            answer.open,
            answer.unknown,
            test=asked,
            verdict=decided.verdict,
            asked=_limit(leaf, scene.reading),
        )
    return Number(
        leaf.evidence, figure=figure_in_words(leaf, answer), test=asked, verdict=decided.verdict
    )


def _limit(test: Test, reading: Reading) -> FigureLimit | None:
    """What a share or a count is held against; None where it is no single number."""
    way = test.op.way
    match limit_of(test, reading):
        case Share(of_one=of_one) if way is not None:
            return FigureLimit(way, of_one, share=True)
        case Times(number=number) if way is not None:
            return FigureLimit(way, Fraction(number), share=False)
        case _:
            return None


ORDER: Mapping[Verdict, tuple[Verdict, ...]] = {
    Verdict.MET: (Verdict.MET,),
    Verdict.MET_BY_ALTERNATIVE: (Verdict.NOT_MET, Verdict.MET, Verdict.MET_BY_ALTERNATIVE),
}


def sentence(verdict: Verdict, leaves_shown: tuple[ShownFigure, ...]) -> str:
    """The leaves that made a verdict, in one sentence or two; never the whole file."""
    wanted = ORDER.get(verdict, (verdict,))
    told = [s.says for s in leaves_shown if s.verdict in wanted] or [s.says for s in leaves_shown]
    kept: list[str] = []
    for words in sorted(dict.fromkeys(told), key=len, reverse=True):
        if not any(words in other for other in kept):
            kept.append(words)
    return " ".join(asked_together(w for w in dict.fromkeys(told) if w in kept))


ASKED = "; asked: "


def asked_together(told: Iterable[str]) -> tuple[str, ...]:
    """One figure of which several things are asked, said once.

    >>> asked_together(["A: 9; asked: at least 8.", "A: 9; asked: at most 10.", "B: yes."])
    ('A: 9; asked: at least 8, and at most 10.', 'B: yes.')
    """
    asks: dict[str, list[str]] = {}
    for words in told:
        figure, asked, what = words.partition(ASKED)
        asks.setdefault(figure if asked else words, []).append(what.removesuffix("."))
    return tuple(
        f"{figure}{ASKED}{', and '.join(whats)}." if any(whats) else figure
        for figure, whats in asks.items()
    )


def readings_in_words(labels: Sequence[str], verdicts: Sequence[Verdict]) -> str:
    """Each verdict with the readings that give it; what makes no difference is left out.

    >>> readings_in_words(["a: x; b: 1", "a: x; b: 2", "a: y; b: 1", "a: y; b: 2"],
    ...      [Verdict.MET, Verdict.MET, Verdict.NOT_MET, Verdict.NOT_MET])
    'Met if a: x. Not met if a: y.'
    """
    split = [label.split("; ") for label in labels]
    widths = {len(parts) for parts in split}
    kept = list(range(max(widths))) if len(widths) == 1 else []
    for place in list(kept):
        without = [n for n in kept if n != place]
        if _decides(split, verdicts, without):
            kept = without
    shown = [" and ".join(p[n] for n in kept) if kept else " and ".join(p) for p in split]
    grouped: dict[Verdict, dict[str, None]] = {}
    for words, verdict in zip(shown, verdicts, strict=True):
        grouped.setdefault(verdict, {})[words] = None
    return " ".join(
        f"{verdict.value.capitalize()} if {listed(list(ways), 'or if')}."
        for verdict, ways in grouped.items()
    )


def _decides(split: list[list[str]], verdicts: Sequence[Verdict], places: list[int]) -> bool:
    """Whether these parts of the labels alone tell the verdicts apart."""
    seen: dict[tuple[str, ...], Verdict] = {}
    for parts, verdict in zip(split, verdicts, strict=True):
        if seen.setdefault(tuple(parts[n] for n in places), verdict) is not verdict:
            return False
    return True


def differing(condition: Condition, decided: Decided) -> Iterator[str]:
    """What each condition that can be read several ways says, where the ways differ."""
    if isinstance(condition, Readings):
        verdicts = [part.verdict for part in decided.parts]
        if len(set(verdicts)) > 1:
            yield readings_in_words([f"read as {name}" for name in condition.readings], verdicts)
    elif isinstance(condition, Join):
        for part, inner in parts_decided(condition, decided):
            yield from differing(part, inner)
