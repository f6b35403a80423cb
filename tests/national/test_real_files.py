"""Real published files beside the project, where they are there."""

from pathlib import Path

import pytest

from mis_assessor.core.checking.agreement import Agreement
from mis_assessor.core.checking.comparisons import NationalRules
from mis_assessor.core.checking.published import NationalData, NationalSource
from mis_assessor.core.checking.trusts import compare_holidays
from mis_assessor.national.read import read_national


def real(name: str) -> NationalData:
    beside = (parent / "shared" / "data" / name for parent in Path(__file__).parents)
    path = next((path for path in beside if path.is_file()), None)
    if path is None:
        pytest.skip(f"../shared/data/{name} is not here")
    return read_national([path], NationalRules())


def test_the_annual_file_of_2020_21() -> None:
    national = real("sample_msds_annual_2020_21_raw_subset.csv")
    assert {s for s, _ in national.months} == {NationalSource.MSDS_ANNUAL}
    wight = [f for f in national.figures["R1F"] if f.measure == "TotalBabies"]
    assert [(f.value, f.part, f.name) for f in wight] == [
        ("830", "Count", "ISLE OF WIGHT NHS TRUST")
    ]
    assert "Y56" not in national.figures and "NATIONAL" not in national.figures


def test_the_list_of_trusts_without_headings() -> None:
    national = real("sample_ods_etr_raw_2025.csv")
    (solent,) = national.trusts["R1C"]
    assert (solent.name, str(solent.closed)) == ("SOLENT NHS TRUST", "2024-09-30")


def test_the_snapshot_of_2025() -> None:
    national = real("ods_trusts_2025_snapshot.csv")
    assert len(national.trusts) > 200
    assert national.files[0].kind == "ODS trust list"


def test_bank_holidays_are_those_by_which_working_days_are_counted() -> None:
    (one,) = compare_holidays(real("bank_holidays_england_wales_2018_2028.json"))
    assert one.agreement is Agreement.AGREES, one.says


@pytest.mark.parametrize(
    "name", ["cqim_dq_thresholds.csv", "mis_scheme_dates.csv", "sbl_msds_indicators.csv"]
)
def test_other_files_are_refused_by_name(name: str) -> None:
    with pytest.raises(Exception, match="is none of the files that can be compared"):
        real(name)
