"""The words of a problem: quoted, with the nearest right word, and gathered.

The same problem many times over: the first few in full, the rest counted.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.reading import limits

_LONGEST_QUOTE = 60


def quoted(text: str) -> str:
    """A text in quotation marks, on one line and cut short.

    >>> quoted("31/02/2022")
    '“31/02/2022”'
    """
    line = re.sub(r"[\s\x00-\x1f\x7f\ud800-\udfff]+", " ", text)
    return f"“{line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE] + '…'}”"


def listed_quoted(words: Iterable[str]) -> str:
    """Words as a list in a sentence.

    >>> listed_quoted(["yes", "no", "cannot say"])
    '“yes”, “no” or “cannot say”'
    """
    *most, last = [quoted(word) for word in words]
    return f"{', '.join(most)} or {last}" if most else last


_NEAR = 75
_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL_WORDS = frozenset(("and", "the", "for", "with", "from", "not"))


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option most like a word, if any is much like it in the words that matter.

    >>> nearest("Band 6 midwife", ["neonatal nurses band 5 and above", "midwives"])
    'midwives'
    """
    from rapidfuzz import fuzz, process  # much, for what is rarely wrong

    options = list(options)
    found = process.extract(
        word[:200],
        options,
        scorer=fuzz.WRatio,
        processor=lambda text: text.casefold(),
        score_cutoff=_NEAR,
    )
    meant = (option for option, *_ in found if _may_be_meant(option, word[:200]))
    whole = (option for option in options if found and _shared(option, word[:200]) == 1)
    return next(meant, None) or next(whole, None)


def _words(text: str) -> list[str]:
    return [w for w in _WORD.findall(text.casefold()) if w not in _SMALL_WORDS]


def _shared(option: str, word: str) -> float:
    """What part of the words of an option have one much like them in what is written."""
    from rapidfuzz import fuzz

    asked, said = _words(option), _words(word)
    alike = sum(any(fuzz.ratio(w, other) >= _NEAR for other in said) for w in asked)
    return alike / len(asked) if asked else 0


def _may_be_meant(option: str, word: str) -> bool:
    """Whether a phrase is meant by more than a word or two that it shares by chance."""
    from rapidfuzz import fuzz

    whole = fuzz.token_sort_ratio(option.casefold(), word.casefold())
    return len(_words(option)) < 3 or _shared(option, word) >= 0.5 or whole >= _NEAR


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """A closing question that names the nearest right word, or nothing.

    >>> did_you_mean("midwifes", ["midwives", "obstetric consultants"])
    ' Did you mean “midwives”?'
    """
    option = nearest(word, options)
    return f" Did you mean {quoted(option)}?" if option else ""


def one_problem(where: str, what: str) -> EvidenceUnreadable:
    """The error of a file with which nothing more can be done."""
    return EvidenceUnreadable([Problem(where, what)])


@contextmanager
def gathered_in(problems: list[Problem]) -> Iterator[None]:
    """Keep the problems of this step and go on, so that all are told at once."""
    try:
        yield
    except EvidenceUnreadable as unreadable:
        problems.extend(unreadable.problems)


def first_few(found: Iterable[Problem], where: str, of_the_rest: str) -> Iterator[Problem]:
    """The first few problems, and how many more there are: “7 more rows are blank.”

    >>> found = [Problem(f"row {n}", "is blank.") for n in range(limits.SAME_PROBLEM + 7)]
    >>> print(list(first_few(found, "cases.csv", "rows are blank"))[-1])
    cases.csv: 7 more rows are blank.
    """
    problems = iter(found)
    yield from islice(problems, limits.SAME_PROBLEM)
    if more := sum(1 for _ in problems):
        yield Problem(where, f"{more:,} more {of_the_rest}.")
