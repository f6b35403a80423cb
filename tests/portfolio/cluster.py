"""A real cluster of two workers on this machine, of which one is killed in the middle.

Run as a program of its own: prints what came of it as JSON. The first argument is a folder.
"""

import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from portfolio.looks import begun, fatally, job, slowly, wrongly


def main(folder: Path) -> dict[str, object]:
    """The lines, who was killed, and which pack was begun by whom."""
    distributed: Any = import_module("distributed")
    import_module("dask").config.set({"distributed.scheduler.allowed-failures": 1})
    from mis_assessor.services.portfolio import on_a_cluster

    names = [f"p{n:02}" for n in range(14)]
    killed = 0
    lines = []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        address = cluster.scheduler_address
        with distributed.Client(address) as client:
            processes = sorted(client.run(os.getpid).values())
        for line in on_a_cluster([job(folder, name) for name in names], address, slowly):
            lines.append(line.name)
            if len(lines) == 3:
                killed = processes[0]
                os.kill(killed, signal.SIGKILL)
        odd = [*on_a_cluster([job(folder, "odd"), job(folder, "q")], address, wrongly)]
        fatal = [*on_a_cluster([job(folder, "fatal")], address, fatally)]
    return {
        "lines": lines,
        "killed": killed,
        "begun": begun(folder),
        "odd": {line.name: [line.state.value, *line.open] for line in (*odd, *fatal)},
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))) + "\n")
