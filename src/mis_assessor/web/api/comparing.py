"""Programs compare: two assessments, two packs, what is held and national files; and what if."""

from typing import Annotated

from fastapi import Form, Query

from mis_assessor.core.assessment.changed import Changed
from mis_assessor.core.checking.agreement import CrossCheck
from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.services.compare_held import (
    compared,
    compared_with_what_is_not_so,
    earlier_ones,
    seen_last,
)
from mis_assessor.services.cross_check_held import cross_check_held
from mis_assessor.services.held_portfolio import portfolio_held
from mis_assessor.services.pack_differences import (
    PackDifferences,
    differences,
    held_side,
    pack_side,
)
from mis_assessor.services.what_if import MistypedFact
from mis_assessor.web.api import sent
from mis_assessor.web.api.entrance import Asked, OfSubmission
from mis_assessor.web.api.problems import NotYet
from mis_assessor.web.api.reading import kept_of
from mis_assessor.web.api.sent import Digest
from mis_assessor.web.sent_files import laid_out_files


def read_changes(
    ask: OfSubmission,
    before: Annotated[
        Digest, Query(description="Of the assessment to compare with; empty for the one before.")
    ] = "",
) -> Changed:
    """What moved since an assessment, else since you saw it last: verdicts, figures, rows."""
    kept = kept_of(ask)
    earlier = earlier_ones(ask.desk, ask.submission.id, kept)
    if before:
        chosen = next((one for one in earlier if one.kept.digest == before), None)
    else:
        chosen = seen_last(earlier, ask.role)
    if chosen is None:
        raise NotYet("There is no such earlier assessment to compare with.")
    return compared(ask.desk, chosen.kept, kept)


def suppose(ask: OfSubmission, told: sent.Supposed) -> Changed:
    """What would be otherwise if some facts were so; hypothetical, and nothing of it is kept."""
    try:
        return compared_with_what_is_not_so(ask.desk, kept_of(ask), told.facts)
    except MistypedFact as wrong:
        raise NotAllowed(wrong.problems) from None


def hold_against(
    ask: OfSubmission, told: Annotated[sent.National, Form(media_type="multipart/form-data")]
) -> CrossCheck:
    """What is held beside files that national bodies publish; nothing of the files is kept."""
    with laid_out_files([(one.filename or "", one.file.read()) for one in told.files]) as paths:
        return cross_check_held(ask.desk, ask.submission.id, paths)


def compare_packs(
    ask: Asked, told: Annotated[sent.TwoPacks, Form(media_type="multipart/form-data")]
) -> PackDifferences:
    """What is not the same in two packs, or in a pack and a declaration that was sent."""
    if (told.first is None) == (not told.held):
        raise EvidenceUnreadable("Send one of “first” and “held”: a pack, or what was sent.")
    packs = [one for one in (told.first, told.second) if one is not None]
    with laid_out_files([(one.filename or "", one.file.read()) for one in packs]) as paths:
        if told.first is not None:
            return differences(pack_side(ask.desk, paths[0]), pack_side(ask.desk, paths[1]))
        if told.held not in {one.held.id for one in portfolio_held(ask.desk).lines}:
            raise EvidenceUnreadable("Choose one of the declarations that were sent.")
        return differences(held_side(ask.desk, told.held), pack_side(ask.desk, paths[0]))
