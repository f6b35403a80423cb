"""What pages rest on, and do with a change: kept and assessed, or both versions shown."""

from collections.abc import Mapping

from starlette.responses import Response

from mis_assessor.services.held import ChangedMeanwhile, NotThere
from mis_assessor.services.sending import send_changes
from mis_assessor.store.records import Change, Kept
from mis_assessor.web.ask import Ask
from mis_assessor.web.present import current
from mis_assessor.web.render import page, to


def kept_of(ask: Ask) -> Kept:
    """The last assessment. Raises NotThere where there is none."""
    kept = current(ask.desk.store, ask.submission).kept
    if kept is None:
        raise NotThere("This submission has not been assessed yet.")
    return kept


def keep(ask: Ask, changes: Mapping[str, Change], back: str, done: str = "sent") -> Response:
    """Makes changes and assesses what stands then; a change of nothing is told as such."""
    arrived = send_changes(ask.desk, ask.submission, changes, ask.today, ask.by)
    here = f"/submissions/{ask.submission.id}/{back}"
    if arrived.not_assessed:
        problems = [{"text": f"Kept, and not assessed: {p}"} for p in arrived.not_assessed]
        return page(ask, "problem.html", 422, title="Kept, and not assessed", errors=problems)
    if not arrived.changed:
        return to(here, "same")
    return to(here, done)


def both(ask: Ask, error: ChangedMeanwhile) -> Response:
    """Both versions of what two people changed, side by side."""
    shown = []
    for clash in error.clashes:
        theirs = ask.desk.store.blobs.read(clash.stands.sha256) if clash.stands else b""
        mine = ask.desk.store.blobs.read(clash.sent) if clash.sent else b""
        shown.append(
            {"clash": clash, "theirs": _readable(theirs), "mine": _readable(mine)},
        )
    errors = [{"text": str(error), "href": "#both"}]
    return page(ask, "clash.html", 409, clashes=shown, errors=errors)


def _readable(content: bytes) -> str:
    """The beginning of a text; a workbook has none."""
    if b"\0" in content[:4000]:
        return ""
    return content[:20_000].decode("utf-8", errors="replace")
