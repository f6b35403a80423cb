"""The process in which durable_rules works: JSON lines in, JSON lines out.

A crash or an endless loop inside the C library ends this process, never the caller's.
"""

import json
import sys
import time
from collections import OrderedDict
from collections.abc import Mapping
from itertools import count
from typing import Any, BinaryIO

import durable_rules_engine as C

from mis_assessor.engine.job import fingerprint
from mis_assessor.engine.session import Known, Refused, run

RULESETS_KEPT = 8
Job = Mapping[str, Any]
Reply = dict[str, Any]


class Rulesets:
    """Compiled rulesets by name; the least recently used one is given up."""

    def __init__(self, kept: int = RULESETS_KEPT) -> None:
        self._kept = kept
        self._compiled: OrderedDict[str, tuple[int, Known]] = OrderedDict()

    def get(self, job: Job) -> tuple[int, Known] | None:
        """The handle and rules of a job's ruleset; None if it must be sent first."""
        name = job["ruleset"]
        if name not in self._compiled:
            if "rules" not in job:
                return None
            if fingerprint(job["rules"], job["gives"]) != name:
                raise Refused(f"the rules that came are not those of {name}")
            handle = C.create_ruleset(name, _written(job["rules"]))
            gives = enumerate(job["gives"].items())
            known = {_written(rule): (number, given) for number, (rule, given) in gives}
            self._compiled[name] = (handle, known)
            if len(self._compiled) > self._kept:
                _, (oldest, _) = self._compiled.popitem(last=False)
                C.delete_ruleset(oldest)
        self._compiled.move_to_end(name)
        return self._compiled[name]


def _written(value: Any) -> str:
    """A value as the engine reads it, and a rule's name as it stands in its answers."""
    return json.dumps(value, ensure_ascii=False)


def answer(job: Job, rulesets: Rulesets, session: str) -> Reply:
    """Decides one job, or asks for the ruleset, or says why it cannot."""
    try:
        found = rulesets.get(job)
        if found is None:
            return {"send": job["ruleset"]}
        handle, known = found
        begun = time.process_time_ns()
        trace = run(handle, session, job["nodes"], known)
        micros = (time.process_time_ns() - begun) // 1000
    except (C.error, Refused, KeyError, ValueError, MemoryError) as wrong:
        return {"fault": f"{type(wrong).__name__}: {wrong}"}
    return {"trace": trace, "micros": micros}


def serve(jobs: BinaryIO, replies: BinaryIO) -> None:
    """Answers line by line until the pipe is closed."""
    rulesets = Rulesets()
    numbers = count()
    for line in jobs:
        reply = answer(json.loads(line), rulesets, f"s{next(numbers)}")
        replies.write(json.dumps(reply, ensure_ascii=False).encode() + b"\n")
        replies.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
