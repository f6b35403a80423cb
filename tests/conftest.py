"""Settings of the whole suite: no test ever fails because a machine is slow."""

import os
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# Nor does it read or leave anything in the cache of whoever runs it.
_CACHE = TemporaryDirectory(prefix="mis-cache-")
os.environ["XDG_CACHE_HOME"] = _CACHE.name

collect_ignore = ["load/people.py"]
"""Loading locust makes every thread of the process wait otherwise."""
