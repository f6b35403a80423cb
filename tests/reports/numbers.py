"""Numbers with the limit that their test names."""

from fractions import Fraction

from mis_assessor.core.findings.finding import FigureLimit, Number
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.verdicts import Verdict

LIMITS = {
    "is at least 90%": FigureLimit(Way.AT_LEAST, Fraction(9, 10), share=True),
    "is at least 95%": FigureLimit(Way.AT_LEAST, Fraction(19, 20), share=True),
    "is at least all of them": FigureLimit(Way.AT_LEAST, Fraction(1), share=True),
    "is at most 5%": FigureLimit(Way.AT_MOST, Fraction(1, 20), share=True),
    "is under 5%": FigureLimit(Way.UNDER, Fraction(1, 20), share=True),
    "is more than 5%": FigureLimit(Way.MORE_THAN, Fraction(1, 20), share=True),
    "has at least 9 passes": FigureLimit(Way.AT_LEAST, Fraction(9), share=False),
    "is at least 2": FigureLimit(Way.AT_LEAST, Fraction(2), share=False),
}


def counted(
    name: str,
    done: int,
    of: int | None,
    open_: int = 0,
    unknown: int = 0,
    *,
    test: str,
    verdict: Verdict = Verdict.MET,
) -> Number:
    """A number of which this is asked."""
    return Number(name, done, of, open_, unknown, test=test, verdict=verdict, asked=LIMITS[test])
