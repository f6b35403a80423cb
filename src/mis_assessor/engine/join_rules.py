"""The form every engine rule has: some conditions on one fact, and what it gives.

Rules that join verdicts by precedence: the first one present decides.

They are a second telling of ``core.verdicts`` on purpose: were they made from those
functions, agreement would prove nothing.

Rules for readings, alternatives, judgements and stand-ins, every case written out.
"""

from dataclasses import dataclass
from typing import Any

from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.job import COUNTERS

Condition = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EngineRule:
    """One durable_rules rule: all its conditions hold of one fact, and what it gives."""

    name: str
    conditions: tuple[Condition, ...]
    gives: str


def at_least(name: str, number: int) -> Condition:
    """A count of at least a number."""
    return {"$gte": {name: number}}


def counter(verdict: Verdict) -> str:
    """The property that counts how many children have a verdict."""
    return COUNTERS[verdict.value]


def join_rule(kind: str, says: str, gives: str, *conditions: Condition) -> EngineRule:
    """A rule on facts of one kind; the kind is always its first condition."""
    return EngineRule(f"{kind}: {says} → {gives}", ({"k": kind}, *conditions), gives)


V = Verdict
# The first one present decides, and how that is said.
EVERY_MUST_HOLD = (
    (V.NOT_MET, "a {part} is not met"),
    (V.EVIDENCE_MISSING, "evidence of a {part} is missing"),
    (V.NEEDS_JUDGEMENT, "a {part} needs judgement"),
    (V.NOT_DUE_YET, "a {part} is not due yet"),
    (V.MET_BY_ALTERNATIVE, "every {part} holds, one by alternative"),
    (V.MET, "every {part} that counts is met"),
    (V.PAUSED, "every {part} is paused or not applicable"),
    (V.NOT_APPLICABLE, "every {part} is not applicable"),
)
ONE_IS_ENOUGH = (
    (V.MET, "a {part} is met"),
    (V.MET_BY_ALTERNATIVE, "a {part} is met by alternative"),
    (V.EVIDENCE_MISSING, "no {part} holds, evidence of one is missing"),
    (V.NEEDS_JUDGEMENT, "no {part} holds, one needs judgement"),
    (V.NOT_DUE_YET, "no {part} holds, one is not due yet"),
    (V.NOT_MET, "every {part} that counts is not met"),
    (V.PAUSED, "every {part} is paused or not applicable"),
    (V.NOT_APPLICABLE, "every {part} is not applicable"),
)
FIRST_PRESENT = (
    ("all of", "part", EVERY_MUST_HOLD),
    ("each", "member", EVERY_MUST_HOLD),
    ("safety action", "requirement", EVERY_MUST_HOLD),
    ("conditions of the scheme", "requirement", EVERY_MUST_HOLD),
    ("group", "duty", EVERY_MUST_HOLD),
    ("any of", "route", ONE_IS_ENOUGH),
    ("stand-ins", "stand-in", ONE_IS_ENOUGH),
)


def first_present(kind: str, part: str, order: tuple[tuple[Verdict, str], ...]) -> list[EngineRule]:
    """One rule a verdict, each only where none before it is present; and nothing."""
    none_before: tuple[Condition, ...] = ()
    made = []
    for verdict, says in order:
        here = counter(verdict)
        made.append(
            join_rule(
                kind,
                says.format(part=part),
                verdict,
                *none_before,
                at_least(here, 1),
            )
        )
        none_before += ({here: 0},)
    return [*made, join_rule(kind, f"there is no {part}", V.NOT_APPLICABLE, *none_before)]


def readings() -> list[EngineRule]:
    """Every way to read the guidance gives one verdict, or a person must say."""

    def all_the(verdict: Verdict, comparison: str) -> Condition:
        return {comparison: {counter(verdict): {"$mul": {"$l": {"$m": "total"}, "$r": 1}}}}

    kind, some = "readings", at_least("total", 1)
    same = [
        join_rule(kind, f"{v} under every reading", v, some, all_the(v, "$eq")) for v in Verdict
    ]
    differ = [all_the(v, "$lt") for v in Verdict]
    judge = (V.MET, V.MET_BY_ALTERNATIVE, V.NEEDS_JUDGEMENT, V.PAUSED, V.NOT_APPLICABLE)
    to_judge = [
        join_rule(
            kind,
            f"they differ, one is {v}",
            V.NEEDS_JUDGEMENT,
            some,
            *differ,
            at_least(counter(v), 1),
            *({counter(earlier): 0} for earlier in judge[:n]),
        )
        for n, v in enumerate(judge)
    ]
    nothing_holds = [{counter(v): 0} for v in judge]
    missing, to_come = counter(V.EVIDENCE_MISSING), counter(V.NOT_DUE_YET)
    return [
        *same,
        *to_judge,
        join_rule(
            kind,
            "they differ, none holds, evidence is missing",
            V.EVIDENCE_MISSING,
            some,
            *differ,
            *nothing_holds,
            at_least(missing, 1),
        ),
        join_rule(
            kind,
            "they differ, none holds, one is not due yet",
            V.NOT_DUE_YET,
            some,
            *differ,
            *nothing_holds,
            {missing: 0},
            at_least(to_come, 1),
        ),
        join_rule(kind, "there is none", V.NEEDS_JUDGEMENT, {"total": 0}),
    ]


def instead() -> list[EngineRule]:
    """The alternative is asked for only where the standard was missed."""
    rescued = {V.MET: V.MET_BY_ALTERNATIVE, V.MET_BY_ALTERNATIVE: V.MET_BY_ALTERNATIVE}
    waiting = {V.NOT_DUE_YET: V.NOT_DUE_YET, V.NEEDS_JUDGEMENT: V.NEEDS_JUDGEMENT}
    asked = {V.NOT_MET: rescued | waiting, V.NEEDS_JUDGEMENT: rescued}
    made = []
    for standard in Verdict:
        if standard not in asked:
            says = f"the standard is {standard}"
            made.append(join_rule("instead", says, standard, {"standard": standard.value}))
            continue
        for other in Verdict:
            made.append(
                join_rule(
                    "instead",
                    f"the standard is {standard}, the alternative {other}",
                    asked[standard].get(other, standard),
                    {"standard": standard.value},
                    {"alternative": other.value},
                )
            )
    return made


def judged() -> list[EngineRule]:
    """A judgement resolves *needs judgement* and can overturn nothing else."""
    kind, open_ = "judged", V.NEEDS_JUDGEMENT
    decided = [
        join_rule(kind, f"known facts say {v}", v, {"computed": v.value})
        for v in Verdict
        if v is not open_
    ]
    resolved = [
        join_rule(
            kind,
            f"a named person says {v}",
            v,
            {"computed": open_.value},
            {"judgement": v.value},
        )
        for v in Verdict
    ]
    return decided + resolved


def asked_only_if_missed() -> list[EngineRule]:
    """A stand-in counts only where what it stands in for was missed."""
    kind = "stands in"
    missed = [
        join_rule(
            kind,
            f"the standard was missed, this is {v}",
            v,
            at_least(counter(V.NOT_MET), 1),
            {"own": v.value},
        )
        for v in Verdict
    ]
    not_asked = {counter(V.NOT_MET): 0}
    return [
        *missed,
        join_rule(kind, "the standard was not missed", V.NOT_APPLICABLE, not_asked),
    ]
