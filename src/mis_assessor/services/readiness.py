"""Whether a service is ready for people, told to machines: nothing about what it holds."""

import os
from dataclasses import dataclass
from datetime import datetime

from mis_assessor.services.jobs import queue_of
from mis_assessor.services.stores import Store, answers, is_of_this_version

LATE_AFTER = 300
"""Seconds that a job may wait before somebody should look."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a proxy and an alarm ask for."""

    database: bool
    migrations: bool
    """Whether the database is of this version."""
    files: bool
    """Whether the data folder can be written."""
    jobs_waiting: int = 0
    oldest_waits_seconds: int = 0

    @property
    def ready(self) -> bool:
        """Whether requests may come."""
        return self.database and self.migrations and self.files

    @property
    def jobs_late(self) -> bool:
        """Whether a job has waited so long that workers may be missing."""
        return self.oldest_waits_seconds > LATE_AFTER


def readiness(store: Store, now: datetime) -> Readiness:
    """How the service stands at this moment."""
    files = os.access(store.data, os.W_OK)
    if not answers(store.database):
        return Readiness(False, False, files)
    if not is_of_this_version(store):
        return Readiness(True, False, files)
    queue = queue_of(store)
    since = datetime.fromisoformat(queue.since) if queue.since else now
    waited = max(0, int((now - since).total_seconds()))
    return Readiness(True, True, files, queue.number, waited)
