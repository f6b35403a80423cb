"""``mis payment`` as people use it."""

import json
from pathlib import Path

from functional.mis import mis
from unit.core.payment.files import SAMPLE


def test_it_prints_the_guidance_view_and_ends_with_0() -> None:
    ran = mis("payment", SAMPLE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Guidance view: maternity payment 2021/22, 12 months\n")
    assert "£25,485,573.00  ¶39–51" in ran.out
    assert "£25,333,481.13  ¶3" in ran.out
    assert "Choice: How uplift and efficiency combine is not stated." in ran.out


def test_json_is_the_same_bytes_every_time_and_carries_all_lines(tmp_path: Path) -> None:
    file = tmp_path / "out" / "view.json"
    ran = mis("payment", SAMPLE, "--json", file)
    assert ran.out.endswith(f"Wrote {file}\n")
    screen = mis("payment", SAMPLE, "--json", "-")
    assert screen.out == file.read_text(encoding="utf-8")
    found = json.loads(screen.out)
    assert found["label"] == "guidance view"
    assert list(found) == sorted(found)
    total = next(line for line in found["contracts"][0]["lines"] if line["number"] == 31)
    assert total["amount"] == "25333481.13"


def test_a_file_that_cannot_be_read_ends_with_11(tmp_path: Path) -> None:
    ran = mis("payment", tmp_path / "payment.yaml")
    assert (ran.code, ran.out) == (11, "")
    assert "Name a payment.yaml." in ran.err
    wrong = tmp_path / "payment.yaml"
    wrong.write_text("yaer: 2021/22\n", encoding="utf-8")
    ran = mis("payment", wrong)
    assert (ran.code, ran.out) == (11, "")
    assert "payment.yaml, line 1: “yaer” is not a heading here. Did you mean “year”?" in ran.err
