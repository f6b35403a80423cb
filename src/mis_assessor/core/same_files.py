"""One file listed as several documents of a kind: a person should look. Remarks only."""

from collections import defaultdict
from collections.abc import Iterable

from mis_assessor.core.submission import Document
from mis_assessor.core.wording import listed


def same_file_remarks(documents: Iterable[Document]) -> tuple[str, ...]:
    """Each file that stands for more than one document of the same kind."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document in documents:
        if document.sha256:
            found[document.kind, document.sha256].append(document.id)
    return tuple(
        f"Documents {listed(ids)} ({kind}) are one and the same file, and each counts as a "
        "document of its own. Check that the file really holds them all."
        for (kind, _), ids in found.items()
        if len(ids) > 1
    )
