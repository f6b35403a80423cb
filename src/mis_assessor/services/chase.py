"""Who owes what, as lists, tables and mails; and what changed since an earlier run."""

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mis_assessor.core.ahead.owed import Owed, owed
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import assessment_from
from mis_assessor.core.assessment.changed import Changed, changed
from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.submission import Register, Submission
from mis_assessor.core.wording import listed, on_day
from mis_assessor.intake.read import read_submission
from mis_assessor.reading.limits import MANIFEST_BYTES
from mis_assessor.services.ahead import harmless
from mis_assessor.services.assess import Days
from mis_assessor.services.check_rules import tables_in
from mis_assessor.services.explain import Assessed, assessed_with_rules

NOBODY = "nobody named"
OWNER_HEADINGS = ("what", "owner", "email")


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who is chased."""

    name: str
    email: str = ""


Owners = Mapping[str, Owner]
"""What somebody looks after → who: SA8, a requirement, a register or a kind of document."""


def read_owners(path: Path) -> Owners:
    """A table of who looks after what. Raises EvidenceUnreadable with every row that cannot be."""
    try:
        if path.stat().st_size > MANIFEST_BYTES:
            raise EvidenceUnreadable(f"{path.name} is too large to be a list of owners.")
        content = path.read_bytes()
    except OSError as error:
        raise EvidenceUnreadable(f"{path.name} cannot be opened.") from error
    return owners_in(path.name, content)


def owners_in(name: str, content: bytes) -> Owners:
    """The same of a table that is in memory. Raises EvidenceUnreadable with every row."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvidenceUnreadable(f"{name} cannot be read as a CSV file in UTF-8.") from error
    rows = csv.DictReader(io.StringIO(text))
    if lacking := [h for h in OWNER_HEADINGS if h not in (rows.fieldnames or ())]:
        raise EvidenceUnreadable(
            f"{name} has no column {listed(lacking)}. Write what, owner and email, for "
            "example: SA8, Jane Hill, jane.hill@example.nhs.uk"
        )
    found: dict[str, Owner] = {}
    problems: list[Problem] = []
    for row in rows:
        what, who = (row["what"] or "").strip(), (row["owner"] or "").strip()
        where = f"{name}, row {rows.line_num}"
        if not what and not who:
            continue
        if not what or not who:
            problems.append(Problem(where, "write both what somebody looks after and who it is."))
        elif what.casefold() in found:
            problems.append(Problem(where, f"“{what}” has an owner already."))
        else:
            found[what.casefold()] = Owner(who, (row["email"] or "").strip())
    if problems:
        raise EvidenceUnreadable(problems)
    return found


def owner_of(one: Owed, owners: Owners) -> Owner:
    """Who is chased: by requirement, then by register or kind, then by action, then by role."""
    names = (*one.requirements, *one.kinds, f"SA{one.action}" if one.action else "conditions")
    for name in names:
        if name.casefold() in owners:
            return owners[name.casefold()]
    return Owner(one.who or NOBODY)


@dataclass(frozen=True, slots=True)
class Chase:
    """Everything owed of a submission, with who owes it."""

    trust: str
    on: date
    items: tuple[tuple[Owner, Owed], ...]

    def by_owner(self) -> Mapping[Owner, tuple[Owed, ...]]:
        """What each one owes, in the order of the days; nobody comes last."""
        found: dict[Owner, list[Owed]] = defaultdict(list)
        for owner, one in self.items:
            found[owner].append(one)
        order = sorted(found, key=lambda owner: (owner.name == NOBODY, owner.name.casefold()))
        return {owner: tuple(found[owner]) for owner in order}


def chase(assessed: Assessed, owners: Owners) -> Chase:
    """What is owed of an assessment, each with its owner."""
    assessment = assessed.assessment
    items = owed(assessment, assessed.rulebook)
    trust = f"{assessment.trust_name} ({assessment.trust_code})"
    return chase_of(trust, assessment.on, items, owners)


def chase_of(trust: str, on: date, items: Iterable[Owed], owners: Owners) -> Chase:
    """What a trust owes as at a day, each with its owner."""
    return Chase(trust, on, tuple((owner_of(one, owners), one) for one in items))


def chase_table(found: Chase) -> bytes:
    """The list for a spreadsheet; no cell of it is a formula."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(
        ["by", "owner", "email", "why", "what", "requirements", "who", "already supplied"]
    )
    for owner, one in found.items:
        cells = (one.by.isoformat() if one.by else "", owner.name, owner.email, one.why.value,
                 one.what, ", ".join(one.requirements), one.who, one.supplied)  # fmt: skip
        rows.writerow([harmless(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def mails(found: Chase, folder: Path) -> Mapping[Path, bytes]:
    """A text for each owner, ready to be pasted into a mail."""
    used: Counter[str] = Counter()
    pages: dict[Path, bytes] = {}
    for owner, items in found.by_owner().items():
        name = re.sub(r"[^a-z0-9]+", "-", owner.name.casefold()).strip("-")[:60] or "owner"
        used[name] += 1
        file = name if used[name] == 1 else f"{name}-{used[name]}"
        pages[folder / f"{file}.txt"] = mail_to(found, owner, items).encode()
    return pages


def mail_to(found: Chase, owner: Owner, items: Sequence[Owed]) -> str:
    """A text for one owner, ready to be pasted into a mail."""
    return "\n".join(_mail(found, owner, items))


def _mail(found: Chase, owner: Owner, items: Sequence[Owed]) -> Iterator[str]:
    first = next((one.by for one in items if one.by), None)
    by = f", first by {on_day(first, '')}" if first else ""
    if owner.email:
        yield f"To: {owner.email}"
    yield f"Subject: Maternity Incentive Scheme: {len(items)} to send or do{by}"
    yield ""
    yield f"Dear {owner.name}," if owner.name != NOBODY else "To whoever looks after these,"
    yield ""
    yield (
        f"This is what {found.trust} still needs for the Maternity Incentive Scheme, as at "
        f"{on_day(found.on, '')}. Without all of it the trust cannot declare that it meets all ten."
    )
    for one in items:
        yield ""
        yield f"- By {one.day}: {one.what} ({', '.join(one.requirements)})"
        if one.supplied:
            yield f"  {one.supplied}"
    yield ""
    yield "Please send no names of patients, NHS numbers or dates of birth."
    yield ""


def changed_between(old: Path, new: Path, rules: Path, days: Days) -> Changed:
    """What changed from one submission, or assessment kept as JSON, to another.

    `days` is of the newer one. Raises EvidenceUnreadable, RulebookWrong or EngineFault.
    """
    before, after = _assessment(old, rules, Days()), _assessment(new, rules, days)
    if before.trust_code != after.trust_code:
        raise EvidenceUnreadable(
            f"{old.name} is of {before.trust_code} and {new.name} of {after.trust_code}. Name two "
            "of one trust."
        )
    rows: tuple[str, ...] = ()
    if not _kept(old) and not _kept(new):
        tables = tables_in(rules)
        rows = rows_changed(read_submission(old, tables), read_submission(new, tables))
    return changed(before, after, rows)


def _kept(path: Path) -> bool:
    return path.suffix.casefold() == ".json"


def _assessment(path: Path, rules: Path, days: Days) -> Assessment:
    if not _kept(path):
        return assessed_with_rules(path, rules, days).assessment
    try:
        return assessment_from(path.read_bytes())
    except (OSError, ValueError) as error:
        raise EvidenceUnreadable(
            f"{path.name} is no assessment as “mis assess --json” writes it."
        ) from error


def rows_changed(old: Submission, new: Submission) -> tuple[str, ...]:
    """Of each register how many rows came, went or changed, with the first of them."""
    lines: list[str] = []
    for name in sorted({*old.registers, *new.registers}):
        before, after = old.registers.get(name), new.registers.get(name)
        if before is None or after is None:
            lines.append(f"{'new' if before is None else 'gone'}: register of {name}")
        elif told := list(_of_register(before, after)):
            lines.append(f"register of {name}: {', '.join(told)}")
    return tuple(lines)


def _of_register(before: Register, after: Register) -> Iterator[str]:
    was, now = _counted(before), _counted(after)
    came, went = list((now - was).elements()), list((was - now).elements())
    if came:
        yield f"{len(came):,} rows are new or changed ({_some(came)})"
    if went:
        yield f"{len(went):,} rows are gone or changed ({_some(went)})"
    for what, one, two in (
        ("complete to", before.complete_to, after.complete_to),
        ("checked by", before.checked_by, after.checked_by),
        ("checked on", before.checked_on, after.checked_on),
    ):
        if one != two:
            yield f"{what} {two or 'nobody says'}, before {one or 'nobody says'}"


Cells = tuple[tuple[str, str], ...]


def _counted(register: Register) -> Counter[Cells]:
    return Counter(tuple((k, str(v)) for k, v in row.cells.items()) for row in register.rows)


def _some(rows: Sequence[Cells]) -> str:
    names = list(dict.fromkeys(next((v for _, v in row), "blank") for row in rows))
    more = f" and {len(names) - 3} more" if names[3:] else ""
    return f"{', '.join(names[:3])}{more}"


def with_owner(found: Chase, name: str) -> Chase:
    """Only what one person owes."""
    kept = tuple((o, one) for o, one in found.items if name.casefold() in o.name.casefold())
    return replace(found, items=kept)
