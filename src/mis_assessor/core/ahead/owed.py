"""Who owes what by when: open acts, papers nobody checked, papers that end too soon.

Where something of the kind was supplied for another requirement, it is told: most evidence
is asked for more than once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mis_assessor.core.ahead.calendar import EntryState, calendar_of
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.findings.evidence_register import EvidenceItem
from mis_assessor.core.rules.requirement import asked_of
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import capital, listed, on_day

_REGISTER = "register"
_FIRST = 3


class Owing(StrEnum):
    """Why somebody is chased."""

    SEND = "to send"
    ACT = "to do"
    CHECK = "supplied, not checked"
    RENEW = "ends before the declaration"


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is wanting, with the day by which it is."""

    why: Owing
    what: str
    by: date | None
    """The last safe day; None where the day has passed or none is known."""
    who: str
    """As the rules or the folder name it; empty where nobody does."""
    requirements: tuple[str, ...]
    action: int
    kinds: tuple[str, ...] = ()
    """Registers and kinds of document it is about, by which an owner may be named."""
    supplied: str = ""
    """What was supplied already that may do."""

    @property
    def day(self) -> str:
        """Its day in words."""
        return on_day(self.by, "") if self.by else "as soon as possible"


def owed(assessment: Assessment, rulebook: Rulebook) -> tuple[Owed, ...]:
    """Everything owed, the first day first; what has no day is due now and comes before."""
    asks = {
        r.requirement.id: frozenset(a.partition(": ")[2] for a in asked_of(r.requirement))
        for r in rulebook.rules
    }
    found = [
        *_open(assessment, asks),
        *_not_checked(assessment, asks),
        *_ending(assessment, rulebook.year.last_day),
    ]
    return tuple(sorted(found, key=lambda o: (o.by or date.min, o.action, o.what)))


def _open(assessment: Assessment, asks: Mapping[str, frozenset[str]]) -> Iterator[Owed]:
    for entry in calendar_of(assessment).of(EntryState.NOT_SHOWN, EntryState.OPEN):
        passed = entry.state is EntryState.NOT_SHOWN
        kinds = tuple(sorted(_kinds_in(entry.what, entry.requirements, asks)))
        yield Owed(
            Owing.SEND if passed else Owing.ACT,
            capital(entry.what) if not passed else f"{entry.title}: {entry.what}",
            None if passed else entry.last,
            entry.who,
            entry.requirements,
            entry.action,
            kinds,
            _supplied(assessment, entry.what, entry.requirements, kinds),
        )


def _kinds_in(
    what: str, requirements: tuple[str, ...], asks: Mapping[str, frozenset[str]]
) -> set[str]:
    """The kinds that a line names; all that its requirements ask where it names none."""
    asked = {kind for name in requirements for kind in asks.get(name, ())}
    return {kind for kind in asked if kind in what} or asked


def _supplied(
    assessment: Assessment, what: str, requirements: tuple[str, ...], kinds: tuple[str, ...]
) -> str:
    """Documents of the kind that do not serve these, where the line names none itself."""
    papers = [item for item in assessment.evidence if item.kind != _REGISTER]
    if any(item.id in what for item in papers):
        return ""
    found = [i for i in papers if i.kind in kinds and not set(i.serves) & set(requirements)]
    if not found:
        return ""
    told = ", ".join(f"{i.id} “{i.title}” ({_use(i)})" for i in found[:_FIRST])
    more = f" and {len(found) - _FIRST} more" if found[_FIRST:] else ""
    return f"Already supplied: {told}{more}. Look whether it does for this too."


def _use(item: EvidenceItem) -> str:
    return f"for {listed(item.serves)}" if item.serves else "not counted so far"


def _not_checked(assessment: Assessment, asks: Mapping[str, frozenset[str]]) -> Iterator[Owed]:
    wanted: dict[str, list[str]] = defaultdict(list)
    open_ = {f.id: f.action for f in assessment.findings if _waits(f.verdict)}
    for name in open_:
        for kind in asks.get(name, ()):
            wanted[kind].append(name)
    for item in assessment.evidence:
        kind = item.id if item.kind == _REGISTER else item.kind
        if item.checked_by or not wanted.get(kind):
            continue
        names = tuple(wanted[kind])
        yield Owed(
            Owing.CHECK,
            f"Check {_named(item)}, and write who checked it and when",
            None,
            "",
            names,
            open_[names[0]],
            (kind,),
        )


def _waits(verdict: Verdict) -> bool:
    return not verdict.holds and verdict not in (Verdict.NOT_APPLICABLE, Verdict.PAUSED)


def _named(item: EvidenceItem) -> str:
    if item.kind == _REGISTER:
        return f"the register of {item.id}"
    return f"{item.id} “{item.title}” ({item.kind})"


def _ending(assessment: Assessment, last_day: date) -> Iterator[Owed]:
    actions = {f.id: f.action for f in assessment.findings}
    for item in assessment.evidence:
        ends = item.valid_until
        if ends is None or not item.serves or not assessment.on <= ends < last_day:
            continue
        yield Owed(
            Owing.RENEW,
            f"Renew {_named(item)}: it ends on {on_day(ends, '')}, before the declaration",
            ends,
            "",
            item.serves,
            actions[item.serves[0]],
            (item.kind,),
        )
