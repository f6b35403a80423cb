"""Whatever happens in the worker is one EngineFault here, and leaves nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mis_assessor.core.deciding.recovery import Recovery
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.evidence.answers import Tally
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine import worker_process
from mis_assessor.engine.cage import Engine, check_that_it_loads, worker_command
from mis_assessor.engine.result import EngineResult, InferenceEngine
from unit.engine.built import MONEY, case, rule

HONEST = """
import json, sys
from mis_assessor.engine.worker import Rulesets, answer
rulesets = Rulesets()
for n, line in enumerate(sys.stdin.buffer):
    reply = answer(json.loads(line), rulesets, str(n))
    if "trace" in reply:
        {spoil}
    print(json.dumps(reply), flush=True)
"""
SEGFAULT = "import ctypes; input(); ctypes.string_at(0)"
NOTHING_PUBLISHED = "Nothing is published; run it again"


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def decide(engine: InferenceEngine, needed: str = "95%") -> EngineResult:
    one = rule(needed=needed)
    return engine.decide([case(one)], [one], MONEY)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process the cage starts."""
    processes: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[call-overload]
            processes.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return processes


def test_it_decides_from_the_answer_to_the_fund() -> None:
    with Engine() as engine:
        result = decide(engine)
    assert result.verdicts["MIS-Y4-SA1-A//1"] is Verdict.MET
    assert result.verdicts["MIS-Y4-SA1-A"] is Verdict.MET
    assert result.verdicts["safety action 1"] is Verdict.MET
    assert result.verdicts["outcome"] is Verdict.NOT_DUE_YET
    assert result.fund is Recovery.AT_RISK
    assert result.fired == {"MIS-Y4-SA1-A": ("MIS-Y4-SA1-A: reviews is at least 95% → met",)}
    assert 0 < result.engine_seconds < 5


def test_a_worker_started_ahead_of_time_decides_and_is_started_only_once(
    started: list[subprocess.Popen[bytes]],
) -> None:
    with Engine() as engine:
        engine.start()
        engine.start()
        assert decide(engine).verdicts["outcome"] is Verdict.NOT_DUE_YET
    assert len(started) == 1


def test_no_package_beside_the_engine_runs_anything_as_the_worker_starts() -> None:
    *as_started, _ = worker_command()
    said = subprocess.check_output([*as_started, "import sys; print('site' in sys.modules)"])
    assert said.strip() == b"False"


def test_the_same_question_has_the_same_answer() -> None:
    with Engine() as engine:
        first, second = decide(engine), decide(engine)
    assert (first.trace, first.ruleset) == (second.trace, second.ruleset)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (SEGFAULT, r"crashed \(exit code -11\)"),
        ("input(); print('hello')", "answered with something that cannot be read"),
        ("input(); print('[]')", "something else than a trace"),
        ('input(); print(\'{"trace": [7], "micros": 1}\')', "than rules and facts"),
        ('input(); print(\'{"trace": [["r", "f"]], "micros": 1}\')', "than rules and facts"),
        ("raise SystemExit(3)", r"exit code 3; no reason given"),
        ("input(); import nothing_of_the_kind", "No module named 'nothing_of_the_kind'"),
        ('input(); print(\'{"fault": "tired"}\')', r"gave up \(tired\)"),
        (HONEST.format(spoil="reply['trace'].pop()"), "gave no verdict on “fund”"),
        (HONEST.format(spoil="del reply['trace'][1]"), "“MIS-Y4-SA1-A//1”"),
    ],
)
def test_a_faulty_worker(code: str, why: str, started: list[subprocess.Popen[bytes]]) -> None:
    with Engine(python(code)) as engine:
        with pytest.raises(EngineFault, match=why) as fault:
            decide(engine)
        assert NOTHING_PUBLISHED in str(fault.value)
        assert all_gone(started)


@pytest.mark.parametrize(
    "code",
    [
        "input()\nwhile True: pass",
        "import time; time.sleep(600)",
        "import time; print('half an ans', end='', flush=True); time.sleep(600)",
    ],
)
def test_a_worker_that_never_answers(code: str, started: list[subprocess.Popen[bytes]]) -> None:
    with Engine(python(code), time_limit=0.3) as engine:
        with pytest.raises(EngineFault, match=r"did not answer within 0\.3 seconds"):
            decide(engine)
        assert all_gone(started)


def test_a_worker_that_closes_its_pipe(
    started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_process, "DYING", 0.1)
    code = "import os, time; os.close(1); time.sleep(600)"
    with Engine(python(code)) as engine:
        with pytest.raises(EngineFault, match="closed its pipe without an answer"):
            decide(engine)
        assert all_gone(started)


def test_a_worker_that_does_not_read_a_long_job() -> None:
    rules = [rule(f"MIS-Y4-SA1-{number}") for number in range(60)]
    faulty = Engine(python("raise SystemExit(4)"))
    with faulty as engine, pytest.raises(EngineFault, match="exit code 4"):
        engine.decide([case(one) for one in rules], rules, MONEY)


def test_an_engine_that_was_built_for_nothing_says_how_to_build_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "durable_rules_engine.py"
    broken.write_text("raise ImportError('/lib/engine.so: undefined symbol: PyEval_CallObject')")
    monkeypatch.delitem(sys.modules, "durable_rules_engine", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "executable", "/a b/python")
    with pytest.raises(EngineFault) as fault:
        check_that_it_loads()
    said = str(fault.value)
    headers = f"python3.{sys.version_info.minor}-dev"
    assert said.startswith(
        "The rules engine does not load here (undefined symbol: PyEval_CallObject): it needs a C "
        f"compiler and the headers of Python (on Debian and Ubuntu: gcc, libc6-dev and {headers})"
    )
    assert said.endswith(
        ": CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject '/a b/python' -m pip "
        "install --no-cache-dir --force-reinstall durable_rules==2.0.28"
    )


def test_an_engine_that_is_not_there_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(EngineFault, match=r"does not load here \(import of durable_rules_engine"):
        check_that_it_loads()


def test_a_worker_that_cannot_be_started() -> None:
    with Engine(("/nowhere/python",)) as engine, pytest.raises(EngineFault, match="started"):
        decide(engine)


def test_after_a_fault_the_next_job_has_a_fresh_worker(tmp_path: Path) -> None:
    once = tmp_path / "crashed"
    code = (
        f"from pathlib import Path; once = Path({str(once)!r})\n"
        "if not once.exists():\n"
        "    once.touch()\n"
        f"    {SEGFAULT}\n"
    ) + HONEST.format(spoil="pass")
    with Engine(python(code)) as engine:
        with pytest.raises(EngineFault):
            decide(engine)
        assert decide(engine).verdicts["MIS-Y4-SA1-A"] is Verdict.MET


def test_an_interrupted_job_leaves_no_answer_for_the_next(
    started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with Engine() as engine:
        decide(engine)
        with monkeypatch.context() as patched:
            patched.setattr(worker_process.Worker, "ask", interrupted)
            with pytest.raises(KeyboardInterrupt):
                decide(engine)
        assert all_gone(started)
        assert decide(engine).verdicts["MIS-Y4-SA1-A"] is Verdict.MET


def test_a_worker_is_replaced_after_its_share_of_jobs(
    started: list[subprocess.Popen[bytes]],
) -> None:
    with Engine(jobs_a_worker=2) as engine:
        for _ in range(5):
            decide(engine)
        assert len(started) == 3
    assert all_gone(started)


def test_a_ruleset_the_worker_gave_up_is_sent_again() -> None:
    with Engine() as engine:
        for needed in (*(f"{n}%" for n in range(80, 90)), "80%"):
            assert decide(engine, needed).verdicts["MIS-Y4-SA1-A"] is Verdict.MET


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_five_hundred_jobs_need_no_more_memory_than_forty(
    started: list[subprocess.Popen[bytes]],
) -> None:
    held, rules = [], [rule(needed=f"{percent}%") for percent in range(70, 82)]
    with Engine() as engine:
        for number in range(500):
            one = rules[number % len(rules)]
            engine.decide([case(one)], [one], MONEY)
            held.append(resident(started[0]))
    assert held[-1] - held[40] < 16, f"MiB held after job 40, 41, …: {held[40:]}"


def resident(process: subprocess.Popen[bytes]) -> int:
    """MiB of memory a process holds."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def all_gone(processes: list[subprocess.Popen[bytes]]) -> bool:
    """Every process was waited for, so that none stays behind as a zombie."""
    return bool(processes) and all(process.returncode is not None for process in processes)


def test_each_of_many_cases_is_decided_as_if_it_were_alone() -> None:
    few, many = {"reviews": Tally(9, 91)}, {"reviews": Tally(96, 4)}
    one, other = rule("A"), rule("B", needed="97%", action=2)
    unlike = [
        case(one, many),
        case(one, few),
        case(other, many),
        case(one, few, judged=Verdict.MET),
    ]
    with Engine() as engine:
        assert engine.decide_each(unlike, (one, other)) == (
            Verdict.MET,
            Verdict.NOT_MET,
            Verdict.NOT_MET,
            Verdict.NOT_MET,
        )
        assert engine.decide_each([], (one, other)) == ()


def test_whoever_watches_a_worker_knows_its_process() -> None:
    worker = worker_process.Worker((sys.executable, "-c", "input()"))
    try:
        assert worker.pid not in (0, os.getpid())
    finally:
        worker.end()
