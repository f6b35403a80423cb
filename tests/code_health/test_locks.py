"""Every lock file installs what the project asks for, from anywhere."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from code_health.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
NEEDED = PROJECT["project"]["dependencies"]
TESTED_WITH = NEEDED + PROJECT["project"]["optional-dependencies"]["dev"]
SERVED_WITH = NEEDED + PROJECT["project"]["optional-dependencies"]["postgresql"]
BUILT_WITH = PROJECT["dependency-groups"]["build"]

LOCKS = [
    pytest.param("requirements.lock", NEEDED, id="run"),
    pytest.param("requirements-service.lock", SERVED_WITH, id="serve"),
    pytest.param("requirements-dev.lock", TESTED_WITH, id="test"),
    pytest.param("build.lock", BUILT_WITH, id="build"),
]


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / ".ci" / lock).read_text()
    return dict(re.findall(r"^([\w.-]+)==([^ \\]+)", text, re.MULTILINE))


@pytest.mark.parametrize(("lock", "asked"), LOCKS)
def test_every_dependency_is_locked_at_a_version_that_was_asked_for(
    lock: str, asked: list[str]
) -> None:
    versions = pinned(lock)
    for line in asked:
        wanted = Requirement(line)
        name = canonicalize_name(wanted.name)
        assert name in versions, f"{name} is not in .ci/{lock}: run make lock"
        assert wanted.specifier.contains(versions[name]), f"{line}: run make lock"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-service.lock"])
def test_a_trust_runs_the_versions_that_were_tested(lock: str) -> None:
    tested, run = pinned("requirements-dev.lock"), pinned(lock)
    assert {name: tested.get(name) for name in run} == run


@pytest.mark.parametrize(("lock", "asked"), LOCKS)
def test_every_python_gets_the_same_versions(lock: str, asked: list[str]) -> None:
    text = (ROOT / ".ci" / lock).read_text()
    lines = [Requirement(line) for line in re.findall(r"^(\w.+?) \\$", text, re.MULTILINE)]
    assert len(lines) >= len(asked)
    names = [canonicalize_name(line.name) for line in lines]
    # A backport of what a newer Python brings itself is left out there; nothing has two versions.
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("lock", "asked"), LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock: str, asked: list[str]) -> None:
    text = (ROOT / ".ci" / lock).read_text()
    assert asked and not re.search(r"://|index-url|find-links|@ file", text)
