"""Posts: held by whom, from when, and by different people where that is asked."""

from typing import Any

import pytest

from mis_assessor.core.evidence.answers import NoAnswerReason
from mis_assessor.core.evidence.submission import Post
from unit.core.asked import answer, day, paper, requirement, says, why
from unit.core.frameworks.built import sent

OPEN, CLOSED = day("2022-12-05"), day("2022-12-06")


def held(post: str, person: str, since: str | None = "2021-02-01", **more: Any) -> Post:
    """A post and its holder."""
    return Post(post, person, held_from=day(since) if since else None, **more)


def asked(*posts: str, different: bool = False) -> Any:
    """A rule on these posts."""
    question = {"posts": list(posts), "answer": "posts"}
    return requirement({**question, **({"different people": "yes"} if different else {})}, {})


def put(rule: Any, *posts: Post, on: Any = CLOSED) -> Any:
    """What the posts say."""
    return answer(rule, sent(posts=posts), on)


def test_all_are_held_since_the_last_was_filled_by_the_longest_serving() -> None:
    found = paper(
        put(
            asked("chair", "lead"),
            held("chair", "A", "2021-02-01"),
            held("chair", "B", "2020-02-01"),
            held("lead", "C", "2021-03-01"),
        )
    )
    assert found.in_place == day("2021-03-01")
    assert [u.what for u in found.provenance.used] == [
        "chair: B, since 1 February 2020",
        "lead: C, since 1 March 2021",
    ]


def test_one_person_may_hold_two_posts_unless_told_otherwise() -> None:
    both = (held("chair", "A"), held("lead", "A"))
    assert paper(put(asked("chair", "lead"), *both)).in_place == day("2021-02-01")
    found = put(asked("chair", "lead", different=True), *both)
    assert why(found) == NoAnswerReason.FAILS
    assert says(found) == "Chair and Lead must be held by different people."
    assert (
        why(put(asked("chair", "lead", different=True), *both, on=OPEN)) == NoAnswerReason.NOT_DUE
    )


def test_different_people_need_one_each_however_many_share_another_post() -> None:
    rule = asked("chair", "lead", "clerk", different=True)
    short = (held("chair", "A"), held("lead", "A"), held("clerk", "A"))
    shared = (*short, held("clerk", "B"), held("clerk", "C"))
    assert why(put(rule, *shared)) == NoAnswerReason.FAILS
    enough = (*shared, held("lead", "B", "2021-06-01"))
    found = paper(put(rule, *enough))
    assert found.in_place == day("2021-06-01")
    assert len({u.what.split(": ")[1][0] for u in found.provenance.used}) == 3


@pytest.mark.parametrize(
    "post",
    [
        held("chair", ""),
        held("chair", "A", None),
        held("chair", "A", "2022-12-07"),
        held("chair", "A", organisation="RYY"),
        held("clerk", "A"),
    ],
    ids=["vacant", "no day", "from later", "elsewhere", "another post"],
)
def test_nobody_named_is_missing(post: Post) -> None:
    found = put(asked("chair"), post)
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == "Nobody is named in posts.csv as “chair”."
    assert why(put(asked("chair"), post, on=OPEN)) == NoAnswerReason.NOT_DUE


def test_a_post_whose_last_holder_left_is_known_to_be_empty() -> None:
    left = held("chair", "A", held_to=OPEN)
    assert paper(put(asked("chair"), left, on=OPEN)).in_place == day("2021-02-01")
    found = put(asked("chair"), left)
    assert why(found) == NoAnswerReason.FAILS
    assert says(found) == "Nobody is named in posts.csv as “chair”. The last holder has left."
    elsewhere = held("chair", "A", held_to=OPEN, organisation="RYY")
    assert why(put(asked("chair"), elsewhere)) == NoAnswerReason.MISSING


def test_who_left_one_post_says_nothing_of_another() -> None:
    filled = (held("chair", "A", held_to=OPEN), held("chair", "B"))
    found = put(asked("chair", "lead"), *filled)
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == "Nobody is named in posts.csv as “lead”."


def test_a_list_of_posts_may_stand_under_values_and_is_never_guessed() -> None:
    question = {"posts": "leads", "answer": "posts"}
    rule = requirement(question, {"leads": ["chair", "lead"]})
    assert why(answer(rule, sent(posts=(held("chair", "A"),)))) == NoAnswerReason.MISSING
    both = sent(posts=(held("chair", "A"), held("lead", "B")))
    assert paper(answer(rule, both)).title == "Chair and Lead"
    assert why(answer(requirement(question, {"leads": None}), both)) == NoAnswerReason.NOT_LOADED
