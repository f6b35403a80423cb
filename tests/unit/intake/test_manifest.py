"""What submission.yaml may say, and what is said of one that cannot be read."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from mis_assessor.core.evidence.submission import ChosenWindow, RoleHolder
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.intake.manifest import read_answer
from mis_assessor.intake.read import read_submission
from trust_year.forms import tables

Problems = Callable[..., list[str]]

GOOD = """\
trust: {code: RXX, name: Example NHS Foundation Trust}
scheme: MIS
scheme year: 4
"""
DOCUMENTS = "id,kind\nD-01,acknowledgement of receipt\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "",
            "submission.yaml: has no headings. It needs “trust”, “scheme” and “scheme year” at "
            "least.",
        ),
        ("- trust\n", "submission.yaml: has no headings."),
        ("trust: &t {code: R}\nscheme: *t\n", "line 1: “&” and “*” (anchors) are not used here"),
        ("trust: !!map {}\n", "line 1: “tag:yaml.org,2002:map” (a tag) is not used here"),
        (GOOD + "scheme: MIS\n", "line 4: “scheme” stands here twice"),
        (
            GOOD + "asessed as at: 2023-02-02\n",
            "submission.yaml, line 4: “asessed as at” is not a heading here. Did you mean "
            "“assessed as at”?",
        ),
        (GOOD + "trust: [\n", "submission.yaml, line 5: "),
        (GOOD.replace("scheme: MIS\n", ""), "line 1: “scheme” is missing. Add it."),
        (GOOD.replace("MIS", "CNST"), "line 2: “CNST” cannot stand under “scheme”. Write “MIS”."),
        (GOOD.replace("4", "9"), "line 3: 9 is not a scheme year that can be assessed."),
        (GOOD.replace("4", "four"), "line 3: “four” is not a whole number."),
        (GOOD + "contribution: lots\n", "line 4: “lots” is not an amount in pounds."),
        (GOOD + "assessed as at: 2023-02-30\n", "line 4: “2023-02-30” is not a day that exists."),
        (GOOD + "assessed as at: 02/03/2023\n", "line 4: “02/03/2023” is not a day."),
        (
            GOOD + "training window: {from: 2022-12-05, to: 2021-12-06}\n",
            "line 4: “to” is 2021-12-06, before “from”, which is 2022-12-05.",
        ),
        (GOOD + "long-term leave means: a month\n", "Write it as 28 days."),
        (GOOD + "statements: yes\n", "line 4: “statements” needs a list"),
        (GOOD + "contacts:\n  - Jo\n", "“contacts” needs headings of its own: “role”, “name”"),
        (GOOD + "assessed as at: [a]\n", "“assessed as at” needs a single value"),
        (
            GOOD + "statements:\n  - statement: merging\n    answer: yes\n",
            "line 5: “who” is missing. Add it.",
        ),
        (
            GOOD + "statements:\n  - statement: merging\n    answer: [yes]\n",
            "line 6: “answer” needs a single value behind the colon.",
        ),
        (GOOD + "x: " + "[" * 30 + "]" * 30, "line 4: is nested too deeply."),
        (GOOD.encode("utf-16"), "is not in UTF-8"),
        (GOOD + "contacts:\n  - {role: lead, name: 943 476 5919}\n", "line 5: this looks like an"),
    ],
)
def test_what_is_said_of_a_manifest(
    problems: Problems, content: str | bytes, sentence: str
) -> None:
    said = problems({"submission.yaml": content})
    assert any(sentence in problem for problem in said), said
    assert "943 476 5919" not in "".join(said)


def test_no_manifest(folder: Path, problems: Problems) -> None:
    (folder / "submission.yaml").unlink()
    assert problems() == ["submission.yaml: is missing. It says who submits, and for what."]


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("yes", True),
        ("No", False),
        ("2023-02-02", date(2023, 2, 2)),
        ("2023-02-02 11:47:09", datetime(2023, 2, 2, 11, 47, 9, tzinfo=LONDON)),
        ("2023-02-02 12:00", "2023-02-02 12:00"),
        ("07", 7),
        ("continue", "continue"),
    ],
)
def test_an_answer_is_typed_by_how_it_is_written(written: str, answer: object) -> None:
    assert read_answer(written) == answer
    assert type(read_answer(written)) is type(answer)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2023-02-02 24:00:00", "has a time that does not exist"),
        ("2022-03-27 01:30:00", "was skipped when the clocks went forward"),
        ("2023-02-02T11:47:09", "Write it as 2023-02-02 11:47:09"),
        ("02/03/2023", "is not a day"),
    ],
)
def test_an_answer_that_cannot_be(written: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_answer(written)


def test_everything_a_manifest_may_say(folder: Path) -> None:
    (folder / "documents.csv").write_text(DOCUMENTS)
    (folder / "submission.yaml").write_text(
        GOOD
        + """\
assessed as at: 2023-02-02
known on:
contribution: £1,234,567.00
training window: {from: 2021-12-06, to: 2022-12-05}
long-term leave means: 28 days
contacts:
  - role: clinical MIS contact
    name: A. Name
    held from: 2022-05-06
statements:
  - statement: declaration form received at
    answer: 2023-02-02 11:47:09
    who: A. Name
    role: MIS lead
    said on: 2023-02-02
    evidence: D-01
"""
    )
    read = read_submission(folder, tables())
    assert (read.trust_code, read.scheme, read.scheme_year) == ("RXX", "MIS", 4)
    assert (read.assessed_as_at, read.known_on) == (date(2023, 2, 2), None)
    assert read.contribution == Decimal("1234567.00")
    assert read.chosen == {"training window": ChosenWindow(date(2021, 12, 6), date(2022, 12, 5))}
    assert read.long_term_leave_days == 28
    assert read.role_holders == (
        RoleHolder("clinical MIS contact", "A. Name", held_from=date(2022, 5, 6)),
    )
    statement = read.statements["declaration form received at"]
    assert statement.answer == datetime(2023, 2, 2, 11, 47, 9, tzinfo=LONDON)
    assert (statement.said_on, statement.evidence) == (date(2023, 2, 2), "D-01")


def test_the_same_statement_twice(problems: Problems) -> None:
    said = "  - {statement: merging, answer: no, who: A, role: B, said on: 2023-01-01}\n"
    assert problems({"submission.yaml": GOOD + "statements:\n" + said * 2}) == [
        "submission.yaml, line 4: “merging” is stated 2 times. Keep one."
    ]


def test_a_statement_names_a_document_that_is_listed(problems: Problems) -> None:
    said = (
        "statements:\n  - {statement: merging, answer: no, who: A, role: B, "
        "said on: 2023-01-01, evidence: D-10}\n"
    )
    assert problems({"submission.yaml": GOOD + said, "documents.csv": DOCUMENTS}) == [
        "submission.yaml, statement “merging”: “D-10” is not the id of a document in "
        "documents.csv. Did you mean “D-01”?"
    ]


def test_what_the_lead_wrote_for_the_board_is_read(tmp_path: Path) -> None:
    words = (
        "board paper:\n  from the lead: |\n    A hard year,\n    well ended.\n  BAF reference:\n"
    )
    (tmp_path / "submission.yaml").write_text(GOOD + words)
    told = read_submission(tmp_path, tables()).board_paper
    assert told == {"from the lead": "A hard year, well ended."}
