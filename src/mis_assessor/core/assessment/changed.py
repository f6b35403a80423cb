"""What changed between two assessments of a trust: verdicts, figures, papers and rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mis_assessor.core.assessment.assessment import ActionResult, Assessment
from mis_assessor.core.findings.evidence_register import EvidenceItem
from mis_assessor.core.findings.finding import Finding, Number
from mis_assessor.core.wording import capital, on_day

FOUND, GONE = "new", "gone"


@dataclass(frozen=True, slots=True)
class Turned:
    """A requirement or an action whose verdict is not what it was."""

    id: str
    title: str
    before: str
    after: str
    better: bool
    """Whether it holds now and did not before."""
    why: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Everything that is not as it was."""

    before: str
    """Which assessment is compared: trust, year and day."""
    after: str
    actions: tuple[Turned, ...]
    requirements: tuple[Turned, ...]
    figures: tuple[str, ...]
    documents: tuple[str, ...]
    registers: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether the two say the same in everything that is compared."""
        return not (
            self.actions or self.requirements or self.figures or self.documents
            or self.registers or self.rules
        )  # fmt: skip

    @property
    def worse(self) -> bool:
        """Whether something held before and does not now."""
        return any(not t.better and t.before in HELD for t in (*self.actions, *self.requirements))


HELD = ("met", "met by alternative")


def changed(old: Assessment, new: Assessment, rows: tuple[str, ...] = ()) -> Changed:
    """What changed from one assessment to another; `rows` is what is known of registers' rows."""
    was, now = _by_id(old), _by_id(new)
    both = [(was[name], now[name]) for name in now if name in was]
    return Changed(
        _which(old),
        _which(new),
        tuple(_actions(old, new)),
        tuple(_requirements(was, now)),
        tuple(line for before, after in both for line in _figures(before, after)),
        tuple(_documents(old, new)),
        rows or tuple(_registers(old, new)),
        tuple(_rules(old, new, both)),
    )


def _which(one: Assessment) -> str:
    return f"{one.trust_name} ({one.trust_code}), {one.scheme_title}, as at {on_day(one.on, '')}"


def _by_id(one: Assessment) -> Mapping[str, Finding]:
    return {finding.id: finding for finding in one.findings}


def _actions(old: Assessment, new: Assessment) -> Iterator[Turned]:
    pairs = zip((*old.actions, old.conditions), (*new.actions, new.conditions), strict=True)
    for before, after in pairs:
        if before.verdict is not after.verdict or before.hold != after.hold:
            yield Turned(
                f"Safety action {after.number}" if after.number else "Conditions of the scheme",
                after.title,
                _held(before),
                _held(after),
                after.verdict.holds and not before.verdict.holds,
                "",
            )


def _held(action: ActionResult) -> str:
    if action.verdict.holds:
        return action.verdict.value
    return f"{action.verdict.value}, {action.hold} of {action.requirements} hold"


def _requirements(was: Mapping[str, Finding], now: Mapping[str, Finding]) -> Iterator[Turned]:
    for name, after in now.items():
        before = was.get(name)
        if before is None:
            yield Turned(name, after.title, "not asked", after.verdict.value, False, after.sentence)
        elif before.verdict is not after.verdict:
            better = after.verdict.holds and not before.verdict.holds
            yield Turned(
                name, after.title, before.verdict.value, after.verdict.value, better, after.sentence
            )
    for name, before in was.items():
        if name not in now:
            yield Turned(name, before.title, before.verdict.value, "not asked", False, "")


def _figures(before: Finding, after: Finding) -> Iterator[str]:
    old, new = _numbers(before), _numbers(after)
    for key, number in new.items():
        if key in old and (told := _figure(old[key])) != _figure(number):
            member = f" {capital(key[0])}," if key[0] else ""
            yield f"{after.id}:{member} “{key[1]}” {told} → {_figure(number)}"


def _numbers(finding: Finding) -> Mapping[tuple[str, str], Number]:
    found = {("", n.name): n for n in finding.numbers}
    return found | {(p.member, n.name): n for p in finding.parts for n in p.numbers}


def _figure(number: Number) -> str:
    if number.done is None:
        return number.figure or "nothing"
    return f"{number.done:,}" + (f" of {number.of:,}" if number.of is not None else "")


def _items(one: Assessment, register: bool) -> Mapping[str, EvidenceItem]:
    return {item.id: item for item in one.evidence if (item.kind == "register") is register}


def _documents(old: Assessment, new: Assessment) -> Iterator[str]:
    was, now = _items(old, False), _items(new, False)
    for name, item in now.items():
        if name not in was:
            yield f"{FOUND}: {name} “{item.title}” ({item.kind})"
        elif told := list(_of_item(was[name], item)):
            yield f"{name} “{item.title}”: {', '.join(told)}"
    yield from (f"{GONE}: {n} “{i.title}” ({i.kind})" for n, i in was.items() if n not in now)


def _registers(old: Assessment, new: Assessment) -> Iterator[str]:
    was, now = _items(old, True), _items(new, True)
    for name, item in now.items():
        if name not in was:
            yield f"{FOUND}: register of {name}"
        elif told := list(_of_item(was[name], item)):
            yield f"register of {name}: {', '.join(told)}"
    yield from (f"{GONE}: register of {name}" for name in was if name not in now)


def _of_item(before: EvidenceItem, after: EvidenceItem) -> Iterator[str]:
    if before.sha256 != after.sha256:
        yield "its content changed"
    if before.checked_by != after.checked_by:
        yield f"checked by {after.checked_by or 'nobody'}, before {before.checked_by or 'nobody'}"
    if before.dated != after.dated:
        yield f"dated {after.dated or 'nowhere'}, before {before.dated or 'nowhere'}"
    lost = [name for name in before.serves if name not in after.serves]
    gained = [name for name in after.serves if name not in before.serves]
    if gained:
        yield f"now serves {', '.join(gained)}"
    if lost:
        yield f"no longer serves {', '.join(lost)}"


def _rules(old: Assessment, new: Assessment, both: list[tuple[Finding, Finding]]) -> Iterator[str]:
    if old.scheme_title != new.scheme_title:
        yield f"{old.scheme_title} → {new.scheme_title}"
    if old.editions != new.editions:
        yield f"{' and '.join(old.editions)} → {' and '.join(new.editions)}"
    values: dict[str, list[str]] = {}
    for before, after in both:
        held, now = _values(before), _values(after)
        for name in now:
            if name in held and held[name] != now[name]:
                values.setdefault(f"{name}: {held[name]} → {now[name]}", []).append(after.id)
    for told, names in values.items():
        more = f" and {len(names) - 1} more" if names[1:] else ""
        yield f"{told} ({names[0]}{more})"
    if old.digests.rulebook != new.digests.rulebook and not values:
        yield "the rulebook is another one; no value that both rest on changed"


def _values(finding: Finding) -> Mapping[str, str]:
    """Each value by its name; one that was replaced in the year has both."""
    found: dict[str, str] = {}
    for one in finding.thresholds:
        found[one.name] = f"{found[one.name]} or {one.value}" if one.name in found else one.value
    return found
