"""A copy of everything, taken while the service goes on; putting one back stays a command."""

from pathlib import Path
from tempfile import mkdtemp

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from mis_assessor.services.backups import back_up_by, backups_made, drop
from mis_assessor.web.ask import Ask
from mis_assessor.web.render import page


def backups(ask: Ask) -> Response:
    """When copies were taken, and by whom."""
    return page(ask, "backups.html", made=backups_made(ask.desk.store))


def take_backup(ask: Ask) -> Response:
    """A copy of everything as one zip, which the browser saves."""
    place = Path(mkdtemp(prefix="mis-backup-", dir=ask.desk.store.data))
    name = f"mis-{ask.now:%Y-%m-%d-%H%M}.zip"
    try:
        back_up_by(ask.desk.store, place / name, ask.by)
    except BaseException:
        drop(place)
        raise
    return FileResponse(
        place / name,
        media_type="application/zip",
        filename=name,
        background=BackgroundTask(drop, place),
    )


HANDLERS = {"backups": backups, "take_backup": take_backup}
