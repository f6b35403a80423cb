"""The story of one finding: the question, the rows, the sum, the rule, what would change it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.evidence.answers import Failed
from mis_assessor.core.findings.clock import ClockKind
from mis_assessor.core.findings.finding import Finding, Number, Part
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Status
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import capital, counted, listed, on_day, percent
from mis_assessor.reports.pages.figures import place
from mis_assessor.reports.pages.margins import Margin, margin
from mis_assessor.reports.pages.outcome import status_words
from mis_assessor.reports.rulebook_words import condition_told

MOST_ROWS = 25


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of the story under its heading."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """How one requirement came to its verdict, from the question to what would change it."""

    id: str
    title: str
    verdict: str
    trust: str
    as_at: str
    headings: tuple[Heading, ...]


def story(assessment: Assessment, finding: Finding, rule: Rule) -> Story:
    """The whole story; a heading that has nothing to say is left out."""
    headings = (
        Heading("What is asked", _asked(finding)),
        Heading("The values it rests on", _values(finding)),
        Heading("What the folder says", tuple(_rows(finding))),
        Heading("The sum", tuple(chain.from_iterable(_sums(finding)))),
        Heading("Where it does not hold", _cases(finding.failed)),
        Heading("What is still open", _cases(finding.open)),
        Heading("The rule", tuple(_rule(finding, rule))),
        Heading("The answer", tuple(_answer(assessment, finding))),
        Heading("What would change it", tuple(_changes(finding, rule))),
    )
    return Story(
        finding.id,
        finding.title,
        finding.verdict.value,
        f"{assessment.trust_name} ({assessment.trust_code})",
        f"{on_day(assessment.on, '')}, {assessment.scheme_title}",
        tuple(h for h in headings if h.lines),
    )


def story_lines(told: Story) -> Iterator[str]:
    """The story as lines on a screen."""
    yield f"{told.id}  {told.title}: {told.verdict}"
    yield f"{told.trust}, as at {told.as_at}"
    for heading in told.headings:
        yield ""
        yield heading.title
        yield from (f"  {line}" for line in heading.lines)


def _asked(finding: Finding) -> tuple[str, ...]:
    return (
        finding.asks,
        f"In our own words, after: {finding.source}.",
        f"Counts towards: {_counts(finding)}. Verified by: {finding.verified_by}.",
    )


def _counts(finding: Finding) -> str:
    if finding.counts_towards == "safety action":
        return place(finding.action)
    return finding.counts_towards


def _values(finding: Finding) -> tuple[str, ...]:
    return tuple(
        f"{t.name}: {t.value} ({status_words(t.status)}"
        + (f"; {t.source})" if t.source != finding.source else ")")
        for t in finding.thresholds
    )


def _rows(finding: Finding) -> Iterator[str]:
    for used in finding.used:
        rows = f", rows {_ranges(used.rows)}" if used.rows else ""
        yield f"{used.item}{rows}: {used.what}"
    yield from finding.remarks


def _ranges(rows: tuple[int, ...]) -> str:
    """Row numbers, neighbours together.

    >>> _ranges((2, 3, 4, 9))
    '2 to 4, 9'
    """
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in spans)


def _parts(finding: Finding) -> tuple[Part, ...]:
    return finding.parts or (Part("", finding.verdict, finding.sentence, finding.numbers),)


def _sums(finding: Finding) -> Iterator[Iterator[str]]:
    for part in _parts(finding):
        yield _of_part(part)


def _of_part(part: Part) -> Iterator[str]:
    about = f"{capital(part.member)}: " if part.member else ""
    left = "" if part.counts else " It is shown and does not count."
    if not part.numbers and part.member:
        yield f"{about}{part.verdict.value}.{left} {part.sentence}".rstrip()
    for number in part.numbers:
        yield f"{about}{_sum(number)}: {number.verdict.value}.{left}"


def _sum(number: Number) -> str:
    told = margin(number)
    if told is None:
        figure = number.figure
        if number.done is not None:
            figure = f"{number.done:,}" + (f" of {number.of:,}" if number.of is not None else "")
        return f"“{number.name}” is {figure or 'not there'}; asked: it {number.test}"
    return f"“{number.name}” is {told.figures}; asked: it {number.test}. {_exactly(told)}"


def _exactly(told: Margin) -> str:
    """The comparison with whole people or cases.

    >>> _exactly(Margin("midwives", 176, 196, 177, Fraction(9, 10), 0, ""))
    'Of 196 that is 176.4, so 177 are needed: one short'
    """
    if told.of is None:
        return f"So {told.needed:,} are needed: {told.words}"
    exact = told.limit * told.of
    if exact.denominator == 1:
        return f"Of {told.of:,} that is {exact.numerator:,}: {told.words}"
    shown = f"{float(exact):.2f}".rstrip("0").rstrip(".")
    return f"Of {told.of:,} that is {shown}, so {told.needed:,} are needed: {told.words}"


def _cases(cases: tuple[Failed, ...]) -> tuple[str, ...]:
    told = [
        f"{one.item}{f', row {one.row}' if one.row else ''}, {one.reference}: {one.what}"
        + (f"; due {on_day(one.due, '')}" if one.due else "")
        + (f"; {counted(one.days_late, 'days')} late" if one.days_late else "")
        for one in cases[:MOST_ROWS]
    ]
    if (more := len(cases) - MOST_ROWS) > 0:
        told.append(f"And {more:,} more; “mis assess … --json -” has all.")
    return tuple(told)


def _rule(finding: Finding, rule: Rule) -> Iterator[str]:
    requirement = rule.requirement
    reading = readings_of(rule, requirement.applies.editions[-1])[0]
    for heading, condition in (
        ("Met when", requirement.met_when),
        ("Or instead", requirement.or_instead),
    ):
        if condition is not None:
            yield f"{heading}: {'; and '.join(condition_told(condition, reading))}."
    yield f"Written in {rule.file}; “mis rules show {finding.id}” prints it whole."
    if finding.fired:
        yield "The reference evaluator and the rules engine decided alike. The engine’s rules:"
        yield from (f"  {name}" for name in finding.fired)


def _answer(assessment: Assessment, finding: Finding) -> Iterator[str]:
    yield f"{capital(finding.verdict.value)}. {finding.sentence}"
    if finding.judged is not None:
        by = finding.judged
        yield f"Judged by {by.who}, {by.role}, {on_day(by.on)}."
    if finding.counts_towards == "safety action" and finding.action:
        action = assessment.actions[finding.action - 1]
        yield (
            f"{place(finding.action)} is {action.verdict.value}: {action.hold} of "
            f"{action.requirements} of its requirements hold."
        )


def _changes(finding: Finding, rule: Rule) -> Iterator[str]:
    """What turns the verdict, for better or worse."""
    for part in _parts(finding):
        if part.counts:
            for number in part.numbers:
                if (told := margin(number)) is not None:
                    yield from _turns(told, part.member, finding)
    for clock in finding.clocks:
        if clock.kind is not ClockKind.FIGURE:
            yield f"By {clock.by}: {clock.what} ({clock.who})."
    if finding.next and not finding.clocks:
        yield finding.next
    if finding.verdict is Verdict.NOT_MET and rule.requirement.or_instead is not None:
        yield "The guidance accepts something instead: see “Or instead” above."
    ours = Status.ASSUMPTION.value
    silent = [t.name for t in finding.thresholds if not t.confirmed and t.status != ours]
    if silent:
        yield (
            f"Nobody has compared {listed(silent)} with the guidance: another value there can "
            "turn the verdict. “mis rules compare” does it with the PDF you have."
        )


def _turns(told: Margin, member: str, finding: Finding) -> Iterator[str]:
    about = f"{member}, “{told.name}”" if member else f"“{told.name}”"
    if told.spare < 0:
        if finding.verdict is not Verdict.MET:
            yield f"{capital(about)}: {-told.spare:,} more; {told.waits or 'none is still open'}."
        return
    fewer = told.done - told.spare - 1
    if fewer >= 0:
        yield f"{capital(about)}: at {fewer:,} instead of {told.done:,} it would not hold."
    if told.of and Fraction(told.done, told.of) > told.limit:
        most = percent(told.done, told.of)
        yield f"{capital(about)}: it holds for any share asked up to {most}."
