"""What a body was decided on has a fingerprint, so that a verifier sees what was changed."""

from dataclasses import replace

from mis_assessor.core.evidence.system import Provider, System
from mis_assessor.core.frameworks.bodies import Body, bodies_of, lone_trust, nothing_sent


def system(*prints: str | None) -> System:
    """A system whose trusts sent what has these fingerprints, or nothing."""
    own = replace(nothing_sent("QAA", "Ours"), fingerprint="own")
    trusts = tuple(
        Provider(
            f"R{n}",
            f"Trust R{n}",
            submission=None
            if what is None
            else replace(nothing_sent(f"R{n}", "Trust"), fingerprint=what),
        )
        for n, what in enumerate(prints)
    )
    return System("QAA", "Ours", own, trusts)


def first(whole: System) -> Body:
    return bodies_of(whole)[0]


def test_a_system_is_decided_on_what_all_its_trusts_sent() -> None:
    seen = {
        first(system(*prints)).fingerprint
        for prints in ((), ("a",), ("b",), (None,), ("a", "b"), ("b", "a"))
    }
    assert len(seen) == 6


def test_the_order_of_trusts_does_not_matter() -> None:
    whole = system("a", "b")
    turned = replace(whole, providers=whole.providers[::-1])
    assert first(turned).fingerprint == first(whole).fingerprint


def test_a_trust_is_decided_on_its_own() -> None:
    whole = system("a", "b")
    assert [body.fingerprint for body in bodies_of(whole)[1:]] == ["a", "b"]
    assert lone_trust(replace(nothing_sent("R1", "Trust"), fingerprint="a")).fingerprint == "a"
