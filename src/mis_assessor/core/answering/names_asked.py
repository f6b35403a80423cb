"""The closed lists that follow from the rules: kinds of document, bodies, items, statements.

A submission is read in the words of the rules it is held against; what no rule asks by that
name is told, never dropped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from mis_assessor.core.answering.asking import EACH
from mis_assessor.core.evidence.references import differs_only_in, folded
from mis_assessor.core.evidence.submission import Document, Submission
from mis_assessor.core.rules.checks import ColumnFilled, GroupHasPeople
from mis_assessor.core.rules.fact_questions import StatementQuestion
from mis_assessor.core.rules.once import ByIdentity
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Book, Rule, Rulebook
from mis_assessor.core.rules.values import Entry, as_names


class Named(StrEnum):
    """What the rules have a closed list of, in the words of a sentence."""

    KIND = "a document of the kind"
    BODY = "an act by"
    ITEM = "the item"
    STATEMENT = "the statement"
    REQUIREMENT = "an answer to"


@dataclass(frozen=True, slots=True)
class NamesAsked:
    """The words the rules of a book ask by, found under any way of writing them."""

    lists: Mapping[Named, Mapping[str, str]]
    """Of each list, the folded word and the word as the rules write it."""
    also_called: Mapping[str, str]
    """Folded words that people use for a body, and what the rules call it."""

    def asked(self, named: Named, written: str) -> str | None:
        """The rules' own word for what is written, or None where no rule asks for it."""
        word = folded(written)
        found = self.lists[named].get(word)
        if found is None and named is Named.BODY:
            return self.also_called.get(word)
        return found

    def words(self, named: Named) -> list[str]:
        """Every word of a list, in order."""
        return sorted(self.lists[named].values())


def names_asked(book: Book) -> NamesAsked:
    """Every word that the rules of a book ask by; kept for the next trust that is asked by it."""
    return _names_asked(ByIdentity(book))


@lru_cache(maxsize=16)
def _names_asked(same: ByIdentity[Book]) -> NamesAsked:
    book = same.it
    lists: dict[Named, dict[str, str]] = {named: {} for named in Named}
    for rule in book.rules:
        for named, word in _words(rule):
            lists[named].setdefault(folded(word), word)
    for named, word in _of_consistency(book) if isinstance(book, Rulebook) else ():
        lists[named].setdefault(folded(word), word)
    called = {
        folded(word): body for body, words in book.frame.also_called.items() for word in words
    }
    return NamesAsked(lists, called)


def _words(rule: Rule) -> Iterator[tuple[Named, str]]:
    requirement = rule.requirement
    for name in requirement.ids:
        yield Named.REQUIREMENT, name
        parts = name.split("-")  # an answer may be to the whole safety action: MIS-Y4-SA1
        yield from ((Named.REQUIREMENT, "-".join(parts[:n])) for n in range(3, len(parts)))
    for statement in _stated(requirement):
        yield Named.STATEMENT, statement
    for question in requirement.evidence.values():
        match question:
            case StatementQuestion():
                yield Named.STATEMENT, question.statement
            case DocumentsQuestion():
                yield Named.KIND, question.documents.kind
                for _, bodies in question.events():
                    for body in bodies if isinstance(bodies, tuple) else (bodies,):
                        yield from ((Named.BODY, name) for name in names_listed(rule, body))
                if question.contains_all:
                    items = (
                        *names_listed(rule, question.contains_all),
                        *requirement.parts.values(),
                    )
                    yield from ((Named.ITEM, item) for item in items)
            case _:
                pass


def _of_consistency(book: Rulebook) -> Iterator[tuple[Named, str]]:
    """What a person may explain, and what may be stated because a folder is asked about it."""
    groups = {
        group
        for rule in book.rules
        for question in rule.requirement.evidence.values()
        if isinstance(question, PeopleQuestion) and rule.requirement.in_
        for group in names_listed(rule, rule.requirement.in_)
    }
    for agrees in book.consistency:
        yield Named.REQUIREMENT, agrees.id
        match agrees.check:
            case GroupHasPeople(unless_stated=none):
                yield from ((Named.STATEMENT, f"{none}: {group}") for group in groups)
            case ColumnFilled(columns=columns):
                yield from ((Named.STATEMENT, statement) for statement in columns.values())
            case _:
                pass


def _stated(requirement: Requirement) -> Iterator[str]:
    """The statements on which it rests whether a requirement is asked at all."""
    yield from requirement.does_not_apply_if
    yield from requirement.only_if
    yield from requirement.only_if_said


def names_listed(rule: Rule, name: str) -> Iterator[str]:
    """The names in a list among the values, in every edition; or the name itself."""
    if name == EACH and rule.requirement.in_:
        name = rule.requirement.in_
    if name not in rule.values:
        yield name
    for entry in rule.values.get(name, ()):
        for value in _values(entry):
            yield from value


def _values(entry: Entry) -> Iterator[tuple[str, ...]]:
    yield as_names(entry.is_)
    yield from map(as_names, entry.readings)
    yield from (as_names(option.is_) for option in entry.strictest_of)


@dataclass(frozen=True, slots=True, order=True)
class Unasked:
    """A word of a submission that no rule asks by, or asks by a word written otherwise."""

    file: str
    named: Named
    written: str
    asked: str = ""
    """How the rules write it, where it is read as that."""

    @property
    def differs_in(self) -> str:
        """What sets it apart from the rules' own word."""
        return differs_only_in(self.written, self.asked)


def words_of(submission: Submission) -> Iterator[Unasked]:
    """Every word of a submission that belongs to a closed list, with the file it stands in."""
    shown = set(map(folded, _relied_on(submission)))
    for document in submission.documents:
        if folded(document.id) not in shown:  # by itself it is asked for, whatever its kind
            yield Unasked("documents.csv", Named.KIND, document.kind)
        for event in document.events:
            yield Unasked("document-events.csv", Named.BODY, event.by)
        for content in document.contents:
            yield Unasked("contents.csv", Named.ITEM, content.item)
    for statement in submission.statements:
        page = "submission.yaml" if submission.scheme else "system.yaml"
        yield Unasked(page, Named.STATEMENT, statement)
    for judgement in submission.judgements:
        yield Unasked("judgements.csv", Named.REQUIREMENT, judgement.requirement)
    for requirement in submission.declared:
        yield Unasked("declared.csv", Named.REQUIREMENT, requirement)


def _relied_on(submission: Submission) -> Iterator[str]:
    """The ids of documents that something else of the submission rests on."""
    yield from (a.evidence for a in submission.arrangements)
    yield from (p.evidence for p in submission.posts)
    yield from (j.evidence for j in submission.judgements)
    yield from (s.evidence for s in submission.statements.values())


def unasked(submission: Submission, names: NamesAsked) -> tuple[Unasked, ...]:
    """Each word that the rules of a book do not ask by, or write otherwise, told once."""
    found: dict[Unasked, None] = {}
    for word in words_of(submission):
        asked = names.asked(word.named, word.written)
        if asked is None:
            found[word] = None
        elif asked != word.written and folded(asked) == folded(word.written):
            found[replace(word, asked=asked)] = None
    return tuple(found)


def in_the_rules_words(submission: Submission, names: NamesAsked) -> Submission:
    """The submission with each word as the rules it is held against write it."""

    def asked(named: Named, written: str) -> str:
        return names.asked(named, written) or written

    def worded(document: Document) -> Document:
        return replace(
            document,
            kind=asked(Named.KIND, document.kind),
            events=tuple(replace(e, by=asked(Named.BODY, e.by)) for e in document.events),
            contents=tuple(replace(c, item=asked(Named.ITEM, c.item)) for c in document.contents),
        )

    return replace(
        submission,
        documents=tuple(map(worded, submission.documents)),
        statements={
            asked(Named.STATEMENT, name): said for name, said in submission.statements.items()
        },
        judgements=tuple(
            replace(j, requirement=asked(Named.REQUIREMENT, j.requirement))
            for j in submission.judgements
        ),
        declared={
            asked(Named.REQUIREMENT, name): answer for name, answer in submission.declared.items()
        },
    )
