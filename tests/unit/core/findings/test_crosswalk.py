"""Evidence is supplied once: what it serves, what is lacking, and what only supports."""

from collections.abc import Mapping
from typing import Any

import pytest

from mis_assessor.core.evidence.submission import Post
from mis_assessor.core.findings.crosswalk import (
    Coverage,
    Crosswalk,
    Relation,
    RelationKind,
    Request,
    asker,
    crosswalk,
    groups_above,
)
from unit.core.asked import register
from unit.core.books import stated
from unit.core.frameworks.built import PROCESS, duty, fact, sent, shown

PAPER: dict[str, Any] = {"documents": {"kind": "letter"}, "answer": "document"}
SHARE: dict[str, Any] = {"register": "rates", "answer": "share of totals"}


def asks(framework: str, name: str, *questions: Mapping[str, Any], **more: Any) -> Request:
    """A requirement of a framework that asks these questions."""
    evidence = {f"q{n}": q for n, q in enumerate(questions)}
    met_when = {"all of": [{"a person confirms": "It is so."}]}
    rule = duty(name, evidence=evidence, **{"met when": met_when}, **more)
    return asker(framework, rule.requirement, 9 if framework == "MIS" else 0)


def test_a_relation_to_a_group_is_one_to_what_it_is_made_of() -> None:
    rules = [duty("A"), duty("G", **{"made of": ["A"]}), duty("TOP", **{"made of": ["G"]})]
    assert groups_above("A", rules) == {"G", "TOP"}
    assert groups_above("TOP", rules) == frozenset()
    one = asker("Ours", duty("A", evidence={"q": PROCESS}).requirement, 0, frozenset({"G"}))
    assert crosswalk((), (one,), (relation(to="G"),), ()).gaps == ()
    assert crosswalk((), (one,), (relation(to="B"),), ()).gaps == (one,)


def relation(**more: Any) -> Relation:
    """A relation between a safety action and a duty."""
    return Relation.model_validate(
        {
            "from": "SA9",
            "to": "B",
            "how": "supporting only",
            "source": {"document": "this-project"},
            "status": "assumption",
            "reviewed by": "not yet reviewed",
            **more,
        }
    )


def served(found: Crosswalk, name: str) -> Coverage:
    """What could serve a requirement."""
    return next(s for s in found.requirements if s.asker.id == name)


SCHEME = asks("MIS", "M", PAPER)
BOTH = (asks("Ours", "A", PAPER, SHARE), asks("Ours", "B", PROCESS))


def test_one_letter_serves_every_framework_that_asks_for_its_kind() -> None:
    found = crosswalk([SCHEME], BOTH, [], [sent()])
    (letter,) = found.evidence
    assert (letter.item, letter.what, letter.title) == ("D1", "document: letter", "A letter")
    assert [one.id for one in letter.serves] == ["M", "A"]
    assert letter.frameworks == ("MIS", "Ours")


def test_what_serves_a_requirement_and_what_is_lacking() -> None:
    found = crosswalk([SCHEME], BOTH, [], [sent(), sent(fact(), documents=(shown("D2"),))])
    assert served(found, "A").items == ("D1", "D2")
    assert served(found, "A").lacking == ("register: rates",)
    assert served(found, "B").items == ("process",)
    assert (served(found, "M").asker.action, served(found, "A").asker.action) == (9, 0)


def test_everything_that_is_sent_is_listed_by_its_kind() -> None:
    whole = sent(
        fact(),
        posts=(Post("chair", "A"),),
        registers={"rates": register("rates"), "births": register("births")},
        statements={"posts funded": stated("posts funded")},
    )
    found = crosswalk([SCHEME], BOTH, [], [whole])
    assert [(s.item, s.what) for s in found.evidence] == [
        ("births", "register: births"),
        ("rates", "register: rates"),
        ("D1", "document: letter"),
        ("process", "arrangement: process"),
        ("chair", "post: chair"),
        ("posts funded", "statement: posts funded"),
    ]
    assert found.evidence[0].serves == ()
    assert found.evidence[0].frameworks == ()


def test_asks_are_saved_where_one_thing_is_asked_for_twice() -> None:
    found = crosswalk([SCHEME], BOTH, [], [])
    assert (found.asks, found.kinds, found.saved) == (4, 3, 1)


def test_a_gap_is_a_duty_that_no_safety_action_tests_or_touches() -> None:
    assert [g.id for g in crosswalk([SCHEME], BOTH, [], []).gaps] == ["B"]
    supported = crosswalk([SCHEME], BOTH, [relation()], [])
    assert supported.gaps == ()
    assert served(supported, "B").relations == (relation(),)
    assert served(supported, "A").relations == ()
    nothing = asks("Ours", "C")
    assert crosswalk([SCHEME], [nothing], [], []).gaps == ()


def test_a_relation_may_name_a_part_of_a_list() -> None:
    parts = asks("Ours", "C", PROCESS, parts={"C-1": "one", "C-2": "two"})
    to_part = relation(to=["C-2", "X"])
    found = crosswalk([SCHEME], [parts], [to_part], [])
    assert served(found, "C").relations == (to_part,)
    assert found.gaps == ()


@pytest.mark.parametrize(
    ("written", "names"), [("SA9", ("SA9",)), (["SA1", "SA2"], ("SA1", "SA2"))]
)
def test_a_relation_names_one_or_several(written: Any, names: tuple[str, ...]) -> None:
    found = relation(**{"from": written})
    assert (found.from_, found.to, found.how) == (names, ("B",), RelationKind.SUPPORTING_ONLY)


@pytest.mark.parametrize("wrong", [{"from": []}, {"to": []}, {"how": "somewhat"}])
def test_a_relation_says_between_what_and_how(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        relation(**wrong)
