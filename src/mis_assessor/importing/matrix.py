"""A training matrix, a sheet for each staff group: people into one register, training into another.

Booked is not attended, and neither is a day that has not come.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from mis_assessor.core.errors import Problem
from mis_assessor.core.rules.imports import InACell, Layout
from mis_assessor.importing.cells_read import (
    NotUnderstood,
    plain_words,
)
from mis_assessor.importing.columns_found import (
    ATTENDED,
    BOOKED,
    Known,
    contained,
    mapped,
    places,
    tell_of_columns,
)
from mis_assessor.importing.folder import Row
from mis_assessor.importing.grid import Grid, Spot
from mis_assessor.importing.lists import skipped
from mis_assessor.importing.matrix_cells import MatrixCells, reference_of
from mis_assessor.importing.taken import CellTaker, Taken, Words, impossible
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.mappings import Mappings, SheetMapped
from mis_assessor.intake.workbook_marks import column_number
from mis_assessor.reading.problems import did_you_mean, quoted

_STATUS, _PERSON, _GROUP = "status", "person", "staff group"


def take_matrix(
    grid: Grid,
    layout: Layout,
    kinds: Mapping[str, TableKind],
    kept: Mappings,
    taken: Taken,
    *,
    trust: str,
    on: date,
) -> bool:
    """Takes the people of a sheet and their training; False where it is no matrix.

    `on` is the day of the import: a day after it is no attendance yet.
    """
    people, training = (kinds[name] for name in layout.into[:2])
    known = Known(layout, (people, training))
    before = kept.of(layout.layout, grid.sheet or grid.file)
    sheet = mapped(grid, known, before, training)
    if sheet is None or not any(one.is_.startswith((ATTENDED, BOOKED)) for one in sheet.columns):
        return False
    group = sheet.group or contained(plain_words(grid.sheet or grid.file), layout.sheets)
    options = people.columns[_GROUP].type.options
    if group and group not in options:
        told = (
            f"is mapped to the group {quoted(group)}, which is none.{did_you_mean(group, options)}"
        )
        taken.not_understood.append(Problem(grid.place, f"{told} Change it in mappings.yaml."))
    sheet = sheet.model_copy(update={"group": group if group in options else ""})
    taken.mappings.append(sheet)
    modules = [f"{ATTENDED}{one}" for one in layout.modules]
    tell_of_columns(grid, sheet, known, (*people.columns, *modules), taken)
    reader = _Matrix(grid, layout, people, training, sheet, taken, trust, on)
    reader.read()
    return True


class _Matrix:
    def __init__(
        self,
        grid: Grid,
        layout: Layout,
        people: TableKind,
        training: TableKind,
        sheet: SheetMapped,
        taken: Taken,
        trust: str,
        on: date,
    ) -> None:
        self.grid, self.layout, self.sheet, self.taken = grid, layout, sheet, taken
        self.people, self.training, self.trust = people, training, trust
        self.cells = MatrixCells(layout, sheet.words, on)
        own_words = Words(layout, sheet.words)
        self.taker = CellTaker(grid, taken, own_words, sheet.heading_row, [people, training])
        self.columns = list(places(sheet))
        self.place = {one.is_: place for place, one in self.columns}
        names = set(map(plain_words, layout.names))
        self.names_at = [
            column_number(one.column) for one in sheet.columns if plain_words(one.heading) in names
        ]
        self.made_up = 0

    def read(self) -> None:
        """Takes every row of the sheet."""
        if not self.sheet.group and _GROUP not in self.place:
            self.taken.not_understood.append(
                Problem(
                    self.grid.place,
                    "has a name that is no staff group here, so nobody on it was taken. Say which "
                    "“group” it is in mappings.yaml, and import the file again.",
                )
            )
            return
        staff: list[tuple[str, Row]] = []
        attendance: list[tuple[str, Row]] = []
        for number in range(self.sheet.heading_row + 1, len(self.grid.rows) + 1):
            if skipped(self.grid, number, self.layout, self.taken):
                continue
            where = f"{self.grid.place}, row {number}"
            if not (person := self._person(number)):
                continue
            row = self._staff(number, person)
            if wrong := "; ".join(impossible(self.people, row)):
                self.taken.not_understood.append(
                    Problem(where, f"{wrong}. The person was not taken: check both.")
                )
                continue
            staff.append((where, row))
            attendance += self._training(number, person)
        self.taken.rows[self.people.name] += staff
        self.taken.rows[self.training.name] += attendance
        if self.made_up:
            self.taken.notes.append(
                Problem(
                    self.grid.place,
                    f"has no column of staff numbers, so {self.made_up:,} references were made "
                    "from the names; no name was taken. The same name gives the same reference.",
                )
            )

    def _person(self, number: int) -> str:
        if _PERSON in self.place:
            person = self.taker.read(number, self.place[_PERSON], self.people.columns[_PERSON])
        else:
            parts = sorted(filter(None, (self.grid.text(number, at) for at in self.names_at)))
            person = reference_of(self.trust, " ".join(parts)) if parts else ""
            self.made_up += bool(person)
        if not person:
            self.taken.not_understood.append(
                Problem(
                    f"{self.grid.place}, row {number}",
                    "has no staff number, so it was not taken. Write one, or delete the row.",
                )
            )
        return person

    def _staff(self, number: int, person: str) -> Row:
        """What a row says of the person, in the words of the staff register."""
        row: dict[str, str] = {_PERSON: person}
        for heading, column in self.people.columns.items():
            if heading in self.place and heading != _PERSON:
                text = self.taker.read(number, self.place[heading], column)
                if text:
                    row[heading] = text
        if self.sheet.group:
            row[_GROUP] = self.sheet.group
        if _STATUS in self.place and (spot := self.taker.spot(number, self.place[_STATUS])):
            self._status(spot, row)
        return {heading: row[heading] for heading in self.people.columns if heading in row}

    def _status(self, spot: Spot, row: Row) -> None:
        """Long-term leave or leaving: the register needs the day, which nobody can guess."""
        match self.cells.word(spot.text):
            case InACell.ON_LEAVE:
                self._tell_leave(spot, row)
            case InACell.LEFT if "left on" not in row:
                self._refuse(spot, f"{quoted(spot.text)} says that somebody left, and not when. "
                             "Write the last day under “left on” in staff.csv.")  # fmt: skip
            case _:
                pass

    def _says_leave(self, number: int) -> bool:
        """Whether the status of a row has told already that somebody is on leave."""
        status = self.grid.text(number, self.place[_STATUS]) if _STATUS in self.place else ""
        return self.cells.word(status) is InACell.ON_LEAVE

    def _tell_leave(self, spot: Spot, row: Row) -> None:
        self.taken.counts[InACell.ON_LEAVE] += 1
        if "on long-term leave from" not in row:
            self._refuse(
                spot,
                f"{quoted(spot.text)} says long-term leave, not since when. Until its first day "
                f"stands in staff.csv, {row[_PERSON]} counts as there.",
            )

    def _training(self, number: int, person: str) -> Iterator[tuple[str, Row]]:
        told_leave = self._says_leave(number)
        for place, one in self.columns:
            if not one.is_.startswith((ATTENDED, BOOKED)):
                continue
            spot = self.taker.spot(number, place)
            if spot is None:
                continue
            try:
                booking = one.is_.startswith(BOOKED)
                meant = self.cells.meant(spot, booking, self.taker.month_first(place))
            except NotUnderstood as why:
                self._refuse(spot, str(why))
                continue
            module = one.is_.partition(": ")[2]
            match meant.what:
                case InACell.ATTENDED:
                    yield self.grid.at(number, place), {
                        "person": person, "module": module, "attended on": meant.day
                    }  # fmt: skip
                case InACell.BOOKED:
                    self.taken.counts[InACell.BOOKED] += 1
                    yield self.grid.at(number, place), {
                        "person": person, "module": module, "booked for": meant.day
                    }  # fmt: skip
                case InACell.ON_LEAVE:
                    if not told_leave:
                        self._tell_leave(spot, {_PERSON: person, **self._leave(number)})
                    told_leave = True
                case InACell.LEFT:
                    self._status(spot, {_PERSON: person, **self._leave(number)})
                case InACell.DID_NOT_ATTEND | InACell.NOT_ASKED:
                    self.taken.counts[meant.what] += 1

    def _leave(self, number: int) -> Row:
        """The days of leave and of leaving that a row gives in columns of their own."""
        headings = ("on long-term leave from", "left on")
        return {
            heading: "given"
            for heading in headings
            if heading in self.place and self.grid.text(number, self.place[heading])
        }

    def _refuse(self, spot: Spot, why: str) -> None:
        where = self.grid.at(spot.row, spot.column)
        self.taken.not_understood.append(Problem(where, why))
