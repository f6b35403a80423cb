"""Registers of safety action 6: the bundle's figures, audits and elements."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Cell, Register
from mis_assessor.core.rules.quantities import Month
from trust_year.rows import Trust, months, register

PERIOD = (date(2022, 7, 1), date(2022, 10, 1))
FIRST_DAY = date(2021, 8, 9)
SHARES = {
    "E1-A": 97,
    "E1-B": 96,
    "E2": 98,
    "E3-A": 97,
    "E3-B": 97,
    "E5-A": 92,
    "E5-B": 95,
    "E5-C": 96,
}
"""Process indicators in percent; other indicators have no pass mark."""
OF_BIRTHS = {"E3-B": 0.18, "E5-A": 0.022, "E5-B": 0.008, "E5-C": 0.022}
USUALLY = 12
IN_THE_BAND = {"E5-A": 82, "E5-B": 82, "E5-C": 82}
OTHER_BAND = 86
"""Percent where a plan is needed, for the preterm indicators and for the others."""


def care_bundle_figures(
    trust: Trust, indicators: Sequence[str], in_the_band: frozenset[str]
) -> Register:
    """Every indicator for four months in a row, from the maternity system."""
    rows: list[dict[str, Cell | None]] = []
    for indicator in dict.fromkeys((*SHARES, *indicators)):
        share = SHARES.get(indicator, USUALLY)
        if indicator in in_the_band:
            share = IN_THE_BAND.get(indicator, OTHER_BAND)
        rows += _monthly(trust, indicator, share)
    return register(
        trust.year,
        "care bundle figures",
        rows,
        trust.year.moved(FIRST_DAY),
        taken_from="maternity information system",
    )


def _monthly(trust: Trust, indicator: str, share: int) -> Iterator[dict[str, Cell | None]]:
    """Four months that together come to the share, or just above."""
    women = max(1, round(trust.births * OF_BIRTHS.get(indicator, 1) / 12))
    asked = done = 0
    first, last = (trust.year.moved(day) for day in PERIOD)
    for month in months(Month(first.year, first.month), Month(last.year, last.month)):
        asked_now = women + trust.random.randint(0, women // 12)
        asked += asked_now
        done_now = min(asked_now, -(-asked * share // 100) - done)
        done += done_now
        yield {
            "indicator": indicator,
            "month": month,
            "numerator": done_now,
            "denominator": asked_now,
            "taken from": "system",
        }


def audits(trust: Trust, about: Sequence[str]) -> Register:
    """An audit for each subject the rules name, of forty cases in a row."""
    return register(
        trust.year,
        "audits",
        list(_audits(trust, about)),
        trust.year.moved(FIRST_DAY),
        taken_from="clinical audit department",
    )


def _audits(trust: Trust, about: Sequence[str]) -> Iterator[dict[str, Cell | None]]:
    for number, subject in enumerate(about, start=1):
        first = trust.year.moved(date(2022, 6, 1)) + timedelta(weeks=2 * number)
        yield {
            "audit": f"AU-{number:02}",
            "about": subject,
            "covers from": first,
            "covers to": first + timedelta(days=27),
            "cases in the period": 64,
            "cases looked at": 40,
            "in a row": True,
            "numerator": trust.random.randint(36, 39),
            "denominator": 40,
            "improvement evidence shown": True,
        }


def elements(trust: Trust, alternative: str | None = None) -> Register:
    """The five elements; for one of them an alternative may have been agreed."""
    done = trust.year.moved(date(2022, 3, 31))
    return register(
        trust.year,
        "elements and agreed alternatives",
        [
            {"element": e, "implemented": False, **_AGREED}
            if e == alternative
            else {"element": e, "implemented": True, "fully implemented on": done}
            for e in ("1", "2", "3", "4", "5")
        ],
        trust.year.moved(FIRST_DAY),
        taken_from="care bundle steering group",
    )


_AGREED = {
    "alternative agreed by commissioner on": date(2022, 9, 14),
    "alternative accepted by Clinical Network on": date(2022, 10, 5),
}
