"""``mis outcome``: what became of a declaration, recorded beside it and shown in its paper."""

import json
import shutil
from pathlib import Path

import pytest

from functional.mis import SAMPLES, mis

BY = ("--who", "Ottoline Farrowmere", "--role", "chief executive")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLES / "ten-of-ten", tmp_path / "ours"))


def record(sample: Path, step: str, *more: str | Path) -> tuple[int, str]:
    ran = mis("outcome", "record", sample, step, *more)
    return ran.code, ran.out + ran.err


def test_nothing_is_recorded_yet(sample: Path) -> None:
    ran = mis("outcome", "show", sample)
    assert (ran.code, ran.out.startswith("Nothing is recorded yet.")) == (0, True)
    assert "re-confirmed: awaited, upheld, repayment due" in ran.out


def test_a_chain_is_kept_beside_and_shown_in_the_paper(sample: Path, tmp_path: Path) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    page = tmp_path / "page.html"
    assert mis("assess", sample, "--json", before).code == 0
    assert record(sample, "assessed", "--on", "2023-01-30", *BY)[0] == 0
    assert record(sample, "declared", "--outcome", "met", "--on", "2023-02-02", *BY)[0] == 0
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear trust")
    code, said = record(
        sample,
        "verified",
        *("--outcome", "not met", "--on", "2023-04-03", "--reason", "two counts differ"),
        *("--letter", letter, "--who", "Verity Brook", "--role", "verifier"),
    )
    assert code == 0 and "verified: not met, on 3 April 2023, by Verity Brook, verifier." in said
    shown = mis("outcome", "show", sample).out
    assert "3 recorded, nothing changed or taken out. Head: " in shown
    assert mis("assess", sample, "--json", after, "--html", page).code == 0
    old, new = (json.loads(file.read_text(encoding="utf-8")) for file in (before, after))
    assert [o["step"] for o in new["outcomes"]] == ["assessed", "declared", "verified"]
    assert "outcomes" not in old
    assert old["digests"] == new["digests"]  # what came later does not change what was assessed
    assert new["outcomes"][0]["assessment"] == new["digests"]["assessment"]
    html = page.read_text(encoding="utf-8")
    assert "What became of it" in html and "two counts differ" in html
    assert new["outcomes"][-1]["digest"] in html


def test_what_cannot_be_recorded_is_told_and_nothing_is_written(sample: Path) -> None:
    chain = sample.with_name("ours.outcomes.jsonl")
    for step, more, code, says in (
        ("verified", ("--outcome", "met"), 12, "cannot follow"),
        ("declared", ("--outcome", "met", "--who", "TBC"), 12, "“TBC” names nobody"),
        ("assessed", ("--outcome", "not met"), 12, "It is assessed as met, not as not met."),
        ("declared", (), 2, "Say with --outcome what was declared."),
    ):
        ran = record(sample, step, "--on", "2023-02-02", *BY, *more)
        assert (ran[0], says in ran[1]) == (code, True), ran
    assert not chain.exists() and not chain.with_name(chain.name + ".lock").exists()


def test_a_record_that_was_changed_stops_everything(sample: Path) -> None:
    chain = sample.with_name("ours.outcomes.jsonl")
    record(sample, "assessed", "--on", "2023-01-30", *BY)
    record(sample, "declared", "--outcome", "met", "--on", "2023-02-02", *BY)
    whole = chain.read_text(encoding="utf-8")
    for spoilt, says in (
        (whole.replace("Ottoline", "Nobody", 1), "line 1: was changed after it was recorded"),
        (whole.partition("\n")[2], "line 1: does not follow the record before it"),
        (whole.replace('"number":2', '"number":2,"more":1'), "line 2: is no record"),
        (whole + "{\n", "line 3: is no record of an outcome."),
    ):
        chain.write_text(spoilt, encoding="utf-8")
        for ran in (mis("outcome", "show", sample), mis("assess", sample)):
            assert (ran.code, says in ran.err) == (11, True), ran.err
    chain.write_text(whole, encoding="utf-8")
    assert mis("outcome", "show", sample).code == 0


def test_two_people_do_not_record_at_once(sample: Path) -> None:
    lock = sample.with_name("ours.outcomes.jsonl.lock")
    lock.touch()
    ran = record(sample, "assessed", "--on", "2023-01-30", *BY)
    assert (ran[0], "Somebody else is recording" in ran[1]) == (12, True)
    lock.unlink()


def test_a_zip_has_its_chain_beside_it(sample: Path, tmp_path: Path) -> None:
    packed = Path(shutil.make_archive(str(tmp_path / "sent"), "zip", sample))
    assert record(packed, "assessed", "--on", "2023-01-30", *BY)[0] == 0
    assert (tmp_path / "sent.zip.outcomes.jsonl").is_file()
