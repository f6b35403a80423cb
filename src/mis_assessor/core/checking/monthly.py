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
from mis_assessor.core.checking.results import (
    RESULT,
    HeldPart,
    is_pass,
    published_result,
    rebuilt_result,
    results_held,
    values_told,
)
from mis_assessor.core.checking.under_other_codes import under_other_codes
from mis_assessor.core.cqim.rules import CqimRules
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import RegisterRow, Submission
from mis_assessor.core.rules.calendar import first_day
from mis_assessor.core.rules.quantities import Month, Share
from mis_assessor.core.wording import capital

NUMERATOR, DENOMINATOR = "numerator", "denominator"


@dataclass(frozen=True, slots=True)
class MonthlyLook:
    """Everything one monthly comparison is made with."""

    comparison: MonthlyComparison
    submission: Submission
    national: NationalData
    rules: CqimRules
    serves: tuple[str, ...]
    limits: tuple[Share, ...]


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
        sources = [s for s in written if _is_about(look, s, month, written[s])]
        if not sources:
            unseen[str(month)] = unseen.get(str(month), 0) + 1
        for source in sources:
            yield _compared(look, row, month, source, written)
    for told, rows in unseen.items():
        yield (
            f"{look.comparison.title}: no file given is about {told} "
            f"({rows} of the rows in “{look.comparison.register_}”)."
        )


def _is_about(look: MonthlyLook, source: NationalSource, month: Month, name: str) -> bool:
    """Whether a file says something of the month; a table filled in by hand only by its rows."""
    if source is NationalSource.SCORECARD:
        return bool(_published(look, source, month, name))
    return (source, month) in look.national.months


def _published(
    look: MonthlyLook, source: NationalSource, month: Month, name: str
) -> list[PublishedFigure]:
    return [
        f
        for f in look.national.figures.get(look.submission.trust_code, ())
        if f.source is source and f.month == month and folded(f.measure) == folded(name)
    ]


def _counts(row: RegisterRow, look: MonthlyLook) -> bool:
    return fits(row, look.comparison.where) is not False


def _compared(
    look: MonthlyLook,
    row: RegisterRow,
    month: Month,
    source: NationalSource,
    written: Mapping[NationalSource, str],
) -> Compared:
    here = _published(look, source, month, written[source])
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
    parts = [*_results(look, row, figures), *_counts_held(look, row, figures)]
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


def _results(
    look: MonthlyLook, row: RegisterRow, figures: Sequence[PublishedFigure]
) -> Iterator[HeldPart]:
    own = row.cells.get(RESULT)
    if own is None:
        return
    first = figures[0]
    beside = [
        f
        for f in look.national.figures[look.submission.trust_code]
        if (f.source, f.month, f.release) == (first.source, first.month, first.release)
    ]
    day = row.day("published on") or first.last
    rebuilt = rebuilt_result(look.rules, first.measure, beside, day)
    held = results_held(str(own), published_result(figures), rebuilt)
    if held is not None:
        yield held


def _counts_held(
    look: MonthlyLook, row: RegisterRow, figures: Sequence[PublishedFigure]
) -> Iterator[HeldPart]:
    published = published_result(figures)
    if published is not None and not is_pass(published) and _nothing_shown(figures):
        return  # where quality fails the counts are published as nothing
    if figures[0].source is NationalSource.MSDS_DATA_QUALITY:
        return  # it counts every record of a table, of which the criterion looks at some
    for name in (NUMERATOR, DENOMINATOR):
        own = row.cells.get(name)
        spans = _spans(look, figures, name)
        if not isinstance(own, int) or not spans:
            continue
        if len(spans) > 1:
            both = " and ".join(map(str, spans))
            yield HeldPart(Agreement.CANNOT_TELL, f"The file gives the {name} as {both}.")
        else:
            agreement = Agreement.AGREES if spans[0].holds(own) else Agreement.DIFFERS
            yield HeldPart(agreement, f"{capital(name)}: {own:,} here, {spans[0]} there.")


def _nothing_shown(figures: Sequence[PublishedFigure]) -> bool:
    shown = [*values_told(figures, NUMERATOR), *values_told(figures, DENOMINATOR)]
    return all(value in ("0", "0.0", "") for value in shown)


def _spans(look: MonthlyLook, figures: Sequence[PublishedFigure], part: str) -> list[Span]:
    rounding = look.rules.rounding if figures[0].rounded else None
    found = (span_of(value, rounding) for value in values_told(figures, part))
    return [span for span in found if span is not None]


def _beside_the_limit(
    look: MonthlyLook, row: RegisterRow, figures: Sequence[PublishedFigure]
) -> Iterator[HeldPart]:
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
        settled = published_result(figures) is not None
        yield HeldPart(Agreement.AGREES if settled else Agreement.CANNOT_TELL, says)
    elif own is not None:
        alike = least is is_pass(str(own))
        says = f"The published share is {share}, and {words} is needed"
        says += "." if alike else f"; the submission has “{own}”."
        yield HeldPart(Agreement.AGREES if alike else Agreement.DIFFERS, says)


def _enough(share: Fraction, needed: Fraction, *, above: bool) -> bool:
    return share > needed if above else share >= needed


def _cut(share: Fraction) -> str:
    return f"{int(share * 10_000) / 100:g}%"
