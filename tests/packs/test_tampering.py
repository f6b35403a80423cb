"""The tampering table: each change is found and named, and an untouched pack passes."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from functional.mis import SAMPLES
from mis_assessor.core.checking.verification import State, Subject, Verification
from mis_assessor.core.verdicts import Verdict
from mis_assessor.packs.rulebook_file import canonical, read_rulebook_file
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reports.papers import paper_pdf
from mis_assessor.services.assess import Days, assess_folder
from mis_assessor.services.publish import board_paper
from mis_assessor.services.verify import NOTHING, Beside, Tools, verify_pack
from packs import forging
from packs.conftest import CHIEF, OFFICER, SAMPLE, People
from packs.keys import Root

Found = dict[Subject, list[str]]


def verified(at: Path, content: bytes, tools: Tools, beside: Beside = NOTHING) -> Verification:
    at.write_bytes(content)
    return verify_pack(at, beside, tools)


def differences(found: Verification) -> Found:
    told: Found = {}
    for check in found.differences:
        told.setdefault(check.subject, []).append(f"{check.where}: {check.says}")
    return told


def test_an_untouched_paper_passes(at: Path, paper: bytes, tools: Tools) -> None:
    found = verified(at, paper, tools)
    assert found.differences == ()
    assert [c.says for c in found.open] == [
        "internally consistent, not signed: nobody stands behind it yet."
    ]


def test_an_untouched_signed_paper_holds_in_full(
    at: Path, signed_twice: bytes, people: People, tools: Tools
) -> None:
    found = verified(at, signed_twice, tools, Beside(roots=(people.root.pem,)))
    assert found.state is State.HOLDS, found.sentence()


def test_a_board_edition_holds_with_its_evidence_beside(
    at: Path, board_edition: bytes, tools: Tools
) -> None:
    alone = verified(at, board_edition, tools)
    assert {c.subject for c in alone.open} == {Subject.ASSESSMENT, Subject.SIGNATURES}
    beside = verified(at, board_edition, tools, Beside(evidence=SAMPLE))
    assert beside.differences == ()
    assert {c.subject for c in beside.open} == {Subject.SIGNATURES}


def test_drawn_again_it_is_the_same_to_the_last_byte(
    at: Path, board_edition: bytes, tools: Tools
) -> None:
    found = verified(at, board_edition, tools, Beside(evidence=SAMPLE, draw_again=True))
    assert found.differences == ()
    assert any("to the last byte" in check.says for check in found.checks)


def test_one_printed_figure(at: Path, paper: bytes, tools: Tools) -> None:
    forged = forging.with_printed(paper, 0, "£41,265", "£91,265")
    told = differences(verified(at, forged, tools))
    assert list(told) == [Subject.PAGES]
    assert len(told[Subject.PAGES]) == 1 and told[Subject.PAGES][0].startswith("page 1")


def test_a_printed_verdict(at: Path, short_paper: bytes, tools: Tools) -> None:
    forged = forging.with_printed(short_paper, 0, "not met", "met")
    told = differences(verified(at, forged, tools))
    assert "“not met" in told[Subject.PAGES][0]


def test_one_embedded_value(at: Path, paper: bytes, tools: Tools) -> None:
    data = forging.inside(paper, "assessment.json").replace(b"41265.00", b"91265.00", 1)
    told = differences(verified(at, forging.with_inside(paper, "assessment.json", data), tools))
    assert "assessment.json: is not the file that was put into the paper." in told[Subject.DATA]
    assert any("does not bear its own fingerprint" in said for said in told[Subject.DATA])
    assert any("“91265.00”, and “41265.00” is computed" in s for s in told[Subject.ASSESSMENT])
    assert Subject.PAGES in told


def test_an_embedded_value_with_every_digest_put_right(
    at: Path, paper: bytes, tools: Tools
) -> None:
    told = differences(verified(at, forging.with_forged(paper, forging.another_name), tools))
    assert Subject.DATA not in told
    assert any("All is well." in said for said in told[Subject.ASSESSMENT])
    assert any("All is well." in said for said in told[Subject.PAGES])


def test_a_whole_paper_made_of_a_forged_result(at: Path, short_paper: bytes, tools: Tools) -> None:
    """Pages, data and digests are of one piece: only the re-computation finds it."""
    honest = short_paper
    whole = forging.forged(honest, lambda a: replace(a, trust_name="Another Trust"))
    made = paper_pdf(
        whole, forging.inside(honest, "rulebook.json"), forging.inside(honest, "submission.zip")
    )
    told = differences(verified(at, made, tools))
    assert set(told) == {Subject.ASSESSMENT, Subject.DECLARATION}
    assert told[Subject.ASSESSMENT] == [
        "trust name: the paper’s data say “Another Trust”, and “Vale of Harrowmere University "
        "Hospitals NHS Foundation Trust” is computed."
    ]


def lowered_rules(to: Path) -> Path:
    rules = to / "rules"
    shutil.copytree(rules_folder(), rules)
    for page in (rules / "mis" / "year-4").rglob("*.yaml"):
        text = page.read_text()
        if "is: 90%" in text:
            page.write_text(text.replace("is: 90%", "is: 89%"))
    return rules


def test_one_rule_lowered_before_the_paper_was_made(at: Path, tmp_path: Path, tools: Tools) -> None:
    sample, rules = SAMPLES / "one-midwife-short", lowered_rules(tmp_path)
    assessed = assess_folder(sample, rules, Days())
    assert assessed.verdict is Verdict.MET
    told = differences(verified(at, board_paper(assessed, rules, sample), tools))
    assert set(told) == {Subject.RULES}
    assert any("nobody vouches for it" in said for said in told[Subject.RULES])
    assert any("is: 89%" in said and "is: 90%" in said for said in told[Subject.RULES])
    assert any(
        "MIS-Y4-SA8" in said and "met by the paper’s rules, not met by the published" in said
        for said in told[Subject.RULES]
    )


def test_one_rule_changed_in_the_paper(at: Path, paper: bytes, tools: Tools) -> None:
    texts = dict(read_rulebook_file(forging.inside(paper, "rulebook.json")))
    name = "mis/year-4/scheme.yaml"
    texts[name] = texts[name].replace("90%", "80%", 1) + "\n# changed\n"
    other = forging.with_inside(paper, "rulebook.json", canonical(texts), claimed=True)
    told = differences(verified(at, other, tools))
    assert any(said.startswith(f"rules/{name}") for said in told[Subject.RULES])
    assert any("fingerprint that the assessment names" in said for said in told[Subject.RULES])


def test_a_year_that_no_rulebook_is_of(at: Path, paper: bytes, tools: Tools) -> None:
    other = forging.with_forged(paper, lambda a: replace(a, scheme_year=2))
    told = differences(verified(at, other, tools))
    assert any("Year 2 is not loaded" in said for said in told[Subject.RULES])


def _one_byte(files: forging.Files) -> None:
    name = "registers/staff.csv"
    files[name] = files[name].replace(b"midwives", b"Midwives", 1)


def _swapped(files: forging.Files) -> None:
    one, other = "registers/term-admissions.csv", "registers/staff.csv"
    files[one], files[other] = files[other], files[one]


def _renamed(files: forging.Files) -> None:
    files["declared.xlsx.csv"] = files.pop("declared.csv")


def _backdated(files: forging.Files) -> None:
    name = "documents.csv"
    files[name] = files[name].replace(b"2023-01-26", b"2022-01-26", 1)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_one_byte, "registers/staff.csv"),
        (_swapped, "registers/staff.csv"),
        (_renamed, "declared.xlsx.csv"),
        (_backdated, "documents.csv"),
    ],
)
def test_evidence_changed_in_the_paper(
    at: Path,
    paper: bytes,
    tools: Tools,
    change: Callable[[forging.Files], None],
    named: str,
) -> None:
    told = differences(verified(at, forging.with_evidence(paper, change), tools))
    assert any(named in said for said in told[Subject.EVIDENCE]), told
    assert any("submission.zip" in said or "under" in said for said in told[Subject.PAGES])


def test_a_renamed_piece_of_evidence(at: Path, tmp_path: Path, tools: Tools) -> None:
    folder = tmp_path / "evidence"
    shutil.copytree(SAMPLE, folder)
    (folder / "files").mkdir()
    (folder / "files" / "minutes.pdf").write_bytes(b"minutes")
    made = board_paper(assess_folder(folder, rules_folder(), Days()))
    (folder / "files" / "minutes.pdf").rename(folder / "files" / "plan.pdf")
    told = differences(verified(at, made, tools, Beside(evidence=folder)))
    assert told[Subject.EVIDENCE] == [
        "files/plan.pdf: was called “files/minutes.pdf” when it was assessed."
    ]


def test_the_evidence_zipped_again(at: Path, paper: bytes, tools: Tools) -> None:
    files = forging.unzipped(forging.inside(paper, "submission.zip"))
    again = forging.zipped_again(files, packed=zipfile.ZIP_STORED)
    told = differences(verified(at, forging.with_inside(paper, "submission.zip", again), tools))
    assert told[Subject.DATA] == ["submission.zip: is not the file that was put into the paper."]
    assert Subject.EVIDENCE not in told and Subject.ASSESSMENT not in told


def test_the_edition(at: Path, paper: bytes, tools: Tools) -> None:
    def change(pdf: object) -> None:
        del pdf.attachments["submission.zip"]  # type: ignore[attr-defined]

    told = differences(verified(at, forging.saved(paper, change), tools))
    assert "submission.zip: was in the paper and is not there any more." in told[Subject.DATA]
    assert any("verifier edition" in said for said in told[Subject.DATA])


def test_the_edition_in_the_metadata_alone(at: Path, paper: bytes, tools: Tools) -> None:
    other = forging.saved(paper, lambda pdf: forging.claim(pdf, "edition", "Board edition"))
    told = differences(verified(at, other, tools))
    assert told[Subject.DATA] == [
        "the edition: the paper says it is the Board edition, and what lies in it is that of the "
        "verifier edition."
    ]


def test_an_added_page(at: Path, paper: bytes, tools: Tools) -> None:
    told = differences(verified(at, forging.with_page_added(paper), tools))
    assert told[Subject.PAGES][0].startswith("page 1, how many there are: ")
    assert any("About this paper" in said for said in told[Subject.PAGES])


def test_words_painted_over(at: Path, paper: bytes, tools: Tools) -> None:
    told = differences(verified(at, forging.painted_over(paper), tools))
    assert told == {Subject.FILE: ["page 1: something is drawn over its words."]}


def test_a_change_behind_the_end(at: Path, paper: bytes, tools: Tools) -> None:
    told = differences(verified(at, forging.updated(paper), tools))
    assert told == {
        Subject.FILE: [
            "its layers: it was written to 2 times, and nobody signed: something was added."
        ]
    }


def test_a_change_behind_a_signature(
    at: Path, signed_twice: bytes, people: People, tools: Tools
) -> None:
    beside = Beside(roots=(people.root.pem,))
    told = differences(verified(at, forging.updated(signed_twice), tools, beside))
    assert [said.partition(":")[0] for said in told[Subject.SIGNATURES]] == [CHIEF, OFFICER]
    assert all("more was done to the paper" in said for said in told[Subject.SIGNATURES])


def test_a_signed_byte(at: Path, signed_once: bytes, people: People, tools: Tools) -> None:
    place = signed_once.index(b"Maternity Incentive Scheme")
    other = signed_once[:place] + b"m" + signed_once[place + 1 :]
    told = differences(verified(at, other, tools, Beside(roots=(people.root.pem,))))
    assert any("the paper was changed" in said for said in told[Subject.SIGNATURES])


def test_a_dropped_signature(at: Path, signed_twice: bytes, people: People, tools: Tools) -> None:
    cut = forging.without_last_layer(signed_twice)
    told = differences(verified(at, cut, tools, Beside(roots=(people.root.pem,))))
    assert told == {
        Subject.SIGNATURES: [
            f"required roles: signed by {CHIEF} only: the signature of the {OFFICER} is missing."
        ]
    }


def test_the_order_of_signatures(at: Path, paper: bytes, people: People, tools: Tools) -> None:
    first = people.sign(paper, OFFICER, first=True)
    both = people.sign(first, CHIEF, first=False)
    told = differences(verified(at, both, tools, Beside(roots=(people.root.pem,))))
    assert told == {
        Subject.SIGNATURES: [
            f"their order: signed in the order {OFFICER} and {CHIEF}; the {CHIEF} signs first."
        ]
    }


def test_a_signature_that_nobody_vouches_for(at: Path, signed_twice: bytes, tools: Tools) -> None:
    told = differences(verified(at, signed_twice, tools, Beside(roots=(Root("Another").pem,))))
    assert len(told[Subject.SIGNATURES]) == 2
    assert all("no root that was given vouches" in said for said in told[Subject.SIGNATURES])
