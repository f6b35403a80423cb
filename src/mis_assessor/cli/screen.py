"""Letters that a screen or a pipe lacks, in letters it has: an assessment is never lost to them."""

import codecs
import sys
from io import TextIOWrapper

STAND_INS = {
    "–": "-",
    "—": "-",
    "−": "-",
    "‑": "-",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "→": "->",
    "·": "-",
    "•": "-",
    "×": "x",
    "÷": "/",
    "≥": ">=",
    "≤": "<=",
    "£": "GBP ",
    "\N{NO-BREAK SPACE}": " ",
}
NAME = "mis-stand-in"


def stand_in(error: UnicodeError) -> tuple[str, int]:
    """What is written for letters that an encoding lacks.

    >>> codecs.register_error(NAME, stand_in)
    >>> "9–10 ≥ “ten”, ½ of Ł".encode("ascii", NAME)
    b'9-10 >= "ten", ? of ?'
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(STAND_INS.get(letter, "?") for letter in lacking), error.end


def fit_to_screens() -> None:
    """From here on, whatever is printed can be printed."""
    codecs.register_error(NAME, stand_in)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=NAME)
