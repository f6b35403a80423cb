"""An assessment as it was kept, as exactly what pages show of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import counted
from mis_assessor.services.stores import Store
from mis_assessor.services.where_it_stands import assessment_shown
from mis_assessor.store.assessments import latest
from mis_assessor.store.records import Held, Kept

Shown = Mapping[str, Any]
SILENT = (Verdict.PAUSED.value, Verdict.NOT_APPLICABLE.value)


@dataclass(frozen=True, slots=True)
class Current:
    """The last assessment of a submission, and whether it is of the version that stands."""

    kept: Kept | None
    shown: Shown | None
    up_to_date: bool


def current(store: Store, held: Held) -> Current:
    """What is shown of a submission now."""
    with store.reading() as work:
        kept = latest(work, held.id)
    shown = assessment_shown(store, kept) if kept else None
    return Current(kept, shown, kept is not None and kept.version == held.version)


def actions(shown: Shown) -> list[dict[str, Any]]:
    """The ten actions and the conditions, with how much of each holds."""
    found = []
    for one in (*shown["actions"], shown["conditions"]):
        verdicts = Counter(
            f["verdict"]
            for f in shown["findings"]
            if f["action"] == one["number"] and f["verdict"] not in SILENT
        )
        hint = f"{one['hold']} of {counted(one['requirements'], 'requirements')} met"
        found.append({**one, "hint": hint, "verdicts": verdicts})
    return found


def findings_of(shown: Shown, number: int) -> list[Shown]:
    """The requirements of one action that are asked, in reading order."""
    return [f for f in shown["findings"] if f["action"] == number]


def finding(shown: Shown, requirement: str) -> Shown | None:
    """The finding of one requirement, or None."""
    return next((f for f in shown["findings"] if f["id"] == requirement), None)


def due_next(shown: Shown, most: int = 5) -> list[dict[str, str]]:
    """What must happen first, the nearest day first; then the dated points of the year."""
    due = [
        {"day": f["due"], "title": f["title"], "id": f["id"]}
        for f in shown["findings"]
        if f["due"] and f["due"] >= shown["on"] and not Verdict(f["verdict"]).holds
    ]
    dated = [
        {"day": m["day"], "title": m["title"], "id": ""}
        for m in shown["milestones"]
        if m["day"] >= shown["on"] and not m["title"].startswith("Guidance:")
    ]
    return sorted(due + dated, key=lambda one: (one["day"], one["title"]))[:most]


def not_held(shown: Shown) -> list[dict[str, Any]]:
    """What does not hold, by action: the list of what is missing."""
    found = []
    for one in actions(shown):
        missing = [
            f
            for f in findings_of(shown, one["number"])
            if f["verdict"] not in SILENT and not Verdict(f["verdict"]).holds
        ]
        if missing:
            found.append({**one, "findings": missing})
    return found


def matching(shown: Shown, words: str) -> list[Shown]:
    """The requirements in which every word stands, in the order of the rules."""
    wanted = words.casefold().split()

    def has_all(one: Shown) -> bool:
        said = " ".join((one["id"], one["title"], one["asks"], one["sentence"])).casefold()
        return all(word in said for word in wanted)

    return [one for one in shown["findings"] if wanted and has_all(one)]


def evidence_behind(shown: Shown, one: Shown) -> Sequence[Mapping[str, Any]]:
    """What a finding rests on, each piece once, with what it says."""
    used: dict[str, list[str]] = {}
    for piece in one["used"]:
        used.setdefault(piece["item"], []).append(piece["what"])
    by_id = {e["id"]: e for e in shown["evidence"]}
    return [
        {"item": item, "what": list(dict.fromkeys(what)), "entry": by_id.get(item)}
        for item, what in used.items()
    ]


def differences(before: Shown, after: Shown) -> list[dict[str, str]]:
    """The requirements whose verdict is another than in the assessment before."""
    was = {f["id"]: f["verdict"] for f in before["findings"]}
    return [
        {"id": f["id"], "title": f["title"], "was": was.get(f["id"], ""), "now": f["verdict"]}
        for f in after["findings"]
        if was.get(f["id"]) != f["verdict"]
    ]


def tally(verdicts: Iterable[str]) -> str:
    """How many of each verdict, in words.

    >>> tally(["met", "not met", "met"])
    '2 met, 1 not met'
    """
    return ", ".join(f"{n} {word}" for word, n in Counter(verdicts).most_common())
