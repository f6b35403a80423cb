"""A trust that supplies a payment.yaml finds the payment view in its Board paper."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from functional.mis import SAMPLES, mis
from reports.reading import pages_of

TOTAL = "£25,333,481.13"
DRAWN_FROM = ("digests", "files", "payment")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample that holds a payment.yaml."""
    return Path(shutil.copytree(SAMPLES / "by-alternatives", tmp_path / "sent"))


def assessed(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(mis("assess", folder, "--json", "-").out)
    return found


def test_the_total_is_read_back_to_the_penny(folder: Path, tmp_path: Path) -> None:
    pdf, html = tmp_path / "paper.pdf", tmp_path / "paper.html"
    assert mis("assess", folder, "--pdf", pdf, "--html", html).code == 0
    words = " ".join(pages_of(pdf.read_bytes()))
    section = words.rpartition(": payment view")[2]
    assert "Guidance view, not a statement of what was paid." in section
    assert f"31 Total {TOTAL}" in section
    assert f"Total (line 31): {TOTAL}." in html.read_text(encoding="utf-8")


def test_nothing_but_the_payment_part_and_the_digests_changes(folder: Path) -> None:
    with_it = assessed(folder)
    (folder / "payment.yaml").unlink()
    without = assessed(folder)
    assert "payment" not in without
    assert with_it["payment"]["label"] == "guidance view"
    assert with_it["digests"]["rulebook"] == without["digests"]["rulebook"]
    for whole in (with_it, without):
        for part in DRAWN_FROM:
            whole.pop(part, None)
    assert with_it == without


def test_it_fits_the_schema(folder: Path) -> None:
    schema = Draft202012Validator(json.loads(mis("schema").out))
    whole = assessed(folder)
    schema.validate(whole)
    assert not schema.is_valid({**whole, "payment": None})
    assert not schema.is_valid({**whole, "payment": {"label": "what was paid"}})


def test_what_the_rules_refuse_ends_with_11_and_names_the_line(folder: Path) -> None:
    file = folder / "payment.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("uplift: 1.25%", "uplift: 1.5%"), encoding="utf-8")
    ran = mis("assess", folder)
    assert (ran.code, ran.out) == (11, "")
    assert "payment.yaml, line 29: the uplift is 1.25% (¶51), not 1.5%." in ran.err
