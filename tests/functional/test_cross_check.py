"""``mis cross-check`` as a verifier types it."""

import json
from pathlib import Path

import pytest

from functional.mis import SAMPLES, mis
from national.files import COUNTS, MEASURES, MEASURES_FILE, measure, written

TEN = SAMPLES / "ten-of-ten"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return written(
        tmp_path,
        {
            MEASURES_FILE: (MEASURES, measure("CQIMApgar", "Result", "Pass")),
            "counts.csv": (
                COUNTS,
                "RZ9,MBRRACE-UK,deaths eligible for notification,2022-01-01,2022-12-05,51,final,",
            ),
        },
    )


def test_nothing_differs(files: list[Path]) -> None:
    ran = mis("cross-check", TEN, "--against", *files)
    assert ran.code == 0, ran.err
    assert ": 0 differ, " in ran.out and " cannot be told, 3 agree." in ran.out
    assert "AGREES" not in ran.out and "A difference says" not in ran.out
    assert "NOT LOOKED AT  Babies actively cooled" in ran.out
    assert "Open Government Licence v3.0" in ran.out
    assert "AGREES  Clinical quality" in mis("cross-check", TEN, "--against", *files, "--all").out


def test_a_difference_is_told_and_accuses_nobody(tmp_path: Path, files: list[Path]) -> None:
    files[0].write_text("\n".join((MEASURES, measure("CQIMApgar", "Result", "Fail"))))
    json_file = tmp_path / "out.json"
    ran = mis("cross-check", TEN, "--against", files[0], "--json", json_file)
    assert ran.code == 1
    assert "DIFFERS  Clinical quality improvement metrics: CQIMApgar, July 2022" in ran.out
    assert "not which of them is right. Ask both before anything is concluded." in ran.out
    for word in ("false", "fraud", "wrong", "mislead", "breach", "dishonest"):
        assert word not in ran.out.casefold()
    page = json.loads(json_file.read_text(encoding="utf-8"))
    assert page["attribution"].endswith("v3.0.")
    (one,) = [c for c in page["cross-check"]["compared"] if c["agreement"] == "differs"]
    assert one["serves"] == ["MIS-Y4-SA2-2"]


def test_json_for_the_screen(files: list[Path]) -> None:
    ran = mis("cross-check", TEN, "--against", *files, "--json", "-")
    assert json.loads(ran.out)["cross-check"]["trust_code"] == "RZ9"


def test_a_file_that_cannot_be_read_and_an_output_over_one(files: list[Path]) -> None:
    files[1].write_text("nothing,of,ours\n")
    ran = mis("cross-check", TEN, "--against", *files)
    assert (ran.code, "counts.csv: is none of the files" in ran.err) == (11, True)
    ran = mis("cross-check", TEN, "--against", files[0], "--json", files[0])
    assert ran.code == 12
    assert mis("cross-check", TEN).code == 2


def test_rules_without_comparisons(tmp_path: Path, files: list[Path]) -> None:
    from shutil import copytree, ignore_patterns

    from mis_assessor.reading.shipped import rules_folder

    rules = copytree(rules_folder(), tmp_path / "own", ignore=ignore_patterns("national"))
    ran = mis("cross-check", TEN, "--against", files[0], "--rules", rules)
    assert (ran.code, "has no folder “national”" in ran.err) == (10, True)
