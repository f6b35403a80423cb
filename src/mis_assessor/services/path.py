"""``mis path``: the cheapest ways to ten, each decided again by both evaluators."""

from dataclasses import dataclass
from pathlib import Path

from mis_assessor.core.ahead.applied import applied
from mis_assessor.core.ahead.path import PathToTen, SolvedWay, path_of, way_of
from mis_assessor.core.ahead.puzzle import Efforts
from mis_assessor.core.deciding.position import Position
from mis_assessor.core.errors import EngineFault
from mis_assessor.engine.agree import agree
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.result import InferenceEngine
from mis_assessor.rulebook.efforts import OWN, read_efforts
from mis_assessor.services.assess import Confirmed, Days, decided_twice, position_of
from mis_assessor.services.books import Books
from mis_assessor.services.cheapest import cheapest
from mis_assessor.services.read_twice import receive_twice
from mis_assessor.services.time_limit import Deadline


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many ways are wanted, and by whose numbers they are weighed."""

    most: int = 3
    efforts: Path | None = None
    """A page of efforts; None is the submission's own, or ours."""


def path_of_folder(
    path: Path,
    rules: Path,
    days: Days,
    wanted: Wanted | None = None,
    confirmed: Confirmed | None = None,
) -> PathToTen:
    """The ways to ten of a submission, the cheapest first.

    Raises EvidenceUnreadable, RulebookWrong or EngineFault; never a way that was not decided
    to be one.
    """
    wanted = wanted or Wanted()
    efforts = _efforts(path, rules, wanted)
    with Engine() as engine:
        engine.start()
        books = Books(rules)
        received = receive_twice(path, books.tables)
        position = position_of(received, books, days, confirmed, Deadline())
        return path_of_position(position, efforts, engine, wanted.most)


def path_of_position(
    position: Position, efforts: Efforts, engine: InferenceEngine, most: int
) -> PathToTen:
    """The ways to ten of a decided position."""
    assessment = decided_twice(position, engine)
    way = way_of(position, efforts, cheapest, most)
    decided = [applied(position, frozenset(one.keys), way.ahead) for one in way.sets]
    for after in decided:
        _proved(after, way, engine)
    after = decided[0] if decided else position
    return path_of(position, assessment, way, after, efforts)


def _proved(after: Position, way: SolvedWay, engine: InferenceEngine) -> None:
    """Raises EngineFault where what is proposed would not come true."""
    result = engine.decide(after.cases, [case.rule for case in after.cases], after.money)
    agree(result, after.decided, after.rolled, after.recovery)
    still = [
        name
        for name in way.demands
        if name not in way.never and not after.rolled.requirements[name].holds
    ]
    if still:
        raise EngineFault(
            f"A way to ten was found that does not make {still[0]} true when it is decided. "
            "Nothing is proposed; please send this to whoever looks after the program."
        )


def _efforts(path: Path, rules: Path, wanted: Wanted) -> Efforts:
    if wanted.efforts is not None:
        return read_efforts(rules, wanted.efforts.read_bytes(), wanted.efforts.name)
    page = path / OWN
    return read_efforts(rules, page.read_bytes() if page.is_file() else None)
