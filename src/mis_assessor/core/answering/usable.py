"""Registers that pass the evidence gate: one folder's, or all the trusts' together."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answers import NoAnswer
from mis_assessor.core.submission import Register, Row
from mis_assessor.core.system import Provider
from mis_assessor.core.wording import listed, on_day

Pooled = Register | NoAnswer
Belongs = Callable[[Row], bool | None]


def usable(asking: Asking, name: str) -> Register | NoAnswer:
    """A register that passes the evidence gate: supplied, and checked by somebody."""
    register = asking.submission.registers.get(name)
    if register is None:
        return asking.silent(f"Send the register of {name}.")
    if not register.checked_by or register.checked_on is None:
        return asking.silent(
            f"The register of {name} has not been checked by a named person. "
            "Fill in “checked by” and “checked on” in registers.csv."
        )
    if register.checked_on > asking.on:
        return asking.silent(
            f"The register of {name} was checked {on_day(register.checked_on)}, "
            f"after the assessment day."
        )
    if not register.rows and not register.nothing_to_report:
        return asking.silent(
            f"The register of {name} is empty. Fill it in, or write "
            "“nothing to report: yes” in registers.csv."
        )
    return register


def pooled(asking: Asking, name: str, belongs: Belongs) -> Pooled:
    """The system's own register, else those of all its trusts put together.

    The system's own counts where it has a row that belongs, or reports that there is none.
    One trust without it makes the whole missing: a part of the women is no share of all.
    """
    own = asking.submission.registers.get(name)
    if asking.system is None or (own and _speaks_for_all(own, asking, belongs)):
        return usable(asking, name)
    found: list[Register] = []
    without: list[str] = []
    for provider in asking.system.providers:
        sent = provider.submission
        register = usable(replace(asking, submission=sent), name) if sent else None
        if isinstance(register, Register):
            found.append(_of_its_own(register, provider))
        else:
            without.append(provider.name)
    if without:
        return asking.silent(f"The register of {name} is missing from {listed(without)}.")
    return _together(name, found)


def _speaks_for_all(own: Register, asking: Asking, belongs: Belongs) -> bool:
    """Whether the sender's own register has what is asked: of itself, not of one trust."""
    whose = (None, asking.owner, "system")
    rows = (row for row in own.rows if row.cells.get("organisation") in whose)
    return own.nothing_to_report or any(map(belongs, rows))


def _of_its_own(register: Register, provider: Provider) -> Register:
    """A trust's register without rows about others, such as England, that would count twice."""
    code = provider.code
    rows = tuple(r for r in register.rows if r.cells.get("organisation", code) == code)
    return replace(register, name=f"{register.name} of {provider.name}", rows=rows)


def _together(name: str, found: Sequence[Register]) -> Register:
    """Every row, covered only as far as the register that reaches least far."""
    rows = tuple(
        replace(row, number=n) for n, row in enumerate((row for r in found for row in r.rows), 2)
    )
    return Register(
        name,
        rows,
        covers_from=_latest([r.covers_from for r in found]),
        covers_to=_earliest([r.covers_to for r in found]),
        complete_to=min((r.complete_to for r in found if r.complete_to), default=None),
        nothing_to_report=all(r.nothing_to_report for r in found),
        checked_by=listed([r.checked_by for r in found]),
        checked_on=_earliest([r.checked_on for r in found]),
        taken_from=listed([r.file for r in found if r.file]),
        sha256=" ".join(r.sha256 for r in found),
        parts=tuple(found),
    )


def _latest(days: Sequence[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _earliest(days: Sequence[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None
