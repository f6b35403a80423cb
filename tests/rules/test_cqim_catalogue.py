"""The file of data-quality rules beside the catalogue it was written from, line by line."""

import csv
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from mis_assessor.core.cqim.rules import MonthSpan
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.cqim import read_cqim_rules

RULES = read_cqim_rules(rules_folder())
SINCE_RETIRED = date(2023, 9, 6)


def lines_of(name: str, key: str) -> Mapping[str, Mapping[str, str]]:
    """A list of the catalogue, which lies beside the repository on the machine it is kept on."""
    beside = (parent / "shared" / "data" / name for parent in Path(__file__).parents)
    found = next((path for path in beside if path.is_file()), None)
    if found is None:
        pytest.skip(f"../shared/data/{name} is not here")
    with found.open(encoding="utf-8", newline="") as stream:
        return {line[key]: line for line in csv.DictReader(stream)}


def rate(written: str) -> Fraction | None:
    return Fraction(written) if written else None


def window(line: Mapping[str, str]) -> MonthSpan:
    return MonthSpan(int(line["window_starts_months_before"]), int(line["window_length_months"]))


def test_every_test_is_as_the_catalogue_has_it() -> None:
    lines = lines_of("cqim_dq_thresholds.csv", "indicator")
    assert set(RULES.tests) == set(lines)
    for code, line in lines.items():
        test = RULES.tests[code]
        ends = (test.band.least, test.band.most)
        assert ends == (rate(line["min_rate"]), rate(line["max_rate"])), code
        assert (test.band.with_least and test.band.with_most) is (line["inclusive"] == "1"), code
        assert test.window == window(line), code
        assert test.over_hes is ("HES" in line["note"]), code
        assert (test.retired_on is not None) is ("removed" in line["note"]), code
        companion = line["dns_companion_measure"]
        assert test.companion == ("" if companion == code else companion), code


def test_every_metric_is_made_up_as_the_catalogue_has_it() -> None:
    lines = lines_of("cqim_rate_composition.csv", "cqim")
    assert set(RULES.metrics) == set(lines)
    for code, line in lines.items():
        metric = RULES.metrics[code]
        live = [name for name in metric.tests if RULES.tests[name].live_on(SINCE_RETIRED)]
        assert live == line["required_dq_measures"].split(";"), code
        assert metric.among_the_eleven is (line["in_the_11_msds_only_cqims"] == "yes"), code
        if line["window_length_months"]:  # blank for the Robson groups, read in the code since
            assert metric.window == window(line), code
        else:
            assert metric.window == MonthSpan(2, 3), code
