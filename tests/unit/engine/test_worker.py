"""The worker's side of the pipe, without the pipe."""

import io
import json
import runpy
import subprocess
import sys
from typing import Any

import pytest

from mis_assessor.engine import worker
from mis_assessor.engine.job import fingerprint
from mis_assessor.engine.plan import head_of
from mis_assessor.engine.plan_book import make_plan
from mis_assessor.engine.worker import Rulesets, answer, serve
from unit.engine.built import MONEY, case, rule


def job(needed: str = "95%", whole: bool = True) -> dict[str, Any]:
    one = rule(needed=needed)
    plan = make_plan([case(one)], [one], MONEY)
    rules = plan.ruleset
    sent: dict[str, Any] = {"ruleset": rules.name, "nodes": plan.as_job()}
    return {**sent, "rules": rules.rules, "gives": rules.gives} if whole else sent


def test_it_asks_for_a_ruleset_once() -> None:
    rulesets = Rulesets()
    short = job(whole=False)
    assert answer(short, rulesets, "a") == {"send": short["ruleset"]}
    first = answer(job(), rulesets, "b")
    again = answer(short, rulesets, "c")
    assert first["trace"] == again["trace"]
    assert again["micros"] > 0


def test_it_gives_up_the_ruleset_used_longest_ago() -> None:
    rulesets = Rulesets(kept=2)
    for needed in ("90%", "95%", "90%", "85%"):
        assert "trace" in answer(job(needed), rulesets, needed)
    assert "trace" in answer(job("90%", whole=False), rulesets, "kept")
    assert "send" in answer(job("95%", whole=False), rulesets, "given up")


def test_it_says_why_it_cannot() -> None:
    broken = {**job(), "rules": {"r": {"all": "nothing"}}}
    broken["ruleset"] = fingerprint(broken["rules"], broken["gives"])
    assert "error: Could not create ruleset" in answer(broken, Rulesets(), "a")["fault"]
    lost = {**job(), "nodes": [(head_of("n", {"k": "unheard of"}), "")]}
    assert "no rule looks at it" in answer(lost, Rulesets(), "b")["fault"]


def test_it_notices_a_ruleset_that_was_tampered_with() -> None:
    sent = job()
    rules = dict(sent["rules"])
    touched = next(name for name in rules if name.endswith("95% → met"))
    rules[touched] = json.loads(json.dumps(rules[touched]).replace("95}", "94}"))
    said = answer({**sent, "rules": rules}, Rulesets(), "a")["fault"]
    assert said == f"Refused: the rules that came are not those of {sent['ruleset']}"
    gives = {**sent["gives"], touched: "not applicable"}
    assert "are not those of" in answer({**sent, "gives": gives}, Rulesets(), "b")["fault"]


def test_it_answers_line_by_line() -> None:
    lines = io.BytesIO(b"".join(json.dumps(job()).encode() + b"\n" for _ in range(2)))
    replies = io.BytesIO()
    serve(lines, replies)
    first, second = map(json.loads, replies.getvalue().splitlines())
    assert first["trace"] == second["trace"]


def test_it_serves_its_own_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out))
    runpy.run_path(worker.__file__, run_name="__main__")
    assert out.getvalue() == b""


def test_it_starts_without_what_it_does_not_need() -> None:
    heavy = ("pydantic", "yaml", "jinja2", "sqlmodel", "asyncio", "subprocess")
    loaded = f"sorted(m for m in {heavy} if m in sys.modules)"
    code = f"import sys, mis_assessor.engine.worker; print({loaded})"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
