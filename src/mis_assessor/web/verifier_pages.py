"""A verifier's own desk: a pack from outside, held against itself."""

import tempfile
from pathlib import Path

from starlette.responses import Response

from mis_assessor.core.checking.verification import State
from mis_assessor.core.errors import AssessorError
from mis_assessor.services.verify import Tools, verify_pack
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import plain_name
from mis_assessor.web.render import page, told

ENDINGS = (".pdf", ".zip")


def pack(ask: Ask) -> Response:
    """The page to send a pack on."""
    return page(ask, "pack.html")


def verify_the_pack(ask: Ask) -> Response:
    """Everything that can be said of a pack; nothing of it is kept."""
    sent = ask.files[0] if ask.files else None
    name = plain_name(sent.name) if sent else ""
    if sent is None or not name.casefold().endswith(ENDINGS):
        errors = [
            {"text": "Choose a Board paper (PDF), or a zip of a submission.", "href": "#pack"}
        ]
        return page(ask, "pack.html", 422, errors=errors)
    with tempfile.TemporaryDirectory(prefix="mis-pack-") as place:
        path = Path(place, name)
        path.write_bytes(sent.content)
        try:
            with Tools() as tools:
                found = verify_pack(path, tools=tools)
        except AssessorError as error:
            return page(ask, "pack.html", 422, errors=told(error.problems, "#pack"))
    return page(
        ask,
        "pack.html",
        found=found,
        sentence=found.sentence(),
        looks={
            State.HOLDS: "green",
            State.DOES_NOT_HOLD: "red",
            State.CANNOT_BE_CHECKED: "purple",
        },
    )


HANDLERS = {"pack": pack, "verify_the_pack": verify_the_pack}
