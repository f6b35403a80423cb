"""``mis crosswalk``: evidence is supplied once; see everything it serves."""

from collections.abc import Iterator
from pathlib import Path

import click

from mis_assessor.cli.options import FOLDER
from mis_assessor.core.canonical import as_json
from mis_assessor.core.crosswalk.serving import Crosswalk, Served, Serving
from mis_assessor.core.wording import counted, listed
from mis_assessor.services.show_crosswalk import crosswalk_of
from mis_assessor.shipped import rules_folder


@click.command()
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_data", is_flag=True, help="Print everything as JSON.")
@click.option("--requirements", is_flag=True, help="Also list what could serve each requirement.")
@FOLDER
def crosswalk(submission: Path, as_data: bool, requirements: bool, folder: Path | None) -> None:
    """Show for each piece of evidence in SUBMISSION which requirements it serves.

    Nothing here decides: each requirement still has its own test to pass.
    """
    found = crosswalk_of(submission, folder or rules_folder())
    if as_data:
        click.echo(as_json(found), nl=False)
        return
    for line in _lines(found, requirements):
        click.echo(line)


def _lines(found: Crosswalk, requirements: bool) -> Iterator[str]:
    shared = [one for one in found.evidence if len(one.frameworks) > 1]
    yield (
        f"Of {len(found.evidence):,} pieces of evidence {len(shared):,} serve more than one "
        f"framework{':' if shared else '.'}"
    )
    for one in shared:
        yield from _serving(one)
    if requirements:
        yield ""
        for served in found.requirements:
            yield from _served(served)
    yield ""
    yield (
        f"{found.asks:,} times something is asked for; it is {found.kinds:,} different things, "
        f"so {found.saved:,} asks are saved."
    )
    if found.gaps:
        yield ""
        yield f"{counted(len(found.gaps), 'duties')} that no safety action tests or supports:"
        for gap in found.gaps:
            yield f"    {gap.framework}: {gap.id} {gap.title}"


def _served(served: Served) -> Iterator[str]:
    yield f"{served.asker.id} {served.asker.title}"
    items = listed(list(dict.fromkeys(served.items)))
    yield f"    could be served by: {items or 'nothing'}"
    for kind in served.lacking:
        yield f"    nothing was sent of the kind {kind}"
    for relation in served.relations:
        by = listed(list(relation.from_))
        yield f"    {by}: {relation.how.value} ({relation.evidence})"


def _serving(one: Serving) -> Iterator[str]:
    yield f"  {one.item} ({one.what.partition(': ')[2]})"
    for framework in one.frameworks:
        ids = [asker.id for asker in one.serves if asker.framework == framework]
        yield f"      {framework}: {', '.join(ids)}"
