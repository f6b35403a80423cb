"""Files that came with a form, laid out in a folder that goes again, under harmless names."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import plain_name


@contextmanager
def laid_out(ask: Ask, field: str) -> Iterator[tuple[Path, ...]]:
    """The files of one field, each in a folder of its own, while they are looked at."""
    its = [(one.name, one.content) for one in ask.files if one.field == field]
    with laid_out_files(its) as paths:
        yield paths


@contextmanager
def laid_out_files(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[Path, ...]]:
    """The same of files by their names."""
    with TemporaryDirectory(prefix="mis-sent-") as place:
        found = []
        for number, (name, content) in enumerate(files):
            folder = Path(place, str(number))
            folder.mkdir()
            path = folder / short(name)
            path.write_bytes(content)
            found.append(path)
        yield tuple(found)


def short(name: str) -> str:
    """The last part of a file's name, as long as every system takes it.

    >>> short("../a.pdf"), short(".."), short("x" * 300 + ".pdf")[-6:]
    ('a.pdf', 'file', 'xx.pdf')
    """
    plain = "".join(c for c in plain_name(name) if c.isprintable())
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        return plain[:60] or "file"
    return f"{stem[:60]}.{ending}"
