"""``mis rules diff``: what changed, and what of a submission newly fails or suffices."""

from itertools import groupby
from pathlib import Path

import click

from mis_assessor.cli.options import FOLDER
from mis_assessor.services.rule_changes import effects, rule_changes
from mis_assessor.shipped import rules_folder


@click.command()
@click.argument("old")
@click.argument("new")
@FOLDER
@click.option(
    "--for",
    "submission",
    type=click.Path(exists=True, path_type=Path),
    default=None,
    help="Say what of this submission newly fails or newly suffices.",
)
def diff(old: str, new: str, folder: Path | None, submission: Path | None) -> None:
    """Print what changed from OLD to NEW: year-5 year-6, or year-4@2022-05 year-4@2022-10."""
    folder = folder or rules_folder()
    if submission is not None:
        found = effects(folder, old, new, submission)
        for effect in found:
            was = effect.before.value if effect.before else "not asked"
            click.echo(f"newly {effect.newly}: {effect.requirement}  {effect.title}")
            click.echo(f"    {was} → {effect.after.value}")
        if not found:
            click.echo("Nothing of it newly fails or newly suffices.")
        return
    for (requirement, title), group in groupby(
        rule_changes(folder, old, new), key=lambda change: (change.requirement, change.title)
    ):
        click.echo(f"{requirement}  {title}")
        for change in group:
            needs = f" Newly needs: {', '.join(change.newly_needs)}." if change.newly_needs else ""
            click.echo(f"    {change.kind}: {change.what}{needs}")
