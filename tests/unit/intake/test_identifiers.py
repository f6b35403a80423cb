"""Patient identifiers are stopped, never repeated; ordinary references pass."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.identifier_guard import guard, guard_of_names, lines
from mis_assessor.intake.identifiers import identifier_in, identifiers_among

Problems = Callable[..., list[str]]

IDENTIFIERS = [
    ("9434765919", "an NHS number"),
    ("943 476 5919", "an NHS number"),
    ("943-476-5919", "an NHS number"),
    ("NHS no: 943 476 5919, seen", "an NHS number"),
    ("PD-9434765919", "an NHS number"),
    ("A123456", "a hospital number"),
    ("RXX1234567", "a hospital number"),
    ("MRN 1234567", "a hospital number"),
    ("Hospital number: 12345", "a hospital number"),
    ("seen at SW1A 1AA", "a postcode"),
    ("LS29JT", "a postcode"),
    ("ls2 9jt", "a postcode"),
    ("Jane Smith 03/05/1990", "a name or birth with its day"),
    ("SMITH, Jane (1990-05-03)", "a name or birth with its day"),
    ("3 May 1990 Jane Smith", "a name or birth with its day"),
    ("baby, dob 03/05/2022", "a name or birth with its day"),
    ("born on 2022-05-03", "a name or birth with its day"),
]
ORDINARY = [
    "PD-001",
    "D0001",
    "STAFF-0123",
    "S-000123",
    "9434765918",
    "2022-05-06",
    "MIS-Y4-SA1-A-ii",
    "Jane Smith",
    "Trust Board 2022-05-06",
    "Board Meeting, 12 May 2022",
    "Maternity Training Plan 01/04/2022",
    "HSIB reference MI-012345",
    "M22CT123/045",
    "XA04",
    "RJ1",
    "element E5 2nd audit",
    "01234 567890",
    "37+0",
    "£1,234,567.00",
]


@pytest.mark.parametrize(("text", "what"), IDENTIFIERS)
def test_an_identifier_is_found(text: str, what: str) -> None:
    assert identifier_in(text) == what
    assert identifiers_among([*ORDINARY, text]) == {text: what}


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_passes(text: str) -> None:
    assert identifier_in(text) is None
    assert not identifiers_among([text])


@pytest.mark.parametrize("text", [text for text, _ in IDENTIFIERS if "," not in text])
def test_the_message_never_repeats_it(problems: Problems, text: str) -> None:
    for file, content in [
        ("registers/audits.csv", f"audit,about\n{text},x\n"),
        ("registers/audits.csv", f"audit,about\nA-1,{text}\n"),
        ("registers/audits.csv", f"audit,covers from\nA-1,{text}\n"),
        ("registers/audits.csv", f"audit,{text}\nA-1,x\n"),
        ("registers/audits.csv", f"audit,about\n{text},x\n{text},y\n"),
        ("documents.csv", f"id,kind,title\nD-1,letter,{text}\n"),
        ("files/" + text.replace("/", "-").replace(":", "") + ".pdf", ""),
    ]:
        said = problems({file: content})
        quoted = "".join(problem.split(": ", 1)[1] for problem in said)
        assert text not in quoted


def test_a_cell_with_an_nhs_number_is_named(problems: Problems) -> None:
    said = problems(
        {"registers/meetings.csv": "body,held on,number in the year\n9434765919,2022-05-06,1\n"}
    )
    assert said == [
        "registers/meetings.csv, row 2, column “body”: this looks like an NHS number. Use a "
        "case reference of the trust's own, or list this place under “false alarms” in "
        "submission.yaml with a reason."
    ]


@pytest.mark.parametrize("heading", ["NHS number", "Date of birth", "postcode", "MRN", "Surname"])
def test_a_column_of_identifiers_is_refused(problems: Problems, heading: str) -> None:
    said = problems({"registers/meetings.csv": f"body,held on,number in the year,{heading}\n"})
    assert len(said) == 1
    assert "never belong in a submission. Take this column out" in said[0]


MANIFEST = """\
trust: {code: RXX, name: Example}
scheme: MIS
scheme year: 4
false alarms:
  - {file: registers/meetings.csv, %scolumn: body, reason: Ours look like this.}
"""


@pytest.mark.parametrize(
    ("place", "text", "passes"),
    [
        ("row: 2, ", "9434765919", True),
        ("row: 3, ", "9434765919", False),
        ("", "9434765919", False),
        ("", "A123456", True),
        ("row: 2, ", "A123456", True),
    ],
)
def test_a_false_alarm_is_let_through(
    problems: Problems, place: str, text: str, passes: bool
) -> None:
    rows = f"body,held on,number in the year\n{text},2022-05-06,1\n"
    said = problems({"registers/meetings.csv": rows, "submission.yaml": MANIFEST % place})
    assert (not said) is passes


NAMED = ["Mrs Smith", "mrs_jones", "Baby Smith", "baby boy O'Brien", "B/O Khan", "Twin 1 Patel"]
NOBODY = [
    "Baby Friendly audit",
    "MR imaging",
    "Near miss review",
    "MS Teams",
    "Mrs",
    "twin pathway",
]


@pytest.mark.parametrize("text", NAMED)
def test_a_mother_or_baby_by_name_stops_references_titles_and_files(
    problems: Problems, text: str
) -> None:
    for file, content in [
        ("registers/perinatal-deaths.csv", f"case,kind of death\n{text},stillbirth\n"),
        ("documents.csv", f"id,kind,title\nD-1,letter,{text}\n"),
        ("documents.csv", f"id,kind,title\n{text},letter,A letter\n"),
        (f"files/{text.replace('/', '')}.pdf", ""),
    ]:
        if "/O" in text and file.startswith("files"):
            continue  # no file has a slash in its name
        said = "\n".join(problems({file: content}))
        assert "the name of a mother or a baby" in said or "has a patient identifier" in said
        assert text not in said


@pytest.mark.parametrize("text", NOBODY)
def test_titles_of_papers_name_nobody(problems: Problems, text: str) -> None:
    assert not problems({"documents.csv": f"id,kind,title\nD-1,letter,{text}\n"})


def test_who_did_something_may_be_a_mrs(problems: Problems) -> None:
    rows = "id,kind,title,checked by,checked on\nD-1,letter,A,Mrs Jane Smith,2022-05-06\n"
    assert not problems({"documents.csv": rows})


def test_the_page_tells_what_the_guard_stops_now() -> None:
    page = (Path(__file__).parents[3] / "docs/patient-identifiers.md").read_text(encoding="utf-8")
    assert "\n".join(lines()) in page, "write the page again from “make guard”"


def test_names_are_measured_too() -> None:
    found = guard_of_names(seed=7, each=40)
    assert found.recall >= 0.95
    assert found.precision >= 0.9


def test_almost_every_identifier_is_stopped_and_few_other_texts() -> None:
    found = guard(seed=7, each=40)
    assert found.recall >= 0.95
    assert found.precision >= 0.9
    assert all(found.stopped[True, form] for one, form in found.of if one)


@pytest.mark.parametrize(
    "text",
    [
        "A" * 120_000 + " 2022-01-01",
        "a" * 1_000_000,
        "Aa " * 300_000 + "1990-01-01",
        "1 " * 400_000,
        "January " * 100_000,
        "a1" * 400_000,
        "A-" * 400_000 + " 01/01/1990",
        "é" * 200_000 + " 01/01/1990",
    ],
)
def test_a_long_text_takes_little_time(text: str) -> None:
    begun = time.process_time()
    identifier_in(text)
    identifiers_among([text])
    assert time.process_time() - begun < 10


def test_a_cell_and_a_page_stop_the_same() -> None:
    for text, what in [*IDENTIFIERS, ("Hospital no 863098", "a hospital number")]:
        assert identifiers_among([text]) == {text: identifier_in(text)} == {text: what}
