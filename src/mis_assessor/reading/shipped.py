"""Where the rules and templates lie: in the wheel, or at the top of a checkout."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def templates_folder() -> Path:
    """The folder of page templates, their fonts and style sheets."""
    return _shipped("templates")


def rules_folder() -> Path:
    """The folder of rule files that came with this version."""
    return _shipped("rules")


def _shipped(name: str) -> Path:
    packaged = _HERE.parent / "_shipped" / name
    return packaged if packaged.is_dir() else _HERE.parents[2] / name
