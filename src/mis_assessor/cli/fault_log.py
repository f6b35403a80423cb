"""What went wrong that nobody foresaw, in a file of the user's own."""

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from mis_assessor import __version__


def write_fault(error: BaseException) -> Path | None:
    """The log, which only its user may read; None where it cannot be written.

    It holds the traceback and the versions: neither the command nor its files' contents.
    """
    now = datetime.now(UTC)
    lines = (
        f"mis-assessor {__version__}, Python {platform.python_version()}, {sys.platform}",
        f"{now:%Y-%m-%d %H:%M:%S} UTC",
        "",
        *traceback.format_exception(error),
    )
    try:
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"fault-{now:%Y%m%d-%H%M%S}-{os.getpid()}.log"
        with path.open("x", encoding="utf-8", errors="backslashreplace") as log:
            path.chmod(0o600)
            log.write("\n".join(lines))
    except (OSError, RuntimeError):  # no home, no room, or not allowed
        return None
    return path


def state_folder() -> Path:
    """Where the user's own programs keep what they note down."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "mis-assessor"
    kept = os.environ.get("XDG_STATE_HOME", "")
    return (Path(kept) if kept else Path.home() / ".local" / "state") / "mis-assessor"
