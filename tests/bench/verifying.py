"""One pack verified: the verifier edition of the trust that meets all ten, and where time goes."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from bench.measuring import ROOT, SAMPLE, Line, Measurement, Work, seconds
from mis_assessor.services.assess import Days, assess_folder
from mis_assessor.services.publish import board_paper
from mis_assessor.services.verify import NOTHING, Tools, verify_pack

WHOLE = "verify one pack"
PARTS = {
    "reading": "of it: reading the PDF, its files and the words of its pages",
    "computing again": "of it: reading the evidence and computing again, by both evaluators",
    "comparing pages": "of it: making the pages’ words and comparing them",
}


@cache
def pack() -> Path:
    """The paper, drawn once."""
    path = Path(mkdtemp()) / "paper.pdf"
    assessed = assess_folder(SAMPLE, ROOT / "rules", Days())
    path.write_bytes(board_paper(assessed, None, SAMPLE))
    return path


@cache
def tools() -> Tools:
    """The engine, started once, as for a folder of packs."""
    return Tools().__enter__()


def _part(name: str) -> float:
    return verify_pack(pack(), NOTHING, tools()).seconds[name]


def verifying() -> Measurement:
    """From the file to the last check, unsigned, in a process that is warm."""
    pack()  # drawing it and starting the engine are no part of it
    tools()
    works = [Work(WHOLE, lambda: seconds(lambda: verify_pack(pack(), NOTHING, tools())), slow=True)]
    works += [
        Work(f"{WHOLE}: {name}", lambda name=name: _part(name), slow=True)  # type: ignore[misc]
        for name in PARTS
    ]
    lines = [
        Line("One pack verified", "", ""),
        Line("from the file to the last check", WHOLE, "s", budget=3.0),
        *(Line(says, f"{WHOLE}: {name}", "s") for name, says in PARTS.items()),
    ]
    return Measurement(tuple(works), tuple(lines))
