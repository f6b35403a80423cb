"""What payment.yaml may say, and what is said of one that cannot be used."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.reading import limits
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.yaml_file import read_yaml
from mis_assessor.services.money import view_of
from unit.core.payment.files import SAMPLE

GOOD = SAMPLE.read_text(encoding="utf-8")


def told(tmp_path: Path, content: str | bytes) -> list[str]:
    """Every problem of a payment file, as people read it."""
    path = tmp_path / "payment.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(EvidenceUnreadable) as raised:
        view_of(path, rules_folder())
    return [str(problem) for problem in raised.value.problems]


def changed(*swaps: tuple[str, str]) -> str:
    text = GOOD
    for was, new in swaps:
        old = FIGURES if was == "the figures" else was
        assert old in text, f"the sample no longer has “{old}”"
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


FIGURES = GOOD[GOOD.index("      route: outturn") : GOOD.index("    uplift and efficiency")]
TABLE = Path(__file__).parent / "payment_refused.yaml"
ROWS = read_yaml(TABLE.name, TABLE.read_text(encoding="utf-8")).content


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["says"][:50])
def test_what_cannot_be_used_is_told_with_its_line_and_a_remedy(
    tmp_path: Path, row: dict[str, Any]
) -> None:
    where, sentence = row["at"], row["says"]
    text = changed(*((put["replace"], put["with"]) for put in row["put"]))
    problems = told(tmp_path, text)
    assert any(sentence in problem for problem in problems), problems
    found = next(problem for problem in problems if sentence in problem)
    line = int(found.partition("line ")[2].partition(":")[0])
    assert abs(line - line_of(text, where)) <= 1, (found, line_of(text, where))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "payment.yaml: has no headings. It needs “year” and “contracts” at least."),
        ("- year\n", "payment.yaml: has no headings."),
        ("year: &y 2021/22\n", "line 1: “&” and “*” (anchors) are not used here."),
        ("year: !!str 2021/22\n", "line 1: “tag:yaml.org,2002:str” (a tag) is not used here."),
        ("year: [\n", "payment.yaml, line 2: not YAML here"),
        ("year: 2021/22\nyear: 2021/22\n", "line 2: “year” stands here twice."),
        ("a: 1\n---\nb: 2\n", "one document a file, please."),
        ("x: " + "[" * 30 + "]" * 30, "line 1: is nested too deeply. Write it simply."),
        ("year: 2021/22\n".encode("utf-16"), "payment.yaml: is not in UTF-8. Save it again"),
        (b"#" * (limits.MANIFEST_BYTES + 1), "payment.yaml: is larger than 1 MB"),
        ("year: 2021/22\ncontracts: []\n", "line 2: an empty list cannot stand here. Add an item"),
        ("year: 2021/22\ncontracts: here\n", "line 2: “contracts” needs a list"),
    ],
)
def test_a_file_that_cannot_be_read_at_all(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    assert any(sentence in problem for problem in told(tmp_path, content))


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    text = changed(("months: 12", "months: 0"), ("attained: 84%", "attaned: 84%"), ("RZZ", "zz"))
    problems = told(tmp_path, text)
    assert len(problems) == 3
    assert any("“attaned” is not a heading here. Did you mean “attained”?" in p for p in problems)


def test_a_blank_is_the_same_as_nothing(tmp_path: Path) -> None:
    path = tmp_path / "payment.yaml"
    path.write_text(changed(("method: multiplied", "method: ''")), encoding="utf-8")
    found = view_of(path, rules_folder())
    assert found.contracts[0].amount(31) == view_of(SAMPLE, rules_folder()).contracts[0].amount(31)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EvidenceUnreadable, match=r"Name a payment\.yaml"):
        view_of(tmp_path / "none.yaml", rules_folder())


def test_a_file_nobody_may_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EvidenceUnreadable, match="Check who may read it"):
        view_of(SAMPLE, tmp_path)


def test_the_drugs_of_nhs_england_by_a_document(tmp_path: Path) -> None:
    path = tmp_path / "payment.yaml"
    by_document = "kind: drug, document: Annex A tab 14a, commissioned by: NHS England"
    text = changed(("kind: device, commissioned by: CCG", by_document))
    path.write_text(text, encoding="utf-8")
    view = view_of(path, rules_folder())
    assert view.contracts[0].amount(15) == view_of(SAMPLE, rules_folder()).contracts[0].amount(15)


def test_flows_without_a_network(tmp_path: Path) -> None:
    network = GOOD[GOOD.index("maternal medicine network") : GOOD.index("flows between providers")]
    path = tmp_path / "payment.yaml"
    path.write_text(changed((network, "")), encoding="utf-8")
    view = view_of(path, rules_folder())
    assert [line.amount for line in view.between[:4]] == [None] * 4
    assert view.contracts[0].amount(25) == Decimal("25560573.00")
