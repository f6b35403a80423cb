"""The wheel is the whole program: it works from any folder, without the repository."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = "mis_assessor/_shipped"


def pip(*words: str | Path) -> None:
    quiet = ["-q", "--disable-pip-version-check", "--no-deps"]
    command = [sys.executable, "-m", "pip", *words, *quiet]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("dist")
    pip("wheel", "--no-build-isolation", "--wheel-dir", dist, ROOT)
    (built,) = dist.glob("mis_assessor-*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("elsewhere")
    pip("install", "--target", target, wheel)
    return target


def python(elsewhere: Path, words: Sequence[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    # Coverage measures the repository's copy, not this one.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(elsewhere)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_carries_every_rule_and_template_and_no_test(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    ours = {
        f"{SHIPPED}/{path.relative_to(ROOT).as_posix()}"
        for folder in ("rules", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert ours
    assert ours - names == set()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"mis_assessor"}


def test_it_carries_the_fonts_and_their_licence(wheel: Path) -> None:
    fonts = [n for n in ZipFile(wheel).namelist() if n.startswith(f"{SHIPPED}/templates/fonts/")]
    assert any(name.endswith(".ttf") for name in fonts)
    assert any("LICENSE" in name for name in fonts)


def test_it_checks_its_own_rules_from_another_folder(elsewhere: Path, tmp_path: Path) -> None:
    where = python(elsewhere, ["-c", "import mis_assessor as m; print(m.__file__)"], tmp_path)
    assert where.stdout.startswith(str(elsewhere))
    ran = python(elsewhere, ["-m", "mis_assessor", "rules", "check"], tmp_path)
    assert ran.returncode == 0, ran.stderr


def test_where_its_engine_does_not_load_the_first_command_says_what_to_do(
    elsewhere: Path, tmp_path: Path
) -> None:
    symbol = "PyEval_CallObject"
    engine = tmp_path / "durable_rules_engine.py"
    engine.write_text(f"raise ImportError('/lib/engine.so: undefined symbol: {symbol}')")
    ran = python(elsewhere, ["-m", "mis_assessor", "new", "my-trust"], tmp_path)
    assert ran.returncode == 13
    assert ran.stderr.startswith(
        f"The rules engine does not load here (undefined symbol: {symbol})"
    )
    assert ran.stderr.count("\n") == 1
    assert f"CPPFLAGS=-D{symbol}=PyObject_CallObject {sys.executable} -m pip install" in ran.stderr
    assert not (tmp_path / "my-trust").exists()


def test_its_engine_runs_from_there_too(elsewhere: Path, tmp_path: Path) -> None:
    words = ["-m", "mis_assessor", "rules", "test", "--year", "4", "--only", "MIS-Y4-SA7-E"]
    ran = python(elsewhere, words, tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "examples, decided twice" in ran.stdout
