"""``mis path``: the cheapest ways to ten of ten, and what can never be repaired."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from mis_assessor.cli.options import FOLDER, Day, say, write_files
from mis_assessor.cli.wrapping import SummaryLine, wrapped
from mis_assessor.core.ahead.path import NeverAgain, PathToTen, RepairSet, Step
from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.wording import capital, counted, listed, on_day
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import refuse_over
from mis_assessor.services.assess import Days
from mis_assessor.services.path import Wanted, path_of_folder

SCREEN = "-"


@click.command()
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.option("--on", type=Day(), default=None, help="As at this day.")
@click.option("--known-on", type=Day(), default=None, help="Under the guidance of this day.")
@click.option(
    "--efforts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="Your own numbers for what a repair takes; default: efforts.yaml in the submission.",
)
@click.option(
    "--most", type=click.IntRange(1, 20), default=3, help="How many ways to look for; default 3."
)
@click.option("--json", "json_file", default=None, help="Write it as JSON; - for the screen.")
@FOLDER
@click.pass_context
def path(
    context: click.Context,
    submission: Path,
    on: date | None,
    known_on: date | None,
    efforts: Path | None,
    most: int,
    json_file: str | None,
    folder: Path | None,
) -> None:
    """Find the smallest sets of repairs that would make all ten true for SUBMISSION.

    The cheapest comes first, by efforts that are yours to change. Each way was decided again by
    both evaluators. A past fact is never altered: what is lost is named, with the reason.

    Exit code 0: ten can be reached, or is. 1: it can not.

    \b
    mis path our-submission --on 2025-09-17
    """
    folder = folder or rules_folder()
    if json_file and json_file != SCREEN:
        refuse_over([Path(json_file)], [submission, folder])
    found = path_of_folder(submission, folder, Days(on, known_on), Wanted(most, efforts))
    if json_file == SCREEN:
        click.echo(as_json(found), nl=False)
    else:
        for line in path_lines(found):
            say(line.text, **line.style)
    if json_file and json_file != SCREEN:
        for written in write_files({Path(json_file): as_json(found)}):
            say(f"Wrote {written}")
    context.exit(0 if found.possible else 1)


def path_lines(found: PathToTen) -> Iterator[SummaryLine]:
    """The ways to ten on a screen of 80 columns."""
    yield SummaryLine(f"{found.trust_name} ({found.trust_code})", {"bold": True})
    yield from wrapped(f"{found.scheme_title}. As at {on_day(found.on, '')}.")
    yield SummaryLine("")
    yield from wrapped(_answer(found), bold=True)
    if found.waiting:
        numbers = listed([str(number) for number in found.waiting])
        yield from wrapped(
            f"Safety actions paused today: {numbers}. What they ask once the pause is over is "
            "not in these sets."
        )
    if found.never:
        yield SummaryLine("")
        yield SummaryLine("Can never be repaired", {"bold": True, "fg": "red"})
    for lost in found.never:
        yield from _lost(lost)
    for number, one in enumerate(found.sets, 1):
        if not one.steps:
            break
        yield SummaryLine("")
        yield from _set(number, one, found)
    if found.sets and found.sets[0].steps:
        yield SummaryLine("")
        yield from wrapped(NO_PROMISE)


NO_PROMISE = (
    "A judgement, a register or a figure still to come makes its requirement true only where it "
    "comes out as asked; a record of an act, only where the act happened."
)


def _answer(found: PathToTen) -> str:
    if found.reached:
        return "Ten of ten: nothing is left to do."
    if not found.possible:
        lost = counted(len(found.never), "requirements")
        saved = any(one.steps for one in found.sets)
        rest = " What can still be saved stands below." if saved else " All else holds."
        return f"Ten of ten can no longer be reached: {lost} can never be met.{rest}"
    steps = counted(len(found.sets[0].steps), "steps")
    return f"Ten of ten can still be reached: {steps} in the way that takes least."


def _lost(lost: NeverAgain) -> Iterator[SummaryLine]:
    since = f", lost since {on_day(lost.since, '')}" if lost.since else ""
    place = f"safety action {lost.action}" if lost.action else "conditions"
    yield from wrapped(f"{lost.title} [{lost.requirement}], {place}{since}", "  * ", "    ")
    for why in lost.why:
        yield from wrapped(why, "    ")


def _set(number: int, one: RepairSet, found: PathToTen) -> Iterator[SummaryLine]:
    what = "Way" if found.possible else "What is left to save, way"
    proven = "" if one.proven else "; a cheaper one may have been missed in the time allowed"
    heading = f"{what} {number}: effort {one.effort:,}, {counted(len(one.steps), 'steps')}{proven}"
    yield SummaryLine(heading, {"bold": True})
    before = set(found.sets[0].steps) if number > 1 else set()
    if before:
        gone = [step for step in found.sets[0].steps if step not in one.steps]
        yield from wrapped("As way 1, but with these instead of those struck out:", "  ")
        for step in gone:
            yield from wrapped(f"not: {_step(step)}", "  - ", "    ")
    shown = [step for step in one.steps if step not in before]
    for by, steps in groupby(shown, key=lambda step: step.by):
        day = "Evidence and decisions, with no last day of their own"
        yield SummaryLine(
            f"  Can still be done by {on_day(by, '')}" if by else f"  {day}", {"underline": True}
        )
        for step in steps:
            yield from wrapped(_step(step), "  + " if before else "  * ", "    ")
            asked = listed(step.requirements)
            yield from wrapped(f"effort {step.effort}; {step.kind.value} [{asked}]", "    ")


def _step(step: Step) -> str:
    if not step.names:
        return capital(step.what)
    if step.of == step.number:
        return f"{capital(step.what)}: {listed(step.names)}"
    return f"{capital(step.what)}: any {step.number:,} of the {step.of:,} still open"
