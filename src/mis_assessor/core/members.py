"""The members of *for each*: staff groups, elements, or the requirement as a whole."""

from mis_assessor.core.readings import Reading
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.values import as_names


def members_of(requirement: Requirement, reading: Reading) -> list[tuple[str, bool]]:
    """The members of *for each*, and whether each counts."""
    if requirement.in_ is None or reading.value(requirement.in_) is None:
        return [("", True)]
    names = [(n, True) for n in as_names(reading.value(requirement.in_))]
    if requirement.watch_only:
        names += [(n, False) for n in as_names(reading.value(requirement.watch_only))]
    return names
