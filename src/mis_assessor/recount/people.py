"""People in post and their training, in SQL: who counts, who is away, who was trained when."""

from dataclasses import dataclass
from datetime import date

from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.rules.row_tests import RowTests
from mis_assessor.recount.bound import COUNTED_ON, FIRST, LAST, LONG_TERM_LEAVE, SEEN_TO, TODAY
from mis_assessor.recount.days import moved
from mis_assessor.recount.row_lines import Lines
from mis_assessor.recount.tables import REFERENCE, Table, quoted
from mis_assessor.recount.terms import Terms

LAST_DAY_OF_WINDOW = "last day of the window"
SURE, UNSURE, AWAY, LEFT = "in post", "not known", "away", "left"
TRAINED, PERHAPS = 2, 1
"""Whether a day of training in the window counts: of several, the most certain."""


@dataclass(frozen=True, slots=True)
class People:
    """The tables that one question about people looks into."""

    question: PeopleQuestion
    terms: Terms
    staff: Table
    training: Table

    @property
    def staff_lines(self) -> Lines:
        """Conditions on people."""
        return Lines(self.staff, self.terms)

    @property
    def training_lines(self) -> Lines:
        """Conditions on their training."""
        return Lines(self.training, self.terms)

    def in_post_on(self) -> date | str | None:
        """The day on which people are counted, or the words for the window's last day."""
        name = self.question.in_post_on
        for _ in range(2):  # a value may hold the name of another
            if not self.terms.knows(name):
                return name
            value = self.terms.value(name)
            if not isinstance(value, str):
                return value if isinstance(value, date) else None
            name = value
        return name

    def standing(self) -> str:
        """A query of everybody who had started by a day: in post, away, left or not known."""
        lines, q = self.staff_lines, self.question
        started, left = lines.moment(q.in_post_from), lines.moment(q.in_post_to)
        on = COUNTED_ON
        belongs = lines.all_hold(q.who)
        has_started = f"({started.day} IS NULL OR {started.day} <= {on})" if started else "TRUE"
        has_left = f"COALESCE({left.day} < {on}, FALSE)" if left else "FALSE"
        return (
            f"SELECT \"row\", reference, CASE WHEN has_left THEN CASE WHEN belongs THEN '{LEFT}' "
            f"END WHEN away IS NULL OR belongs IS NULL THEN '{UNSURE}' WHEN away THEN '{AWAY}' "
            f"ELSE '{SURE}' END AS stands FROM (SELECT r.\"row\", r.{quoted(REFERENCE)} AS "
            f"reference, {belongs} AS belongs, {has_left} AS has_left, {self._is_away()} AS away "
            f"FROM {lines.table.name} r WHERE {has_started}) AS person "
            "WHERE belongs IS NULL OR belongs"
        )

    def _is_away(self) -> str:
        """Whether somebody is on long-term leave; NULL where nobody can tell."""
        q, lines = self.question, self.staff_lines
        if q.away_from is None or q.away_to is None:
            return "FALSE"
        known = lines.moment(q.away_from), lines.moment(q.away_to)
        start = known[0].day if known[0] else "CAST(NULL AS INTEGER)"
        end = known[1].day if known[1] else "CAST(NULL AS INTEGER)"
        on, means = COUNTED_ON, LONG_TERM_LEAVE
        long = (
            f"CASE WHEN {end} IS NOT NULL THEN {end} - {start} + 1 >= {means} "
            f"WHEN {SEEN_TO} - {start} + 1 >= {means} THEN TRUE END"
        )
        return (
            f"CASE WHEN {start} IS NULL AND {end} >= {on} THEN NULL "
            f"WHEN {start} IS NULL OR {start} > {on} OR {end} < {on} THEN FALSE "
            f"ELSE {long} END"
        )

    def trained(self, rows: RowTests, of: str = "") -> str:
        """A query of days of training, of all or of some: whose, and whether they surely count."""
        lines = self.training_lines
        day = lines.moment(self.question.day)
        when = day.day if day else "CAST(NULL AS INTEGER)"
        belongs = lines.all_hold(rows)
        return (
            f"SELECT reference, day, sure FROM (SELECT r.{quoted(REFERENCE)} AS reference, "
            f"{when} AS day, {belongs} AS sure FROM {of or lines.table.name} r "
            f"WHERE {when} <= {TODAY}) AS training WHERE sure IS NULL OR sure"
        )

    def is_booked(self) -> str:
        """Whether a person has a day booked soon enough after they started."""
        plan = self.question.or_planned
        length = self.terms.length(plan.within) if plan else None
        if plan is None or length is None:
            return "FALSE"
        started = self.staff_lines.moment(plan.after)
        booked = self.training_lines.moment(plan.day)
        if started is None or booked is None:
            return "FALSE"
        begins = started.day.replace("r.", "p.", 1)
        return (
            f'p."row" IN (SELECT p."row" FROM {self.staff.name} p '
            f"WHERE EXISTS (SELECT 1 FROM {self.training.name} r WHERE "
            f"r.{quoted(REFERENCE)} = p.{quoted(REFERENCE)} AND {booked.day} BETWEEN {begins} "
            f"AND {moved(begins, length, 1)} "
            f"AND {self.training_lines.all_hold(self.question.rows)}))"
        )

    def counted(self) -> str:
        """Everybody who stands: whether trained in the window, certainly or perhaps, or booked."""
        first, last = FIRST, LAST
        return (
            'SELECT p."row", p.stands, (SELECT MAX(CASE WHEN t.sure THEN '
            f"{TRAINED} ELSE {PERHAPS} END) FROM ({self.trained(self.question.rows)}) AS t WHERE "
            f"t.reference = p.reference AND t.day BETWEEN {first} AND {last}) AS trained, "
            f"{self.is_booked()} AS booked "
            f'FROM ({self.standing()}) AS p ORDER BY p."row"'
        )

    def strangers(self) -> str:
        """How many were, or may have been, trained whom the register of staff does not know."""
        first, last = FIRST, LAST
        of_strangers = (
            f"(SELECT * FROM {self.training.name} WHERE {quoted(REFERENCE)} NOT IN "
            f"(SELECT {quoted(REFERENCE)} FROM {self.staff.name}))"
        )
        return (
            "SELECT COUNT(DISTINCT reference) FROM "
            f"({self.trained(self.question.rows, of_strangers)}) AS t "
            f"WHERE day BETWEEN {first} AND {last}"
        )


@once_each
def each_person(question: PeopleQuestion, terms: Terms, staff: Table, training: Table) -> str:
    """The query of everybody who stands, made once."""
    return People(question, terms, staff, training).counted()


@once_each
def strangers(question: PeopleQuestion, terms: Terms, staff: Table, training: Table) -> str:
    """The query of those whom the register of staff does not know, made once."""
    return People(question, terms, staff, training).strangers()
