"""All that is needed to act on what is held in the store, open for as long as a service runs."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from mis_assessor.core.workflow.moves import Workflow
from mis_assessor.engine.cage import Engine
from mis_assessor.rulebook.workflow import read_workflow
from mis_assessor.services.books import Books
from mis_assessor.services.stores import Store, open_store
from mis_assessor.services.workshop import Bench, R, T, Task, Workshop

QUICK_PROCESSES, QUICK_RANK = 2, 2
SLOW_PROCESSES, SLOW_RANK = 1, 5
"""Papers take longest and can wait longest, so no change ever waits for one."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """A store with the rulebook and the engine that decide on what it holds."""

    store: Store
    books: Books
    workflow: Workflow
    engine: Engine
    queues: Queues = field(default_factory=Queues)
    quick: Workshop | None = None
    """Where changes are read and assessed; without one, in this process."""
    slow: Workshop | None = None
    """Where papers are drawn."""

    @property
    def rules(self) -> Path:
        """The folder of rules."""
        return self.books.rules

    def do(self, task: Task[T, R], what: T) -> R:
        """Does what takes a second or so. Raises what the task raises."""
        return self._do(self.quick, task, what)

    def do_slowly(self, task: Task[T, R], what: T) -> R:
        """Does what takes longer, such as a paper. Raises what the task raises."""
        return self._do(self.slow, task, what)

    def _do(self, workshop: Workshop | None, task: Task[T, R], what: T) -> R:
        bench = Bench(self.books, self.engine)
        return workshop.do(task, what) if workshop else task(bench, what)


@contextmanager
def open_desk(data: Path, rules: Path, url: str = "", *, serving: bool = False) -> Iterator[Desk]:
    """A desk, closed again afterwards; for a service with workshops beside it.

    Raises NotAllowed or RulebookWrong.
    """
    store = open_store(data, url)
    with ExitStack() as open_:
        open_.callback(store.close)
        engine = open_.enter_context(Engine())
        quick, slow = None, None
        if serving:
            quick = open_.enter_context(Workshop(rules, QUICK_PROCESSES, QUICK_RANK))
            slow = open_.enter_context(Workshop(rules, SLOW_PROCESSES, SLOW_RANK))
        yield Desk(store, Books(rules), read_workflow(rules), engine, quick=quick, slow=slow)
