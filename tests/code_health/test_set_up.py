"""What the set-up, the README and the program say about Pythons and the engine is one thing."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from code_health.tree import ROOT
from mis_assessor.engine.cage import BUILT_FROM, COMPILER_FLAG

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
SET_UP = (ROOT / ".ci" / "setup").read_text()
README = (ROOT / "README.md").read_text()
TRIED = ["3.11", "3.12", "3.13", "3.14"]


def test_every_page_names_the_same_pythons() -> None:
    allowed = SpecifierSet(PROJECT["requires-python"])
    assert [f"3.{minor}" for minor in range(30) if f"3.{minor}" in allowed] == TRIED
    (candidates,) = re.findall(r"^ +for candidate in python3 (.+); do$", SET_UP, re.MULTILINE)
    assert sorted(candidates.split()) == [f"python{version}" for version in TRIED]
    assert "(3, 11) <= sys.version_info < (3, 15)" in SET_UP
    assert f"Python {', '.join(TRIED[:-1])} or {TRIED[-1]}" in SET_UP
    assert f"Python {', '.join(TRIED[:-1])} or {TRIED[-1]}" in README


def test_the_engine_is_built_in_one_way() -> None:
    (pinned,) = (one for one in PROJECT["dependencies"] if one.startswith("durable_rules"))
    assert Requirement(pinned) == Requirement(BUILT_FROM)
    assert COMPILER_FLAG.removeprefix("CPPFLAGS=") in SET_UP
    assert f"`{COMPILER_FLAG} pip install dist/mis_assessor-{PROJECT['version']}-" in README
