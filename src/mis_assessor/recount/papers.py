"""Documents in SQL: of each of a kind, what is wrong with it, what is not known, and its days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import tests_in
from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.quantities import Length, Share
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.recount.bound import FIRST, TODAY, UNTIL
from mis_assessor.recount.days import moved
from mis_assessor.recount.tables import text
from mis_assessor.recount.terms import Terms

Acts = tuple[tuple[str, str], ...]
"""What must have been done with some documents: verb and body, in the order asked."""


ALL_NO, DIFFER = 2, 1
"""What is found of an item, where anybody looked."""


def _days(acts: Acts) -> list[str]:
    return [f"act_{n}" for n in range(len(acts))]


@once_each
def candidates(question: DocumentsQuestion, terms: Terms) -> str:
    """The documents of the kind, about what is asked, and not of a later day."""
    about = [folded(terms.requirement.id)] if question.documents.about else []
    if question.documents.about == "each":
        about.append(folded(terms.member))
    named = "".join(
        " AND EXISTS (SELECT 1 FROM document_about a WHERE a.place = d.place AND "
        f'a."about =" = {text(one)})'
        for one in dict.fromkeys(about)
    )
    own = " AND d.of_the_system = 1" if question.of_the_system else ""
    return (
        f"SELECT d.place, d.dated FROM document d WHERE "
        f'd."kind =" = {text(folded(question.documents.kind))} AND '
        f"(d.dated IS NULL OR d.dated <= {TODAY}){named}{own} ORDER BY d.place"
    )


def acts_of(
    question: DocumentsQuestion, terms: Terms, found: Sequence[tuple[int, int | None]]
) -> Mapping[Acts, tuple[int, ...]]:
    """Who must have done what; a list of bodies may change with the day of a document."""
    by_acts: dict[Acts, list[int]] = {}
    for place, dated in found:
        by_acts.setdefault(_acts_on(question, terms, dated), []).append(place)
    return {acts: tuple(places) for acts, places in by_acts.items()}


@once_each
def _acts_on(question: DocumentsQuestion, terms: Terms, dated: int | None) -> Acts:
    day = None if dated is None else date.fromordinal(dated)
    return tuple(
        (verb, body) for verb, bodies in question.events() for body in terms.words(bodies, day)
    )


@once_each
def checks(
    question: DocumentsQuestion, terms: Terms, acts: Acts, places: tuple[int, ...] | None
) -> str:
    """The query of what documents lack: of all of the kind, or of those at some places."""
    return Checks(question, terms).query(acts, places)


@dataclass(frozen=True, slots=True)
class Checks:
    """Makes the query of what documents lack."""

    question: DocumentsQuestion
    terms: Terms

    @property
    def first(self) -> int | None:
        """The first day that counts, where there is one."""
        name = self.question.not_before
        day = self.terms.day(name) if name else None
        return None if day is None else day.toordinal()

    def query(self, acts: Acts, places: tuple[int, ...] | None) -> str:
        """Each document's place, days, whether anything is wrong and whether anything is open."""
        listed = "".join(f", act_{n}" for n in range(len(acts)))
        of_another_time = "FALSE"
        if self.first is not None:
            of_another_time = f"COALESCE(in_place < {self.first}, TRUE)"
        wrong = " OR ".join(self._wrong(acts)) or "FALSE"
        open_ = " OR ".join(self._open(acts))
        told = " UNION ALL ".join(f"SELECT {day} AS day" for day in ("d.dated", *_days(acts)))
        last = f"(SELECT MAX(day) FROM ({told}) AS told)" if acts else "d.dated"
        return (
            f"WITH seen AS MATERIALIZED ({self._seen(acts, places)}), "
            f"placed AS MATERIALIZED (SELECT d.*, {last} AS in_place FROM seen d) "
            "SELECT place, id, dated, covers_from, covers_to, in_force_from, in_force_to, "
            f"({wrong}) AND NOT {of_another_time} AS wrong, {open_} AS open, in_place{listed} "
            "FROM placed d ORDER BY place"
        )

    def _seen(self, acts: Acts, places: tuple[int, ...] | None) -> str:
        """The documents; beside them what was found of each item, and the day of each act."""
        of_all = f"SELECT place FROM ({candidates(self.question, self.terms)}) AS of_the_kind"
        listed = of_all if places is None else ", ".join(map(str, places))
        items = "".join(f", {found} AS item_{n}" for n, found in enumerate(self._items()))
        found = f"SELECT d.*{items} FROM document d WHERE d.place IN ({listed})"
        if not self.question.in_this_order:
            done = "".join(f", {self._day(*act, n)} AS act_{n}" for n, act in enumerate(acts))
            return found.replace(" FROM document d", f"{done} FROM document d", 1)
        found = found.replace("d.*", "d.*, CAST(NULL AS INTEGER) AS before_0", 1)
        for n, (verb, body) in enumerate(acts):
            found = f"SELECT d.*, {self._day(verb, body, n)} AS act_{n} FROM ({found}) AS d"
            found = (
                f"SELECT d.*, COALESCE(act_{n}, before_{n}) AS before_{n + 1} FROM ({found}) AS d"
            )
        return found

    def _day(self, verb: str, body: str, n: int) -> str:
        since = f'AND e."on" >= {self.first} ' if self.first is not None else ""
        first = (
            'SELECT MIN(e."on") FROM document_event e WHERE e.place = d.place AND '
            f'e.event = {text(verb)} AND e."by =" = {text(folded(body))} {since}'
            f'AND e."on" <= {TODAY}'
        )
        if not self.question.in_this_order:
            return f"({first})"
        return f'COALESCE(({first} AND e."on" >= d.before_{n}), ({first}))'

    def _wrong(self, acts: Acts) -> Iterator[str]:
        yield f"COALESCE(expires_on < {TODAY}, FALSE)"
        if self.question.in_this_order:
            yield from (f"COALESCE(act_{n} < before_{n}, FALSE)" for n in range(len(acts)))
        items = range(len(list(self._items())))
        yield from (f"COALESCE(item_{n} = {ALL_NO}, FALSE)" for n in items)
        if self.question.covers is not None:
            yield f"COALESCE({self._covers_wrong()}, FALSE)"
        promises = self.question.promises
        if promises is not None and promises.number:
            yield self._promises_too_little()
        if promises is not None and promises.by and (day := self.terms.day(promises.by)):
            yield f"COALESCE(promised_by > {day.toordinal()}, FALSE)"

    def _open(self, acts: Acts) -> Iterator[str]:
        q = self.question
        yield "dated IS NULL"
        if self.first is not None and not q.events():
            yield f"COALESCE(dated < {self.first}, FALSE)"
        yield (
            f"NOT (checked_by <> '' AND COALESCE(checked_on <= {TODAY}, FALSE) "
            "AND COALESCE(checked_on >= dated, TRUE))"
        )
        if q.checked_by_another:
            yield 'written_by = \'\' OR "writer =" = "checker ="'
        yield from (f"act_{n} IS NULL" for n in range(len(acts)))
        items = range(len(list(self._items())))
        yield from (f"COALESCE(item_{n} = {DIFFER}, TRUE)" for n in items)
        if q.covers is not None:
            yield "covers_from IS NULL OR covers_to IS NULL"
        if q.promises is not None and q.promises.number:
            yield self._promises_nothing()
        if q.promises is not None and q.promises.by:
            yield "promised_by IS NULL"
        if q.shows_progress:
            days = _days(acts)
            told = " UNION ALL ".join(f"SELECT {day} AS day" for day in days)
            since = f"COALESCE((SELECT MAX(day) FROM ({told}) AS t), dated)" if days else "dated"
            yield (
                "NOT EXISTS (SELECT 1 FROM document_progress p WHERE p.place = d.place AND "
                f"p.reported_on <= {TODAY} AND p.reported_on > {since})"
            )
        if self._must_be_in_force():
            yield "in_force_from IS NULL"

    def _items(self) -> Iterator[str]:
        """What those who looked for each item found: all said no, they differ, or none said no."""
        no = "CASE WHEN i.found = 'no' THEN 1 ELSE 0 END"
        listed = self.question.contains_all
        for item in self.terms.words(listed) if listed is not None else ():
            yield (
                f"(SELECT MIN({no}) + MAX({no}) FROM document_item i WHERE i.place = d.place AND "
                f"i.\"item =\" = {text(folded(item))} AND i.who <> '' AND "
                f"i.looked_on <= {TODAY} AND COALESCE(i.looked_on >= d.dated, TRUE))"
            )

    def _covers_wrong(self) -> str:
        cover = self.question.covers
        if cover is None:
            return "FALSE"
        lasts = self.terms.length(cover.lasts)
        first, last = self.terms.day(cover.from_), self.terms.day(cover.to)
        short = "FALSE"
        if isinstance(lasts, Length):
            short = f"covers_to IS NOT NULL AND {moved('covers_from', lasts, 1)} - 1 > covers_to"
        early = f"covers_from < {first.toordinal()}" if first else "FALSE"
        late = f"covers_to > {last.toordinal()}" if last else "FALSE"
        both = "covers_from IS NOT NULL AND covers_to IS NOT NULL"
        return f"{both} AND (({short}) OR {early} OR {late})"

    def _needed(self) -> Share | None:
        promises = self.question.promises
        value = self.terms.value(promises.number) if promises and promises.number else None
        return value if isinstance(value, Share) else None

    def _promises_nothing(self) -> str:
        return "TRUE" if self._needed() is None else "promised_part IS NULL"

    def _promises_too_little(self) -> str:
        needed, promises = self._needed(), self.question.promises
        if needed is None or promises is None:
            return "FALSE"
        share, sign = needed.of_one, "<=" if promises.more_than else "<"
        too_little = (
            f"promised_part * {share.denominator} {sign} promised_whole * {share.numerator}"
        )
        return f"COALESCE({too_little}, FALSE)"

    def _must_be_in_force(self) -> bool:
        """Whether a condition asks that it was in force on a day."""
        requirement = self.terms.requirement
        names = {n for n, asked in requirement.evidence.items() if asked is self.question}
        tests = (*tests_in(requirement.met_when), *tests_in(requirement.or_instead))
        return any(test.op is Op.IN_FORCE_ON and test.evidence in names for test in tests)


def meetings(question: DocumentsQuestion) -> str:
    """The days on which a body met, from the register of meetings."""
    return (
        'SELECT r."held on" FROM "meetings" r WHERE '
        f'r."body =" = {text(folded(question.meetings_of or ""))} AND '
        f'r."held on" BETWEEN {FIRST} AND {UNTIL} ORDER BY r."held on"'
    )
