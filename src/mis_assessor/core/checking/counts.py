"""Counts that only a national body can supply, and totals by size, beside the trust's own rows."""

from collections.abc import Iterator
from fractions import Fraction
from statistics import fmean

from mis_assessor.core.checking.agreement import Agreement, Compared
from mis_assessor.core.checking.comparisons import CountComparison, SizeComparison
from mis_assessor.core.checking.own_rows import OwnCount, fits, own_count
from mis_assessor.core.checking.published import (
    NationalData,
    NationalSource,
    PublishedFigure,
    Release,
    Span,
    days_told,
    span_of,
)
from mis_assessor.core.consistency.counts import OUTSIDE_TOTALS
from mis_assessor.core.cqim.rules import Rounding
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import RegisterRow, Submission
from mis_assessor.core.rules.quantities import Share


def compare_counts(
    comparison: CountComparison,
    submission: Submission,
    national: NationalData,
    serves: tuple[str, ...],
    rounding: Rounding,
) -> Iterator[Compared | str]:
    """What came of each count supplied; a sentence where none was."""
    supplied = [
        f
        for f in national.figures.get(submission.trust_code, ())
        if f.source is NationalSource.CASE_COUNTS
        and folded(f.part) == folded(comparison.counted_by)
        and folded(f.measure) == folded(comparison.subject)
    ]
    register = submission.registers.get(comparison.register_)
    if not supplied:
        yield (
            f"{comparison.title}: no count by {comparison.counted_by} was given, so nobody outside "
            f"the trust says whether “{comparison.register_}” is complete."
        )
        return
    for figure in supplied:
        span = span_of(figure.value, rounding if figure.rounded else None)
        about = f"{comparison.title}, {days_told(figure.first, figure.last)}"
        if span is None or register is None:
            agreement, ours = Agreement.CANNOT_TELL, "no register"
            says = f"The submission has no register of {comparison.register_}."
            if span is None:
                ours = "not compared"
                says = f"“{figure.value}” is not a count."
        else:
            own = own_count(register, comparison.day, comparison.where, figure.first, figure.last)
            agreement, says = _held(comparison, own, span, figure)
            ours = f"{own.certain:,}" + (f" and {own.open:,} open" if own.open else "")
        yield Compared(
            comparison.id,
            about,
            agreement,
            ours,
            str(span) if span else figure.value,
            says,
            figure.place,
            serves,
            comparison.status.value,
        )
        if span is not None:
            yield from _told_by_the_trust(comparison, submission, figure, span, serves)


def _held(
    comparison: CountComparison, own: OwnCount, span: Span, figure: PublishedFigure
) -> tuple[Agreement, str]:
    by = comparison.counted_by
    says = f"“{comparison.register_}” has {own.certain:,} of these days, and {by} counts {span}."
    if own.open:
        says += f" {own.open:,} more rows do not say whether they belong to it."
    if span.least <= own.certain + own.open and own.certain <= span.most:
        return (Agreement.CANNOT_TELL if own.open else Agreement.AGREES), says
    if not own.covers:
        return Agreement.CANNOT_TELL, (
            f"{says} The register does not say that it covers all of these days."
        )
    if figure.release is Release.PROVISIONAL:
        return Agreement.CANNOT_TELL, f"{says} The count is provisional and may still change."
    return Agreement.DIFFERS, (
        f"{says} Lay the two lists side by side, case by case, before anything is concluded."
    )


def _told_by_the_trust(
    comparison: CountComparison,
    submission: Submission,
    figure: PublishedFigure,
    span: Span,
    serves: tuple[str, ...],
) -> Iterator[Compared]:
    """The trust's own note of the same count, where it covers the same days."""
    totals = submission.registers.get(OUTSIDE_TOTALS)
    if not comparison.told_in or totals is None:
        return
    for row in totals.rows:
        said = row.cells.get("count")
        if not _same(row, comparison, figure) or not isinstance(said, int):
            continue
        alike = span.holds(said)
        yield Compared(
            comparison.id,
            f"{comparison.title} as “{OUTSIDE_TOTALS}” tells it, row {row.number}",
            Agreement.AGREES if alike else Agreement.DIFFERS,
            f"{said:,}",
            str(span),
            f"The submission says that {comparison.counted_by} counted {said:,}, and "
            f"{comparison.counted_by} says {span}.",
            figure.place,
            serves,
            comparison.status.value,
        )


def _same(row: RegisterRow, comparison: CountComparison, figure: PublishedFigure) -> bool:
    days = (row.day("from"), row.day("to")) == (figure.first, figure.last)
    return days and fits(row, comparison.told_in) is True


def compare_sizes(
    comparison: SizeComparison,
    submission: Submission,
    national: NationalData,
    serves: tuple[str, ...],
) -> Iterator[Compared]:
    """Whether the mean month of a column is of the size of the published mean month."""
    register = submission.registers.get(comparison.register_)
    own = [
        cell
        for row in (register.rows if register else ())
        if isinstance(cell := row.cells.get(comparison.column), int)
    ]
    if not own:
        return
    mine = fmean(own)
    for figure in national.figures.get(submission.trust_code, ()):
        written = comparison.published.get(figure.source)
        if written is None or folded(written) != folded(figure.measure):
            continue
        span = span_of(figure.value, None)
        if span is None or span.least == 0:
            continue
        months = 12 * (figure.last.year - figure.first.year) + (
            figure.last.month - figure.first.month + 1
        )
        theirs = span.least / months
        agreement = _sized(mine, theirs, comparison)
        yield Compared(
            comparison.id,
            f"{comparison.title}, {days_told(figure.first, figure.last)}",
            agreement,
            f"{mine:.0f} a month",
            f"{theirs:.0f} a month",
            f"“{comparison.column}” is on average {mine:.0f} a month, and {figure.measure} in the "
            f"file {theirs:.0f}. "
            + (
                "They are of the same size."
                if agreement is Agreement.AGREES
                else f"Between {_share(comparison.at_least)} and {_share(comparison.at_most)} of "
                "it is expected. Look whether one is of part of the trust or of other months."
            ),
            figure.place,
            serves,
            comparison.status.value,
        )


def _sized(mine: float, theirs: float, comparison: SizeComparison) -> Agreement:
    share = Fraction(mine) / Fraction(theirs)
    within = _of_one(comparison.at_least) <= share <= _of_one(comparison.at_most)
    return Agreement.AGREES if within else Agreement.DIFFERS


def _of_one(share: Share) -> Fraction:
    return share.of_one


def _share(share: Share) -> str:
    return share.written
