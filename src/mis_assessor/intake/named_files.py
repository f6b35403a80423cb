"""Files as lists name them: found however the name is written, and told where they are not."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from mis_assessor.core.errors import Problem
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.reading import limits
from mis_assessor.reading.problems import quoted


def as_found(name: str) -> str:
    """A file's name as any system would look for it: slashes, capitals and accents one way.

    >>> as_found(".\\\\Files\\\\Minutes.PDF "), as_found("files//minutes.pdf")
    ('files/minutes.pdf', 'files/minutes.pdf')
    """
    parts = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")
    kept = [stripped for part in parts if (stripped := part.strip()) not in ("", ".")]
    return unicodedata.normalize("NFC", "/".join(kept).casefold())


def without_ending(file: str) -> str:
    """A table's name without its ending: it may be kept as CSV or as a workbook."""
    return as_found(file).removesuffix(".csv").removesuffix(".xlsx")


class NamedFiles:
    """The files of a folder, to be found under any way of writing their names."""

    def __init__(self, fingerprints: Mapping[str, str]) -> None:
        """Of every file that was read, its name and its sha256."""
        self._whole = {as_found(name): sha256 for name, sha256 in fingerprints.items()}
        self._last: dict[str, list[str]] = {}
        for name, sha256 in self._whole.items():
            self._last.setdefault(name.rpartition("/")[2], []).append(sha256)

    def fingerprint(self, named: str) -> str | None:
        """The fingerprint of a file that a list names; None where there is no such file."""
        wanted = as_found(named)
        for whole in (wanted, f"files/{wanted}"):
            if whole in self._whole:
                return self._whole[whole]
        alike = self._last.get(wanted, [])
        return alike[0] if len(alike) == 1 else None

    def changed(self, place: str, rows: Iterable[RegisterRow]) -> Iterator[Problem]:
        """Rows whose file is there and is not the one their fingerprint was made from."""
        for row in rows:
            file, said = str(row.cells.get("file", "")), row.cells.get("sha256")
            if file and said and self.fingerprint(file) not in (None, said):
                yield Problem(
                    f"{place}, row {row.number}, column “sha256”",
                    f"{file} is not the file this fingerprint was made from. Check which of "
                    "the two is right, then write the new fingerprint.",
                )

    def not_there(self, place: str, rows: Iterable[RegisterRow]) -> Iterator[str]:
        """A sentence about the files that are named and were not sent, if there are any."""
        named = [str(row.cells["file"]) for row in rows if "file" in row.cells]
        missing = list(dict.fromkeys(f for f in named if self.fingerprint(f) is None))
        if missing:
            first = ", ".join(map(quoted, missing[: limits.SAME_PROBLEM]))
            more = len(missing) - limits.SAME_PROBLEM
            told = f"{first} and {more:,} more" if more > 0 else first
            what = "is" if len(missing) == 1 else "are"
            yield (
                f"{place}: {told} {what} not in the folder, so no fingerprint was compared. Send "
                "the file along, or check how its name is written."
            )
