"""What must hold of every framework, system and evidence, whatever they are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generative.systems import (
    LIMITS,
    POOLED,
    invent_book,
    invent_system,
    position,
    shuffled,
    systems_lacking,
    verdicts,
)
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.evidence.system import Provider, System
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.agree import agree_on_body
from mis_assessor.engine.cage import Engine
from unit.core.asked import register
from unit.core.books import stated
from unit.core.frameworks.built import book, duty, fact, provider, sent, shown, system

pytestmark = pytest.mark.uncounted

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
chances = st.randoms(use_true_random=False)
days = st.sampled_from([date(2021, 6, 30), date(2021, 7, 1), date(2021, 9, 1), date(2022, 2, 1)])


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(jobs_a_worker=100_000) as engine:
        yield engine


@given(chance=chances, on=days)
@QUICK
def test_the_two_evaluators_agree_on_every_body(engine: Engine, chance: Random, on: date) -> None:
    whole = invent_book(chance)
    for one in position(whole, invent_system(chance), on).bodies:
        agree_on_body(engine.decide_framework(one, whole.rules), one)


def test_they_agree_on_many_and_every_verdict_is_among_them(engine: Engine) -> None:
    seen: Counter[Verdict] = Counter()
    for number in range(200):
        chance = Random(number)
        whole = invent_book(chance)
        on = chance.choice((date(2021, 6, 30), date(2021, 9, 1)))
        for one in position(whole, invent_system(chance), on).bodies:
            result = engine.decide_framework(one, whole.rules)
            agree_on_body(result, one)
            seen.update(result.verdicts.values())
    missing = set(Verdict) - set(seen)
    assert missing <= {Verdict.PAUSED}, f"the systems are too alike to prove much: {seen}"


counts = st.tuples(st.integers(0, 50), st.integers(0, 50))


@given(units=st.lists(st.lists(counts, min_size=1, max_size=3), min_size=1, max_size=4))
@QUICK
def test_a_pooled_rate_is_what_its_units_come_to(units: list[list[tuple[int, int]]]) -> None:
    """Recomputed from the rows alone, with fractions, never from shares of shares."""
    providers = [
        provider(
            f"R{n}",
            sent(
                code=f"R{n}",
                registers={
                    "rates": register(
                        "rates",
                        *({"numerator": d, "denominator": d + f} for d, f in rows),
                        checked_on=date(2021, 5, 1),
                    )
                },
            ),
        )
        for n, rows in enumerate(units)
    ]
    done = sum(d for rows in units for d, _ in rows)
    of = sum(d + f for rows in units for d, f in rows)
    rule = duty(
        "A",
        evidence={"it": POOLED},
        values=LIMITS,
        **{"duty of": "LMS", "met when": {"it": {"is at least": "needed"}}},
    )
    found = verdicts(book(rule), system(*providers), date(2021, 9, 1))["QAA", "A"]
    if of == 0:
        assert found is Verdict.EVIDENCE_MISSING
    else:
        assert found.holds == (Fraction(done, of) >= Fraction(4, 5))


@given(chance=chances, on=days)
@QUICK
def test_evidence_for_one_framework_changes_nothing_of_another(chance: Random, on: date) -> None:
    other, whole = invent_book(chance, "b"), invent_system(chance, "ab")
    before = verdicts(other, whole, on)
    for folder in (whole.evidence, *(p.submission for p in whole.providers if p.submission)):
        more = _with_more(folder)
        after = verdicts(other, _replaced(whole, folder, more), on)
        assert after == before


def _with_more(folder: Submission) -> Submission:
    """Everything that framework “a” may ask for, on top of what was sent."""
    posts = sent(code="X").posts
    return replace(
        folder,
        documents=(*folder.documents, shown("more", kind="letter a")),
        arrangements=(*folder.arrangements, fact(arrangement="process a", evidence="more")),
        posts=(*folder.posts, *posts),
        registers={
            **folder.registers,
            "rates a": register("rates a", {"numerator": 1, "denominator": 2}),
        },
        statements={**folder.statements, "said a": stated("said a")},
    )


def _replaced(whole: System, old: Submission, new: Submission) -> System:
    if whole.evidence is old:
        return replace(whole, evidence=new)
    providers = (replace(p, submission=new) if p.submission is old else p for p in whole.providers)
    return replace(whole, providers=tuple(providers))


@given(chance=chances, on=days)
@QUICK
def test_taking_evidence_away_never_makes_anything_hold(chance: Random, on: date) -> None:
    whole, full = invent_book(chance), invent_system(chance)
    before = verdicts(whole, full, on)
    for what, less in systems_lacking(full):
        after = verdicts(whole, less, on)
        raised = {
            key: (before[key].value, verdict.value)
            for key, verdict in after.items()
            if verdict.holds and not before[key].holds
        }
        assert not raised, f"without {what}: {raised}"


@given(chance=chances, on=days)
@QUICK
def test_no_order_matters(chance: Random, on: date) -> None:
    whole, full = invent_book(chance), invent_system(chance)
    assert verdicts(whole, shuffled(full, chance), on) == verdicts(whole, full, on)


@given(chance=chances, on=days)
@QUICK
def test_a_trust_that_sent_nothing_meets_no_duty(chance: Random, on: date) -> None:
    whole, full = invent_book(chance), invent_system(chance)
    silent = Provider("RNEW", "Trust RNEW")
    added = replace(full, providers=(*full.providers, silent))
    found = verdicts(whole, added, on)
    met_where_nothing_happened = {  # by what the system's own register holds of its trusts
        r.requirement.id for r in whole.rules if r.requirement.if_no_cases is Verdict.MET
    }
    held = {key for key, verdict in found.items() if key[0] == "RNEW" and verdict.holds}
    assert not {name for _, name in held} - met_where_nothing_happened
    each_or_pooled = [
        rule.requirement.id
        for rule in whole.rules
        if rule.requirement.for_each == "provider"
        or any(getattr(q, "pooled_over", None) for q in rule.requirement.evidence.values())
    ]
    assert not [name for name in each_or_pooled if found.get(("QAA", name), Verdict.PAUSED).holds]
