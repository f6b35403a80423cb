"""The neighbouring system that a system names as its buddy; the answer is a paper."""

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answers import Answer, NoAnswer, Paper, Provenance, Used, Why
from mis_assessor.core.questions.facts import BuddyQuestion
from mis_assessor.core.wording import on_day


def ask_buddy(_: BuddyQuestion, asking: Asking) -> Answer:
    """The buddy a system names: another system, and one that names it back if we know."""
    system = asking.system
    if system is None or system.buddy is None:
        return asking.silent("Name the buddy in system.yaml: its code, its name and the day.")
    buddy = system.buddy
    if buddy.code == system.code:
        says = "It names itself as its buddy. Name another system."
        return NoAnswer(Why.FAILS if asking.closed else Why.NOT_DUE, says)
    if buddy.names not in (None, system.code):
        return NoAnswer(
            Why.UNCLEAR,
            f"It names {buddy.name} ({buddy.code}) as its buddy, and {buddy.name}'s own file "
            f"names {buddy.names or 'nobody'}. Settle it with them.",
        )
    if buddy.agreed_on is None or buddy.agreed_on > asking.on:
        return asking.silent(f"Say in system.yaml when {buddy.name} was agreed as the buddy.")
    remarks = () if buddy.names else (f"{buddy.name}'s own file was not there to compare.",)
    used = Used("system.yaml", f"buddy: {buddy.name}, agreed {on_day(buddy.agreed_on)}")
    return Paper(
        buddy.agreed_on,
        dated=buddy.agreed_on,
        in_force_from=buddy.agreed_on,
        title=buddy.name,
        provenance=Provenance((used,), remarks=remarks),
    )
