"""Every module has one subject, so none has a name that says nothing."""

from code_health.tree import SRC, tell

CATCH_ALL = {"base", "common", "help", "helper", "helpers", "manager", "misc", "util", "utils"}


def test_no_module_has_a_catch_all_name() -> None:
    named = [*SRC.rglob("*.py"), *(path for path in SRC.rglob("*") if path.is_dir())]
    assert [tell(path) for path in named if CATCH_ALL & set(path.stem.split("_"))] == []
