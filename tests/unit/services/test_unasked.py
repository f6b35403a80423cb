"""A name that no rule asks for is told with the nearest, and never decides."""

from dataclasses import replace

from code_health.tree import ROOT
from mis_assessor.core.evidence.submission import Arrangement, Post
from mis_assessor.core.frameworks.bodies import nothing_sent
from mis_assessor.rulebook.read import read_framework
from mis_assessor.services.assess_frameworks import unasked

RULES = ROOT / "rules"
EMPTY = nothing_sent("QXX", "Example LMS")


def said(*names: str, posts: tuple[str, ...] = ()) -> tuple[str, ...]:
    sent = replace(
        EMPTY,
        arrangements=tuple(Arrangement(name) for name in names),
        posts=tuple(Post(post, "A. Name") for post in posts),
    )
    return unasked([sent, sent], [read_framework(RULES, "lms-governance")])


def test_what_a_rule_asks_for_is_not_told() -> None:
    assert said("peer support process", posts=("LMS chair on the commissioning board",)) == ()


def test_a_misspelled_name_is_told_once_with_the_nearest() -> None:
    assert said("peer suport process", posts=("LMS chair on commissioning board",)) == (
        "Example LMS, arrangements.csv: no rule asks for “peer suport process”. "
        "Did you mean “peer support process”?",
        "Example LMS, posts.csv: no rule asks for “LMS chair on commissioning board”. "
        "Did you mean “LMS chair on the commissioning board”?",
    )
