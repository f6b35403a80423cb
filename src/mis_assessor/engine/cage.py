"""The cage: durable_rules works in a process of its own, under a time limit.

A segfault or an endless loop inside the library becomes an error on one assessment.
"""

import shlex
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.recovery import MoneyFacts
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.compile import Ruleset
from mis_assessor.engine.plan import Plan
from mis_assessor.engine.plan_book import make_framework_plan, make_plan, make_plan_of_each
from mis_assessor.engine.replay import Fired, replay
from mis_assessor.engine.result import EngineResult, fault
from mis_assessor.engine.worker_process import Worker

if TYPE_CHECKING:
    from mis_assessor.core.frameworks.decide import BodyPosition

_START = """
import sys
sys.path[:0] = {folders!r}
import runpy
runpy.run_module("mis_assessor.engine.worker", run_name="__main__")
"""
TIME_LIMIT = 20.0
JOBS_A_WORKER = 500
BUILT_FROM = "durable_rules==2.0.28"
COMPILER_FLAG = "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject"
"""Its C source calls a function that Python 3.13 took away, by the name it had before."""


def engine_version() -> str:
    """The engine and its version, as an assessment records them."""
    return f"durable_rules {version('durable_rules')}"


def worker_command() -> tuple[str, ...]:
    """Starts the worker from the very folders this program and its engine lie in.

    ``-I`` and ``-S``: neither the folder we stand in nor PYTHONPATH can slip in another module,
    and no package that is installed beside the engine can run anything as the worker starts.
    """
    modules = (find_spec("mis_assessor"), find_spec("durable_rules_engine"))
    origins = [Path(spec.origin) for spec in modules if spec is not None and spec.origin]
    ours, *engines = origins
    folders = [str(ours.parents[1]), *(str(engine.parent) for engine in engines)]
    return (sys.executable, "-I", "-S", "-c", _START.format(folders=folders))


def check_that_it_loads() -> None:
    """Raises EngineFault, saying what the compiler needs, where the C library does not load."""
    try:
        import_module("durable_rules_engine")
    except ImportError as wrong:
        why = str(wrong).partition(".so: ")[2] or str(wrong)
        headers = "python{}.{}-dev".format(*sys.version_info)
        again = (
            f"{COMPILER_FLAG} {shlex.quote(sys.executable)} -m pip install --no-cache-dir "
            f"--force-reinstall {BUILT_FROM}"
        )
        raise EngineFault(
            f"The rules engine does not load here ({why}): it needs a C compiler and the headers "
            f"of Python (on Debian and Ubuntu: gcc, libc6-dev and {headers}), and then to be "
            f"built again with this command: {again}"
        ) from wrong


class Engine:
    """durable_rules as an `InferenceEngine`; use it as a context manager."""

    def __init__(
        self,
        command: Sequence[str] | None = None,
        time_limit: float = TIME_LIMIT,
        jobs_a_worker: int = JOBS_A_WORKER,
    ) -> None:
        self._command = tuple(command) if command is not None else worker_command()
        self._time_limit = time_limit
        self._jobs_a_worker = jobs_a_worker
        self._worker: Worker | None = None
        self._one_at_a_time = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Starts the worker ahead of its first job, while the caller does something else."""
        with self._one_at_a_time:
            if self._worker is None:
                self._worker = Worker(self._command)

    def close(self) -> None:
        """Ends the worker, if one runs; the next decision starts another."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def decide(
        self, cases: Sequence[Case], rules: Sequence[Rule], money: MoneyFacts
    ) -> EngineResult:
        """Decides every node, or raises EngineFault; never half a result."""
        return self._decide(make_plan(cases, rules, money))

    def decide_framework(self, position: "BodyPosition", rules: Sequence[Rule]) -> EngineResult:
        """Decides one body of a framework, or raises EngineFault; never half a result."""
        return self._decide(make_framework_plan(position.cases, rules, position.body))

    def decide_each(self, cases: Sequence[Case], rules: Sequence[Rule]) -> tuple[Verdict, ...]:
        """Decides cases of which each stands alone, all in one job, or raises EngineFault."""
        plan, nodes = make_plan_of_each(cases, rules)
        verdicts = self._decide(plan).verdicts
        return tuple(verdicts[node] for node in nodes)

    def _decide(self, plan: Plan) -> EngineResult:
        nodes = plan.as_job()
        with self._one_at_a_time:
            try:
                reply = self._reply(plan.ruleset, {"ruleset": plan.ruleset.name, "nodes": nodes})
                trace, seconds = _read(reply)
                return replay(plan, nodes, trace, seconds)
            except BaseException:
                # It is not trusted again; and an answer still on its way, after Ctrl-C
                # say, must not meet the next job.
                self.close()
                raise

    def _reply(self, ruleset: Ruleset, job: dict[str, Any]) -> Any:
        worker = self._ready()
        whole = {**job, "rules": ruleset.rules, "gives": ruleset.gives}
        if ruleset.name in worker.has:
            reply = worker.ask(job, self._time_limit)
            if reply != {"send": ruleset.name}:
                return reply
        worker.has.add(ruleset.name)
        return worker.ask(whole, self._time_limit)

    def _ready(self) -> Worker:
        if self._worker is not None and self._worker.jobs >= self._jobs_a_worker:
            self.close()
        if self._worker is None:
            self._worker = Worker(self._command)
        self._worker.jobs += 1
        return self._worker


def _read(reply: Any) -> tuple[list[Fired], float]:
    match reply:
        case {"fault": str() as why}:
            raise fault(f"gave up ({why})")
        case {"trace": list() as trace, "micros": int() as micros}:
            pass
        case _:
            raise fault("answered with something else than a trace")
    for firing in trace:
        match firing:
            case [int(), str()]:
                pass
            case _:
                raise fault("answered with something else than rules and facts")
    return trace, micros / 1_000_000
