"""``make fuzz``: spoilt files for every reader, from a seed, bounded in time.

Whatever a file holds, a reader gives what it says or every problem in words. Anything else is
a fault: an exception that nobody foresaw, more than ten seconds, more than a gigabyte.
"""

import argparse
import os
import re
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.readers import Reader, readers
from mis_assessor.core.errors import EvidenceUnreadable, RulebookWrong
from mis_assessor.core.wording import one_line

INPUTS, SECONDS, SEED = 200_000, 3_600, 20261130
LONGEST, MOST_BYTES = 10, 1_000_000_000


class Hang(Exception):
    """A reader took longer than any file may take."""


@dataclass(slots=True)
class Tried:
    """What one worker tried and saw."""

    inputs: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    """How many were read in spite of it; the rest were refused in words."""
    slowest: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    largest: int = 0
    """The most memory the worker ever held, in bytes."""


def _order(every: tuple[Reader, ...], random: Random) -> Iterator[Reader]:
    shares = [reader.share for reader in every]
    while True:
        yield from random.choices(every, shares, k=1_000)


def _stop(*_: object) -> None:
    raise Hang


def work(worker: int, seed: int, inputs: int, seconds: int) -> Tried:
    """Spoils and reads until enough was tried or the time is over."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    signal.signal(signal.SIGALRM, _stop)
    tried, until = Tried(), time.monotonic() + seconds
    for number, reader in enumerate(_order(readers(worker), Random(f"{seed} {worker}"))):
        if number >= inputs or time.monotonic() > until:
            break
        _try_one(reader, Random(f"{seed} {worker} {number}"), f"{worker} {number}", tried)
    tried.largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return tried


def _try_one(reader: Reader, random: Random, which: str, tried: Tried) -> None:
    content = reader.spoil(random.choice(reader.seeds), random)
    tried.inputs[reader.name] += 1
    begun = time.monotonic()
    signal.alarm(LONGEST)
    try:
        reader.read(content)
        tried.read[reader.name] += 1
    except (EvidenceUnreadable, RulebookWrong) as told:
        if not told.problems or any(one_line(str(p)) != str(p) for p in told.problems):
            tried.faults.append(f"{reader.name}, input {which}: {told.problems!r}")
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        tried.faults.append(f"{reader.name}, input {which}: {error!r} at {where}"[:300])
    finally:
        signal.alarm(0)
    spent = time.monotonic() - begun
    tried.slowest[reader.name] = max(spent, tried.slowest.get(reader.name, 0))


def main() -> None:
    """All workers, then the figures; ends with 1 where there was a fault."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--inputs", type=int, default=INPUTS)
    asked.add_argument("--seconds", type=int, default=SECONDS)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = asked.parse_args()
    begun = time.monotonic()
    each = -(-given.inputs // given.workers)
    with ProcessPoolExecutor(given.workers) as pool:
        jobs = [
            pool.submit(work, worker, given.seed, each, given.seconds)
            for worker in range(given.workers)
        ]
        found = [job.result() for job in jobs]
    inputs = sum((one.inputs for one in found), Counter[str]())
    read = sum((one.read for one in found), Counter[str]())
    faults = [fault for one in found for fault in one.faults]
    for name in inputs:
        slow = max(one.slowest.get(name, 0) for one in found)
        sys.stdout.write(
            f"{name:<50} {inputs[name]:>7,} tried, {read[name]:>7,} read, slowest {slow:5.2f} s\n"
        )
    kinds = Counter(re.sub(r", input [0-9 ]+:", ":", fault) for fault in faults)
    first = {kind: f for f in reversed(faults) for kind in (re.sub(r", input [0-9 ]+:", ":", f),)}
    for kind, times in kinds.most_common(40):
        sys.stdout.write(f"fault, {times} times: {first[kind]}\n")
    largest = max(one.largest for one in found)
    sys.stdout.write(
        f"{inputs.total():,} inputs, {len(faults):,} faults, largest worker "
        f"{largest / 1_000_000:,.0f} MB, {time.monotonic() - begun:,.0f} s, seed {given.seed}\n"
    )
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
