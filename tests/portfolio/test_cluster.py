"""The same call on dask.distributed: a lost worker loses no pack, and none is there twice."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services import portfolio

TESTS = Path(__file__).parents[1]


def test_a_killed_worker_loses_no_pack(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "portfolio.cluster", str(tmp_path)],
        cwd=TESTS,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    found = json.loads(ran.stdout.splitlines()[-1])
    assert sorted(found["lines"]) == [f"p{n:02}" for n in range(14)]  # each once
    began = [(name, process) for name, process in found["begun"] if name.startswith("p")]
    assert {process for _, process in began} > {found["killed"]}  # it had begun some
    again = Counter(name for name, _ in began)
    done_twice = {name for name, number in again.items() if number > 1}
    lost = {name for name, process in began if process == found["killed"]}
    assert done_twice and done_twice <= lost  # what the lost one had in hand was done again
    assert found["odd"]["q"] == ["holds"]
    assert "(ZeroDivisionError)" in found["odd"]["odd"][1]
    assert "every process that verified it ended" in found["odd"]["fatal"][1]


def test_without_dask_a_cluster_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NotAllowed, match=r"pip install mis-assessor\[cluster\]"):
        list(portfolio.on_a_cluster([], "tcp://127.0.0.1:1"))
