"""A payment.yaml in a submission: read, and told of, with everything else."""

from collections.abc import Callable
from pathlib import Path

from mis_assessor.intake.read import receive
from trust_year.forms import tables
from unit.core.payment.files import SAMPLE

Problems = Callable[..., list[str]]

GOOD = SAMPLE.read_text(encoding="utf-8")


def test_it_is_read_and_fingerprinted(folder: Path) -> None:
    before = receive(folder, tables())
    assert before.payment is None
    (folder / "payment.yaml").write_text(GOOD, encoding="utf-8")
    after = receive(folder, tables())
    assert after.submission == receive(folder, tables()).submission
    assert after.submission.fingerprint != before.submission.fingerprint
    assert after.payment is not None
    assert after.payment.given.contracts[0].provider == "RYY"


def test_what_is_wrong_in_it_is_told_with_its_line_beside_other_problems(
    problems: Problems,
) -> None:
    wrong = GOOD.replace("months: 12", "months: 13").replace("attained: 84%", "attaned: 84%")
    manifest = "trust: {code: RXX, name: Example}\nscheme: MIS\nscheme year: four\n"
    assert problems({"payment.yaml": wrong, "submission.yaml": manifest}) == [
        "submission.yaml, line 3: “four” is not a whole number. Write it as 1234.",
        "payment.yaml, line 3: “13” is not a number of months. Write 1 to 12.",
        "payment.yaml, line 29: “attaned” is not a heading here. Did you mean “attained”?",
    ]


def test_a_patient_in_it_is_stopped_at_the_door(problems: Problems) -> None:
    named = GOOD.replace("name: example", "name: 943 476 5919")
    (said,) = problems({"payment.yaml": named})
    assert said.endswith("this looks like an NHS number. No patient belongs here: take it out.")
    assert "943" not in said


def test_another_name_for_it_is_not_passed_over(problems: Problems) -> None:
    assert problems({"payments.yaml": GOOD}) == [
        "payments.yaml: is not a file that is asked for. Did you mean “payment.yaml”?"
    ]
