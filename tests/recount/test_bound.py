"""What is shown as the query behind a figure finds what the query that was run found."""

from mis_assessor.core.evidence.submission import Submission
from mis_assessor.recount.asked import Asked
from mis_assessor.recount.queries import Queries, Rows, Told
from mis_assessor.services.counted_twice import counted_twice
from recount.spoilt import position, sound


class Compared(Queries):
    """Queries that are also run as they would be shown, without any number given to them."""

    seen = 0

    def fetch(self, what: str, asked: Asked, query: str, **given: Told) -> Rows:
        found = super().fetch(what, asked, query, **given)
        shown = self.made[-1].written_out()
        assert asked.evidence.database.execute(shown).fetchall() == found, shown
        type(self).seen += 1
        return found


def test_every_query_shown_finds_what_was_found() -> None:
    for sent in sound():
        counted_twice(position(sent).cases, Compared())
    assert Compared.seen > 1000


def test_a_database_used_again_answers_as_a_new_one() -> None:
    """Each trust after another in the same database, and each in one of its own."""

    def answers(sent: Submission, queries: Queries) -> list[object]:
        with queries:
            cases = counted_twice(position(sent).cases, queries)
        return [s.answers for case in cases for part in case.parts for s in part.scenes]

    for sent in sound():
        assert answers(sent, Queries()) == answers(sent, Queries(to_be_shown=True))
