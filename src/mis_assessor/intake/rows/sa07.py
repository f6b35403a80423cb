"""Register of safety action 7: committees on which service users have a place."""

from typing import Literal

from mis_assessor.intake.cells import DocumentId, YesNo
from mis_assessor.intake.columns import RowModel, column, key_column

COMMITTEES = ("Y6-7-SA7-B",)


class Committee(RowModel):
    """A safety or governance meeting, and the place the service user lead has on it."""

    committee: Literal[
        "safety champions",
        "maternity governance",
        "neonatal governance",
        "PMRT",
        "patient safety",
        "guidelines",
    ] = key_column("Which meeting; one that does the work of two has a row for each.", *COMMITTEES)
    user_lead_is_a_member: YesNo | None = column(
        "Whether the service user lead is a member.", *COMMITTEES
    )
    counts_to_the_quorum: YesNo | None = column(
        "Whether the service user lead counts to the quorum.", *COMMITTEES
    )
    terms_of_reference: DocumentId | None = column(
        "The document with the meeting's terms of reference.", *COMMITTEES
    )
