"""All that is needed to act on what is held in the store, open for as long as a service runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mis_assessor.core.workflow.moves import Workflow
from mis_assessor.engine.cage import Engine
from mis_assessor.rulebook.workflow import read_workflow
from mis_assessor.services.books import Books
from mis_assessor.services.stores import Store, open_store


@dataclass(frozen=True, slots=True)
class Desk:
    """A store with the rulebook and the engine that decide on what it holds."""

    store: Store
    books: Books
    workflow: Workflow
    engine: Engine

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
