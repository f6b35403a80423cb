"""What an assessment was made with, recorded in it so that it can be made again."""

from collections.abc import Iterable
from dataclasses import replace

from mis_assessor import __version__
from mis_assessor.core.assessment.made_with import MadeWith
from mis_assessor.core.rules.confirmations import Confirmation
from mis_assessor.engine.cage import engine_version
from mis_assessor.rulebook.published import shipped_table, unpublished

TOOL = f"mis-assessor {__version__}"


def made_with(
    books: Iterable[tuple[str, str]],
    confirmations: Iterable[Confirmation] = (),
    confirmed_only: bool = False,
) -> MadeWith:
    """This program, with the books it decided by (name and fingerprint) and what counts in them.

    Raises RulebookWrong where the table of published books cannot be read.
    """
    return MadeWith(
        tool=TOOL,
        engine=engine_version(),
        unpublished=unpublished(books, shipped_table()),
        confirmed_only=confirmed_only,
        confirmations=tuple(sorted(set(confirmations))),
    )


def and_with(made: MadeWith, other: MadeWith) -> MadeWith:
    """The same program, with the books and confirmations of both."""
    return replace(
        made,
        unpublished=tuple(dict.fromkeys((*made.unpublished, *other.unpublished))),
        confirmations=tuple(sorted({*made.confirmations, *other.confirmations})),
        corrections=tuple(sorted({*made.corrections, *other.corrections})),
    )
