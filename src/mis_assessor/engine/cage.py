"""The cage: durable_rules works in a process of its own, under a time limit.

A segfault or an endless loop inside the library becomes an error on one assessment.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self

from mis_assessor.core.case import Case
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.fund import MoneyFacts
from mis_assessor.core.scheme import Rule
from mis_assessor.engine.plan_rollup import make_plan
from mis_assessor.engine.replay import NOTHING_PUBLISHED, replay
from mis_assessor.engine.result import EngineResult, Firing
from mis_assessor.engine.rules import Ruleset, compile_rules

# -I: neither the folder we stand in nor PYTHONPATH can slip in another module.
WORKER = (sys.executable, "-I", "-m", "mis_assessor.engine.worker")
TIME_LIMIT = 20.0
JOBS_A_WORKER = 500
DYING = 2.0
"""Seconds that a process whose pipe is closed may take to end."""


class Engine:
    """durable_rules as an `InferenceEngine`; use it as a context manager."""

    def __init__(
        self,
        command: Sequence[str] = WORKER,
        time_limit: float = TIME_LIMIT,
        jobs_a_worker: int = JOBS_A_WORKER,
    ) -> None:
        self._command = tuple(command)
        self._time_limit = time_limit
        self._jobs_a_worker = jobs_a_worker
        self._worker: _Worker | None = None
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

    def close(self) -> None:
        """Ends the worker, if one runs; the next decision starts another."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def decide(
        self, cases: Sequence[Case], rules: Sequence[Rule], money: MoneyFacts
    ) -> EngineResult:
        """Decides every node, or raises EngineFault; never half a result."""
        plan = make_plan(cases, rules, money)
        ruleset = compile_rules(plan.thresholds)
        nodes = [node.as_job() for node in plan.nodes]
        with self._one_at_a_time:
            try:
                reply = self._reply(ruleset, {"ruleset": ruleset.name, "nodes": nodes})
                trace, seconds = _read(reply)
                return replay(plan, ruleset, trace, seconds)
            except EngineFault:
                self.close()  # whatever it did, it is not trusted with another job
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

    def _ready(self) -> "_Worker":
        if self._worker is not None and self._worker.jobs >= self._jobs_a_worker:
            self.close()
        if self._worker is None:
            self._worker = _Worker(self._command)
        self._worker.jobs += 1
        return self._worker


class _Worker:
    """One running worker and the pipes to it."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.jobs = 0
        self.has: set[str] = set()
        """Rulesets it was sent; it may have given some up since."""
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as wrong:
            raise _fault(f"could not be started ({wrong})") from wrong

    def ask(self, job: dict[str, Any], time_limit: float) -> Any:
        """Sends one job and reads one line, both within the time limit."""
        line = json.dumps(job, ensure_ascii=False, allow_nan=False).encode() + b"\n"
        answer: list[bytes] = []
        thread = Thread(target=self._exchange, args=(line, answer), daemon=True)
        thread.start()
        thread.join(time_limit)
        if thread.is_alive():
            self._process.kill()
            thread.join()
            raise _fault(f"did not answer within {time_limit:g} seconds")
        if not answer or not answer[0].endswith(b"\n"):
            raise _fault(self._how_it_ended())
        try:
            return json.loads(answer[0])
        except ValueError as wrong:
            raise _fault("answered with something that cannot be read") from wrong

    def _exchange(self, line: bytes, answer: list[bytes]) -> None:
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(line)
            process.stdin.flush()
            answer.append(process.stdout.readline())
        except OSError:  # it closed the pipe: said by how it ended
            answer.clear()

    def _how_it_ended(self) -> str:
        try:
            _, complaint = self._process.communicate(timeout=DYING)
        except subprocess.TimeoutExpired:
            return "closed its pipe without an answer"
        code = self._process.returncode
        if code < 0:
            return f"crashed (exit code {code})"
        last = complaint.decode(errors="replace").strip().rpartition("\n")[2]
        return f"stopped without an answer (exit code {code}; {last or 'no reason given'})"

    def end(self) -> None:
        """Ends the process and waits for it, so that nothing of it stays behind."""
        process = self._process
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            assert pipe is not None
            with suppress(OSError):  # what it never read cannot be sent any more
                pipe.close()


def _read(reply: Any) -> tuple[list[Firing], float]:
    match reply:
        case {"fault": str() as why}:
            raise _fault(f"gave up ({why})")
        case {"trace": list() as trace, "micros": int() as micros}:
            pass
        case _:
            raise _fault("answered with something else than a trace")
    firings: list[Firing] = []
    for firing in trace:
        match firing:
            case [str() as rule, dict() as facts]:
                firings.append(Firing(rule, facts))
            case _:
                raise _fault("answered with something else than rules and facts")
    return firings, micros / 1_000_000


def _fault(what: str) -> EngineFault:
    return EngineFault(f"The rules engine {what}. {NOTHING_PUBLISHED}")
