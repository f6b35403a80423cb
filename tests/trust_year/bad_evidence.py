"""Submissions whose registers do not say what is asked: blank, out of date, of strangers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from mis_assessor.core.evidence.submission import Register, RegisterRow, Submission

Spoil = Callable[[Submission], Submission]
STAFF, TRAINING = "staff", "training attendance"


def _changed(sent: Submission, register: Register) -> Submission:
    return replace(sent, registers={**sent.registers, register.name: register})


def _without(column: str, register: Register) -> Register:
    return replace(
        register,
        rows=tuple(
            RegisterRow(row.number, {k: v for k, v in row.cells.items() if k != column})
            for row in register.rows
        ),
    )


def blank_groups(sent: Submission) -> Submission:
    """Nobody wrote which staff group anybody is of."""
    return _changed(sent, _without("staff group", sent.registers[STAFF]))


def blank_modules(sent: Submission) -> Submission:
    """Nobody wrote what anybody was trained in."""
    return _changed(sent, _without("module", sent.registers[TRAINING]))


def ends_early(sent: Submission) -> Submission:
    """The register of training ends half a year early, and nine rows in ten are gone."""
    training = sent.registers[TRAINING]
    last = training.covers_to
    assert last is not None
    early = last - timedelta(days=200)
    return _changed(
        sent,
        replace(training, rows=training.rows[::10], covers_to=early, complete_to=early),
    )


def strangers(sent: Submission) -> Submission:
    """Everybody was trained under another reference than the register of staff has."""
    training = sent.registers[TRAINING]
    rows = tuple(
        RegisterRow(row.number, {**row.cells, "person": f"X{row.cells['person']}"})
        for row in training.rows
    )
    return _changed(sent, replace(training, rows=rows))


def leave_unclear(sent: Submission) -> Submission:
    """Everybody is on leave, and the trust did not say when leave is long-term."""
    staff = sent.registers[STAFF]
    day = staff.covers_from
    assert day is not None
    rows = tuple(
        RegisterRow(row.number, {**row.cells, "on long-term leave from": day}) for row in staff.rows
    )
    return replace(_changed(sent, replace(staff, rows=rows)), long_term_leave_days=None)


def outside_counts(sent: Submission) -> Submission:
    """As many counts from outside as there are people, and as many meetings of nobody's."""
    outside = sent.registers["outside totals"]
    rows = tuple(
        replace(outside.rows[n % len(outside.rows)], number=n + 2)
        for n in range(len(sent.registers[STAFF].rows))
    )
    return _changed(sent, replace(outside, rows=rows))


def deaths_in_one_register(sent: Submission) -> Submission:
    """Every death is held for investigation, and all happened within two days."""
    deaths = sent.registers["perinatal deaths"]
    first = deaths.rows[0].day("day the clock starts")
    assert first is not None
    rows = tuple(
        RegisterRow(
            row.number,
            {
                **row.cells,
                "held by HSIB or MNSI": True,
                "day the clock starts": first + timedelta(days=row.number % 2),
            },
        )
        for row in deaths.rows
    )
    return _changed(sent, replace(deaths, rows=rows))


BAD: Mapping[str, Spoil] = {
    "blank staff groups": blank_groups,
    "blank modules": blank_modules,
    "training ends early": ends_early,
    "training of strangers": strangers,
    "leave that nobody can place": leave_unclear,
    "a count from outside for each person": outside_counts,
    "every death held, on two days": deaths_in_one_register,
}
