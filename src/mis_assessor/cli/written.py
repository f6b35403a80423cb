"""Files the command line writes."""

from collections.abc import Iterator, Mapping
from pathlib import Path


def write_files(pages: Mapping[Path, bytes]) -> Iterator[Path]:
    """Writes each page, making its folder where there is none; yields what was written."""
    for path, content in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield path
