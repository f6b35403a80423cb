"""Queries put to the database of one sender's evidence, each once, and kept to be shown."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mis_assessor.core.evidence.submission import Submission
from mis_assessor.recount.asked import Asked
from mis_assessor.recount.evidence import Evidence, evidence_in_tables

Rows = list[tuple[Any, ...]]


@dataclass(slots=True)
class Queries:
    """Runs queries and keeps those of the last question, in their order."""

    memo: dict[tuple[int, str], Rows] = field(default_factory=dict)
    """What a query found in a database; several questions may ask the same."""
    made: list[tuple[str, str]] = field(default_factory=list)
    """What each query of the last question counts, and the query."""
    databases: dict[tuple[object, ...], Evidence] = field(default_factory=dict)
    """The evidence of each sender: the same registers, papers and facts are the same tables."""
    sent: dict[int, tuple[Submission, Evidence]] = field(default_factory=dict)

    def evidence_of(self, sent: Submission, on: date) -> Evidence:
        """A sender's evidence as tables, made once."""
        if (known := self.sent.get(id(sent))) is not None:
            return known[1]
        key = (
            *(id(sent.registers), id(sent.statements), id(sent.chosen)),
            *(sent.documents, sent.arrangements, sent.posts, sent.long_term_leave_days),
        )
        if key not in self.databases:
            self.databases[key] = evidence_in_tables(sent, on)
        self.sent[id(sent)] = sent, self.databases[key]
        return self.databases[key]

    def fetch(self, what: str, asked: Asked, query: str) -> Rows:
        """What a query finds; `what` says what it counts."""
        self.made.append((what, query))
        key = id(asked.evidence.database), query
        if key not in self.memo:
            self.memo[key] = asked.evidence.database.execute(query).fetchall()
        return self.memo[key]
