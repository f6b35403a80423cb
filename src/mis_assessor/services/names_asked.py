"""Tells what was sent under names that no rule asks by, with the nearest that one does."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from mis_assessor.core.answering.names_asked import (
    Named,
    NamesAsked,
    Unasked,
    in_the_rules_words,
    names_asked,
    unasked,
)
from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.rulebook import Book
from mis_assessor.reading.problems import did_you_mean, quoted


def held_against(submission: Submission, book: Book) -> Submission:
    """The submission in the words of the rules it is decided by."""
    return in_the_rules_words(submission, names_asked(book))


def with_words_told(submission: Submission, books: Iterable[Book]) -> Submission:
    """The submission with a remark for each word of a closed list that no rule asks by.

    The first book is the one it is held against; the others are looked at only where a word is
    not in it. Raises EvidenceUnreadable for answers to requirements that do not exist.
    """
    unknown: dict[Unasked, None] | None = None
    otherwise: list[Unasked] = []
    names: list[NamesAsked] = []
    for book in books:
        names.append(names_asked(book))
        found = unasked(submission, names[-1])
        if unknown is None:
            otherwise = [word for word in found if word.asked]
            unknown = {word: None for word in found if not word.asked}
        among = frozenset(found)
        unknown = {word: None for word in unknown if word in among}
        if not unknown:
            break
    known = _together(names)
    lost = [word for word in unknown or () if not _is_an_organisation(word, submission)]
    if problems := [_no_requirement(w, known) for w in lost if w.named is Named.REQUIREMENT]:
        raise EvidenceUnreadable(problems)
    told = [*map(_written_otherwise, otherwise), *(_told(word, known) for word in lost)]
    return replace(submission, remarks=(*submission.remarks, *told)) if told else submission


def _is_an_organisation(word: Unasked, submission: Submission) -> bool:
    """Whether an act is by the trust itself, or by another that is named by its code."""
    by_code = re.fullmatch("[A-Z][A-Z0-9]{2,4}", word.written) is not None
    return word.named is Named.BODY and (by_code or word.written == submission.trust_name)


def _no_requirement(word: Unasked, known: Mapping[Named, list[str]]) -> Problem:
    meant = did_you_mean(word.written, known[word.named])
    return Problem(word.file, f"{quoted(word.written)} is no requirement that is loaded.{meant}")


def _written_otherwise(word: Unasked) -> str:
    return (
        f"{_said(word)} Did you mean {quoted(word.asked)}? It is read so; they differ only in "
        f"{word.differs_in}."
    )


def _told(word: Unasked, known: Mapping[Named, list[str]]) -> str:
    return _said(word) + did_you_mean(word.written, known[word.named])


def _said(word: Unasked) -> str:
    return f"{word.file}: no rule asks for {word.named.value} {quoted(word.written)}."


def _together(names: Iterable[NamesAsked]) -> Mapping[Named, list[str]]:
    every = list(names)
    return {
        named: list(dict.fromkeys(word for one in every for word in one.words(named)))
        for named in Named
    }
