"""People in post and their training, in SQL: who counts, who is away, who was trained when."""

from dataclasses import dataclass
from datetime import date

from mis_assessor.core.evidence.submission import ChosenWindow, Register
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.rules.row_tests import RowTests
from mis_assessor.recount.asked import Asked
from mis_assessor.recount.days import moved
from mis_assessor.recount.row_lines import Lines
from mis_assessor.recount.tables import REFERENCE, quoted

LAST_DAY_OF_WINDOW = "last day of the window"
SURE, UNSURE, AWAY, LEFT = "in post", "not known", "away", "left"


@dataclass(frozen=True, slots=True)
class People:
    """The tables that one question about people looks into."""

    question: PeopleQuestion
    asked: Asked
    staff: Register
    training: Register
    staff_lines: Lines
    training_lines: Lines

    def in_post_on(self) -> date | str | None:
        """The day on which people are counted, or the words for the window's last day."""
        name = self.question.in_post_on
        for _ in range(2):  # a value may hold the name of another
            if not self.asked.knows(name):
                return name
            value = self.asked.value(name)
            if not isinstance(value, str):
                return value if isinstance(value, date) else None
            name = value
        return name

    def standing(self, day: date) -> str:
        """A query of everybody who had started by a day: in post, away, left or not known."""
        lines, q = self.staff_lines, self.question
        started, left = lines.moment(q.in_post_from), lines.moment(q.in_post_to)
        on = min(day, self.asked.on).toordinal()
        belongs = lines.all_hold(q.who)
        has_started = f"({started.day} IS NULL OR {started.day} <= {on})" if started else "TRUE"
        has_left = f"COALESCE({left.day} < {on}, FALSE)" if left else "FALSE"
        return (
            f"SELECT \"row\", reference, CASE WHEN has_left THEN CASE WHEN belongs THEN '{LEFT}' "
            f"END WHEN away IS NULL OR belongs IS NULL THEN '{UNSURE}' WHEN away THEN '{AWAY}' "
            f"ELSE '{SURE}' END AS stands FROM (SELECT r.\"row\", r.{quoted(REFERENCE)} AS "
            f"reference, {belongs} AS belongs, {has_left} AS has_left, {self._is_away(on)} AS away "
            f"FROM {lines.table.name} r WHERE {has_started}) AS person "
            "WHERE belongs IS NULL OR belongs"
        )

    def _is_away(self, on: int) -> str:
        """Whether somebody is on long-term leave; NULL where nobody can tell."""
        q, lines = self.question, self.staff_lines
        if q.away_from is None or q.away_to is None:
            return "FALSE"
        known = lines.moment(q.away_from), lines.moment(q.away_to)
        start = known[0].day if known[0] else "CAST(NULL AS INTEGER)"
        end = known[1].day if known[1] else "CAST(NULL AS INTEGER)"
        means = self.asked.submission.long_term_leave_days
        long = "CAST(NULL AS BOOLEAN)"
        if means is not None:
            told = self.staff.complete_to or self.staff.covers_to or self.asked.on
            so_far = min(told, self.asked.on).toordinal()
            long = (
                f"CASE WHEN {end} IS NOT NULL THEN {end} - {start} + 1 >= {means} "
                f"WHEN {so_far} - {start} + 1 >= {means} THEN TRUE END"
            )
        return (
            f"CASE WHEN {start} IS NULL AND {end} >= {on} THEN NULL "
            f"WHEN {start} IS NULL OR {start} > {on} OR {end} < {on} THEN FALSE "
            f"ELSE {long} END"
        )

    def trained(self, rows: RowTests) -> str:
        """A query of days of training: whose, and whether they certainly count."""
        lines = self.training_lines
        day = lines.moment(self.question.day)
        when = day.day if day else "CAST(NULL AS INTEGER)"
        belongs = lines.all_hold(rows)
        return (
            f"SELECT reference, day, sure FROM (SELECT r.{quoted(REFERENCE)} AS reference, "
            f"{when} AS day, {belongs} AS sure FROM {lines.table.name} r "
            f"WHERE {when} <= {self.asked.today}) AS training WHERE sure IS NULL OR sure"
        )

    def booked(self) -> str:
        """A query of those with a day booked soon enough after they started."""
        plan = self.question.or_planned
        nobody = "SELECT '' AS reference WHERE FALSE"
        length = self.asked.length(plan.within) if plan else None
        if plan is None or length is None:
            return nobody
        started = self.staff_lines.moment(plan.after)
        booked = self.training_lines.moment(plan.day)
        if started is None or booked is None:
            return nobody
        begins = started.day.replace("r.", "p.", 1)
        return (
            f"SELECT p.{quoted(REFERENCE)} AS reference FROM {self.staff_lines.table.name} p "
            f"WHERE EXISTS (SELECT 1 FROM {self.training_lines.table.name} r WHERE "
            f"r.{quoted(REFERENCE)} = p.{quoted(REFERENCE)} AND {booked.day} BETWEEN {begins} "
            f"AND {moved(begins, length, 1)} "
            f"AND {self.training_lines.all_hold(self.question.rows)})"
        )

    def counted(self, chosen: ChosenWindow, day: date) -> str:
        """Everybody who stands: whether trained for certain, perhaps, or booked."""
        first, last = chosen.first.toordinal(), chosen.last.toordinal()
        return (
            f"WITH training_day AS ({self.trained(self.question.rows)}), "
            f"trained AS (SELECT reference, MAX(CASE WHEN sure THEN 1 ELSE 0 END) AS sure, "
            "MAX(CASE WHEN sure IS NULL THEN 1 ELSE 0 END) AS perhaps FROM training_day "
            f"WHERE day BETWEEN {first} AND {last} GROUP BY reference) "
            f'SELECT p."row", p.stands, COALESCE(t.sure, 0) = 1 OR p.reference IN '
            f"({self.booked()}) AS done, COALESCE(t.perhaps, 0) = 1 AS perhaps "
            f"FROM ({self.standing(day)}) AS p LEFT JOIN trained t ON t.reference = p.reference "
            'ORDER BY p."row"'
        )

    def strangers(self, chosen: ChosenWindow) -> str:
        """How many were, or may have been, trained whom the register of staff does not know."""
        first, last = chosen.first.toordinal(), chosen.last.toordinal()
        return (
            f"SELECT COUNT(DISTINCT reference) FROM ({self.trained(self.question.rows)}) AS t "
            f"WHERE day BETWEEN {first} AND {last} AND reference NOT IN (SELECT "
            f"{quoted(REFERENCE)} FROM {self.staff_lines.table.name})"
        )
