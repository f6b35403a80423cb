"""The questions that a Board asks before every declaration, whatever its numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what in this paper gives rise to it."""

    text: str
    why: str


STANDING = (
    Question(
        "Which reports of this or last financial year, by the CQC, national "
        "investigators or others, could contradict the declaration?",
        "Asked before every declaration.",
    ),
    Question(
        "When did the trust talk to its commissioners about this submission, what did they say, "
        "and was that before the Board was asked to sign off?",
        "Asked before every declaration.",
    ),
    Question(
        "Have the director or head of midwifery and the clinical director presented "
        "the position jointly, and do both agree with it?",
        "Asked before every declaration.",
    ),
    Question(
        "What did the safety champions and the service user representatives say about "
        "this position?",
        "Asked before every declaration.",
    ),
    Question(
        "Has the accountable officer of the integrated care board been briefed on the "
        "evidence as well as on the form?",
        "Asked before every declaration.",
    ),
    Question(
        "Where is each evidence item kept, and could it be sent to NHS Resolution tomorrow?",
        "Asked before every declaration.",
    ),
    Question(
        "What would have to be found afterwards for this declaration to be wrong?",
        "Asked before every declaration.",
    ),
)
