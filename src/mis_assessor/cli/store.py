"""``mis db``, ``load``, ``export``, ``held``, ``audit``, ``backup``, ``restore``: the store."""

import getpass
import json
from datetime import UTC, datetime
from pathlib import Path

import click

from mis_assessor.cli.options import FILE, RULES, say
from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.core.plain import plain
from mis_assessor.core.wording import counted
from mis_assessor.reading.shipped import rules_folder

DATA = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("mis-data"),
    show_default=True,
    envvar="MIS_DATA",
    show_envvar=True,
    help="Folder of the service's files, and of its database where no other is named.",
)
DATABASE = click.option(
    "--database",
    default="",
    envvar="MIS_DATABASE_URL",
    show_envvar=True,
    help="Address of a PostgreSQL database; default: a file in the data folder.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for a machine.")


@click.group()
def db() -> None:
    """Look after the database of what several people keep together."""


@db.command()
@DATA
@DATABASE
def upgrade(data: Path, database: str) -> None:
    """Make the database, or bring it to this version; what is in it is kept.

    For example: mis db upgrade --data /srv/mis
    """
    from mis_assessor.services.stores import upgrade_store

    say(f"The database is of this version now ({upgrade_store(data, database)}).")


@click.command()
@click.argument("submission", type=click.Path(path_type=Path))
@DATA
@DATABASE
@RULES
def load(submission: Path, data: Path, database: str, rules: Path | None) -> None:
    """Take SUBMISSION (a folder or a zip of it) into the store.

    Nothing of it is kept where anything in it cannot be read. For example:
    mis load evidence_samples/ten-of-ten
    """
    from mis_assessor.services.desk import open_desk
    from mis_assessor.services.held import take_in
    from mis_assessor.store.records import By

    by = By(getpass.getuser(), "command line", datetime.now(UTC))
    with open_desk(data, rules or rules_folder(), database) as desk:
        new = take_in(desk, submission, by)
    say(f"Took in {submission} as submission {new}.")


@click.command()
@click.argument("submission", metavar="ID")
@click.option(
    "--to",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to write; it must not exist yet, or be empty.",
)
@click.option("--version", type=int, default=None, help="A version before the one that stands.")
@DATA
@DATABASE
def export(submission: str, to: Path, version: int | None, data: Path, database: str) -> None:
    """Write the submission ID out of the store to a new folder, byte for byte.

    What became of its declaration is written beside it, as “mis outcome” keeps it.
    For example: mis export 5f0c2a9b77e1d3a4 --to harrowmere
    """
    from mis_assessor.services.held import give_back
    from mis_assessor.services.stores import open_store
    from mis_assessor.services.what_became import chain_beside_folder

    store = open_store(data, database)
    number = give_back(store, submission, to, version)
    chain = chain_beside_folder(store, submission, to)
    store.close()
    say(f"Wrote {counted(number, 'files')} to {to}.")
    if chain is not None:
        say(f"Wrote what became of it to {chain.name} beside it.")


@click.command()
@AS_JSON
@DATA
@DATABASE
def held(as_json: bool, data: Path, database: str) -> None:
    """List the submissions that the store holds, each with its id."""
    from mis_assessor.services.stores import open_store
    from mis_assessor.store.submissions import all_held

    store = open_store(data, database)
    with store.reading() as work:
        found = all_held(work)
    store.close()
    if as_json:
        click.echo(json.dumps(plain(found), ensure_ascii=False, indent=1))
        return
    for one in found:
        say(f"{one.id}  year {one.scheme_year}  version {one.version}  {one.trust_name}")
    say(f"{counted(len(found), 'submissions')}.")


@click.group()
def audit() -> None:
    """Look after the audit of what several people keep together."""


@audit.command()
@click.option("--head", default="", help="Look for this fingerprint, as a signed paper prints it.")
@AS_JSON
@DATA
@DATABASE
def verify(head: str, as_json: bool, data: Path, database: str) -> None:
    """Go through the audit line by line, and say where it was changed if it was.

    For example: mis audit verify --head 3f9a01c2d4e5
    """
    from mis_assessor.services.stores import audit_of, open_store

    store = open_store(data, database)
    chain = audit_of(store, head)
    store.close()
    if as_json:
        click.echo(json.dumps(plain(chain), ensure_ascii=False, indent=1))
    if chain.broken_at:
        raise EvidenceUnreadable(
            f"The audit is not whole from line {chain.broken_at} on: {chain.why}. Keep the "
            "database as it is, and compare it with a backup."
        )
    if head and not chain.found:
        raise EvidenceUnreadable(
            f"No line of the audit has the fingerprint {head}. The paper is of another database, "
            "or of one that was changed since."
        )
    if not as_json:
        say(f"The audit is whole: {counted(chain.lines, 'lines')}, the last is {chain.head[:12]}.")


@click.command()
@click.option("--to", required=True, type=FILE, help="The zip to write; it must not exist yet.")
@DATA
@DATABASE
def backup(to: Path, data: Path, database: str) -> None:
    """Write a copy of everything to one zip, also while the service runs.

    For example: mis backup --to mis-2026-05-01.zip
    """
    from mis_assessor.services.backups import back_up
    from mis_assessor.services.stores import open_store

    store = open_store(data, database)
    number = back_up(store, to)
    store.close()
    say(f"Copied the database and {counted(number, 'files')} to {to}.")


@click.command()
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@DATA
@DATABASE
def restore(copy: Path, data: Path, database: str) -> None:
    """Put COPY, a zip that “mis backup” wrote, into an empty data folder and database.

    For example: mis restore mis-2026-05-01.zip --data /srv/mis-again
    """
    from mis_assessor.services.backups import restore as put_back

    number = put_back(copy, data, database)
    say(f"Put back the database and {counted(number, 'files')}.")
