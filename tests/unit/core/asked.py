"""Small submissions and rules for the tests of this folder."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mis_assessor.core.answering.ask import ask
from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.evidence.answers import Answer, NoAnswer, Paper, Papers, Stated, Tally
from mis_assessor.core.evidence.submission import (
    ChosenWindow,
    ContentItem,
    Document,
    Register,
    RegisterRow,
    Statement,
    Submission,
)
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule, SchemeYear

END = date(2022, 12, 5)
AFTER = date(2022, 12, 6)


def looked(item: str, found: str = "yes", on: str = "2022-12-05") -> ContentItem:
    """What a named person found in a document on a day."""
    return ContentItem(item, found, "page 2", "L. Ooker", day(on))


def day(written: str) -> date:
    """A day from its words."""
    return date.fromisoformat(written)


def year(pauses: Sequence[tuple[str, str]] = ()) -> SchemeYear:
    """A scheme year with one edition."""
    return SchemeYear.model_validate(
        {
            "scheme": "MIS",
            "year": 4,
            "title": "a year",
            "launched": "2022-01-01",
            "last day": "2023-02-02",
            "editions": [
                {
                    "id": "one",
                    "title": "the edition",
                    "in force from": "2022-01-01",
                    "status": "assumption",
                    "document": "this-project",
                }
            ],
            "pauses": [
                {
                    "from": first,
                    "to": last,
                    "title": "a pause",
                    "document": "this-project",
                    "status": "assumption",
                    "suspends": "most",
                }
                for first, last in pauses
            ],
            "fund": {
                "contribution": "c",
                "if met": "m",
                "if not met": "n",
                "status": "assumption",
                "document": "this-project",
            },
        }
    )


def requirement(question: Mapping[str, Any], values: Mapping[str, Any], **more: Any) -> Rule:
    """A rule with one question, named ``it``."""
    end = {"evidence end": "2022-12-05"}
    written = {
        "id": "MIS-Y4-SA1-T",
        "title": "a test",
        "asks": "Is it so?",
        "source": {"document": "this-project"},
        "applies": {"editions": ["one"], "in a pause": "suspended"},
        "evidence": {"it": question},
        "values": {
            name: [
                {"readings": list(value), "status": "assumption"}
                if isinstance(value, tuple)
                else {"not loaded": "unknown", "status": "recalled-low"}
                if value is None
                else {"is": value, "status": "assumption"}
            ]
            for name, value in {**end, **values}.items()
        },
        **more,
    }
    found = Requirement.model_validate(written)
    return Rule(found, 1, found.values, "a file")


def register(name: str, *rows: Mapping[str, Any], **more: Any) -> Register:
    """A register that covers 2022 to the evidence end, complete and checked."""
    whole: dict[str, Any] = {
        "covers_from": day("2022-01-01"),
        "covers_to": END,
        "complete_to": END,
        "nothing_to_report": not rows,
        "checked_by": "C. Hecker",
        "checked_on": END,
    }
    numbered = tuple(RegisterRow(n, cells) for n, cells in enumerate(rows, 2))
    return Register(name, numbered, **{**whole, **more})


def submission(
    *registers: Register,
    documents: Sequence[Document] = (),
    statements: Sequence[Statement] = (),
    chosen: Mapping[str, ChosenWindow] | None = None,
) -> Submission:
    """What a trust sent."""
    return Submission(
        trust_code="RZ9",
        trust_name="A trust",
        scheme="MIS",
        scheme_year=4,
        assessed_as_at=None,
        known_on=None,
        contribution=None,
        registers={r.name: r for r in registers},
        documents=tuple(documents),
        statements={s.statement: s for s in statements},
        judgements=(),
        chosen=chosen or {},
        long_term_leave_days=28,
    )


def answers(
    rule: Rule, sent: Submission, on: date = AFTER, member: str = "", doubts: bool = True
) -> list[Answer]:
    """The answer to ``it`` under each reading."""
    return [
        ask(
            rule.requirement.evidence["it"],
            Asking(year(), sent, rule.requirement, reading, on, member, doubts),
        )
        for reading in readings_of(rule, "one")
    ]


def answer(
    rule: Rule, sent: Submission, on: date = AFTER, member: str = "", doubts: bool = True
) -> Answer:
    """The answer to ``it`` where there is one reading."""
    (only,) = answers(rule, sent, on, member, doubts)
    return only


def tally(found: Answer) -> tuple[int, int, int, int]:
    """Done, failed, open, unknown."""
    assert isinstance(found, Tally), found
    return found.done, found.failed, found.open, found.unknown


def why(found: Answer) -> str:
    """Why there is no answer."""
    assert isinstance(found, NoAnswer), found
    return found.why.value


def says(found: Answer) -> str:
    """What the missing answer says to the reader."""
    assert isinstance(found, NoAnswer), found
    return found.says


def paper(found: Answer) -> Paper:
    """The document found."""
    assert isinstance(found, Paper), found
    return found


def papers(found: Answer) -> Papers:
    """The documents found."""
    assert isinstance(found, Papers), found
    return found


def said(found: Answer) -> object:
    """What was stated."""
    assert isinstance(found, Stated), found
    return found.value
