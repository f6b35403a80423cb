"""A person compares the rules with a guidance PDF, and an assessment rests on what was read."""

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from weasyprint import HTML

from functional.mis import ROOT, SAMPLES, Ran, mis

GUIDANCE = (
    "<h1>Incentive scheme</h1><h2>Safety action 8: Training</h2>"
    "<p>At least 85% of each staff group in post attended fetal monitoring training in the "
    "twelve months from 1 December 2024 to 30 November 2025.</p>"
    + "<p>Words around it that say nothing of any value at all, for a page of text.</p>"
    * 6
)
YEAR_7 = SAMPLES / "year-7-ten-of-ten"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("guidance") / "year-7.pdf"
    path.write_bytes(HTML(string=GUIDANCE).write_pdf() or b"")
    return path


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))


def compare(pdf: Path, rules: Path, *more: str | Path, typed: str = "") -> Ran:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stdin", io.StringIO(typed))
        return mis("rules", "compare", pdf, "--year", "7", "--rules", rules, *more)


def rows_of(text: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))


def test_without_a_name_it_shows_and_records_nothing(pdf: Path, rules: Path) -> None:
    ran = compare(pdf, rules, "--only", "MIS-Y7-SA8-2")
    assert ran.code == 0
    assert "percent needed" in ran.out
    assert "differs" in ran.out
    assert "page 1 [85%]" in ran.out
    assert "Nothing was recorded." in ran.out
    assert not (rules / "corrections.json").exists()


def test_answers_are_kept_one_by_one_and_it_goes_on_where_it_stopped(
    pdf: Path, rules: Path
) -> None:
    table = rules / "table.csv"
    only = ("--only", "MIS-Y7-SA8-2", "--by", "Jane Hill", "--on", "2026-01-05")
    first = compare(pdf, rules, *only, typed="skip\nskip\ny\n\nq\n")
    assert first.code == 0
    (confirmed,) = json.loads((rules / "confirmations.json").read_text())
    assert (confirmed["by"], confirmed["document"]) == ("Jane Hill", "year-7.pdf")
    assert len(confirmed["sha256"]) == 64
    again = compare(pdf, rules, *only, typed="")
    assert "1 answered by a person" in again.out
    assert compare(pdf, rules, "--table", table).code == 0
    open_ = [(r["requirement"], r["value"]) for r in rows_of(table.read_text())]
    assert (confirmed["requirement"], confirmed["value"]) not in open_


def test_what_cannot_be_an_answer_is_asked_again(pdf: Path, rules: Path) -> None:
    typed = "skip\nskip\nnext spring\n4\nn\n4\nq\n"
    ran = compare(pdf, rules, "--only", "MIS-Y7-SA8-2", "--by", "Jane Hill", typed=typed)
    assert "is not written as" in ran.out
    (correction,) = json.loads((rules / "corrections.json").read_text())
    assert correction["becomes"] == []


def answered(pdf: Path, rules: Path, name: str, said: str, page: str = "1") -> Ran:
    """A table with one answer, as somebody fills it in."""
    table = rules / "table.csv"
    assert compare(pdf, rules, "--table", table, "--again").code == 0
    rows = list(rows_of(table.read_text()))
    for row in rows:
        if row["value"] == name and "SA8" in row["requirement"]:
            row["answer"], row["your page"] = said, page
    with table.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return compare(pdf, rules, "--answers", table, "--by", "Jane Hill", "--on", "2026-01-05")


def test_a_correction_decides_and_every_output_names_it(
    pdf: Path, rules: Path, tmp_path: Path
) -> None:
    assert answered(pdf, rules, "percent needed", "100%", "41").code == 0
    web, data = tmp_path / "paper.html", tmp_path / "assessment.json"
    ran = mis("assess", YEAR_7, "--rules", rules, "--html", web, "--json", data)
    assert ran.code == 1
    assert "8  Training" in ran.out
    told = "corrected here by Jane Hill on 5 January 2026; the rules as shipped: 90%"
    assert f"Corrected here: percent needed is 100%. year-7.pdf ({told}), page 41." in ran.out
    assert told in web.read_text()
    marks = {
        t["status"]
        for f in json.loads(data.read_text())["findings"]
        for t in f["threshold"]
        if t["name"] == "percent needed" and f["action"] == 8
    }
    assert marks == {"corrected-locally"}
    assert "100%" in mis("rules", "show", "MIS-Y7-SA8-2", "--rules", rules).out
    assert mis("rules", "test", "--rules", rules, "--only", "MIS-Y7-SA8-2").code == 0
    shipped = json.loads(mis("assess", YEAR_7, "--json", "-").out)["digests"]["rulebook"]
    assert json.loads(data.read_text())["digests"]["rulebook"] != shipped


def test_a_value_found_otherwise_is_left_to_a_person(pdf: Path, rules: Path) -> None:
    assert answered(pdf, rules, "percent needed", "n").code == 0
    ran = mis("assess", YEAR_7, "--rules", rules)
    assert ran.code == 1
    assert "needs judgement" in ran.out


def test_answering_anew_takes_the_correction_back(pdf: Path, rules: Path) -> None:
    assert answered(pdf, rules, "percent needed", "85%").code == 0
    assert answered(pdf, rules, "percent needed", "y").code == 0
    assert json.loads((rules / "corrections.json").read_text()) == []
    assert mis("assess", YEAR_7, "--rules", rules).code == 0


@pytest.mark.parametrize(
    ("said", "page", "says"),
    [
        ("85", "1", "needs a unit"),
        ("85%", "", "needs the page"),
        ("2 weeks", "1", "is not written"),
    ],
)
def test_a_table_with_answers_that_cannot_be_is_refused_by_row(
    said: str, page: str, says: str, pdf: Path, rules: Path
) -> None:
    ran = answered(pdf, rules, "percent needed", said, page)
    assert (ran.code, "table.csv, row " in ran.err, says in ran.err) == (11, True, True)


def test_a_correction_of_a_value_that_the_rules_changed_stops_everything(
    pdf: Path, rules: Path
) -> None:
    assert answered(pdf, rules, "percent needed", "85%").code == 0
    page = next(rules.glob("mis/year-7/sa08*/action.yaml"))
    page.write_text(page.read_text().replace("is: 90%", "is: 95%"))
    ran = mis("assess", YEAR_7, "--rules", rules)
    assert ran.code == 10
    assert "Jane Hill corrected it when the rules had 90%" in ran.err


def test_machines_get_everything_and_nobody_is_asked(pdf: Path, rules: Path) -> None:
    data = json.loads(compare(pdf, rules, "--json").out)
    assert data["document"]["pages"] == 1
    assert {v["found"] for v in data["values"]} <= {
        "agrees", "differs", "words found", "not found",
    }  # fmt: skip


def test_what_is_not_allowed_is_said(pdf: Path, rules: Path, tmp_path: Path) -> None:
    assert compare(pdf, rules, "--by", "Jane", "--on", "2999-01-01").code == 12
    assert compare(tmp_path / "none.pdf", rules).code == 11
    assert compare(pdf, rules, "--edition", "1999-01").code == 10
    bad = tmp_path / "answers.csv"
    bad.write_text("a,b\n1,2\n")
    assert compare(pdf, rules, "--answers", bad, "--by", "Jane").code == 11
    assert compare(pdf, rules, "--answers", bad).code == 12
    bad.write_text("requirement,value,answer,your page\nMIS-Y7-SA8-2,no such value,y,1\n")
    assert "is no value here" in compare(pdf, rules, "--answers", bad, "--by", "Jane").err
    (rules / "corrections.json").write_text("[{}]")
    assert compare(pdf, rules).code == 10


def test_a_new_year_is_proposed_from_its_guidance(pdf: Path, rules: Path, tmp_path: Path) -> None:
    text = GUIDANCE.replace("85%", "90%").replace("2025", "2026").replace("2024", "2025")
    new = tmp_path / "year-8.pdf"
    new.write_bytes(HTML(string=text).write_pdf() or b"")
    (rules / "mis" / "year-8" / "scheme.yaml").unlink()
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    words = ("rules", "new-year", "8", "--from", "7", "--rules", rules)
    assert mis(*words, "--guidance", broken).code == 11
    assert not (rules / "mis" / "year-8" / "scheme.yaml").exists()
    ran = mis(*words, "--guidance", new)
    assert ran.code == 0
    assert "30 November 2026, expected" in ran.out
    assert "page 1 [2026-11-30]" in ran.out
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stdin", io.StringIO("2026-11-30\n1\nq\n"))
        ran = mis(*words, "--guidance", new, "--by", "Jane Hill")
    assert ran.code == 0
    made = json.loads((rules / "corrections.json").read_text())
    assert [c["requirement"][:6] for c in made] == ["MIS-Y8"]


def test_a_verifier_computes_with_the_correction_and_is_told_of_it(
    pdf: Path, rules: Path, tmp_path: Path
) -> None:
    assert answered(pdf, rules, "percent needed", "85%", "41").code == 0
    paper = tmp_path / "paper.pdf"
    made = mis("assess", YEAR_7, "--rules", rules, "--pdf", paper, "--json", "-")
    assert made.code == 0
    recorded = json.loads(made.out)["made_with"]["corrections"]
    assert [c["becomes"] for c in recorded] == [["85%"]]
    ran = mis("verify", paper, "--submission", YEAR_7)
    assert "the trust corrected “percent needed” from 90% to 85%: Jane Hill read it on" in ran.out
    assert "is not that of the rules in the paper" not in ran.out
    assert "gives the same, by both evaluators" in ran.out
