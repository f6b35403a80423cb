"""A PostgreSQL server of the tests' own: in a folder that goes again, under nobody's rights."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AS_NOBODY = "nobody"


def programs() -> Path | None:
    """The folder of the server's programs, newest first; None where there is no server."""
    found = [Path(p) for p in [shutil.which("postgres")] if p]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    return found[0].parent if found else None


@contextmanager
def server(bin_: Path) -> Iterator[str]:
    """Starts a server and gives the address of a database in it, without its name."""
    folder = Path(tempfile.mkdtemp(prefix="mis-postgres-"))
    user = AS_NOBODY if os.getuid() == 0 else None
    if user:
        found = pwd.getpwnam(user)
        os.chown(folder, found.pw_uid, found.pw_gid)
    data = folder / "data"

    def run(*words: str) -> None:
        subprocess.run(words, check=True, cwd=folder, user=user, stdout=subprocess.DEVNULL)

    run(str(bin_ / "initdb"), "-D", str(data), "-U", "mis", "-A", "trust", "--no-sync")
    command = (
        str(bin_ / "postgres"),
        "-D",
        str(data),
        "-k",
        str(folder),
        "-c",
        "listen_addresses=",
    )
    running = subprocess.Popen(
        command, cwd=folder, user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(1200):
            if (folder / ".s.PGSQL.5432").exists() and ready(bin_, folder):
                break
            time.sleep(0.05)
        yield f"postgresql://mis@/{{name}}?host={folder}"
    finally:
        running.send_signal(signal.SIGQUIT)  # at once: nothing of it is needed any more
        running.wait(120)
        shutil.rmtree(folder, ignore_errors=True)


def ready(bin_: Path, folder: Path) -> bool:
    """Whether the server answers; one that is installed without pg_isready is asked by psycopg."""
    import psycopg

    try:
        psycopg.connect(f"postgresql://mis@/postgres?host={folder}").close()
    except psycopg.OperationalError:
        return False
    return True


def new_database(address: str, name: str, like: str = "") -> str:
    """Makes a database, empty or like another one, and gives its address."""
    import psycopg

    template = f' TEMPLATE "{like}"' if like else ""

    with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"{template}')  # type: ignore[call-overload,unused-ignore]
    return address.format(name=name)
