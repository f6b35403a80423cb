"""``mis rules compare``: the values of a year beside the guidance, answered by a person.

``mis rules new-year``: a year begun from the last, with proposals where its guidance is held.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mis_assessor.cli.options import CONFIRMATIONS, FILE, FOLDER, Day, say, write_files
from mis_assessor.core.errors import NotAllowed
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reports.pages.outcome import status_words
from mis_assessor.rulebook.confirmations import NAME
from mis_assessor.services.rule_edits import new_year

if TYPE_CHECKING:
    from mis_assessor.guidance.looked_up import LookedUp
    from mis_assessor.services.compare_guidance import Comparison, Reader

PDF = click.Path(path_type=Path)
LEGEND = (
    "y: the guidance says so. n: it does not, and the value is taken out until somebody writes "
    "it. Or write what stands there, as the rules write it (names with a semicolon between them)."
)
STOP = ("q", "quit")
SKIP = ("", "s", "skip")


@click.command("compare")
@click.argument("guidance", type=PDF)
@click.option("--year", type=int, required=True, help="Scheme year.")
@click.option("--edition", default="", help="One edition by its id; default: the last.")
@click.option("--by", default="", help="Your name: asks you about each value in turn.")
@click.option("--on", type=Day(), default=None, help="The day you compare; default: today.")
@click.option("--again", is_flag=True, help="Ask about values answered before, too.")
@click.option("--only", default="", help="Only requirements whose id starts so.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON; ask nothing.")
@click.option(
    "--table", type=FILE, default=None, help="Write a table to answer in, and ask nothing."
)
@click.option("--answers", type=FILE, default=None, help="Read the answers from such a table.")
@FOLDER
@CONFIRMATIONS
def compare_command(
    guidance: Path,
    year: int,
    edition: str,
    by: str,
    on: date | None,
    again: bool,
    only: str,
    as_json: bool,
    table: Path | None,
    answers: Path | None,
    folder: Path | None,
    confirmations: Path | None,
) -> None:
    """Hold each value of a year against GUIDANCE, the PDF you have, and record what you read.

    For each value: the page, the passage, and whether it seems to agree. Nothing is decided
    by itself. With --by you are asked in turn: y (the guidance says so), n (it does not),
    the value that stands there, skip, or q to stop; run it again to go on. What you confirm
    goes to the file of confirmations; what you read otherwise becomes a local correction
    beside the rules, which every verdict then uses and every paper names.

        mis rules compare MIS-year-7.pdf --year 7 --by "Jane Hill"
    """
    from mis_assessor.services.compare_guidance import Reader, compare, record, refuse_reader
    from mis_assessor.services.guidance_answers import answers_table, as_data, read_answers

    rules, today = folder or rules_folder(), datetime.now(UTC).date()
    reader = Reader(by, on or today)
    if by or answers:
        refuse_reader(reader, today)
    kept = confirmations or rules / NAME
    found = compare(rules, kept, year, guidance, edition, _progress)
    if as_json:
        click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=1))
    elif table is not None:
        text = answers_table(_asked(found, again, only))
        for path in write_files({table: text.encode("utf-8-sig")}, [guidance]):
            say(f"Wrote {path}: fill in “answer” and “your page”, then name it with --answers.")
    elif answers is not None:
        given = read_answers(found, answers)
        record(rules, kept, found, given, reader)
        say(f"Recorded {len(given)} answers of {reader.by}.")
    else:
        _in_turn(found, _asked(found, again, only), reader, rules, kept)


@click.command("new-year")
@click.argument("year", type=int)
@click.option("--from", "last", type=int, required=True, help="The year to start from.")
@click.option("--guidance", type=PDF, default=None, help="The new guidance: proposes its values.")
@click.option("--by", default="", help="Your name: asks you about each value in turn.")
@click.option("--on", type=Day(), default=None, help="The day you compare; default: today.")
@FOLDER
@CONFIRMATIONS
def new_year_command(
    year: int,
    last: int,
    guidance: Path | None,
    by: str,
    on: date | None,
    folder: Path | None,
    confirmations: Path | None,
) -> None:
    """Make the folder of YEAR: everything as last year, dates emptied, and a checklist.

    With --guidance, the dates and thresholds that seem to stand in it are proposed, as
    “mis rules compare” does; with --by you answer them in turn. A year that is there
    already is gone on with.
    """
    rules, today = folder or rules_folder(), datetime.now(UTC).date()
    there = any((rules / "mis" / f"year-{year}").glob("*/*.yaml"))
    if guidance is None or not there:
        if guidance is not None:
            from mis_assessor.guidance.pdf_pages import read_document

            read_document(guidance, _progress)  # before a folder is made for what cannot be read
        written = new_year(rules, year, last)
        say(f"Wrote {len(written)} files. Start with {written[0].parent / 'CHECKLIST.md'}.")
    if guidance is None:
        return
    from mis_assessor.services.compare_guidance import Reader, compare, refuse_reader

    reader, kept = Reader(by, on or today), confirmations or rules / NAME
    if by:
        refuse_reader(reader, today)
    found = compare(rules, kept, year, guidance, told=_progress)
    _in_turn(found, _asked(found, False, ""), reader, rules, kept)


def _progress(page: int, pages: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rReading page {page} of {pages}", err=True, nl=page == pages)


def _asked(found: "Comparison", again: bool, only: str) -> list["LookedUp"]:
    values = found.values if again else tuple(found.open())
    return [v for v in values if any(name.startswith(only) for name in v.item.serves)]


def _in_turn(
    found: "Comparison", values: list["LookedUp"], reader: "Reader", rules: Path, kept: Path
) -> None:
    """Shows each value; asks about it where somebody gave a name."""
    answered = 0
    if reader.by and values:
        say(LEGEND)
    for number, value in enumerate(values, 1):
        say(f"[{number} of {len(values)}]")
        for line in _shown(found, value):
            say(line)
        if not reader.by:
            continue
        said = _answer(found, value, reader, rules, kept)
        if said is None:
            break
        answered += said
    counts = Counter(v.found.value for v in found.values)
    say("")
    say(
        f"{found.document.name}, {found.document.pages} pages, against {len(found.values)} values "
        f"of {found.rulebook.year.title}: "
        + ", ".join(f"{n} {word}" for word, n in sorted(counts.items()))
        + f"; {len(found.answered) + answered} answered by a person."
    )
    if not reader.by:
        say("Nothing was recorded. Name yourself with --by to answer in turn.")


def _shown(found: "Comparison", value: "LookedUp") -> Iterator[str]:
    item = value.item
    others = len(item.serves) - 1
    serves = f" and {others} more" if others else ""
    yield f"{item.requirement}{serves} · {item.name}"
    rule = found.rulebook.rule(item.requirement)
    if rule is not None:
        yield f"    {rule.requirement.title}"
    yield f"    the rules have: {item.shown} ({status_words(item.entry.status.value)})"
    yield f"    {value.found.value}" + ("" if value.passages else ": look for it yourself")
    for passage in value.passages[:2]:
        said = f" [{passage.says}]" if passage.says else ""
        yield f"    page {passage.page}{said}: “{passage.text}”"


def _answer(
    found: "Comparison", value: "LookedUp", reader: "Reader", rules: Path, kept: Path
) -> int | None:
    """1 where something was recorded, 0 where not, None where the person stops."""
    from mis_assessor.services.compare_guidance import key_of, read_answer, record

    while True:
        try:
            said = click.prompt("y, n, the value, skip or q", default="skip").strip()
            if said.lower() in STOP:
                return None
            if said.lower() in SKIP:
                return 0
            best = str(value.passages[0].page) if value.passages else None
            page = click.prompt("On page", default=best)
        except click.exceptions.Abort:
            return None
        try:
            answer = read_answer(value.item, said, page)
        except NotAllowed as error:
            say(str(error))
            continue
        record(rules, kept, found, {key_of(value.item): answer}, reader)
        return 1
