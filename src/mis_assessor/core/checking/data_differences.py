"""Two assessments held against each other, and each difference in words, with its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.plain import plain

LISTED_BY = ("id", "number", "name", "member", "item", "title", "reference", "framework", "code")
"""Headings by which an entry of a list is known."""
NOT_COMPARED = ("digests", "made_with", "files", "outcomes", "audit_head")
"""What is checked for itself, or may differ between versions of the program."""
SHOWN = 120
ONLY_STATED = "it is in the paper’s data, and it is not computed"
ONLY_COMPUTED = "it is computed, and it is not in the paper’s data"


def data_differences(stated: Assessment, computed: Assessment) -> tuple[tuple[str, str], ...]:
    """Each place where what is stated is not what was computed: where, and a sentence."""
    both = [_bare(one) for one in (stated, computed)]
    return tuple(_differences((), *both))


def _bare(assessment: Assessment) -> dict[str, Any]:
    findings = tuple(replace(finding, fired=()) for finding in assessment.findings)
    whole: dict[str, Any] = plain(replace(assessment, findings=findings))
    return {name: part for name, part in whole.items() if name not in NOT_COMPARED}


def _differences(where: tuple[str, ...], stated: Any, computed: Any) -> Iterator[tuple[str, str]]:
    if stated == computed:
        return
    if isinstance(stated, Mapping) and isinstance(computed, Mapping):
        for name in sorted({*stated, *computed}):
            yield from _differences((*where, str(name)), stated.get(name), computed.get(name))
    elif isinstance(stated, list) and isinstance(computed, list):
        yield from _in_list(where, stated, computed)
    else:
        yield (
            _place(where),
            f"the paper’s data say {_shown(stated)}, and {_shown(computed)} is computed",
        )


def _place(where: tuple[str, ...]) -> str:
    return " ▸ ".join(where).replace("_", " ")


def _in_list(
    where: tuple[str, ...], stated: Sequence[Any], computed: Sequence[Any]
) -> Iterator[tuple[str, str]]:
    left, right = _named(stated), _named(computed)
    for name in dict.fromkeys((*left, *right)):
        if name in left and name in right:
            yield from _differences((*where, name), left[name], right[name])
        else:
            yield _place((*where, name)), ONLY_STATED if name in left else ONLY_COMPUTED


def _named(entries: Sequence[Any]) -> dict[str, Any]:
    """The entries of a list by what they are known by, else by their place."""
    found: dict[str, Any] = {}
    for place, entry in enumerate(entries, 1):
        name = _name(entry) or f"no. {place}"
        while name in found:
            name += f", no. {place}"
        found[name] = entry
    return found


def _name(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return ""
    return next((str(entry[n]) for n in LISTED_BY if entry.get(n) not in (None, "")), "")


def _shown(value: Any) -> str:
    if value in (None, "", [], {}):
        return "nothing"
    parts = value.values() if isinstance(value, Mapping) else (value,)
    words = " ".join(str(part) for part in parts if part not in (None, ""))
    return f"“{words if len(words) <= SHOWN else words[:SHOWN] + '…'}”"
