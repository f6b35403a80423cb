"""What a running service writes of itself: events for machines, and nothing of people.

No message of an exception and no words of another library are written, for they may quote what
somebody sent: only what kind of fault it was, and where in the program.
"""

import json
import logging
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

OURS, REQUESTS = "mis", "mis.web"
FRAMES = 12
"""Places told of a fault: the last ones."""


class Events(logging.Formatter):
    """One line for each event: JSON, or words that say the same."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record."""
        event = dict(event_of(record))
        if self._as_json:
            return json.dumps(event, ensure_ascii=False, default=str)
        head = f"{event.pop('at')} {event.pop('level')} {event.pop('event')}"
        return " ".join((head, *(f"{name}={value}" for name, value in event.items())))


def event_of(record: logging.LogRecord) -> Mapping[str, Any]:
    """What is written of a record: our own words, and of others only that they spoke."""
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    event: dict[str, Any] = {"at": at.replace("+00:00", "Z"), "level": record.levelname.lower()}
    if record.name.partition(".")[0] == OURS:
        event["event"] = str(record.msg).partition(":")[0]
        event |= getattr(record, "told", {})
    else:
        event |= {"event": "library", "library": record.name}
        event["where"] = f"{record.module}:{record.lineno}"
    if record.exc_info and record.exc_info[0] is not None:
        kind, _, trace = record.exc_info
        event["fault"] = kind.__name__
        frames = traceback.extract_tb(trace)[-FRAMES:]
        event["places"] = [f"{_module(f.filename)}:{f.lineno} {f.name}" for f in frames]
    return event


def _module(path: str) -> str:
    """The file of a place without the folders of this machine."""
    parts = path.replace("\\", "/").split("/")
    return "/".join(parts[-2:])


def write_events(*, as_json: bool) -> None:
    """Sends events of ours, and warnings of others, to the error stream from now on.

    Requests are told to machines only: on somebody's screen they would bury everything else.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(Events(as_json=as_json))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(logging.INFO)
    logging.getLogger(REQUESTS).setLevel(logging.INFO if as_json else logging.WARNING)
