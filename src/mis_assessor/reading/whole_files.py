"""Files written whole or not at all: beside the old one, then in its place."""

import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp, mkstemp

from mis_assessor.core.errors import NotAllowed

_READ_AS_EVIDENCE = (".csv", ".xlsx", ".yaml", ".yml")
_FOLDERS_OF_EVIDENCE = ("files", "registers", "providers")


def refuse_over(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raises NotAllowed where an output is named twice, or would replace what is read.

    Inside a folder that is read, papers may lie beside the tables; evidence may not be touched.
    """
    seen: dict[Path, Path] = {}
    for output in outputs:
        place = output.resolve()
        if place in seen:
            raise NotAllowed(f"{output} is named for two outputs. Name a file for each.")
        seen[place] = output
        for given in inputs:
            if _is_evidence(place, given.resolve()):
                raise NotAllowed(
                    f"{output} belongs to what is read, and no output may replace that. Nothing "
                    "was written. Name another place."
                )


def _is_evidence(output: Path, given: Path) -> bool:
    if output == given or (output.exists() and given.exists() and output.samefile(given)):
        return True
    if not (given.is_dir() and output.is_relative_to(given)):
        return False
    inside = output.relative_to(given)
    in_folder = len(inside.parts) > 1 and inside.parts[0].casefold() in _FOLDERS_OF_EVIDENCE
    return in_folder or inside.suffix.casefold() in _READ_AS_EVIDENCE


def write_whole(pages: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Writes every page, or none: what was there stays as it was until all are complete.

    Raises NotAllowed with the file's name where it cannot be written.
    """
    beside: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in pages.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and not path.is_file():
                path.write_bytes(content)  # a pipe or a screen has nothing to lose
            else:
                beside[path] = _written_beside(path.resolve(), content)
        for path, whole in beside.items():
            whole.replace(path.resolve())
    except OSError as error:
        raise NotAllowed(
            f"{path}: {error.strerror or error}. What was there is as it was. Name another place."
        ) from error
    finally:
        for whole in beside.values():
            whole.unlink(missing_ok=True)
    return tuple(pages)


def write_streamed(path: Path, pieces: Iterable[bytes]) -> Path:
    """Writes a file piece by piece, whole or not at all. Raises NotAllowed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = _written_beside(path.resolve(), pieces)
        whole.replace(path.resolve())
    except OSError as error:
        raise NotAllowed(
            f"{path}: {error.strerror or error}. What was there is as it was. Name another place."
        ) from error
    return path


def _written_beside(path: Path, content: bytes | Iterable[bytes]) -> Path:
    """A new file next to a path, complete on disk, with the rights the path has or would get."""
    handle, name = mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    whole = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines((content,) if isinstance(content, bytes) else content)
            stream.flush()
            os.fsync(stream.fileno())
        whole.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask())
    except BaseException:
        whole.unlink(missing_ok=True)
        raise
    return whole


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_new_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """A folder with all its files, or none of it.

    Raises NotAllowed where it holds something already, a file would lie outside it, or it
    cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotAllowed(f"{folder} is not empty. Name a folder that does not exist yet.")
    for relative in files:
        if not (folder / relative).resolve().is_relative_to(folder.resolve()):
            raise NotAllowed(f"{relative} would lie outside {folder}. Check the codes.")
    place = folder.resolve()
    made: Path | None = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=f".{place.name[:40]}.", suffix=".part", dir=place.parent))
        for relative, content in files.items():
            path = made / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        made.chmod(0o777 & ~_umask())
        if place.exists():
            place.rmdir()
        made.rename(place)
    except OSError as error:
        raise NotAllowed(
            f"{folder}: {error.strerror or error}. Nothing of it was written. Name another place."
        ) from error
    finally:
        if made is not None:
            with suppress(OSError):
                shutil.rmtree(made)
    return tuple(folder / relative for relative in files)
