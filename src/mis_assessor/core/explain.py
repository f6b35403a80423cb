"""A decided requirement in one plain sentence, with the numbers that decided it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from mis_assessor.core.answers import Answer, Figure, NoAnswer, Paper, Papers, Said, Tally
from mis_assessor.core.case import Case
from mis_assessor.core.conditions import (
    AllOf,
    AnyOf,
    Condition,
    InOrder,
    Instead,
    Op,
    PersonConfirms,
    Readings,
    Test,
)
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.findings import Number
from mis_assessor.core.readings import Reading
from mis_assessor.core.scene import Scene
from mis_assessor.core.slots import value_in_words
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import at_moment, counted, listed, on_day, percent

Leaf = Test | InOrder | PersonConfirms


@dataclass(frozen=True, slots=True)
class Shown:
    """A leaf of a condition with its verdict, as it may be told."""

    leaf: Leaf
    verdict: Verdict
    number: Number | None
    says: str


def leaves(condition: Condition, decided: Decided) -> Iterator[tuple[Leaf, Decided]]:
    """Every leaf of a condition beside what was decided on it."""
    match condition:
        case Test() | InOrder() | PersonConfirms():
            yield condition, decided
        case AllOf(all_of=parts) | AnyOf(any_of=parts):
            for part, inner in zip(parts, decided.parts, strict=True):
                yield from leaves(part, inner)
        case Readings(readings=readings):
            for part, inner in zip(readings.values(), decided.parts, strict=True):
                yield from leaves(part, inner)
        case Instead(standard=standard, alternative=alternative):
            yield from leaves(standard, decided.parts[0])
            if decided.parts[0].verdict is not Verdict.MET:
                yield from leaves(alternative, decided.parts[1])
        case _:
            assert_never(condition)


def shown(case: Case, scene: Scene, decided: Decided) -> tuple[Shown, ...]:
    """Each leaf of one scene in words and numbers."""
    return tuple(
        Shown(leaf, inner.verdict, _number(leaf, inner, scene), _says(leaf, inner, scene))
        for leaf, inner in leaves(case.condition, decided)
    )


def _asked(test: Test, reading: Reading) -> str:
    value = value_in_words(reading.value(test.value)) if reading.knows(test.value) else test.value
    return f"{test.op.value} {value}"


def _number(leaf: Leaf, decided: Decided, scene: Scene) -> Number | None:
    if not isinstance(leaf, Test):
        return None
    answer = scene.answers[leaf.evidence]
    asked = _asked(leaf, scene.reading)
    if isinstance(answer, Tally):
        return Number(
            leaf.evidence,
            answer.done,
            answer.total,
            answer.open,
            answer.unknown,
            test=asked,
            verdict=decided.verdict,
        )
    return Number(leaf.evidence, figure=_figure(leaf, answer), test=asked, verdict=decided.verdict)


def _figure(test: Test, answer: NoAnswer | Figure | Said | Paper | Papers) -> str:
    match answer:
        case NoAnswer():
            return answer.says
        case Figure():
            return f"{answer.value}"
        case Said(value=bool() as yes):
            return "yes" if yes else "no"
        case Said(value=datetime() as moment):
            return at_moment(moment)
        case Said(value=day):
            assert isinstance(day, date)
            return on_day(day, "")
        case Paper():
            return f"“{answer.title}”, in place {on_day(answer.in_place)}"
        case Papers():
            return _days(test, answer)
        case _:
            assert_never(answer)


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


def _says(leaf: Leaf, decided: Decided, scene: Scene) -> str:
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
            return f"{_cap(listed(list(leaf.in_this_order)))}: {right}."
        case Test():
            answer = scene.answers[leaf.evidence]
            if isinstance(answer, NoAnswer):
                return answer.says
            if scene.reading.knows(leaf.value) and scene.reading.value(leaf.value) is None:
                figure = _cap(_measured(leaf, answer))
                return f"{figure}. The guidance value “{leaf.value}” is not loaded."
            return f"{_cap(_measured(leaf, answer))}; asked: {_short(leaf, scene.reading)}."
        case _:
            assert_never(leaf)


def _short(test: Test, reading: Reading) -> str:
    if test.op is Op.REPORTED:
        return "that it is reported"
    return _asked(test, reading).removeprefix("is ")


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
    return f"{test.evidence}: {_figure(test, answer)}"


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


ORDER: Mapping[Verdict, tuple[Verdict, ...]] = {
    Verdict.MET: (Verdict.MET,),
    Verdict.MET_BY_ALTERNATIVE: (Verdict.NOT_MET, Verdict.MET, Verdict.MET_BY_ALTERNATIVE),
}


def sentence(verdict: Verdict, leaves_shown: tuple[Shown, ...]) -> str:
    """The leaves that made a verdict, in one sentence or two; never the whole file."""
    wanted = ORDER.get(verdict, (verdict,))
    told = [s.says for s in leaves_shown if s.verdict in wanted] or [s.says for s in leaves_shown]
    kept: list[str] = []
    for words in sorted(dict.fromkeys(told), key=len, reverse=True):
        if not any(words in other for other in kept):
            kept.append(words)
    return " ".join(w for w in dict.fromkeys(told) if w in kept)
