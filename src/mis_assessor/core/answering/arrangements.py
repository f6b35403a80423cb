"""What is in place, since when: a plain dated fact, shown by a checked document.

It becomes a paper: the day it was in place is what tests of documents look at.
"""

from datetime import date

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answers import Answer, Failed, NoAnswer, Paper, Provenance, Used, Why
from mis_assessor.core.questions.facts import ArrangementQuestion
from mis_assessor.core.submission import Arrangement, Document
from mis_assessor.core.wording import capital, on_day


def ask_arrangement(question: ArrangementQuestion, asking: Asking) -> Answer:
    """Since when it is in place; said to be absent is known, a blank is not."""
    name = question.arrangement
    said = [a for a in asking.submission.arrangements if _about(a, name, asking)]
    in_place = [a for a in said if a.in_place and a.since and a.since <= asking.on]
    standing = [a for a in in_place if a.until is None or a.until >= asking.on]
    shown = [(a, d) for a in standing if (d := _checked(asking, a.evidence))]
    if shown:
        found, document = min(shown, key=lambda pair: (pair[0].since or date.max, pair[1].id))
        return _in_place(name, found, document)
    if standing:
        return asking.silent(
            f"“{capital(name)}” is said to be in place, and no checked document shows it. "
            "Name one under “evidence item” in arrangements.csv."
        )
    ended = [a for a in in_place if a.until and a.until < asking.on]
    if ended or any(a.in_place is False for a in said):
        says = f"“{capital(name)}” is not in place" + (
            f"; it ended {on_day(max(a.until for a in ended if a.until))}." if ended else "."
        )
        provenance = Provenance(failed=(Failed("arrangements", name, says),))
        return NoAnswer(Why.FAILS if asking.closed else Why.NOT_DUE, says, provenance)
    return asking.silent(
        f"Say in arrangements.csv whether “{name}” is in place, since when, and what shows it."
    )


def _about(said: Arrangement, name: str, asking: Asking) -> bool:
    """Whether it is the fact asked for, of whom it is asked."""
    return said.arrangement == name and said.organisation in asking.organisations


def _checked(asking: Asking, name: str) -> Document | None:
    """The document of an id, if a named person has checked it by the assessment day."""
    return next(
        (
            d
            for d in asking.submission.documents
            if d.id == name
            and d.checked_by
            and (d.checked_on or date.max) <= asking.on
            and (d.expires_on or date.max) >= asking.on
        ),
        None,
    )


def _in_place(name: str, found: Arrangement, document: Document) -> Paper:
    assert found.since is not None
    used = Used(
        document.id, f"{name}: in place {on_day(found.since)} ({document.title})", document.sha256
    )
    return Paper(
        found.since,
        dated=found.since,
        in_force_from=found.since,
        in_force_to=found.until,
        title=capital(name),
        provenance=Provenance((used,)),
    )
