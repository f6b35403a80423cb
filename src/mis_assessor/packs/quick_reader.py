"""pyHanko's reader, without the two things that make a tagged paper of many pages slow.

It reads a stream of objects anew for each object in it, and before it judges a change it finds
every path to every object: for a paper, hundreds of thousands through the shapes and fonts that
all pages share. What is judged, and how, stays pyHanko's own.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

SHARED = generic.NameObject("/Resources")


class QuickReader(PdfFileReader):
    """Looks into each stream of objects once."""

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))
        self._streams: dict[int, tuple[bytes, dict[int, int]]] = {}

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        if stmnum not in self._streams:
            stream: Any = generic.Reference(stmnum, 0, self).get_object()
            data = stream.read_data(DecodePurpose.OBJECT_STREAM)
            count, first = int(stream["/N"]), int(stream["/First"])
            numbers = [int(n) for n in data[:first].split()[: 2 * count]]
            places = {n: first + at for n, at in zip(numbers[::2], numbers[1::2], strict=True)}
            self._streams[stmnum] = (data, places)
        data, places = self._streams[stmnum]
        held = BytesIO(data)
        held.seek(places[idnum])
        return generic.read_object(held, generic.Reference(idnum, 0, self))

    def get_historical_resolver(self, revision: int) -> HistoricalResolver:
        """The paper as it was after so many changes."""
        kept = self._historical_resolver_cache
        if revision not in kept:
            kept[revision] = _QuickResolver(self, revision)
        return kept[revision]


class _QuickResolver(HistoricalResolver):
    """Leaves out the ways through what pages share, where nothing that changed lies there."""

    def _load_reverse_xref_cache(self) -> None:
        find: Any = super()._load_reverse_xref_cache
        if self._indirect_object_access_cache is not None:
            return
        pages = list(_pages(self.root["/Pages"]))
        shared = [page.raw_get(SHARED) for page in pages if SHARED in page]
        if self._changed_later() & _reached(shared):
            find()
            return
        hidden = [(page, page.pop(SHARED)) for page in pages if SHARED in page]
        try:
            find()
        finally:
            for page, resources in hidden:
                page[SHARED] = resources

    def _changed_later(self) -> set[int]:
        xrefs = self.reader.xrefs
        later = range(self.revision + 1, xrefs.total_revisions)
        return {ref.idnum for n in later for ref in xrefs.explicit_refs_in_revision(n)}


def _pages(node: Any) -> Iterator[Any]:
    for kid in node["/Kids"]:
        page = kid.get_object()
        if page.get("/Type") == "/Pages":
            yield from _pages(page)
        else:
            yield page


def _reached(start: list[Any]) -> set[int]:
    """The numbers of all objects that can be reached from some."""
    found: set[int] = set()
    waiting = list(start)
    while waiting:
        one = waiting.pop()
        if isinstance(one, generic.IndirectObject):
            if one.idnum in found:
                continue
            found.add(one.idnum)
            resolved: Any = one
            one = resolved.get_object()
        if isinstance(one, generic.DictionaryObject):
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, generic.ArrayObject):
            waiting += list(list.__iter__(one))
    return found
