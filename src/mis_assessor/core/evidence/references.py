"""References and names compared as people mean them, whatever a program made of them.

Keys and joins compare folded texts; what is printed stays as it was written.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from mis_assessor.core.wording import listed

_ESCAPED_BY_EXCEL = re.compile("_x([0-9A-Fa-f]{4})_")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－⁃"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘ʼ′`´"), "'") | dict.fromkeys(map(ord, "“”„″"), '"')
_LETTERS = "авекмнорстухіјѕαβεζηικμνορτυχ", "abekmhopctyxijsabezhikmnoptyx"
_LOOK_ALIKE = str.maketrans(*(small + small.upper() for small in _LETTERS))
_UNSEEN = frozenset((0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)))
"""Letters and marks that print as nothing although Unicode calls them no format characters."""


def is_unseen(letter: str) -> bool:
    """Whether a character is there for programs and prints as nothing: a zero-width space.

    >>> is_unseen("\\u200b"), is_unseen("-")
    (True, False)
    """
    return unicodedata.category(letter) in ("Cf", "Cc") or ord(letter) in _UNSEEN


@lru_cache(maxsize=1 << 17)
def folded(text: str) -> str:
    """A reference or name without what two programs may write differently.

    Invisible letters go; kinds of dash, space, quotation mark, letter case, and Greek and
    Cyrillic letters that look Latin are one. Noughts stay: P-1 is not P-001.

    >>> folded("SP\u20110059 ") == folded("sp-0059"), folded("P-001_x000D_")
    (True, 'p-001')
    """
    if text.isascii() and text.isprintable() and "_x" not in text:
        return " ".join(text.split()).casefold()
    text = _one_form(_one_form(_seen(text)).casefold()).translate(_LOOK_ALIKE)
    return " ".join(unicodedata.normalize("NFKC", text).split())


_NOT_PLAIN = ("  ", "\n ", " \n", "_x")


def all_folded(texts: Sequence[str]) -> list[str]:
    """Each of many texts folded, in one go where nothing in them but capitals is to fold.

    >>> all_folded(["PD-001", "SP-0059"]), all_folded(["SP\u20110059 "])
    (['pd-001', 'sp-0059'], ['sp-0059'])
    """
    lines = "\n".join(texts)
    plain = lines.isascii() and lines.replace("\n", "").isprintable()
    if plain and lines.count("\n") == len(texts) - 1:
        bounded = f"\n{lines}\n"
        if not any(what in bounded for what in _NOT_PLAIN):
            return lines.casefold().split("\n")
    return list(map(folded, texts))


def _one_form(text: str) -> str:
    return _seen(unicodedata.normalize("NFKC", text.translate(_DASHES | _QUOTES))).translate(
        _DASHES | _QUOTES
    )


def _seen(text: str) -> str:
    """A text without its invisible characters."""
    text = _ESCAPED_BY_EXCEL.sub(lambda match: chr(int(match[1], 16)).strip(), text)
    return "".join(c for c in text if c.isspace() or not is_unseen(c))


def _latin(text: str) -> str:
    """A text with Latin letters for those that look the same; its dashes and spaces stay."""
    return "".join(
        c if c.isspace() or ord(c) in _DASHES else unicodedata.normalize("NFKC", c)
        for c in unicodedata.normalize("NFC", text).translate(_LOOK_ALIKE)
    )


_STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("an invisible character", _seen),
    ("the kind of dash", lambda text: text.translate(_DASHES)),
    ("the kind of quotation mark", lambda text: text.translate(_QUOTES)),
    ("spaces", lambda text: " ".join(text.split())),
    ("capitals", str.casefold),
    ("letters that look alike", _latin),
)


def differs_only_in(one: str, other: str) -> str:
    """What sets two texts apart that are folded alike, in words.

    >>> differs_only_in("sp-0059", "SP-0059"), differs_only_in("sp–1", "SP-1")
    ('capitals', 'the kind of dash and capitals')
    """
    reasons = [what for what, step in _STEPS if _without(step, one) != _without(step, other)]
    return listed(reasons) or "the form of its letters"


def _without(left_out: Callable[[str], str], text: str) -> str:
    """A text after every step but one."""
    for _, step in _STEPS:
        text = text if step is left_out else step(text)
    return text
