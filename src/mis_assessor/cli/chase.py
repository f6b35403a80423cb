"""``mis missing`` and ``mis changed``: who owes what, and what is not as it was."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.options import FILE, FOLDER, Day, say, write_files
from mis_assessor.core.ahead.owed import Owed
from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.assessment.changed import Changed, Turned
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import refuse_over
from mis_assessor.services.assess import Days
from mis_assessor.services.chase import (
    Chase,
    changed_between,
    chase,
    chase_table,
    mails,
    read_owners,
    with_owner,
)
from mis_assessor.services.explain import assessed_with_rules

READ = click.Path(exists=True, path_type=Path)
ON = click.option("--on", type=Day(), default=None, help="As at this day.")


@click.command()
@click.argument("submission", type=READ)
@click.option("--by", type=click.Choice(["day", "owner"]), default="day", help="In which order.")
@click.option("--owners", type=FILE, default=None, help="A table: what, owner, email.")
@click.option("--only", default="", help="Only what an owner of this name owes.")
@click.option("--csv", "table", type=FILE, default=None, help="Write it for a spreadsheet.")
@click.option(
    "--mail",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Write a text for each owner to this folder.",
)
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
@ON
@FOLDER
@click.pass_context
def missing(
    context: click.Context,
    submission: Path,
    by: str,
    owners: Path | None,
    only: str,
    table: Path | None,
    mail: Path | None,
    as_data: bool,
    on: date | None,
    folder: Path | None,
) -> None:
    """List who owes what of SUBMISSION by when, for chasing.

    Also what was supplied and nobody checked, what ends before the declaration, and what was
    supplied already for another requirement. Owners come from a table of your own, by safety
    action (SA8), requirement, register or kind of document; without one, by role.

    \b
    mis missing our-submission --by owner --owners owners.csv --mail mails
    """
    rules = folder or rules_folder()
    refuse_over(filter(None, (table, mail)), [submission, rules])
    named = read_owners(owners) if owners else {}
    found = chase(assessed_with_rules(submission, rules, Days(on)), named)
    found = with_owner(found, only) if only else found
    if as_data:
        click.echo(as_json(found), nl=False)
    else:
        for line in _by_owner(found) if by == "owner" else _by_day(found):
            say(line)
    pages: dict[Path, bytes] = {}
    if table is not None:
        pages[table] = chase_table(found)
    if mail is not None:
        pages |= mails(found, mail)
    for path in write_files(pages, [owners] if owners else []):
        say(f"Wrote {path}", err=as_data)
    context.exit(1 if found.items else 0)


def _by_day(found: Chase) -> Iterator[str]:
    yield f"{found.trust}: {len(found.items)} owed"
    day = ""
    for owner, one in found.items:
        if one.day != day:
            day = one.day
            yield ""
            yield day[:1].upper() + day[1:]
        yield from _told(one, owner.name)


def _by_owner(found: Chase) -> Iterator[str]:
    yield f"{found.trust}: {len(found.items)} owed"
    for owner, items in found.by_owner().items():
        yield ""
        yield f"{owner.name}{f' <{owner.email}>' if owner.email else ''}: {len(items)}"
        for one in items:
            yield from _told(one, f"by {one.day}" if one.by else one.day)


def _told(one: Owed, beside: str) -> Iterator[str]:
    yield f"  {one.what}"
    yield f"      {one.why.value} · {beside} · {', '.join(one.requirements)}"
    if one.supplied:
        yield f"      {one.supplied}"


@click.command("changed")
@click.argument("old", type=READ)
@click.argument("new", type=READ)
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
@ON
@FOLDER
@click.pass_context
def changed_command(
    context: click.Context,
    old: Path,
    new: Path,
    as_data: bool,
    on: date | None,
    folder: Path | None,
) -> None:
    """Say what changed from OLD to NEW: verdicts, figures, papers, rows and rules.

    Each is a submission, or an assessment kept with “mis assess --json FILE.json”. Between two
    submissions the rows of each register are compared too. Exit code 1: something held before
    and does not now.

    \b
    mis changed september.json our-submission
    """
    found = changed_between(old, new, folder or rules_folder(), Days(on))
    if as_data:
        click.echo(as_json(found), nl=False)
    else:
        for line in _changes(found):
            say(line)
    context.exit(1 if found.worse else 0)


def _changes(found: Changed) -> Iterator[str]:
    yield f"From  {found.before}"
    yield f"to    {found.after}"
    if found.nothing:
        yield "Nothing changed."
    for heading, turned in (
        ("Safety actions", found.actions),
        ("Requirements", found.requirements),
    ):
        yield from _turned(heading, turned)
    for heading, lines in (
        ("Figures", found.figures),
        ("Documents", found.documents),
        ("Registers", found.registers),
        ("Rules", found.rules),
    ):
        if lines:
            yield ""
            yield heading
            yield from (f"  {line}" for line in lines)


def _turned(heading: str, turned: tuple[Turned, ...]) -> Iterator[str]:
    if not turned:
        return
    yield ""
    yield heading
    for one in turned:
        yield f"  {one.id} {one.title}: {one.before} → {one.after}"
        if one.why:
            yield f"      {one.why}"
