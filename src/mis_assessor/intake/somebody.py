"""Whether a cell names a person: databases, spreadsheets and people write blanks as words."""

import re

from mis_assessor.core.evidence.references import folded
from mis_assessor.intake.cell_readers import is_error_value, read_text
from mis_assessor.intake.identifiers import identifier_in
from mis_assessor.reading.problems import quoted

_BLANKS = frozenset(
    (
        *("null", "none", "nil", "nan", "na", "n a", "n k", "nk", "undefined", "blank", "empty"),
        *("missing", "unknown", "false", "true", "yes", "no", "nobody", "no one", "anyone"),
        *("somebody", "someone", "anybody", "vacant", "vacancy", "pending", "awaited", "awaiting"),
        *(
            "to follow",
            "as above",
            "see above",
            "ditto",
            "same",
            "same as above",
            "test",
            "various",
        ),
        *("name", "your name", "name here", "who", "x", "xx", "xxx", "done", "checked"),
        *("role", "reason", "signature", "initials", "date", "person", "staff"),
    )
)
_NOT_YET = re.compile(
    r"\b(?:tbc|tbd|tba|unchecked|unassigned|unallocated|to be (?:confirmed|agreed|decided|advised"
    r"|announced|appointed|determined|completed|checked|done|named|recruited|added|identified)"
    r"|(?:not|never|nobody|no one)(?: has)?(?: yet)?(?: been)? (?:checked|known|done|looked|seen"
    r"|applicable|available|recorded|stated|given|named|assigned|appointed|required|needed"
    r"|recruited|confirmed|decided|sure|reviewed))\b"
)


def names_nobody(text: str) -> bool:
    """Whether a text stands where a name should and names nobody.

    >>> names_nobody("T.B.C."), names_nobody("J. Null"), names_nobody("\\u200b")
    (True, False, True)
    """
    plain = folded(text)
    letters = re.sub(r"[^\w]+|_+", " ", plain.replace(".", "")).strip()
    return (
        is_error_value(text)
        or not any(map(str.isalpha, letters))
        or letters in _BLANKS
        or bool(_NOT_YET.search(letters))
    )


def _said(text: str) -> str:
    """A text in quotation marks, unless it would repeat a patient identifier."""
    return "this" if identifier_in(text) else quoted(text)


class NamesNobody(ValueError):
    """A cell that should name a person says, one way or another, that none is named."""


def read_somebody(text: str) -> str:
    """Who did something, by name. Raises NamesNobody where nobody is named."""
    if names_nobody(text):
        raise NamesNobody(f"{_said(text)} names nobody. Write who it was.")
    return read_text(text)


def read_holder(text: str) -> str:
    """Who holds a post, by name or staff reference. Raises NamesNobody where nobody does."""
    return text if re.search("[0-9]{2}", text) else read_somebody(text)


def read_role(text: str) -> str:
    """In which role somebody did something. Raises NamesNobody where none is named."""
    if names_nobody(text):
        raise NamesNobody(f"{_said(text)} names no role. Write the role, such as MIS lead.")
    return read_text(text)


def read_reason(text: str) -> str:
    """Why somebody judged as they did. Raises NamesNobody where no reason is given."""
    if names_nobody(text):
        raise NamesNobody(f"{_said(text)} gives no reason. Write why, in a sentence.")
    return read_text(text)
