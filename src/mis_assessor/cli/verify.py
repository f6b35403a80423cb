"""``mis verify``: a paper, a submission or both, held against what is computed again.

``mis sign``: one person's signature into a paper.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from mis_assessor.cli.cross_check import cross_check_lines
from mis_assessor.cli.options import FILE, Day, say, write_files
from mis_assessor.core.checking.agreement import CrossCheck
from mis_assessor.core.checking.verification import CheckDone, State, Verification
from mis_assessor.core.plain import plain
from mis_assessor.core.wording import counted, on_day
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import refuse_over
from mis_assessor.services.receipts import Verifier, check_receipt, receipt_of
from mis_assessor.services.verify import Beside, verify_pack

CODES = {State.HOLDS: 0, State.DOES_NOT_HOLD: 1, State.CANNOT_BE_CHECKED: 3}
COLOURS = {State.HOLDS: "green", State.DOES_NOT_HOLD: "red", State.CANNOT_BE_CHECKED: "yellow"}
EXISTING = click.Path(exists=True, path_type=Path)
READ = click.Path(exists=True, dir_okay=False, path_type=Path)


def told(found: Verification) -> Iterator[tuple[str, State | None]]:
    """A verification as lines: the whole first, then what differs, what is open, what holds."""
    if found.trust_name:
        edition = f" · {found.edition}" if found.edition else ""
        yield f"{found.trust_name} ({found.trust_code}) · year {found.scheme_year}{edition}", None
    yield f"{found.name}: sha256 {found.sha256 or 'not known'}", None
    if found.on is not None and found.known_on is not None:
        days = f"on the facts up to {on_day(found.on, '')}, guidance known {on_day(found.known_on)}"
        yield f"Assessed {days}: {found.assessed}.", None
    yield "", None
    yield _whole(found), found.state
    for state, heading in (
        (State.DOES_NOT_HOLD, "What does not hold:"),
        (State.CANNOT_BE_CHECKED, "What cannot be checked, and why:"),
        (State.HOLDS, "What holds:"),
    ):
        checks = [check for check in found.checks if check.state is state]
        if checks:
            yield "", None
            yield heading, state
            yield from ((f"  {check}", None) for check in checks)


def _whole(found: Verification) -> str:
    match found.state:
        case State.DOES_NOT_HOLD:
            number = counted(len(found.differences), "differences")
            return f"Does not hold ({number}). First: {found.differences[0]}"
        case State.CANNOT_BE_CHECKED:
            return "Nothing was found that does not hold, and not everything can be checked."
        case _:
            return "Everything holds."


def as_data(found: Verification) -> dict[str, object]:
    """A verification for machines."""
    whole: dict[str, object] = plain(found)
    del whole["seconds"]
    first: CheckDone | None = next(iter(found.differences), None)
    return {"first": str(first) if first else "", "state": found.state.value, **whole}


@click.command()
@click.argument("pack", type=EXISTING)
@click.argument("more", nargs=-1, metavar="", type=READ)
@click.option(
    "--submission", type=EXISTING, default=None, help="The evidence, where it is not in the paper."
)
@click.option(
    "--trust",
    "roots",
    type=READ,
    multiple=True,
    help="A certificate you trust (PEM or DER); never taken from the paper.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything for a machine.")
@click.option(
    "--draw-again",
    is_flag=True,
    help="Also lay the paper out again and compare it byte by byte; about ten seconds more.",
)
@click.option("--receipt", type=FILE, default=None, help="Write a statement of what was verified.")
@click.option("--verifier", default="", help="Who verifies: name and role, for the receipt.")
@click.option("--on", type=Day(), default=None, help="The day of the receipt; default: today.")
@click.option("--p12", type=READ, default=None, help="Your own key (PKCS#12), to sign the receipt.")
@click.option(
    "--passphrase-file", type=READ, default=None, help="File with the passphrase of that key."
)
@click.option(
    "--check-receipt", "earlier", type=READ, default=None, help="A receipt, held against this pack."
)
@click.option(
    "--against",
    "against",
    multiple=True,
    metavar="FILE",
    type=READ,
    help="National files to hold the evidence against, one or more: see “mis cross-check”.",
)
@click.pass_context
def verify(
    context: click.Context,
    pack: Path,
    submission: Path | None,
    roots: tuple[Path, ...],
    as_json: bool,
    draw_again: bool,
    receipt: Path | None,
    verifier: str,
    on: date | None,
    p12: Path | None,
    passphrase_file: Path | None,
    earlier: Path | None,
    against: tuple[Path, ...],
    more: tuple[Path, ...],
) -> None:
    """Verify PACK: a Board paper, a submission, or a folder or zip that holds both.

    Works without a network and needs nothing from whoever sent it. The assessment is made again
    from the evidence, and pages, data and re-computation must be one.

    \b
    mis verify paper.pdf
    mis verify paper.pdf --submission their-folder --trust nhs-root.pem
    mis verify their-folder --receipt receipt.json --verifier "A. Auditor, internal audit"
    mis verify paper.pdf --against msds-jul2022-exp-measures.csv counts.csv

    Exit code 0: everything holds. 1: something does not hold. 3: nothing was found that does not
    hold, and something cannot be checked, for example because nobody signed.
    """
    if receipt is not None and not verifier.strip():
        raise click.UsageError("A receipt says who verified: name yourself with --verifier.")
    if receipt is not None:
        refuse_over([receipt], [pack, *filter(None, (submission, p12, earlier)), *roots])
    certificates = tuple(root.read_bytes() for root in roots)
    if sys.stderr.isatty():
        say(f"Verifying {pack.name}: reading, computing again, comparing every page…", err=True)
    found = verify_pack(pack, Beside(submission, certificates, draw_again))
    code = CODES[found.state]
    if more and not against:
        raise click.UsageError(f"One pack at a time: what is {more[0]} for? --against names files.")
    held = _against(pack, submission, (*against, *more))
    beside = held if isinstance(held, CrossCheck) else None
    why_not = () if isinstance(held, CrossCheck) else held
    code = 1 if beside is not None and beside.differs else (code or 3) if why_not else code
    if as_json:
        data = as_data(found) | ({"national": plain(beside)} if beside else {})
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        for line, state in told(found):
            style: dict[str, Any] = {"fg": COLOURS[state], "bold": True} if state else {}
            say(line, **style)
        for text in cross_check_lines(beside, everything=False) if beside else ():
            say(text)
        for text in why_not:
            say(f"Not held against the national files: {text}")
    if earlier is not None:
        wrong = check_receipt(earlier.read_bytes(), found, certificates)
        for problem in wrong or ("The receipt is of this pack, and says what was found now.",):
            say(f"{earlier.name}: {problem}", err=as_json)
        code = 1 if wrong else code
    if receipt is not None:
        key = (p12.read_bytes(), _passphrase(passphrase_file)) if p12 else None
        written = receipt_of(found, Verifier(verifier.strip(), on or datetime.now(UTC).date()), key)
        for path in write_files({receipt: written}):
            say(f"Wrote {path}", err=as_json)
    context.exit(code)


def _against(
    pack: Path, submission: Path | None, files: tuple[Path, ...]
) -> CrossCheck | tuple[str, ...]:
    """The evidence beside national files, where some were named; or why it cannot be held."""
    if not files:
        return ()
    from mis_assessor.services.cross_check import cross_check_of_pack  # much, and few name a file

    return cross_check_of_pack(pack, files, rules_folder(), submission)


VARIABLE = "MIS_PASSPHRASE"


def _passphrase(file: Path | None) -> bytes:
    """The passphrase of a key: from a file, from the environment, or asked for; never kept."""
    if file is not None:
        return file.read_bytes().rstrip(b"\r\n")
    import os

    if VARIABLE in os.environ:
        return os.environ[VARIABLE].encode()
    asked: str = click.prompt("Passphrase of the key", hide_input=True, err=True)
    return asked.encode()


@click.command()
@click.argument("paper", type=READ)
@click.option(
    "--role",
    type=click.Choice(["chief-executive", "accountable-officer"]),
    required=True,
    help="Whose signature it is; the chief executive signs first.",
)
@click.option("--p12", type=READ, required=True, help="The person's own key: a PKCS#12 file.")
@click.option(
    "--passphrase-file",
    type=READ,
    default=None,
    help=f"File with its passphrase; else {VARIABLE} or a question.",
)
@click.option("--output", type=FILE, default=None, help="Default: beside the paper, “-signed”.")
def sign(
    paper: Path, role: str, p12: Path, passphrase_file: Path | None, output: Path | None
) -> None:
    """Sign PAPER, a Board paper, in the place of one role, with that person's own key.

    The key is read once and never kept. The passphrase is asked for, or read from a file or from
    MIS_PASSPHRASE; it is no argument, which others on the machine could see. Any PAdES tool can
    fill the same places; a printed paper has lines for ink.

    \b
    mis sign paper.pdf --role chief-executive --p12 my-key.p12
    mis sign paper-signed.pdf --role accountable-officer --p12 my-key.p12
    """
    from mis_assessor.services.sign import sign_paper

    to = output or paper.with_name(f"{paper.stem}-signed{paper.suffix}")
    refuse_over([to], [paper, p12, *filter(None, (passphrase_file,))])
    made = sign_paper(paper, role, p12.read_bytes(), _passphrase(passphrase_file))
    for path in write_files({to: made}):
        say(f"Wrote {path}")
