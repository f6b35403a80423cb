"""The Board paper: archivable, accessible, the same twice, and true to its data."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from pypdf import PdfReader

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reading.shipped import templates_folder
from mis_assessor.reports.papers import paper_html, paper_pdf
from mis_assessor.reports.pdf import ShippedOnly
from reports.sample import all_met

ANY_SCRIPT = "St 好 Mary’s \N{GRINNING FACE}\ufe0f<script>alert(1)</script> Trust"


@pytest.fixture(scope="session")
def text(pdf: Path) -> list[str]:
    """The words of each page, as a reader program hears them."""
    return [" ".join(p.extract_text().split()) for p in PdfReader(pdf).pages]


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_it_conforms(pdf: Path, profile: str) -> None:
    _conforms(pdf, profile)


def _conforms(path: Path, profile: str) -> None:
    checked = page.validate_pdf(str(path), profile=profile)
    assert checked.is_compliant, [(f.rule_id, f.message) for f in checked.failures]


def test_a_second_look_without_the_validator(pdf: Path, assessment: Assessment) -> None:
    with pikepdf.open(pdf) as opened:
        root = opened.Root
        assert root.MarkInfo.Marked and str(root.Lang) == "en-GB"
        assert root.ViewerPreferences.DisplayDocTitle
        assert "/Filter" not in root.Metadata
        packet = root.Metadata.read_bytes().decode()
        for digest in (assessment.digests.rulebook, assessment.digests.assessment):
            assert digest in packet
        elements = [o for o in opened.objects if _is_element(o)]
        assert [str(e.S) for e in elements].count("/H1") == 1
        for element in elements:
            if element.S == "/Figure":
                assert str(element.Alt)
            if element.S == "/TH":
                assert str(element.A.Scope) in ("/Row", "/Column")


def _is_element(o: Any) -> bool:
    return isinstance(o, pikepdf.Dictionary) and "/S" in o and "/P" in o


def test_no_font_of_the_machine_gets_in(pdf: Path) -> None:
    with pikepdf.open(pdf) as opened:
        names = {
            str(o.BaseFont).split("+")[-1]
            for o in opened.objects
            if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o
        }
    assert names == {"MIS-Sans", "MIS-Sans-Bold"}


def test_the_same_bytes_twice_and_in_another_time_zone() -> None:
    small = all_met()
    here = sha256(paper_pdf(small)).hexdigest()
    there = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        env={**os.environ, "TZ": "Pacific/Auckland", "PYTHONPATH": _folders()},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert sha256(paper_pdf(small)).hexdigest() == here == there


_ELSEWHERE = """
from hashlib import sha256
from reports.sample import all_met
from mis_assessor.reports.papers import paper_pdf
print(sha256(paper_pdf(all_met())).hexdigest())
"""


def _folders() -> str:
    tests = Path(__file__).resolve().parents[1]
    return os.pathsep.join([str(tests), str(tests.parent / "src")])


def test_the_pages_say_what_the_assessment_says(text: list[str], assessment: Assessment) -> None:
    front = text[0].replace("- ", "-")  # words may break at their hyphen
    for action in assessment.actions:
        row = rf"{action.number} {re.escape(action.title)} .{{0,4}}{action.verdict} "
        row += rf"{action.hold} of {action.requirements}"
        assert re.search(row, front), (row, front)
    whole = " ".join(text)
    for finding in assessment.findings:
        assert finding.id in whole
    for verdict in Verdict:
        assert verdict in whole


def test_every_page_says_it_is_a_draft_and_whose(text: list[str], assessment: Assessment) -> None:
    for number, words in enumerate(text, 1):
        assert "DRAFT – assessed position" in words
        assert f"Page {number} of {len(text)}" in words
        assert assessment.trust_name in words


def test_the_answer_and_the_ten_actions_take_the_first_page(text: list[str]) -> None:
    assert "5 of 10 safety actions hold" in text[0] and "one short" in text[0]
    assert "The ten safety actions" in text[0] and "Recommendation" in text[0]
    assert "Equality effect" in text[1] and "Contents" in text[1]
    assert "Exceptions" in " ".join(text[1:3])


def test_in_the_year_there_is_nothing_to_sign(text: list[str]) -> None:
    words = " ".join(text).casefold()
    assert "authorise" not in words and "signatures" not in words


def test_where_it_is_signed_the_form_is_there_to_copy() -> None:
    words = paper_html(all_met())
    for said in ("Signatures", "Chief executive, for the Trust Board", "Evidence supports"):
        assert said in words


def test_long_lists_say_how_many_more(text: list[str]) -> None:
    assert "And 5 more: see assessment.json." in " ".join(text)


def test_every_drawing_has_words(printed: str) -> None:
    assert "<svg" in printed
    assert len(re.findall(r"<svg[^>]*><title>[^<]+</title>", printed)) == printed.count("<svg")
    for drawing in (templates_folder() / "paper" / "shapes").glob("*.svg"):
        assert re.search(r"<svg[^>]*><title>\w", drawing.read_text()), drawing


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_any_character_may_be_in_a_name(any_script: Path, profile: str) -> None:
    _conforms(any_script, profile)


@pytest.fixture(scope="session")
def any_script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("any") / "paper.pdf"
    path.write_bytes(paper_pdf(replace(all_met(), trust_name=ANY_SCRIPT)))
    return path


def test_a_character_without_a_drawing_is_named(any_script: Path) -> None:
    words = " ".join(p.extract_text() for p in PdfReader(any_script).pages)
    assert "St □ Mary’s □<script>" in " ".join(words.split())
    assert "grinning face (U+1F600)" in " ".join(words.split())


def test_users_words_are_never_markup() -> None:
    html = paper_html(replace(all_met(), trust_name=ANY_SCRIPT))
    assert "<script" not in html and "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a.css", "file:///etc/passwd", "data:text/plain,a", "ftp://a/b"],
)
def test_nothing_is_fetched_from_elsewhere(address: str) -> None:
    with pytest.raises(ValueError, match="does not ship"):
        ShippedOnly().fetch(address)
