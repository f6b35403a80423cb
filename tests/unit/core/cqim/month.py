"""An invented month in which every test passes, to be spoilt in one place by each test."""

from collections.abc import Mapping
from datetime import date

from mis_assessor.core.cqim.check import Checked, MonthCounts, check_metric, counts_of
from mis_assessor.core.evidence.submission import Cell, Register, RegisterRow
from mis_assessor.core.rules.quantities import Month
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.cqim import read_cqim_rules

RULES = read_cqim_rules(rules_folder())
JULY = Month(2022, 7)
BEFORE_RETIRED, SINCE_RETIRED = date(2023, 9, 5), date(2023, 9, 6)
TRUST = "RZ9"
NOTHING_ELSE: Mapping[str, str | date] = {}
FLAGS = ("CQIMDQ13", "CQIMDQ21")
IN_BAND = {
    "CQIMDQ05": 100,
    "CQIMDQ07": 80,
    "CQIMDQ11": 300,
    "CQIMDQ12": 30,
    "CQIMDQ18": 600,
    "CQIMDQ19": 350,
    "CQIMDQ20": 20,
    "CQIMDQ28": 400,
    "CQIMDQ34": 600,
    "CQIMDQ35": 350,
    "CQIMDQ37": 400,
    "CQIMDQ40": 150,
    "CQIMDQ41": 500,
    "CQIMDQ42": 800,
}
"""Of a thousand; of every other test 950."""

Written = Mapping[tuple[str, str], str]


def good() -> dict[tuple[str, str], str]:
    """Numerator and denominator of every test, as text of the national file."""
    found = {}
    for code in RULES.tests:
        top, bottom = (1, 1) if code in FLAGS else (IN_BAND.get(code, 950), 1000)
        found[code, "Numerator"], found[code, "Denominator"] = str(top), str(bottom)
    return found


def row(
    number: int,
    indicator: str,
    currency: str,
    value: str,
    other: Mapping[str, str | date] = NOTHING_ELSE,
) -> RegisterRow:
    """A provider row of the trust in July 2022, or with something else in a column."""
    cells: dict[str, Cell] = {
        "organisation code": TRUST,
        "organisation level": "Provider",
        "reporting period start": date(2022, 7, 1),
        "indicator": indicator,
        "currency": currency,
        "value": value,
    }
    return RegisterRow(number, {**cells, **other})


def register(written: Written) -> Register:
    """The register with these figures."""
    rows = [row(n, *name, value) for n, (name, value) in enumerate(written.items(), 2)]
    return Register("MSDS measures", tuple(rows))


def counts(written: Written) -> MonthCounts:
    """The figures as counts of the month."""
    return counts_of(register(written), TRUST, JULY)


def spoilt(code: str, numerator: str | int | None, denominator: str | int | None) -> Written:
    """The good month with other counts for one test; None takes the row away."""
    found = good()
    for currency, value in (("Numerator", numerator), ("Denominator", denominator)):
        del found[code, currency]
        if value is not None:
            found[code, currency] = str(value)
    return found


def checked(written: Written, metric: str, on: date = SINCE_RETIRED) -> Checked:
    """What a metric comes to."""
    return check_metric(RULES.metrics[metric], RULES, counts(written), on)
