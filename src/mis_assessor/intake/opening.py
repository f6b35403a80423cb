"""Opens what a person names, a folder or a zip, as a set of files."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mis_assessor.intake.archives import files_in_archive
from mis_assessor.intake.files import DAMAGE, Files
from mis_assessor.intake.folders import files_in_folder
from mis_assessor.intake.problems import one_problem


@contextmanager
def open_files(path: Path) -> Iterator[Files]:
    """The files of a submission folder or zip, open while they are read."""
    if path.is_dir():
        yield files_in_folder(path)
    elif path.is_file():
        try:
            archive = zipfile.ZipFile(path)
        except DAMAGE:
            raise one_problem(
                path.name, "is neither a folder nor a zip that can be opened."
            ) from None
        with archive:
            yield files_in_archive(archive, path.name)
    else:
        raise one_problem(str(path), "is not there. Name a submission folder or zip.")
