"""The rules inside a paper held against those that were published with this program."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.checking.verification import (
    CheckDone,
    State,
    Subject,
    does_hold,
    fails,
    open_question,
)
from mis_assessor.core.errors import EvidenceUnreadable, RulebookWrong
from mis_assessor.core.rules.corrections import Correction
from mis_assessor.core.wording import counted, on_day
from mis_assessor.packs.rulebook_file import (
    NAME,
    RuleTexts,
    differing,
    lay_out,
    read_rulebook_file,
    texts_in,
)
from mis_assessor.rulebook.corrections import corrected_by
from mis_assessor.rulebook.published import published_as, shipped_table
from mis_assessor.services.books import Books, year_named

MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class RulesFound:
    """The rules to compute by, what is said of them, and whether they are the shipped ones."""

    books: Books
    checks: tuple[CheckDone, ...]
    strange: bool = False


def rules_of(
    content: bytes | None, stated: Assessment | None, shipped: Books, folder: Path
) -> RulesFound:
    """The rules that a paper was made by, ready to compute with.

    `folder` is used only where they are not the shipped ones.
    """
    if content is None:
        said = fails(Subject.RULES, f"{NAME} is not in the paper. Computed by the shipped rules.")
        return RulesFound(shipped, (said,))
    try:
        texts = read_rulebook_file(content)
    except EvidenceUnreadable as error:
        said = fails(Subject.RULES, f"{error} Computed by the shipped rules.")
        return RulesFound(shipped, (said,))
    own = texts_in(shipped.rules)
    books = shipped if texts == own else Books(lay_out(texts, folder))
    try:
        if texts == own:
            return RulesFound(_as_in(stated, shipped), tuple(_fingerprint(stated, shipped)))
        found = tuple(_of_another_origin(stated, books, texts, own))
    except RulebookWrong as wrong:
        said = fails(Subject.RULES, f"does not hold what the assessment names: {wrong}")
        return RulesFound(shipped, (said, *_changes(texts, own)), strange=texts != own)
    strange = any(check.state is State.DOES_NOT_HOLD for check in found)
    return RulesFound(_as_in(stated, books), found, strange)


def _as_in(stated: Assessment | None, books: Books) -> Books:
    """The rules with the corrections that a paper says it was made with, and no others."""
    return books if stated is None else books.with_corrections(stated.made_with.corrections)


def _fingerprint(stated: Assessment | None, books: Books) -> Iterator[CheckDone]:
    """Each book that decided: the fingerprint the assessment names, and who vouches for it."""
    if stated is None:
        return
    name = year_named(stated.scheme_year)
    corrections = stated.made_with.corrections
    shipped = books.shipped(stated.scheme_year)
    try:
        corrected = corrected_by(shipped, corrections).digest
    except RulebookWrong as wrong:
        yield fails(Subject.RULES, f"cannot be corrected as the paper says: {wrong}", name)
        return
    yield _of_book(name, stated.digests.rulebook, corrected, shipped.digest)
    yield from (_corrected(one) for one in corrections)
    for result in stated.frameworks:
        found = books.framework(result.framework).digest
        yield _of_book(result.framework, result.rulebook, found, found)


def _of_book(name: str, named: str, found: str, published: str) -> CheckDone:
    if named != found:
        said = "the fingerprint that the assessment names is not that of the rules in the paper."
        return fails(Subject.RULES, said, name)
    if versions := published_as(name, published, shipped_table()):
        return does_hold(Subject.RULES, f"is the one published with version {versions[-1]}.", name)
    said = "is not among the rulebooks published with this program: nobody vouches for it."
    return fails(Subject.RULES, said, name)


def _corrected(one: Correction) -> CheckDone:
    """A value that the trust read otherwise: computed with, and for a person to compare."""
    becomes = ", ".join(one.becomes) or "not what the rules have"
    said = (
        f"the trust corrected “{one.value}” from {one.was} to {becomes}: {one.by} read it on page "
        f"{one.page} of {one.document} {on_day(one.on)}. Compare it with the guidance."
    )
    return open_question(Subject.RULES, said, one.requirement)


def _of_another_origin(
    stated: Assessment | None, books: Books, texts: RuleTexts, own: RuleTexts
) -> Iterator[CheckDone]:
    """What is said of rules that are not, file by file, those of this version."""
    found = tuple(_fingerprint(stated, books))
    yield from found
    if not any(check.state is State.DOES_NOT_HOLD for check in found):
        number = counted(len(differing(texts, own)), "files")
        said = (
            f"{number} beside it are not those of this version; they decide nothing of the scheme."
        )
        yield open_question(Subject.RULES, said)
        return
    yield from _changes(texts, own)


def _changes(texts: RuleTexts, own: RuleTexts) -> Iterator[CheckDone]:
    names = differing(texts, own)
    for name in names[:MOST_TOLD]:
        yield fails(Subject.RULES, _change(own.get(name), texts.get(name)), f"rules/{name}")
    if (more := len(names) - MOST_TOLD) > 0:
        yield fails(Subject.RULES, f"{counted(more, 'files')} more differ from the published.")


def _change(published: str | None, found: str | None) -> str:
    """The first line that differs, as published and as found."""
    if published is None:
        return "no such rule file was published."
    if found is None:
        return "this published rule file is missing."
    lines = unified_diff(published.splitlines(), found.splitlines(), n=0, lineterm="")
    changed = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    was = next((line[1:].strip() for line in changed if line.startswith("-")), "")
    now = next((line[1:].strip() for line in changed if line.startswith("+")), "")
    return f"says “{now}”, and “{was}” was published."
