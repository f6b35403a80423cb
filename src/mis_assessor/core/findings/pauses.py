"""The pause ledger: every obligation a pause or an exclusion touched, and the sum.

A pause suspends obligations, not facts. Each line says what was suspended or went on,
by what authority, how many days were discounted, and how a moved date comes about.

One line of the pause ledger.

The pauses of a scheme year as a reader of the assessment sees them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mis_assessor.core.deciding.rollup import CONDITIONS
from mis_assessor.core.rules.calendar import ONE_DAY, after
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import tests_in
from mis_assessor.core.rules.once import ByIdentity, once_each
from mis_assessor.core.rules.quantities import Length
from mis_assessor.core.rules.questions import CasesQuestion, DocumentsQuestion, QuestionWindow
from mis_assessor.core.rules.readings import Reading, readings_of
from mis_assessor.core.rules.row_tests import RowTest
from mis_assessor.core.rules.rulebook import Edition, Pause, Publication, Rule, Rulebook
from mis_assessor.core.wording import counted, on_day


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What one pause or exclusion did to one requirement."""

    requirement: str
    title: str
    pause: str
    effect: str
    """``suspended``, ``continues``, ``best effort`` or ``excluded``."""
    days: int
    """Days discounted; 0 where the duty went on."""
    sum: str
    """How the days, or a moved date, come about."""
    authority: str
    status: str
    """How the words of the authority are known."""
    end_status: str = ""
    """How the last day of the pause is known, where not as its words are."""


def pause_ledger(rulebook: Rulebook, edition: Edition) -> tuple[LedgerLine, ...]:
    """Every line of an edition, in the order of the rulebook."""
    pauses, sources = tuple(map(ByIdentity, rulebook.year.pauses)), ByIdentity(rulebook.sources)
    return tuple(
        line
        for rule in rulebook.rules
        if rule.requirement.decided and edition.id in rule.requirement.applies.editions
        for line in _of_rule(rule, edition.id, pauses, sources)
    )


Sources = Mapping[str, Publication]


@once_each
def _of_rule(
    rule: Rule,
    edition: str,
    pauses: tuple[ByIdentity[Pause], ...],
    sources: ByIdentity[Sources],
) -> tuple[LedgerLine, ...]:
    reading = readings_of(rule, edition)[0]
    its_own_duty = rule.action == CONDITIONS and rule.requirement.applies.in_a_pause == "continues"
    suspending = () if its_own_duty else pauses
    return (
        *(_of_pause(sources.it, rule, pause.it, reading) for pause in suspending),
        *_exclusions(sources.it, rule, reading),
    )


def _of_pause(sources: Sources, rule: Rule, pause: Pause, reading: Reading) -> LedgerLine:
    requirement = rule.requirement
    effect = requirement.applies.in_a_pause
    windows = list(_windows(rule, reading))
    days, told = 0, "Went on through the pause; no day is discounted."
    if effect == "suspended":
        rounds = [(first, last) for first, last, discounted in windows if discounted]
        days = max((_overlap(pause, first, last) for first, last in rounds), default=0)
        told = " ".join(_sums(rule, pause, reading, windows)) or (
            "Nothing of it was due on the days of the pause."
        )
    if effect == "best effort":
        told = "Every reasonable effort was asked for; a miss on these days is no breach."
    return LedgerLine(
        requirement.id,
        requirement.title,
        pause.title,
        effect,
        days,
        told,
        _authority(sources, pause.document),
        pause.status.value,
        pause.end_known.value if pause.end_known is not pause.status else "",
    )


def _sums(
    rule: Rule, pause: Pause, reading: Reading, windows: list[tuple[date, date, bool]]
) -> Iterator[str]:
    for first, last, discounted in windows:
        days = _overlap(pause, first, last)
        if not days:
            continue
        start, end = max(first, pause.from_), min(last, pause.to)
        if not discounted:
            yield (
                f"Nothing was asked {on_day(start, 'from ')} to {on_day(end, '')}. What happened "
                f"on those days still counts in the window {on_day(first, '')} to "
                f"{on_day(last, '')}, so no day is discounted."
            )
            continue
        yield (
            f"{on_day(start, '')} to {on_day(end, '')}: {counted(days, 'days')} of the window "
            f"{on_day(first, '')} to {on_day(last, '')} are discounted."
        )
        for test in tests_in(rule.requirement.met_when):
            length = reading.value(test.value) if test.op is Op.GAPS_AT_MOST else None
            if isinstance(length, Length):
                restart = pause.to + ONE_DAY
                yield (
                    f"The clock starts afresh {on_day(restart)}: {on_day(restart, '')} + "
                    f"{length.written} = {on_day(after(restart, length), '')}."
                )
    outside = [first for first, _, _ in windows if first > pause.to]
    if outside and not any(_overlap(pause, f, last) for f, last, _ in windows):
        yield (
            f"Counted from {on_day(min(outside), '')}, after the pause; "
            "nothing before that day is asked for."
        )


def _overlap(pause: Pause, first: date, last: date) -> int:
    start, end = max(first, pause.from_), min(last, pause.to)
    return max(0, (end - start).days + 1)


def _windows(rule: Rule, reading: Reading) -> Iterator[tuple[date, date, bool]]:
    """Each stretch of days the questions are about, and whether a pause takes days out of it.

    It does where something comes round; a count of cases or people goes on over it.
    """
    rounds = {
        test.evidence
        for test in tests_in(rule.requirement.met_when)
        if test.op in (Op.GAPS_AT_MOST, Op.ONE_IN_EVERY)
    }
    for name, question in rule.requirement.evidence.items():
        within = "between" if isinstance(question, DocumentsQuestion) else "covers"
        window = getattr(question, within, None)
        if isinstance(window, QuestionWindow):
            first, last = reading.value(window.from_), reading.value(window.to)
            if isinstance(first, date) and isinstance(last, date):
                by_name = isinstance(question, DocumentsQuestion) and question.even_in_a_pause
                yield first, last, name in rounds and not by_name


def _exclusions(sources: Sources, rule: Rule, reading: Reading) -> Iterator[LedgerLine]:
    """Cases the guidance leaves out because of the days they fell on."""
    for question in rule.requirement.evidence.values():
        if not isinstance(question, CasesQuestion):
            continue
        for line in question.leave_out:
            if not isinstance(line, RowTest) or not (line.from_ and line.to):
                continue
            first, last = reading.value(line.from_), reading.value(line.to)
            if not (isinstance(first, date) and isinstance(last, date)):
                continue
            entry = reading.entry(line.to)
            source = entry.source if entry and entry.source else rule.requirement.source
            days = (last - first) // timedelta(days=1) + 1
            yield LedgerLine(
                rule.requirement.id,
                rule.requirement.title,
                "Exclusion of cases by their day",
                "excluded",
                days,
                f"Cases of {on_day(first, '')} to {on_day(last, '')} are left out: "
                f"{counted(days, 'days')}.",
                _authority(sources, source.document),
                entry.status.value if entry else "",
            )


def _authority(sources: Sources, document: str) -> str:
    found = sources.get(document)
    return found.short_title if found else document


@dataclass(frozen=True, slots=True)
class PauseShown:
    """A pause as a reader needs it."""

    title: str
    first: date
    last: date
    suspends: str
    continues: tuple[str, ...]
    best_effort: tuple[str, ...]
    source: str
    status: str
    """How its words and its first day are known."""
    end_status: str
    """How its last day is known."""


def pauses_shown(rulebook: Rulebook) -> tuple[PauseShown, ...]:
    """Every pause of the year, with the short title of its source."""
    return tuple(
        PauseShown(
            p.title,
            p.from_,
            p.to,
            p.suspends,
            p.continues,
            p.best_effort,
            _title(rulebook, p.document),
            p.status.value,
            p.end_known.value,
        )
        for p in rulebook.year.pauses
    )


def _title(rulebook: Rulebook, document: str) -> str:
    found = rulebook.sources.get(document)
    return found.short_title if found else document
