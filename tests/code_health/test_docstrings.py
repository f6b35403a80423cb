"""Everything another module may use says what it is for."""

import ast
from collections.abc import Iterator
from pathlib import Path

from code_health.tree import modules, tell

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public(node: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    yield node
    for child in node.body:
        match child:
            case ast.ClassDef(name=name) if not name.startswith("_"):
                yield from public(child)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if not name.startswith("_") and not is_overload(child):
                    yield child


def is_overload(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(ast.unparse(mark).endswith("overload") for mark in function.decorator_list)


def undocumented(path: Path) -> Iterator[str]:
    for node in public(ast.parse(path.read_text())):
        if ast.get_docstring(node) is None:
            yield f"{tell(path, node)} {getattr(node, 'name', path.stem)}"


def test_every_public_name_has_a_docstring() -> None:
    assert [found for path in modules() for found in undocumented(path)] == []
