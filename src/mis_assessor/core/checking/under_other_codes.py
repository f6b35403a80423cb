"""Figures of a trust that stand under another code: before it took others over, or since."""

from datetime import date

from mis_assessor.core.checking.published import NationalData, Succession
from mis_assessor.core.wording import listed, on_day


def under_other_codes(national: NationalData, code: str, day: date) -> str:
    """A sentence where a merger may be why figures of a day are not under a code."""
    later = [one for one in national.went_to(code) if one.on <= day]
    earlier = [one for one in national.came_from(code) if day < one.on]
    if later:
        return (
            f"{_told(later)}, so its figures of that time stand under the code it went over into."
        )
    if earlier:
        return (
            f"{_told(earlier)}, so figures of that time stand under the earlier codes, of one part "
            "of the trust each."
        )
    return ""


def _told(found: list[Succession]) -> str:
    said = [
        f"{one.predecessor} went over into {one.successor} {on_day(one.on)} ({one.known})"
        for one in found
    ]
    return listed(said)
