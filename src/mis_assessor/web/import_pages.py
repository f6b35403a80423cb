"""Files that a trust has anyway: sent, shown as they were read, and kept once that is confirmed.

Until then nothing of a file is kept here: it goes to the browser and comes back with the form.
"""

import base64
import binascii
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from mis_assessor.core.errors import AssessorError, NotAllowed, Problem
from mis_assessor.core.wording import counted, listed
from mis_assessor.intake.mappings import Mappings, SheetMapped, mappings_page, read_mappings
from mis_assessor.reading import limits
from mis_assessor.services.held import ChangedMeanwhile
from mis_assessor.services.import_held import (
    Choices,
    Looked,
    Sent,
    changed_meanwhile,
    choices_for,
    look_at,
)
from mis_assessor.services.spreadsheets import AUTO, layouts_in
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import number_in, plain_name
from mis_assessor.web.keeping import both, keep
from mis_assessor.web.render import page, told

PIECE = 800_000
"""So many letters of a file go into one field of a form."""
MOST_FILES, MOST_PIECES, MORE_WORDS = 20, 60, 2
MOST_BYTES = 20_000_000
ELSEWHERE = {
    "in mappings.yaml, and import the file again": "above, and look again",
    "in mappings.yaml": "above",
    "under “words” above": "above, under words,",
}
"""How the command line names a remedy, and where it is on this page."""


def bring(ask: Ask) -> Response:
    """The page to send a workbook or spreadsheets on."""
    return _start(ask)


def _start(ask: Ask, status: int = 200, **more: Any) -> Response:
    kinds = {one.called: one.layout for one in layouts_in(ask.desk.rules)}
    called = ask.word("called") or AUTO
    return page(ask, "import.html", status, kinds=kinds, auto=AUTO, called=called, **more)


def bring_in(ask: Ask) -> Response:
    """Shows what files would change; keeps it once whoever sent them has confirmed it."""
    if ask.word("shown_once") != "yes":
        return _first_look(ask)
    shown = read_mappings(ask.form.get("mapping", "").encode())
    said = _said(ask, shown, choices_for(ask.desk, shown))
    take_out = ask.word("take_out") == "yes"
    sent = Sent(tuple(_sent_back(ask)), ask.word("called"), said, take_out)
    try:
        looked = look_at(ask.desk, ask.submission.id, sent, ask.today)
    except AssessorError as error:
        return _preview(ask, sent, said, None, 422, errors=told(error.problems, "#mapping"))
    if ask.word("what") != "keep":
        return _preview(ask, sent, looked.mappings, looked)
    if said != shown or looked.mappings != shown or take_out != (ask.word("took_out") == "yes"):
        told_ = "You changed how it is read. This is what would come of it now: look, and keep it."
        return _preview(ask, sent, looked.mappings, looked, 409, errors=_at_top(told_))
    version = number_in(ask.word("version")) or ask.submission.version
    if others := changed_meanwhile(ask.desk, ask.submission.id, looked, version):
        told_ = (
            f"{listed(others)} changed since you looked. Nothing of yours was kept: this is what "
            "would come of it now."
        )
        return _preview(ask, sent, looked.mappings, looked, 409, errors=_at_top(told_))
    try:
        return keep(ask, looked.changes, "evidence", "imported")
    except ChangedMeanwhile as error:
        return both(ask, error)


def _first_look(ask: Ask) -> Response:
    files = tuple((plain_name(sent.name), sent.content) for sent in ask.files)
    if not files:
        return _start(ask, 422, errors=[{"text": "Choose at least one file.", "href": "#files"}])
    if len(files) > MOST_FILES or sum(len(content) for _, content in files) > MOST_BYTES:
        most = limits.in_megabytes(MOST_BYTES)
        text = f"Send at most {MOST_FILES} files of {most} together."
        return _start(ask, 422, errors=[{"text": text, "href": "#files"}])
    sent = Sent(files, ask.word("called") or AUTO)
    try:
        looked = look_at(ask.desk, ask.submission.id, sent, ask.today)
    except AssessorError as error:
        return _start(ask, 422, errors=told(error.problems, "#files"))
    return _preview(ask, sent, looked.mappings, looked)


def _preview(
    ask: Ask, sent: Sent, mappings: Mappings, looked: Looked | None, status: int = 200, **more: Any
) -> Response:
    """What was read and what would change, in a form that carries the files back."""
    choices = choices_for(ask.desk, mappings)
    return page(
        ask,
        "import_look.html",
        status,
        sent=sent,
        pieces=[(name, tuple(_pieces(content))) for name, content in sent.files],
        mapping=mappings_page(mappings).decode(),
        sheets=tuple(zip(mappings.imports, choices, strict=True)),
        looked=looked,
        tables=tuple(_tables(looked)) if looked else (),
        not_taken=tuple(map(_here, looked.read.not_understood)) if looked and looked.read else (),
        seen=tuple(_seen(looked)) if looked else (),
        more_words=range(MORE_WORDS),
        **more,
    )


def _tables(looked: Looked) -> Iterator[Mapping[str, Any]]:
    """What would change in each table, in counts and with its first rows."""
    for table in looked.brought.tables:
        counts = [
            f"{counted(number, 'rows')} {what}"
            for what in ("new", "changed", "taken out")
            if (number := sum(change.what == what for change in table.changes))
        ]
        if table.same:
            counts.append(f"{table.same:,} as before")
        if counts:
            yield {"table": table, "counts": ", ".join(counts)}


def _here(problem: Problem) -> str:
    """A problem with its remedy as this page offers it."""
    text = str(problem)
    for elsewhere, here in ELSEWHERE.items():
        text = text.replace(elsewhere, here)
    return text


def _seen(looked: Looked) -> Iterator[str]:
    """What was seen and rightly makes no row."""
    for what, number in (looked.read.counts if looked.read else {}).items():
        yield f"{counted(number, 'times')} “{what}”: no attendance was made of it."


def _pieces(content: bytes) -> Iterator[str]:
    packed = base64.urlsafe_b64encode(zlib.compress(content, 9)).decode()
    yield from (packed[at : at + PIECE] for at in range(0, len(packed), PIECE))


def _sent_back(ask: Ask) -> Iterator[tuple[str, bytes]]:
    """The files as they come back. Raises NotAllowed where they are not what went out."""
    for n in range(MOST_FILES):
        if not (name := plain_name(ask.word(f"name-{n}", 200))):
            return
        pieces = (ask.form.get(f"file-{n}-{k}", "") for k in range(MOST_PIECES))
        try:
            unpack = zlib.decompressobj()
            content = unpack.decompress(
                base64.urlsafe_b64decode("".join(pieces).encode()), MOST_BYTES
            )
        except (binascii.Error, zlib.error, ValueError):
            raise NotAllowed("The file did not come back whole. Send it again.") from None
        if not unpack.eof:
            raise NotAllowed("The file did not come back whole. Send it again.")
        yield name, content


def _said(ask: Ask, shown: Mappings, choices: Sequence[Choices]) -> Mappings:
    """How whoever sent the files says that each sheet is to be read."""
    sheets = zip(shown.imports, choices, strict=True)
    return Mappings(imports=tuple(_sheet(ask, n, *one) for n, one in enumerate(sheets)))


def _sheet(ask: Ask, n: int, sheet: SheetMapped, may: Choices) -> SheetMapped:
    def chosen(field: str, options: Sequence[str], before: str) -> str:
        return found if (found := ask.word(field)) in options else before

    columns = tuple(
        one.model_copy(update={"is_": chosen(f"is-{n}-{k}", may.columns, one.is_)})
        for k, one in enumerate(sheet.columns)
    )
    words = {}
    for k in range(len(sheet.words) + MORE_WORDS):
        word, means = ask.word(f"word-{n}-{k}", 80), ask.word(f"means-{n}-{k}")
        if word and means in may.words:
            words[word] = means
    return sheet.model_copy(
        update={
            "columns": columns,
            "words": words,
            "group": chosen(f"group-{n}", ("", *may.groups), sheet.group),
            "into": chosen(f"into-{n}", may.registers, sheet.into),
        }
    )


def _at_top(text: str) -> list[dict[str, str]]:
    return [{"text": text, "href": "#changes"}]


HANDLERS = {"bring": bring, "bring_in": bring_in}
