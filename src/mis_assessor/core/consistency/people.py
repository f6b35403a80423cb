"""People: groups nobody is in, one person in two places, who held a role on the day."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import compress

from mis_assessor.core.answering.held import in_any, surely
from mis_assessor.core.consistency.look import Contradiction, Look, concerning
from mis_assessor.core.consistency.rows import few
from mis_assessor.core.consistency.tables import named, place
from mis_assessor.core.evidence.references import all_folded, folded
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.core.rules.calendar import before, day_of
from mis_assessor.core.rules.checks import (
    CodeOfTheTrust,
    FewLeaveAtOnce,
    GroupHasPeople,
    HolderOfTheRole,
    TwoPeople,
    WhileInPost,
)
from mis_assessor.core.rules.readings import members_of, readings_of
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.wording import listed, on_day


def group_has_people(check: GroupHasPeople, look: Look) -> Iterator[Contradiction]:
    """Each group that is measured and has nobody, where nobody states that there is none."""
    if check.people not in look.submission.registers:
        return  # the whole register is missing, and each requirement says so
    groups = look.tables.rows(check.people).column(check.group).cells
    present = {folded(str(cell)) for cell in groups if cell is not None}
    empty: dict[str, list[str]] = defaultdict(list)
    for name, group in _measured(check, look):
        if folded(group) not in present:
            empty[group].append(name)
    for group, requirements in empty.items():
        statement = f"{check.unless_stated}: {group}"
        if look.stated(statement):
            continue
        yield Contradiction(
            f"{check.people}: nobody is in the group “{group}”, which is measured. Send the rows, "
            f"or let a named person state “{statement}: yes”.",
            (check.people, "statements"),
            tuple(dict.fromkeys(requirements)),
        )


def _measured(check: GroupHasPeople, look: Look) -> Iterator[tuple[str, str]]:
    """Requirements that count people, each with every group of theirs that counts."""
    (edition,) = look.asking.requirement.applies.editions
    for rule in look.rules:
        requirement = rule.requirement
        asks = any(
            isinstance(q, PeopleQuestion) and q.people == check.people
            for q in requirement.evidence.values()
        )
        if not asks or not requirement.decided or edition not in requirement.applies.editions:
            continue
        for member, counts in members_of(requirement, readings_of(rule, edition)[0]):
            if member and counts:
                yield requirement.id, member


def few_leave_at_once(check: FewLeaveAtOnce, look: Look) -> Iterator[Contradiction]:
    """Each group of which a large part left, or went on leave, just before the count."""
    count = look.asking.day(check.before)
    if count is None or count > look.on:
        return
    first = before(count, look.length(check.within))
    rows = look.tables.rows(check.people)
    column = rows.column(check.group)
    groups = ["" if cell is None else str(cell) for cell in column.cells]
    everybody = Counter(column.each(groups))
    left: dict[str, list[int]] = defaultdict(list)
    days = [rows.column(name) for name in check.days]
    lately = [
        day.marked([isinstance(cell, date) and first <= cell <= count for cell in day.cells])
        for day in days
    ]
    for number in compress(range(len(rows)), in_any(len(rows), *lately)):
        left[groups[column.codes[number]]].append(number)
    for group, gone in sorted(left.items()):
        many = len(gone) > look.number(check.more_than) * everybody[group]
        if group and many and len(gone) >= look.number(check.from_people):
            names = few([named(rows[number]) for number in gone])
            yield Contradiction(
                f"{check.people}: {len(gone)} of {everybody[group]} {group} left or went on leave "
                f"from {on_day(first, '')} to {on_day(count, '')}, just before they are counted: "
                f"{names}.",
                (check.people,),
            )


def while_in_post(check: WhileInPost, look: Look) -> Iterator[Contradiction]:
    """Each day on which somebody attended before the first or after the last day in post."""
    staff, rows = look.tables.rows(check.people), look.tables.rows(check.table)
    people, who = staff.column(check.person), rows.column(check.person)
    names = [
        name if cell is not None else None
        for cell, name in zip(people.cells, all_folded([*map(str, people.cells)]), strict=True)
    ]
    posts = dict(zip(people.each(names), range(len(staff)), strict=True))
    posts.pop(None, None)
    there = [*map(posts.get, all_folded([*map(str, who.cells)]))]
    firsts, lasts = staff.days(check.first), staff.days(check.last)
    since = [date.min if n is None else firsts[n] or date.min for n in there]
    until = [date.max if n is None else lasts[n] or date.max for n in there]
    stays = zip(who.each(since), rows.days(check.day), who.each(until), strict=True)
    out = [
        number
        for number, (first, day, last) in enumerate(stays)
        if day is not None and not first <= day <= last
    ]
    elsewhere = surely(look.marks(check.table, check.unless)) if out and check.unless else b""
    for number in out:
        row, post = rows[number], there[who.codes[number]]
        if post is not None and not (elsewhere and elsewhere[number]):
            yield _attended_out_of_post(check, row, staff[post])


def _attended_out_of_post(check: WhileInPost, row: RegisterRow, post: RegisterRow) -> Contradiction:
    first, last = post.day(check.first), post.day(check.last)
    day = row.day(check.day) or date.min
    if first is not None and day < first:
        wrong = f"before “{check.first}” ({on_day(first, '')})"
    else:
        wrong = f"after “{check.last}” ({on_day(last or day, '')})"
    here, where = place(check.table, row), place(check.people, post)
    return Contradiction(
        f"{here}: “{check.day}” ({on_day(day, '')}) is {wrong} in {where}.", (here, where)
    )


def two_people(check: TwoPeople, look: Look) -> Iterator[Contradiction]:
    """One name where two people are needed."""
    rows = look.tables.rows(check.table)
    if check.columns is not None:
        one, other = check.columns
        for row in rows:
            first, second = (_person(row, column) for column in check.columns)
            if first and first == second:
                here = place(check.table, row)
                yield Contradiction(
                    f"{here}: “{one}” and “{other}” are one person, {row.cells[other]}.",
                    (here,),
                    concerning(check.table, row, look),
                )
    held: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in rows if check.roles else ():
        named = folded(str(row.cells.get("role", "")))
        if named in map(folded, check.roles) and _holds_on(row, look.on):
            held[_person(row, "name")].append(row)
    for name, holders in held.items():
        roles = list(dict.fromkeys(str(row.cells["role"]) for row in holders))
        if name and len(roles) > 1:
            yield Contradiction(
                f"{check.table}: {holders[0].cells['name']} is {listed(roles)} at once.",
                tuple(place(check.table, row) for row in holders),
            )


def _person(row: RegisterRow, column: str) -> str:
    """A name without the role behind its comma, as it is compared."""
    return folded(str(row.cells.get(column, "")).partition(",")[0])


def _holds_on(row: RegisterRow, day: date) -> bool:
    first, last = row.day("held from"), row.day("held to")
    return (first or date.min) <= day <= (last or date.max)


def holder_of_the_role(check: HolderOfTheRole, look: Look) -> Iterator[Contradiction]:
    """Each act in a role by somebody else than who held it on that day."""
    holders: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in look.tables.rows("contacts"):
        holders[folded(str(row.cells.get("role", "")))].append(row)
    for row in look.tables.rows(check.table):
        written = str(row.cells.get(check.role, ""))
        role = folded(check.same_as.get(written, written))
        day = row.day(check.day)
        if role not in holders or day is None or not _person(row, check.who):
            continue
        there = [h for h in holders[role] if _holds_on(h, day_of(day))]
        if any(_person(h, "name") == _person(row, check.who) for h in there):
            continue
        here = place(check.table, row)
        told = (
            f"“contacts” names {listed([str(h.cells['name']) for h in there], 'or')} in that role"
            if there
            else "“contacts” names nobody in that role on that day"
        )
        yield Contradiction(
            f"{here}: {row.cells[check.who]} acts as {written} {on_day(day_of(day))}, and {told}.",
            (here, "contacts"),
            concerning(check.table, row, look),
        )


def code_of_the_trust(check: CodeOfTheTrust, look: Look) -> Iterator[Contradiction]:
    """The code of a trust with quite another name."""
    names = dict(name.split(": ", 1) for name in look.names(check.names))
    code = folded(look.submission.trust_code).upper()
    known = names.get(code)
    own = folded(look.submission.trust_name)
    if known is not None and _likeness(_plain(own), _plain(folded(known))) < ALIKE:
        yield Contradiction(
            f"submission.yaml: {look.submission.trust_code} is the code of {known}, and the name "
            f"is {look.submission.trust_name}.",
            ("submission.yaml",),
        )


ALIKE = 60
"""How alike two names of a trust must be, of 100, to be one."""
_COMMON = frozenset(
    [
        "nhs",
        "foundation",
        "trust",
        "university",
        "hospital",
        "hospitals",
        "teaching",
        "and",
        "of",
        "the",
        "healthcare",
    ]
)


def _plain(name: str) -> str:
    """The words that tell one trust from another."""
    return " ".join(word for word in name.split() if word not in _COMMON)


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz  # much, for the code of a trust that has a name here

    return fuzz.token_set_ratio(one, other)
