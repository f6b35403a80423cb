"""Writes the page of the kit again, and the packs themselves where a folder is named."""

import sys
from collections.abc import Iterator
from pathlib import Path

from misdeclared.cases import CASES
from misdeclared.clean import CLEAN
from misdeclared.folder import Folder

PAGE = Path(__file__).parents[2] / "docs" / "generated" / "mis-declaration-kit.md"


HEAD = """\
# The mis-declaration kit

Made from `tests/misdeclared`; `make kit` writes each pack to `out/kit`. Each differs from a sample
by one thing, with row counts and fingerprints put right again, as whoever wants to be believed
would do, and all but one declare ten of ten. `mis verify` finds each wrong one (exit code 1) and
names the requirement or consistency rule; it raises no alarm about an honest one (exit code 0)."""


def page() -> str:
    """The page: every pack with one line on what went wrong, or what is unusual in it."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield HEAD
    yield ""
    yield f"## {len(CASES)} wrong declarations"
    yield ""
    yield "| Pack | What went wrong | Named | Sample |"
    yield "|---|---|---|---|"
    for case in CASES:
        yield f"| `{case.name}` | {case.what} | {case.named} | {case.sample} |"
    yield ""
    yield f"## {len(CLEAN)} honest packs"
    yield ""
    yield "| Pack | What is unusual | Sample |"
    yield "|---|---|---|"
    for clean in CLEAN:
        yield f"| `{clean.name}` | {clean.what} | {clean.sample} |"


def write_packs(to: Path) -> None:
    """Every pack as a folder."""
    for kind, packs in (("wrong", CASES), ("honest", CLEAN)):
        for pack in packs:
            folder = Folder.of(pack.sample)
            pack.change(folder)
            folder.write(to / kind / pack.name)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    for name in sys.argv[1:]:
        write_packs(Path(name))
