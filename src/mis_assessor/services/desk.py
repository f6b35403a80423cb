"""All that is needed to act on what is held in the store, open for as long as a service runs."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from mis_assessor.core.workflow.moves import Workflow
from mis_assessor.engine.cage import Engine
from mis_assessor.rulebook.workflow import read_workflow
from mis_assessor.services.books import Books
from mis_assessor.services.stores import Store, open_store


class Queues:
    """Who changes or assesses one submission waits for whoever does so already.

    Between processes the version of the submission keeps order; within one, waiting is
    quicker than reading everything in vain and trying again.
    """

    def __init__(self) -> None:
        self._locks: dict[str, Lock] = defaultdict(Lock)
        self._making = Lock()

    def of(self, what: str, submission: str) -> Lock:
        """The one queue for doing something with a submission."""
        with self._making:
            return self._locks[f"{what} {submission}"]


@dataclass(frozen=True, slots=True)
class Desk:
    """A store with the rulebook and the engine that decide on what it holds."""

    store: Store
    books: Books
    workflow: Workflow
    engine: Engine
    queues: Queues = field(default_factory=Queues)

    @property
    def rules(self) -> Path:
        """The folder of rules."""
        return self.books.rules


@contextmanager
def open_desk(data: Path, rules: Path, url: str = "") -> Iterator[Desk]:
    """A desk, closed again afterwards. Raises NotAllowed or RulebookWrong."""
    store = open_store(data, url)
    try:
        with Engine() as engine:
            yield Desk(store, Books(rules), read_workflow(rules), engine)
    finally:
        store.close()
