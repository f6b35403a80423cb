"""Queries put to the database of one sender's evidence, each once, and kept to be shown."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from mis_assessor.core.evidence.submission import Submission
from mis_assessor.recount.asked import Asked
from mis_assessor.recount.bound import Value, Values, names_in, written_out
from mis_assessor.recount.evidence import Evidence, evidence_in_tables
from mis_assessor.recount.rooms import rooms_kept

Rows = list[tuple[Any, ...]]
Told = Value | date
"""A day is given as its number."""


@dataclass(frozen=True, slots=True)
class Made:
    """A query that was run: what it counts, its text, and the numbers it was given."""

    what: str
    query: str
    values: Values

    def written_out(self) -> str:
        """The query with its numbers in it, for anybody to run."""
        return written_out(self.query, self.values)


@dataclass(slots=True)
class Queries:
    """Runs queries and keeps those of the last question, in their order."""

    to_be_shown: bool = False
    """Whether somebody will look into the databases."""
    memo: dict[tuple[object, ...], Rows] = field(default_factory=dict)
    """What a query found in a database; several questions may ask the same."""
    made: list[Made] = field(default_factory=list)
    """Each query of the last question."""
    databases: dict[tuple[object, ...], Evidence] = field(default_factory=dict)
    """The evidence of each sender: the same registers, papers and facts are the same tables."""
    sent: dict[int, tuple[Submission, Evidence]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        """Leaves the rooms to others, if all went well."""
        if failed is None and not self.to_be_shown:
            rooms_kept().give_back(evidence.room for evidence in self.databases.values())

    def evidence_of(self, sent: Submission, on: date) -> Evidence:
        """A sender's evidence as tables, made once."""
        if (known := self.sent.get(id(sent))) is not None:
            return known[1]
        key = (
            *(id(sent.registers), id(sent.statements), id(sent.chosen)),
            *(sent.documents, sent.arrangements, sent.posts, sent.long_term_leave_days),
        )
        if key not in self.databases:
            self.databases[key] = evidence_in_tables(sent, on, self.to_be_shown)
        self.sent[id(sent)] = sent, self.databases[key]
        return self.databases[key]

    def fetch(self, what: str, asked: Asked, query: str, **given: Told) -> Rows:
        """What a query finds; `what` says what it counts, `given` are the numbers it names."""
        values: dict[str, Value] = {}
        for name in names_in(query):
            told = asked.on if name == "today" else given[name]
            values[name] = told.toordinal() if isinstance(told, date) else told
        self.made.append(Made(what, query, values))
        database = asked.evidence.database
        key = (id(database), query, *values.values())
        if key not in self.memo:
            self.memo[key] = database.execute(query, values).fetchall()
        return self.memo[key]
