"""``mis explain`` and ``mis show``: how one verdict came to be, and one safety action."""

from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.options import FILE, FOLDER, Day, say, write_files
from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import refuse_over
from mis_assessor.reports.story import story_lines
from mis_assessor.services.assess import Days
from mis_assessor.services.explain import (
    action_number,
    assessed_with_rules,
    shown_action,
)
from mis_assessor.services.explain import explain as explained
from mis_assessor.services.figures_in_sql import figure_lines

SUBMISSION = click.argument("submission", type=click.Path(exists=True, path_type=Path))
ON = click.option("--on", type=Day(), default=None, help="As at this day.")
KNOWN_ON = click.option(
    "--known-on", type=Day(), default=None, help="Under the guidance of this day."
)


@click.command()
@SUBMISSION
@click.argument("requirement")
@ON
@KNOWN_ON
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
@click.option("--html", "html_file", type=FILE, default=None, help="Write it as a page.")
@click.option("--sql", "in_sql", is_flag=True, help="Print the query behind each figure.")
@FOLDER
@click.pass_context
def explain(
    context: click.Context,
    submission: Path,
    requirement: str,
    on: date | None,
    known_on: date | None,
    as_data: bool,
    html_file: Path | None,
    in_sql: bool,
    folder: Path | None,
) -> None:
    """Tell how REQUIREMENT of SUBMISSION came to its verdict, and what would change it.

    The question in our words and where it is written, the rows, the sum in whole people or
    cases, the rule that fired in both evaluators, and what would turn the verdict. With --sql
    the queries by which every figure is counted a second time, and what each finds.

    \b
    mis explain our-submission MIS-Y7-SA8-2
    """
    rules = folder or rules_folder()
    refuse_over(filter(None, [html_file]), [submission, rules])
    told = explained(assessed_with_rules(submission, rules, Days(on, known_on)), requirement)
    if in_sql:
        for line in figure_lines(submission, rules, Days(on, known_on), told.id):
            say(line)
    elif as_data:
        click.echo(as_json(told), nl=False)
    elif html_file is None:
        for line in story_lines(told):
            say(line)
    if html_file is not None:
        from mis_assessor.reports.story_page import story_html

        for path in write_files({html_file: story_html(told).encode()}):
            say(f"Wrote {path}", err=as_data)
    context.exit(0 if Verdict(told.verdict).holds else 1)


@click.command()
@SUBMISSION
@click.argument("action")
@ON
@KNOWN_ON
@FOLDER
@click.pass_context
def show(
    context: click.Context,
    submission: Path,
    action: str,
    on: date | None,
    known_on: date | None,
    folder: Path | None,
) -> None:
    """Show one safety ACTION of SUBMISSION: each requirement, its margin, what to do next.

    \b
    mis show our-submission SA8
    """
    rules = folder or rules_folder()
    assessed = assessed_with_rules(submission, rules, Days(on, known_on))
    for line in shown_action(assessed, action):
        say(line)
    number = action_number(action) or 0
    result = assessed.assessment.actions[number - 1] if number else assessed.assessment.conditions
    context.exit(0 if result.verdict.holds else 1)
