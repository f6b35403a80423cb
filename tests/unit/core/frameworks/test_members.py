"""Members come from the rule or from system.yaml, never from the rows; each is asked alone."""

from typing import Any

import pytest

from mis_assessor.core.evidence.submission import Post, Submission
from mis_assessor.core.evidence.system import Provider, System
from mis_assessor.core.frameworks.bodies import bodies_of, lone_trust
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.cage import Engine
from unit.core.asked import day, looked, register
from unit.core.frameworks.built import (
    book,
    decided,
    duty,
    event,
    fact,
    finding,
    of_system,
    provider,
    sent,
    shown,
    system,
    verdicts,
    written,
)

MET, MISSING, NOT_MET = Verdict.MET, Verdict.EVIDENCE_MISSING, Verdict.NOT_MET
OF_EACH: dict[str, Any] = {"duty of": "LMS", "for each": "provider"}


def good(code: str) -> Submission:
    """A trust with the process in place."""
    return sent(fact(), code=code)


def parts(engine: Engine, whole: System, code: str = "QAA", **more: Any) -> dict[str, Verdict]:
    """Each member's verdict on a duty of the system."""
    found = decided(engine, book(duty(**{**OF_EACH, **more})), bodies_of(whole))[code]
    members = (part.member for part in found.cases[0].parts)
    return dict(zip(members, (d.verdict for d in found.decided[0].parts), strict=True))


def test_a_trust_without_evidence_is_missing_by_name(engine: Engine) -> None:
    whole = system(provider("R1", good("R1")), provider("R2"), provider("R3", sent(code="R3")))
    assert parts(engine, whole) == {"Trust R1": MET, "Trust R2": MISSING, "Trust R3": MISSING}
    assert of_system(engine, duty(**OF_EACH), whole) is MISSING
    told = finding(written(book(duty(**OF_EACH)), *bodies_of(whole)), "A").finding
    assert "Trust R2" in told.sentence
    assert "Trust R3" in told.sentence


def test_three_that_pool_to_86_are_not_every_trust(engine: Engine) -> None:
    """The trap: 100, 100 and 40% are 86% together, and one of them fails alone."""

    def trust(code: str, done: int, of: int) -> Provider:
        cells = {"numerator": done, "denominator": of}
        return provider(code, sent(code=code, registers={"rates": register("rates", cells)}))

    whole = system(trust("R1", 200, 200), trust("R2", 150, 150), trust("R3", 40, 100))
    question = {"register": "rates", "answer": "share of totals"}
    asks: dict[str, Any] = {
        "duty of": "LMS",
        "values": {"needed": "85%"},
        "met when": {"it": {"is at least": "needed"}},
    }
    pooled = duty(evidence={"it": {**question, "pooled over": "providers"}}, **asks)
    assert of_system(engine, pooled, whole, on="2023-01-01") is MET
    each = duty(evidence={"it": question}, **{**asks, "for each": "provider"})
    assert of_system(engine, each, whole, on="2023-01-01") is NOT_MET
    told = written(book(each), *bodies_of(whole), on="2023-01-01").bodies[0].findings[0].finding
    assert [(p.member, p.verdict) for p in told.parts] == [
        ("Trust R1", MET),
        ("Trust R2", MET),
        ("Trust R3", NOT_MET),
    ]
    together = written(book(pooled), *bodies_of(whole), on="2023-01-01").bodies[0].findings[0]
    assert all(not p.member for p in together.finding.parts)


def test_the_systems_own_folder_may_hold_what_is_about_a_trust(engine: Engine) -> None:
    ours = sent(
        fact(organisation="R1"),
        fact(organisation="U2"),
        fact(organisation=""),
        code="QAA",
        documents=(shown(about=("R1", "U2")), shown("D2")),
        posts=(Post("lead", "A", "R1", held_from=day("2021-01-01")),),
    )
    trusts = (provider("R1", units=("U1",)), provider("R2", good("R2"), ("U2",)), provider("R3"))
    whole = system(*trusts, evidence=ours)
    assert parts(engine, whole) == {"Trust R1": MET, "Trust R2": MET, "Trust R3": MISSING}
    posts: dict[str, Any] = {"evidence": {"it": {"posts": "lead", "answer": "posts"}}}
    assert parts(engine, whole, **posts) == {
        "Trust R1": MET,
        "Trust R2": MISSING,
        "Trust R3": MISSING,
    }
    assert verdicts(engine, book(duty()), bodies_of(whole))["R1"]["A"] is MISSING


def test_a_paper_of_the_system_is_told_from_the_trusts_own(engine: Engine) -> None:
    paper = {"documents": {"kind": "letter"}, "answer": "document"}
    ours = sent(code="QAA", documents=(shown(kind="letter", about=("R1",)),))
    own = sent(code="R2", documents=(shown(kind="letter"),))
    whole = system(provider("R1"), provider("R2", own), evidence=ours)
    for of_the_system, expected in (("yes", MISSING), ("no", MET)):
        asked: dict[str, Any] = {"evidence": {"it": {**paper, "of the system": of_the_system}}}
        assert parts(engine, whole, **asked) == {"Trust R1": MET, "Trust R2": expected}


UNIT: dict[str, Any] = {"for each": "unit"}


def test_a_unit_is_asked_by_its_code_alike_by_its_trust_and_its_system(engine: Engine) -> None:
    """A blank in a trust's folder is the trust, not each of its units."""
    mixed = sent(fact(organisation="U1"), fact(organisation=""), code="R1")
    whole = system(provider("R1", mixed, ("U1", "U2")), provider("R2", None, ("U3",)))
    assert parts(engine, whole, **UNIT) == {
        "Unit U1": MET,
        "Unit U2": MISSING,
        "Unit U3": MISSING,
    }
    own: dict[str, Any] = {"duty of": "trust", **UNIT}
    assert parts(engine, whole, "R1", **own) == {"Unit U1": MET, "Unit U2": MISSING}
    assert parts(engine, whole, "R2", **own) == {"Unit U3": MISSING}


@pytest.mark.parametrize("noun", ["maternity voices partnership", "place"])
def test_partnerships_and_places_are_named_by_the_system(engine: Engine, noun: str) -> None:
    ours = sent(fact(organisation="North"), code="QAA")
    places = {"North": "North MVP", "South": ""}
    whole = system(provider("R1"), evidence=ours, partnerships=("North", "South"), places=places)
    assert parts(engine, whole, **{"for each": noun}) == {"North": MET, "South": MISSING}


@pytest.mark.parametrize("noun", ["provider", "unit", "maternity voices partnership", "place"])
def test_without_a_system_or_without_any_it_is_decided_as_a_whole(
    engine: Engine, noun: str
) -> None:
    rule = duty("A", **{"for each": noun})
    assert verdicts(engine, book(rule), [lone_trust(good("RXX"))])["RXX"]["A"] is MET
    bare = system(provider("R1", good("R1")), evidence=sent(fact(), code="QAA"))
    if noun != "provider":
        assert parts(engine, bare, **{"for each": noun}) == {"": MET}


def test_a_trust_in_a_system_is_not_each_of_the_systems_trusts(engine: Engine) -> None:
    whole = system(provider("R1", good("R1")), provider("R2"))
    own: dict[str, Any] = {"duty of": "trust", "for each": "provider"}
    assert parts(engine, whole, "R1", **own) == {"": MET}


def test_a_list_in_the_rule_and_the_trusts_of_the_system(engine: Engine) -> None:
    rule: dict[str, Any] = {
        **OF_EACH,
        "in": "kinds",
        "values": {"kinds": ["plan", "audit"]},
        "evidence": {
            "it": {"documents": {"kind": "letter", "about": "each"}, "answer": "document"}
        },
    }
    about = sent(code="R1", documents=(shown(about=("A", "plan")),))
    whole = system(provider("R1", about), provider("R2"))
    assert parts(engine, whole, **rule) == {
        "Trust R1: plan": MET,
        "Trust R1: audit": MISSING,
        "Trust R2: plan": MISSING,
        "Trust R2: audit": MISSING,
    }


PARTS: dict[str, Any] = {
    "parts": {"A-1": "names who answers", "A-2": "says how often it meets"},
    "evidence": {
        "it": {
            "documents": {"kind": "letter"},
            "agreed by": ["Board"],
            "contains all": "each",
            "answer": "document",
        }
    },
}


def test_each_part_of_a_list_is_decided_by_its_words(engine: Engine) -> None:
    """The trap: found without a clause is not met, never looked into is missing."""

    def of(*found: tuple[str, str]) -> dict[str, Verdict]:
        letter = shown(
            events=(event("agreed", "Board", "2021-05-03"),),
            contents=tuple(looked(item, said, "2021-05-02") for item, said in found),
        )
        one = decided(engine, book(duty(**PARTS)), [lone_trust(sent(documents=(letter,)))])["RXX"]
        members = (part.member for part in one.cases[0].parts)
        return dict(zip(members, (d.verdict for d in one.decided[0].parts), strict=True))

    first, second = "A-1 names who answers", "A-2 says how often it meets"
    both = ("names who answers", "yes"), ("says how often it meets", "yes")
    assert of(*both) == {first: MET, second: MET}
    assert of(both[0], (both[1][0], "no")) == {first: MET, second: NOT_MET}
    assert of(both[0]) == {first: MET, second: MISSING}


def test_the_training_of_one_trust_is_not_that_of_another(engine: Engine) -> None:
    def trust(code: str, *attended: str) -> Provider:
        staff = register("staff", *({"person": p, "group": "midwives"} for p in ("P1", "P2")))
        training = register(
            "training", *({"person": p, "attended on": day("2022-05-01")} for p in attended)
        )
        registers = {"staff": staff, "training": training}
        return provider(code, sent(code=code, registers=registers))

    rule: dict[str, Any] = {
        **OF_EACH,
        "due by": "last",
        "values": {
            "last": "2022-12-05",
            "first": "2022-01-01",
            "length": "6 months",
            "needed": "100%",
        },
        "evidence": {
            "it": {
                "people": "staff",
                "who": {"group": "midwives"},
                "in post on": "last",
                "trained in": "training",
                "rows": {"person": {"is given": "yes"}},
                "day": "attended on",
                "window": {
                    "lasts": "length",
                    "anywhere from": "first",
                    "to": "last",
                    "chosen": "training window",
                    "reach": "needed",
                },
                "answer": "share of people",
            }
        },
        "met when": {"it": {"is at least": "needed"}},
    }
    whole = system(trust("R1", "P1", "P2"), trust("R2", "P1"))
    found = decided(engine, book(duty(**rule)), bodies_of(whole), on="2022-12-31")["QAA"]
    assert [d.verdict for d in found.decided[0].parts] == [MET, NOT_MET]


def test_a_body_that_has_no_such_duty_is_not_asked() -> None:
    whole = system(provider("R1"))
    own, trust = bodies_of(whole)
    assert (own.is_system, trust.is_system, own.sent, trust.sent) == (True, False, True, False)
    result = written(book(duty("A"), duty("B", **OF_EACH)), own, trust)
    assert [[f.finding.id for f in b.findings] for b in result.bodies] == [["B"], ["A"]]
    assert [b.others for b in result.bodies] == [
        (("A", "Duty A", "trust"),),
        (("B", "Duty B", "LMS"),),
    ]
