"""Rows of a register by month and measure, beside what a national file has for that month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mis_assessor.core.checking.agreement import Agreement, Compared, worst
from mis_assessor.core.checking.comparisons import MonthlyComparison
from mis_assessor.core.checking.own_rows import fits
from mis_assessor.core.checking.published import (
    NationalData,
    NationalSource,
    PublishedFigure,
    Release,
    Span,
    share_between,
    span_of,
)
from mis_assessor.core.checking.rebuilt import RebuiltResult, rebuilt_result
from mis_assessor.core.checking.under_other_codes import under_other_codes
from mis_assessor.core.cqim.rules import CqimRules
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import RegisterRow, Submission
from mis_assessor.core.rules.calendar import first_day
from mis_assessor.core.rules.quantities import Month, Share
from mis_assessor.core.wording import capital

RESULT, NUMERATOR, DENOMINATOR, RATE = "result", "numerator", "denominator", "rate"
PASS = "pass"
NO_PASSES = ("fail", "low dq", "dns")
"""Results that are no pass: whichever of them is written, the metric does not pass."""


@dataclass(frozen=True, slots=True)
class MonthlyLook:
    """Everything one monthly comparison is made with."""

    comparison: MonthlyComparison
    submission: Submission
    national: NationalData
    rules: CqimRules
    serves: tuple[str, ...]
    limits: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One respect in which a row and the file were compared."""

    agreement: Agreement
    says: str


def compare_months(look: MonthlyLook) -> Iterator[Compared | str]:
    """What came of each row; a sentence where no file is about its month."""
    register = look.submission.registers.get(look.comparison.register_)
    unseen: dict[str, int] = {}
    for row in register.rows if register else ():
        measure = str(row.cells.get(look.comparison.named_in, ""))
        month = row.cells.get("month")
        written = look.comparison.measures.get(measure)
        if written is None or not isinstance(month, Month) or not _counts(row, look):
            continue
        sources = [s for s in written if (s, month) in look.national.months]
        if not sources:
            unseen[str(month)] = unseen.get(str(month), 0) + 1
        for source in sources:
            yield _compared(look, row, month, source, written)
    for told, rows in unseen.items():
        yield (
            f"{look.comparison.title}: no file given is about {told} "
            f"({rows} of the rows in “{look.comparison.register_}”)."
        )


def _counts(row: RegisterRow, look: MonthlyLook) -> bool:
    return fits(row, look.comparison.where) is not False


def _compared(
    look: MonthlyLook,
    row: RegisterRow,
    month: Month,
    source: NationalSource,
    written: Mapping[NationalSource, str],
) -> Compared:
    name = folded(written[source])
    here = [
        f
        for f in look.national.figures.get(look.submission.trust_code, ())
        if f.source is source and f.month == month and folded(f.measure) == name
    ]
    measure = str(row.cells[look.comparison.named_in])
    ours = _own(row)
    if not here:
        day = first_day(month)
        says = (
            f"The {source.value} file has no row of {look.submission.trust_code} for {measure} in "
            f"{day:%B %Y}. {under_other_codes(look.national, look.submission.trust_code, day)}"
        ).strip()
        return _written(look, row, month, Agreement.CANNOT_TELL, ours, "no row", says, source.value)
    release = _release(here)
    figures = [f for f in here if f.release is release]
    parts = [*_results(look, row, figures, month), *_counts_held(look, row, figures)]
    parts += _beside_the_limit(look, row, figures)
    agreement = worst([part.agreement for part in parts])
    told = " ".join(part.says for part in parts) or "Neither has a figure to compare."
    own_release = str(row.cells.get("release", ""))
    if release is not Release.FINAL and agreement is Agreement.DIFFERS:
        agreement = Agreement.CANNOT_TELL
        told += f" The file is {_not_final(release)}, so the figures may still change."
    elif release is Release.FINAL and own_release == Release.PROVISIONAL.value:
        told += " The submission has the provisional figures; the final ones are published."
    theirs = _theirs(figures)
    return _written(look, row, month, agreement, ours, theirs, told, figures[0].place)


def _written(
    look: MonthlyLook,
    row: RegisterRow,
    month: Month,
    agreement: Agreement,
    ours: str,
    theirs: str,
    says: str,
    place: str,
) -> Compared:
    measure = row.cells[look.comparison.named_in]
    about = (
        f"{look.comparison.title}: {measure}, {first_day(month):%B %Y} "
        f"({look.comparison.register_}, row {row.number})"
    )
    return Compared(
        look.comparison.id,
        about,
        agreement,
        ours,
        theirs,
        says,
        place,
        look.serves,
        look.comparison.status.value,
    )


def _release(figures: Sequence[PublishedFigure]) -> Release:
    """Final figures where there are some, else those that do not say, else provisional ones."""
    there = {f.release for f in figures}
    return next(r for r in (Release.FINAL, Release.NOT_SAID, Release.PROVISIONAL) if r in there)


def _not_final(release: Release) -> str:
    return "provisional" if release is Release.PROVISIONAL else "not said to be final"


def _own(row: RegisterRow) -> str:
    said = []
    top, bottom = row.cells.get(NUMERATOR), row.cells.get(DENOMINATOR)
    if isinstance(top, int) and isinstance(bottom, int):
        said.append(f"{top:,} of {bottom:,}")
    said += [str(row.cells[name]) for name in (RESULT, "release") if name in row.cells]
    return ", ".join(said) or "no figure"


def _theirs(figures: Sequence[PublishedFigure]) -> str:
    said = {f"{f.part} {f.value}": None for f in figures}
    return ", ".join((*said, figures[0].release.value))


def _values(figures: Sequence[PublishedFigure], part: str) -> list[str]:
    """The different values of one part: one, unless the file says two things."""
    return list(dict.fromkeys(f.value for f in figures if f.part.casefold() == part))


def _results(
    look: MonthlyLook, row: RegisterRow, figures: Sequence[PublishedFigure], month: Month
) -> Iterator[_Part]:
    own = row.cells.get(RESULT)
    if own is None:
        return
    published = _published_result(figures)
    rebuilt = _rebuilt(look, row, figures[0], month)
    counts = f" The counts of the file come to “{rebuilt.result}”." if rebuilt else ""
    if published is None and rebuilt is None:
        return
    told = published or (rebuilt.result if rebuilt else "")
    how = "has" if published else "comes by its own counts to"
    says = f"The submission has “{own}” and the file {how} “{told}”."
    if published and rebuilt and _passes(published) is not _passes(rebuilt.result):
        says += counts
    alike = _passes(str(own)) is _passes(told)
    if alike and folded(str(own)) != folded(told):
        says += " Neither is a pass."
    yield _Part(Agreement.AGREES if alike else Agreement.DIFFERS, says)


def _rebuilt(
    look: MonthlyLook, row: RegisterRow, figure: PublishedFigure, month: Month
) -> RebuiltResult | None:
    """What the file's own counts of the month come to, where it has those of every test."""
    beside = [
        f
        for f in look.national.figures[look.submission.trust_code]
        if (f.source, f.month, f.release) == (figure.source, month, figure.release)
    ]
    day = row.day("published on") or figure.last
    return rebuilt_result(look.rules, figure.measure, beside, month, day)


def _published_result(figures: Sequence[PublishedFigure]) -> str | None:
    said = _values(figures, RESULT)
    said += [v for v in _values(figures, RATE) if folded(v) in NO_PASSES]
    return said[0] if len({_passes(one) for one in said}) == 1 else None


def _passes(result: str) -> bool:
    return folded(result) == PASS


def _counts_held(
    look: MonthlyLook, row: RegisterRow, figures: Sequence[PublishedFigure]
) -> Iterator[_Part]:
    published = _published_result(figures)
    if published is not None and not _passes(published) and _nothing_shown(figures):
        return  # where quality fails the counts are published as nothing
    for name in (NUMERATOR, DENOMINATOR):
        own = row.cells.get(name)
        spans = _spans(look, figures, name)
        if not isinstance(own, int) or not spans:
            continue
        if len(spans) > 1:
            both = " and ".join(map(str, spans))
            yield _Part(Agreement.CANNOT_TELL, f"The file gives the {name} as {both}.")
        else:
            agreement = Agreement.AGREES if spans[0].holds(own) else Agreement.DIFFERS
            yield _Part(agreement, f"{capital(name)}: {own:,} here, {spans[0]} there.")


def _nothing_shown(figures: Sequence[PublishedFigure]) -> bool:
    shown = [*_values(figures, NUMERATOR), *_values(figures, DENOMINATOR)]
    return all(value in ("0", "0.0", "") for value in shown)


def _spans(look: MonthlyLook, figures: Sequence[PublishedFigure], part: str) -> list[Span]:
    rounding = look.rules.rounding if figures[0].rounded else None
    found = (span_of(value, rounding) for value in _values(figures, part))
    return [span for span in found if span is not None]


def _beside_the_limit(
    look: MonthlyLook, row: RegisterRow, figures: Sequence[PublishedFigure]
) -> Iterator[_Part]:
    """The published share beside what is needed, where no published result settles it."""
    tops, bottoms = _spans(look, figures, NUMERATOR), _spans(look, figures, DENOMINATOR)
    if not look.limits or len(tops) != 1 or len(bottoms) != 1:
        return
    between = share_between(tops[0], bottoms[0])
    if between is None:
        return
    needed = look.limits[-1]
    above = look.comparison.must_exceed
    least, most = (_enough(share, needed.of_one, above=above) for share in between)
    words = f"{'more than' if above else 'at least'} {needed.written}"
    share = f"between {_cut(between[0])} and {_cut(between[1])}"
    own = row.cells.get(RESULT)
    if least is not most:
        says = f"Before rounding the published share is {share}, and {words} is needed: it may be "
        says += "either side of the line."
        settled = _published_result(figures) is not None
        yield _Part(Agreement.AGREES if settled else Agreement.CANNOT_TELL, says)
    elif own is not None:
        alike = least is _passes(str(own))
        says = f"The published share is {share}, and {words} is needed"
        says += "." if alike else f"; the submission has “{own}”."
        yield _Part(Agreement.AGREES if alike else Agreement.DIFFERS, says)


def _enough(share: Fraction, needed: Fraction, *, above: bool) -> bool:
    return share > needed if above else share >= needed


def _cut(share: Fraction) -> str:
    return f"{int(share * 10_000) / 100:g}%"
