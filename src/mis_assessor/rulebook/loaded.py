"""What a folder of rules holds, told by its files without reading any as a rule."""

import re
from pathlib import Path

PAGE = "framework.yaml"
CQIM = "cqim/data-quality.yaml"
_NOT_LOADED = re.compile(r"^not loaded:", re.MULTILINE)


def years_in(rules: Path) -> tuple[int, ...]:
    """The scheme years that are loaded; one whose frame says “not loaded” is not."""
    frames = (rules / "mis").glob("year-*/scheme.yaml")
    loaded = (f for f in frames if not _NOT_LOADED.search(f.read_text("utf-8", "replace")))
    return tuple(sorted(int(f.parent.name.removeprefix("year-")) for f in loaded))


def frameworks_in(rules: Path) -> tuple[str, ...]:
    """The frameworks that are loaded, by the names of their folders."""
    return tuple(sorted(page.parent.name for page in rules.glob(f"*/{PAGE}")))


def has_cqim_rules(rules: Path) -> bool:
    """Whether a folder of rules has the early check: one of somebody's own need not."""
    return (rules / CQIM).is_file()
