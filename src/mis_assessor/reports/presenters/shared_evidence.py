"""Evidence that was supplied once and used by more than one line."""

from collections import Counter
from dataclasses import dataclass

from mis_assessor.core.answers import Used
from mis_assessor.core.findings import Finding
from mis_assessor.core.frameworks.result import FrameworkResult


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A piece of evidence that serves more than one line."""

    item: str
    serves: tuple[tuple[str, str], ...]
    """Each framework, and the requirements there that used it."""


def shared(
    results: tuple[FrameworkResult, ...], *schemes: tuple[str, str, tuple[Finding, ...]]
) -> tuple[SharedRow, ...]:
    """Evidence that was supplied once and used by more than one line."""
    used: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    names: dict[tuple[str, str], str] = {}
    users: dict[tuple[str, str], str] = {}
    told = [(code, name, finding) for code, name, findings in schemes for finding in findings]
    for result in results:
        for body in result.bodies:
            told += [(body.code, result.short_title, one.finding) for one in body.findings]
    for code, name, finding in told:
        for item in finding.used:
            # Two bodies may call two things the same; what is the same has one fingerprint.
            key = (item.item, item.sha256 or code)
            names.setdefault(key, _named(item))
            users[key] = code or users.get(key, "")
            used.setdefault(key, {}).setdefault(name, {})[finding.id] = None
    twice = Counter(names.values())
    return tuple(
        SharedRow(
            f"{names[key]}, {users[key]}" if twice[names[key]] > 1 and users[key] else names[key],
            tuple((name, ", ".join(ids)) for name, ids in serves.items()),
        )
        for key, serves in sorted(used.items())
        if len(serves) > 1
    )


def _named(item: Used) -> str:
    """A document by its title and id; anything else by its own name."""
    title, colon, rest = item.what.partition(": ")
    if rest.startswith("in place on ") and rest.endswith(")"):  # a fact, shown by a document
        title = rest.rpartition(" (")[2].removesuffix(")")
    return f"{title} ({item.item})" if colon and item.sha256 and not item.rows else item.item
