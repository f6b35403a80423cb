"""Every answer counted a second time, from the rows up; a difference publishes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.prepare import Pace, at_leisure
from mis_assessor.core.errors import CountsDiffer, Problem
from mis_assessor.core.evidence.answers import Answer, NoAnswer, NoAnswerReason
from mis_assessor.core.rules.conditions import Leaf, Test, leaves_in
from mis_assessor.recount.asked import Asked, NotRecounted
from mis_assessor.recount.compare import differences
from mis_assessor.recount.queries import Queries
from mis_assessor.recount.recount import recount
from mis_assessor.recount.terms import terms_of
from mis_assessor.services.measured_twice import measured_again


def counted_twice(
    cases: Sequence[Case], queries: Queries, pace: Pace = at_leisure
) -> tuple[Case, ...]:
    """The cases with the answers of the recount in place of the first count's.

    Raises CountsDiffer with every figure in which the two counts differ.
    """
    found: list[Case] = []
    for case in cases:
        pace()
        parts = tuple(_part(case, part, queries) for part in case.parts)
        found.append(replace(case, parts=parts))
    problems = [
        Problem(f"{case.rule.requirement.id}{of}", f"{name}, {what}")
        for case, second in zip(cases, found, strict=True)
        for of, name, what in (*_differing(case, second), *_out_of_step(second, queries))
    ]
    if problems:
        raise CountsDiffer(problems)
    return tuple(found)


def _part(case: Case, part: PartCase, queries: Queries) -> PartCase:
    return replace(part, scenes=tuple(_again(scene, queries) for scene in part.scenes))


def _again(scene: Situation, queries: Queries) -> Situation:
    if scene.asking is None:
        return scene
    asked = asked_again(scene.asking, queries)
    answers = {
        name: _answer(name, answer, scene, asked, queries) for name, answer in scene.answers.items()
    }
    return replace(scene, answers=answers)


def asked_again(asking: Asking, queries: Queries) -> Asked:
    """What the first count was asked, as the recount is asked it."""
    return Asked(
        guidance=asking.year,
        terms=terms_of(asking.requirement, asking.reading, asking.member, asking.doubts_count),
        evidence=queries.evidence_of(asking.submission, asking.on),
        on=asking.on,
        system=asking.system,
        owner=asking.owner,
        organisation=asking.organisation,
    )


def _answer(name: str, first: Answer, scene: Situation, asked: Asked, queries: Queries) -> Answer:
    """The second answer; the first where its members are not known or a table cannot hold it."""
    listed = scene.requirement.in_
    if listed is not None and asked.terms.value(listed) is None:
        return NoAnswer(NoAnswerReason.NOT_LOADED, "")
    try:
        return recount(scene.requirement.evidence[name], asked, queries)
    except NotRecounted:
        return first


def _differing(case: Case, second: Case) -> Iterator[tuple[str, str, str]]:
    for part, again in zip(case.parts, second.parts, strict=True):
        of = f", {part.member}" if part.member else ""
        for scene, counted in zip(part.scenes, again.scenes, strict=True):
            for name, answer in scene.answers.items():
                for what in differences(answer, counted.answers[name]):
                    yield of, name, what


def _out_of_step(case: Case, queries: Queries) -> Iterator[tuple[str, str, str]]:
    """What is held against limits, counted in SQL, against what the first count made of it."""
    requirement = case.rule.requirement
    conditions = (requirement.met_when, requirement.or_instead)
    leaves = [leaf for condition in conditions for leaf in leaves_in(condition)]
    for part in case.parts if leaves else ():
        of = f", {part.member}" if part.member else ""
        for scene in part.scenes:
            for leaf in leaves:
                about = leaf.evidence if isinstance(leaf, Test) else "order"
                yield from ((of, about, what) for what in _steps(leaf, scene, queries))


def _steps(leaf: Leaf, scene: Situation, queries: Queries) -> Iterator[str]:
    if scene.asking is None:
        return
    asked = asked_again(scene.asking, queries)
    for measured in measured_again(leaf, scene):
        (row,) = queries.fetch(measured.what, asked, measured.query, **measured.given)
        yield from measured.differences(row)
