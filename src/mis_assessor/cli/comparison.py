"""Editions compared, on a terminal."""

from collections.abc import Iterator

from mis_assessor.services.compare_editions import Comparison


def comparison(found: Comparison) -> Iterator[str]:
    """Each requirement on which the editions differ, with what each decides."""
    for edition, outcome in zip(found.editions, found.outcomes, strict=True):
        yield f"{edition}: scheme {outcome.value}"
    yield ""
    if not found.differences:
        yield "No requirement is decided differently."
    for difference in found.differences:
        yield f"{difference.requirement}  {difference.title}"
        for edition, verdict in zip(found.editions, difference.verdicts, strict=True):
            yield f"    {edition}: {verdict.value}"
