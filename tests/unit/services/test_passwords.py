"""Passwords are kept so that guessing them takes long."""

import re
import sys
from importlib.util import find_spec, module_from_spec

import pytest

STRENGTH = r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$"


def test_a_password_is_hashed_as_strongly_as_is_advised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked of a copy of its own: tests of the service hash more quickly than the program."""
    spec = find_spec("mis_assessor.services.visitors")
    assert spec is not None and spec.loader is not None
    shipped = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, shipped)
    spec.loader.exec_module(shipped)
    hashed = shipped._hash("three plain words")
    found = re.match(STRENGTH, hashed)
    assert found is not None and int(found[1]) >= 65536 and int(found[2]) >= 3
    assert shipped._NOBODY.startswith(found[0])  # it takes as long where there is no account
    assert shipped._verify("three plain words", hashed)
    assert not shipped._verify("four plain words", hashed)
