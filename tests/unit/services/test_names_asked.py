"""Words of closed lists: known however written, else told with the nearest; never dropped."""

from dataclasses import replace
from datetime import date

import pytest

from code_health.tree import ROOT
from mis_assessor.core.answering.names_asked import Named, names_asked
from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.core.evidence.submission import (
    ContentItem,
    Document,
    DocumentEvent,
    Judgement,
    Statement,
    Submission,
)
from mis_assessor.core.frameworks.bodies import nothing_sent
from mis_assessor.rulebook.loaded import years_in
from mis_assessor.rulebook.read import read_framework
from mis_assessor.services.names_asked import held_against, with_words_told
from trust_year.forms import rulebook
from unit.core.books import rule

RULES = ROOT / "rules"
YEAR = rulebook(4)
EMPTY = replace(nothing_sent("RXX", "Example Trust"), scheme="MIS", scheme_year=4)
DAY = date(2022, 7, 1)


def told(sent: Submission) -> tuple[str, ...]:
    return with_words_told(sent, [YEAR, read_framework(RULES, "ockenden")]).remarks


def paper(kind: str, by: str = "Trust Board", item: str = "action plans") -> Submission:
    content = ContentItem(item, "yes", "", "J. Smith", DAY)
    events = (DocumentEvent("signed", by, DAY),)
    return replace(
        EMPTY, documents=(Document("D-1", kind, "A", events=events, contents=(content,)),)
    )


def test_words_that_a_rule_asks_by_are_not_told() -> None:
    assert told(paper("Board declaration form")) == ()
    statement = Statement("joint meetings held", True, "J. Smith", "lead", DAY)
    asked = names_asked(YEAR).words(Named.STATEMENT)[0]
    assert told(replace(EMPTY, statements={asked: statement})) == ()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (
            paper("Board declaration forms"),
            "documents.csv: no rule asks for a document of the kind “Board declaration forms”. Did "
            "you mean “Board declaration form”?",
        ),
        (
            paper("Board declaration form", by="chief executives"),
            "document-events.csv: no rule asks for an act by “chief executives”. Did you mean "
            "“chief executive”?",
        ),
        (
            paper("Board declaration form", item="action planz"),
            "contents.csv: no rule asks for the item “action planz”. Did you mean “action plans”?",
        ),
        (
            paper("board declaration form"),
            "documents.csv: no rule asks for a document of the kind “board declaration form”. Did "
            "you mean “Board declaration form”? It is read so; they differ only in capitals.",
        ),
        (
            paper("Board\u00a0declaration form"),
            "documents.csv: no rule asks for a document of the kind “Board declaration form”. Did "
            "you mean “Board declaration form”? It is read so; they differ only in spaces.",
        ),
    ],
)
def test_a_word_that_no_rule_asks_by_is_told_with_the_nearest(sent: Submission, says: str) -> None:
    assert told(sent) == (says,)


def test_a_trust_by_its_code_and_a_document_that_is_relied_on_are_no_misspellings() -> None:
    sent = paper("a list of our own", by="RYZ")
    judged = Judgement("MIS-Y4-SA1-A-ii", True, "J. Smith", "lead", DAY, "It holds", "d-1")
    assert told(replace(sent, judgements=(judged,))) == ()


@pytest.mark.parametrize("written", ["MIS-Y4-SA1-A-iii", "MIS-Y5-COND-7", "SA1"])
def test_an_answer_to_no_requirement_is_refused(written: str) -> None:
    with pytest.raises(EvidenceUnreadable, match="is no requirement that is loaded"):
        told(replace(EMPTY, declared={written: "yes"}))


@pytest.mark.parametrize("written", ["MIS-Y4-SA1", "MIS-Y4-SA1-A-ii"])
def test_an_answer_may_be_to_a_safety_action(written: str) -> None:
    assert told(replace(EMPTY, declared={written: "yes"})) == ()


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Board", "Trust Board"),
        ("trust  BOARD", "Trust Board"),
        ("trust commissioners", "system commissioner"),
        ("commissioner", "system commissioner"),
        ("Clinical Commissioning Group", "system commissioner"),
        ("ward sister", "ward sister"),
    ],
)
def test_bodies_are_known_by_the_words_people_use(written: str, read_as: str) -> None:
    sent = held_against(paper("Board declaration form", by=written), YEAR)
    assert sent.documents[0].events[0].by == read_as


@pytest.mark.parametrize("year", years_in(RULES))
def test_the_words_people_use_are_for_bodies_that_act(year: int) -> None:
    book = rulebook(year)
    assert set(book.frame.also_called) <= set(names_asked(book).words(Named.BODY))


def test_each_of_a_list_is_known_by_the_names_in_it() -> None:
    signed = rule(
        question={
            "documents": {"kind": "note"},
            "signed by": ["each"],
            "contains all": "each",
            "answer": "document",
        },
        values={"wards": ["Ward A", "Ward B"]},
        **{"for each": "ward", "in": "wards"},
    )
    asked = names_asked(replace(YEAR, rules=(signed,)))
    assert {"Ward A", "Ward B"} <= {*asked.words(Named.ITEM), *asked.words(Named.BODY)}
