"""A look at whole stretches of rows for what must be looked at row by row."""

from collections.abc import Mapping, Sequence

from mis_assessor.core.submission import Cell
from mis_assessor.intake.columns import NotBefore, PartOf, TableKind


class QuickLook:
    """Looks at whole stretches of columns for what must be looked at row by row."""

    def __init__(self, kind: TableKind) -> None:
        self.kind = kind
        self.doubted: set[NotBefore | PartOf] = set()
        self.blank: set[str] = set()
        self.twice = False
        self._required = [c.heading for c in kind.columns.values() if c.required]
        self._hashes: set[int] = set()
        self._rows = 0

    def at(self, cells: Mapping[str, Sequence[Cell | None]]) -> None:
        """Look at the next stretch of rows, given as columns."""
        self.blank.update(h for h in self._required if None in cells.get(h, ()))
        for check in self.kind.row.checks:
            small, large = _small_and_large(check)
            if small in cells and large in cells and _any_more(cells[small], cells[large]):
                self.doubted.add(check)
        keys = [cells[heading] for heading in self.kind.key if heading in cells]
        if keys:
            # two keys with one hash only cost a second, careful look
            self._hashes.update(map(hash, zip(*keys, strict=True)))
            self._rows += len(keys[0])
            self.twice = len(self._hashes) < self._rows


def _small_and_large(check: NotBefore | PartOf) -> tuple[str, str]:
    match check:
        case PartOf():
            return check.part, check.whole
        case NotBefore():
            return check.earlier, check.later


def _any_more(small: Sequence[Cell | None], large: Sequence[Cell | None]) -> bool:
    """Whether any of the first cells is more than the second beside it."""
    if small.count(None) == len(small) or large.count(None) == len(large):
        return False
    return any(
        one > other  # type: ignore[operator]
        for one, other in zip(small, large, strict=True)
        if one is not None and other is not None
    )
