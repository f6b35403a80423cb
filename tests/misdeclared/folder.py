"""A submission folder that somebody rewrites, with counts and fingerprints put right again."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from functional.mis import SAMPLES

Row = dict[str, str]
Where = Callable[[Row], bool]


def everywhere(_: Row) -> bool:
    """Every row."""
    return True


def whose(**cells: str) -> Where:
    """Rows whose cells say just this; blanks in headings are written as underlines."""
    wanted = {heading.replace("_", " "): cell for heading, cell in cells.items()}
    return lambda row: all(row.get(heading) == cell for heading, cell in wanted.items())


def moved(day: str, days: int) -> str:
    """A day so many days later."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


@dataclass
class Folder:
    """The files of one sample, as a deceiver edits them."""

    files: dict[str, bytes]
    tables: dict[str, list[Row]] = field(default_factory=dict)
    heads: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, sample: str) -> "Folder":
        """A sample's files."""
        root = SAMPLES / sample
        found = {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }
        return cls(found)

    def table(self, name: str) -> list[Row]:
        """The rows of a table, to be changed in place."""
        if name not in self.tables:
            reader = csv.DictReader(io.StringIO(self.files[f"{name}.csv"].decode()))
            self.tables[name] = list(reader)
            self.heads[name] = list(reader.fieldnames or ())
        return self.tables[name]

    def register(self, name: str) -> list[Row]:
        """The rows of a register."""
        return self.table(f"registers/{name}")

    def row(self, name: str, where: Where) -> Row:
        """The first row of a table that fits."""
        return next(row for row in self.table(name) if where(row))

    def put(
        self,
        name: str,
        where: Where = everywhere,
        rows: int | None = 1,
        also: Mapping[str, str] = MappingProxyType({}),
        **cells: str,
    ) -> None:
        """Writes cells of the first so many rows that fit; None for all."""
        found = [row for row in self.table(name) if where(row)][:rows]
        assert found and (rows is None or len(found) == rows), f"{name}: too few rows fit"
        for row in found:
            row.update(also)
            row.update({heading.replace("_", " "): cell for heading, cell in cells.items()})

    def drop(self, name: str, where: Where, rows: int | None = 1) -> None:
        """Takes out the first so many rows that fit; None for all."""
        table = self.table(name)
        for row in [row for row in table if where(row)][:rows]:
            table.remove(row)

    def page(self, was: str, now: str) -> None:
        """Rewrites a text of submission.yaml."""
        text = self.files["submission.yaml"].decode()
        assert was in text, was
        self.files["submission.yaml"] = text.replace(was, now, 1).encode()

    def written(self) -> Mapping[str, bytes]:
        """The files, sealed as a deceiver seals them: rows counted, fingerprints put right."""
        for name in [n for n in self.tables if n != "registers"]:
            self.files[f"{name}.csv"] = self._text(name)
        for row in self.table("registers"):
            file = row.get("file", "")
            if file in self.files and (name := file.removesuffix(".csv")) in self.tables:
                row["rows"] = str(len(self.tables[name]))
                if row.get("sha256"):
                    row["sha256"] = sha256(self.files[file]).hexdigest()
        self.files["registers.csv"] = self._text("registers")
        return self.files

    def _text(self, name: str) -> bytes:
        held = io.StringIO()
        writer = csv.DictWriter(held, self.heads[name], lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.tables[name])
        return held.getvalue().encode()

    def write(self, to: Path) -> Path:
        """The folder on disk."""
        for name, content in self.written().items():
            path = to / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return to
