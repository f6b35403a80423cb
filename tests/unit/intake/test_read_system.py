"""A local maternity system: its own page and tables, and the folder of each trust."""

import zipfile
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.core.evidence.submission import Arrangement, RoleHolder, Statement
from mis_assessor.core.evidence.system import Ambition, BirthUnit, Buddy
from mis_assessor.core.rules.quantities import Share
from mis_assessor.intake.inventory import is_system
from mis_assessor.intake.read import read_submission
from mis_assessor.intake.read_system import read_system
from trust_year.forms import tables

Problems = Callable[..., list[str]]

SYSTEM = """\
system: {code: QXX, name: Example LMS, region: Y60, year: 2021/22}
assessed as at: 2021-06-30
known on: 2021-07-01
providers:
  - code: RXX
    name: Example University Hospitals
    units:
      - {code: RXX01, name: Example Infirmary, neonatal care: intensive}
      - {code: RXX02, name: Riverside, kind: midwifery alongside}
  - {code: RYY, name: Another Trust, kind: community}
maternity voices partnerships:
  - {name: North MVP, from: 2018-02-01, seat on the LMS Board: yes, host board: LMS Board}
places:
  - {name: Example Town, partnership: North MVP}
  - {name: Far Village}
buddy: {code: QYY, name: Neighbouring LMS, agreed on: 2021-05-20, letter: D-01}
local ambitions:
  - {name: births in midwifery settings, is: 24%, agreed by: LMS Board, on: 2017-09-14}
facts stated:
  - statement: uses a local payment variation
    answer: no
    who: A. Name
    role: Director of Finance
    said on: 2021-05-01
    evidence: D-01
  - statement: provider boundaries change
    answer:
bodies:
  - {role: LMS Board, name: Example LMS Board, from: 2017-03-15}
commissioners:
  - {code: 00X, name: Example CCG, from: 2013-04-01, to: 2022-06-30}
contacts:
  - {role: clinical, name: B. Name}
"""
MANIFEST = "trust: {code: RXX, name: Example Trust}\nscheme: MIS\nscheme year: 3\n"
GOOD = {
    "system.yaml": SYSTEM,
    "documents.csv": "id,kind\nD-01,buddy agreement\n",
    "arrangements.csv": "arrangement,in place\npeer review process,yes\n",
    "providers/RXX/submission.yaml": MANIFEST,
}


def written(root: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A system of two trusts, one of which has sent nothing."""
    return written(tmp_path / "system", GOOD)


@pytest.fixture
def problems(folder: Path) -> Problems:
    """Write files into the system's folder, read it, and give every problem as text."""

    def read_files(files: dict[str, str]) -> list[str]:
        try:
            read_system(written(folder, files), tables())
        except EvidenceUnreadable as unreadable:
            return [str(problem) for problem in unreadable.problems]
        return []

    return read_files


def test_a_system_with_all_it_says_of_itself(folder: Path) -> None:
    system = read_system(folder, tables())
    assert (system.code, system.name) == ("QXX", "Example LMS")
    assert (system.assessed_as_at, system.known_on) == (date(2021, 6, 30), date(2021, 7, 1))
    assert system.partnerships == ("North MVP",)
    assert system.places == {"Example Town": "North MVP", "Far Village": ""}
    assert system.buddy == Buddy("QYY", "Neighbouring LMS", date(2021, 5, 20), "D-01", None)
    assert system.ambitions == (
        Ambition(
            "births in midwifery settings",
            Share(Fraction(24, 100), "24%"),
            "LMS Board",
            date(2017, 9, 14),
        ),
    )


def test_the_evidence_of_the_system_itself(folder: Path) -> None:
    evidence = read_system(folder, tables()).evidence
    assert (evidence.trust_code, evidence.trust_name) == ("QXX", "Example LMS")
    assert (evidence.scheme, evidence.scheme_year, evidence.contribution) == ("", 0, None)
    assert (evidence.assessed_as_at, evidence.known_on) == (date(2021, 6, 30), date(2021, 7, 1))
    assert evidence.arrangements == (Arrangement("peer review process", in_place=True),)
    assert [document.id for document in evidence.documents] == ["D-01"]
    assert evidence.statements == {
        "uses a local payment variation": Statement(
            "uses a local payment variation",
            False,
            "A. Name",
            "Director of Finance",
            date(2021, 5, 1),
            "D-01",
        )
    }
    assert evidence.role_holders == (
        RoleHolder("clinical", "B. Name"),
        RoleHolder("LMS Board", "Example LMS Board", held_from=date(2017, 3, 15)),
        RoleHolder("commissioner", "Example CCG", "00X", date(2013, 4, 1), date(2022, 6, 30)),
    )


def test_a_trust_that_sent_nothing_is_there_without_a_submission(folder: Path) -> None:
    sent, nothing = read_system(folder, tables()).providers
    assert sent.submission == read_submission(folder / "providers/RXX", tables())
    assert sent.units == (
        BirthUnit("RXX01", "Example Infirmary", "obstetric", "intensive"),
        BirthUnit("RXX02", "Riverside", "midwifery alongside", "none"),
    )
    assert (nothing.code, nothing.submission, nothing.units) == ("RYY", None, ())
    assert (sent.kind, nothing.kind) == ("acute", "community")


def test_a_system_that_says_no_more_than_it_must(tmp_path: Path) -> None:
    short = "system: {code: QXX, name: S}\nproviders:\n  - {code: RXX, name: T}\n"
    system = read_system(written(tmp_path, {"system.yaml": short}), tables())
    assert (system.buddy, system.places, system.partnerships) == (None, None, ())
    assert system.evidence.documents == ()
    assert system.evidence.statements == {}


def test_what_lies_about_in_folders_is_left_alone(folder: Path) -> None:
    written(folder, {"providers/.DS_Store": "", "providers/RYY/.DS_Store": "", "payment.yaml": "a"})
    assert read_system(folder, tables()).providers[1].submission is None


def test_the_same_from_a_zip(folder: Path, tmp_path: Path) -> None:
    zipped = tmp_path / "system.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        for name, content in GOOD.items():
            archive.writestr(f"system/{name}", content)
    assert read_system(zipped, tables()) == read_system(folder, tables())
    assert is_system(zipped)


def test_which_folders_are_systems(folder: Path, tmp_path: Path) -> None:
    assert is_system(folder)
    assert not is_system(folder / "providers/RXX")
    assert not is_system(folder / "system.yaml")
    assert not is_system(tmp_path / "nowhere")


def test_everything_wrong_in_every_folder_is_said_at_once(problems: Problems) -> None:
    said = problems(
        {
            "system.yaml": SYSTEM.replace("letter: D-01", "letter: D-02").replace(
                "evidence: D-01", "evidence: D-03"
            ),
            "arrangements.csv": "arrangement,in place\npeer review process,maybe\n",
            "submission.yaml": MANIFEST,
            "providers/RXX/submission.yaml": MANIFEST.replace("year: 3", "year: 9"),
            "providers/RXX/posts.csv": "post,person\nlead,\n",
            "providers/ryy/submission.yaml": MANIFEST,
        }
    )
    assert said == [
        "submission.yaml: is not a file that is asked for. Put evidence under files/.",
        "arrangements.csv, row 2, column “in place”: “maybe” is not “yes” or “no”. Blank means "
        "not known.",
        "system.yaml, statement “uses a local payment variation”: “D-03” is not the id of a "
        "document in documents.csv. Did you mean “D-01”?",
        "system.yaml, line 16: “D-02” is not the id of a document in documents.csv. Did you "
        "mean “D-01”?",
        "providers/ryy: is not the folder of a trust named in system.yaml. Name the trust there, "
        "or take the folder out. Did you mean “RYY”?",
        "providers/RXX/submission.yaml, line 3: 9 is not a scheme year that can be assessed. "
        "Years 3 to 7 can.",
        "providers/RXX/posts.csv, row 2, column “person”: is blank, and every row needs it.",
        "providers/ryy/submission.yaml: is of the trust “RXX”, and the folder is that of “ryy”. "
        "Put it in the folder of its own trust, or write its code as in system.yaml.",
    ]


@given(lines=st.text(max_size=300))
@example("- a")
@example("? [a]\n: b\n")
@example("providers: {a: b}\nplaces: a\nbuddy: []\n")
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_as_the_page(problems: Problems, lines: str) -> None:
    for said in problems({"system.yaml": lines}):
        assert said.startswith("system.yaml")
        assert "Error" not in said


def test_a_folder_without_its_page_and_one_that_cannot_be_read(problems: Problems) -> None:
    assert problems({"system.yaml": "{", "providers/RYY/documents.csv": "id,kind\n"}) == [
        "system.yaml, line 2: not YAML here: did not find expected node content.",
        "providers/RYY/submission.yaml: is missing. It says who submits, and for what.",
    ]


def test_no_page_at_all(folder: Path, problems: Problems) -> None:
    (folder / "system.yaml").unlink()
    assert problems({}) == ["system.yaml: is missing. It says who belongs to the system."]
    assert not is_system(folder)


@pytest.mark.parametrize(
    ("was", "put", "sentence"),
    [
        ("neonatal care: intensive", "neonatal car: none", "line 8: “neonatal car” is not a head"),
        (
            "kind: community",
            "kind: hospital",
            "line 10: “hospital” cannot stand under “kind”. Write “acute”, “specialist”, “mental "
            "health” or “community”.",
        ),
        (
            "kind: community",
            "kind: 943 476 5919",
            "line 10: this cannot stand under “kind”. Write “acute”",
        ),
        ("code: QXX", "code: Q/X", "line 1: “Q/X” is not a code. Write letters and digits, as RXX"),
        ("code: QXX", "code: [Q]", "line 1: “code” needs a single value"),
        ("code: RYY", "code: RXX", "line 4: the code “RXX” is given 2 times. Keep one."),
        ("code: RXX02", "code: RXX01", "line 4: the code “RXX01” is given 2 times. Keep one."),
        ("name: Far Village", "name: Example Town", "the name “Example Town” is given 2 times."),
        (
            "partnership: North MVP",
            "partnership: Nord MVP",
            "line 14: “Nord MVP” is not under “maternity voices partnerships”. Did you mean "
            "“North MVP”?",
        ),
        ("is: 24%", "is: 24", "line 18: “24” needs a unit, for example “24 times”"),
        ("is: 24%", "is: lots", "line 18: “lots” is not a value with its unit. Write it as 24%."),
        ("is: 24%", "is: 2021-02-30", "line 18: “2021-02-30” is not a day that exists."),
        ("is: 24%", "is: 2021-02-02 12:00:00", "is not a value with its unit."),
        ("is: 24%", "is: [24%]", "line 18: “is” needs a single value behind the colon."),
        ("answer: no", "answer: [no]", "line 21: “answer” needs a single value behind the colon."),
        ("seat on the LMS Board: yes", "seat on the LMS Board: [a]", "needs a single value"),
        ("is: 24%, ", "", "line 18: “is” is missing. Add it."),
        (
            "    who: A. Name\n",
            "",
            "line 20: “uses a local payment variation” has an answer. Add “who”, “role” and “said",
        ),
        (
            "statement: provider boundaries change",
            "statement: uses a local payment variation",
            "line 19: “uses a local payment variation” is stated 2 times. Keep one.",
        ),
        ("letter: D-01", "file: documents.csv", "line 16: “documents.csv” is not the neighbour's"),
        ("name: B. Name", "name: 943 476 5919", "this looks like an NHS number."),
        ("buddy: {", "buddy: &a {", "line 16: “&” and “*” (anchors) are not used here"),
    ],
)
def test_what_is_said_of_the_page(problems: Problems, was: str, put: str, sentence: str) -> None:
    assert was in SYSTEM
    said = problems({"system.yaml": SYSTEM.replace(was, put)})
    assert any(sentence in problem for problem in said), said
    assert "943" not in "".join(said)


def test_a_page_without_trusts(problems: Problems) -> None:
    short = "system: {code: QXX, name: S}\nproviders: []\n"
    assert problems({"system.yaml": short}) == [
        "system.yaml, line 2: no trust is named. Name every trust of the system."
    ]


def test_an_identifier_is_let_through_by_the_page_of_the_system(
    folder: Path, problems: Problems
) -> None:
    posts = {"posts.csv": "post,person\nlead,AB123456\n"}
    assert problems(posts) == [
        "posts.csv, row 2, column “person”: this looks like a hospital number. Use a case "
        "reference of the trust's own, or list this place under “false alarms” in system.yaml "
        "with a reason."
    ]
    alarm = "false alarms:\n  - {file: posts.csv, column: person, reason: staff numbers}\n"
    assert problems({"system.yaml": SYSTEM + alarm}) == []
    assert read_system(folder, tables()).evidence.posts[0].person == "AB123456"


WITH_FILE = SYSTEM.replace("letter: D-01", "file: buddy/system.yaml")


@pytest.mark.parametrize(
    ("neighbour", "names"),
    [
        ("system: {code: QYY, kind: LMS}\nbuddy: {code: QXX, name: Us}\nanything: else\n", "QXX"),
        ("system: {code: QYY}\nbuddy: {code: QZZ}\n", "QZZ"),
        ("system: {code: QYY}\n", ""),
    ],
)
def test_whom_the_neighbour_names_as_its_buddy(folder: Path, neighbour: str, names: str) -> None:
    before = read_system(folder, tables()).evidence.fingerprint
    written(folder, {"system.yaml": WITH_FILE, "buddy/system.yaml": neighbour})
    system = read_system(folder, tables())
    assert system.buddy is not None
    assert system.buddy.names == names
    assert system.evidence.fingerprint != before


def test_a_buddy_that_is_the_system_itself_is_no_problem_of_reading(folder: Path) -> None:
    written(folder, {"system.yaml": SYSTEM.replace("QYY", "QXX")})
    buddy = read_system(folder, tables()).buddy
    assert buddy is not None
    assert buddy.code == "QXX"


def test_a_neighbours_file_that_is_not_the_neighbours(problems: Problems) -> None:
    assert problems({"system.yaml": WITH_FILE}) == [
        "system.yaml, line 16: “buddy/system.yaml” is not a file of this folder. Add it, or take "
        "“file” out."
    ]
    assert problems({"buddy/system.yaml": "system: {code: QZZ}\n"}) == [
        "buddy/system.yaml, line 1: “QZZ” is not the buddy, which is “QYY” in system.yaml. Check "
        "both codes."
    ]
    (said,) = problems({"buddy/system.yaml": "system: {code: QYY}\nnotes: 943 476 5919\n"})
    assert said.startswith("buddy/system.yaml, line 2: this looks like an NHS number.")
