"""The repository as its health tests see it."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"


def modules() -> list[Path]:
    """Every module of the program."""
    return sorted(SRC.rglob("*.py"))


def tracked(*folders: str) -> list[Path]:
    """Every committed file, or those in some folders."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone, so nobody can say what is committed")
    names = subprocess.run(
        ["git", "ls-files", "-z", "--", *folders],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in names.split("\0") if name]


def texts(*folders: str) -> Iterator[tuple[str, str]]:
    """Path and content of every committed file that is text."""
    for path in tracked(*folders):
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content:
            yield str(path.relative_to(ROOT)), content.decode("utf-8", errors="replace")


def tell(path: Path, node: ast.AST | None = None) -> str:
    """A place in the words an editor understands."""
    line = getattr(node, "lineno", 1)
    return f"{path.relative_to(ROOT)}:{line}"


def imports() -> dict[str, set[str]]:
    """Each module of the program, and the modules of the program that it imports."""
    names = {".".join(path.relative_to(SRC).with_suffix("").parts): path for path in modules()}
    found: dict[str, set[str]] = {}
    for module, path in names.items():
        found[module] = {
            name
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ImportFrom) and node.module
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
            if name in names
        }
    return found


def public_names(path: Path) -> set[str]:
    """What a module defines for others to use."""
    found: set[str] = set()
    for node in ast.parse(path.read_text()).body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.Assign():
                found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
            case _:
                continue
    return {name for name in found if not name.startswith("_")}
