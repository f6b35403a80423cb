"""The command ``mis`` with all its groups, each command loaded when it is called."""

from typing import Any

import click

from mis_assessor import __version__
from mis_assessor.cli.lazy import LazyGroup


class NobodyReads(Exception):
    """What the command prints goes to a pipe that its reader has closed."""


class Mis(LazyGroup):
    """The command; it leaves a closed pipe to its caller, whom click would give exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was named."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise NobodyReads from error


ELSEWHERE = {
    "assess": (
        "mis_assessor.cli.assess:assess",
        "Assess SUBMISSION (a folder or a zip of it) and say what is missing.",
    ),
    "audit": (
        "mis_assessor.cli.store:audit",
        "Look after the audit of what several people keep together.",
    ),
    "calendar": (
        "mis_assessor.cli.calendar:calendar",
        "List what is due next in SUBMISSION, by last safe day, with what it costs if missed.",
    ),
    "backup": (
        "mis_assessor.cli.store:backup",
        "Write a copy of everything to one zip, also while the service runs.",
    ),
    "challenge": (
        "mis_assessor.cli.challenge:challenge",
        "Print what a non-executive should ask about the weakest of what SUBMISSION meets.",
    ),
    "changed": (
        "mis_assessor.cli.chase:changed_command",
        "Say what changed from OLD to NEW: verdicts, figures, papers, rows and rules.",
    ),
    "cross-check": (
        "mis_assessor.cli.cross_check:cross_check_command",
        "Hold SUBMISSION against files that national bodies publish or supply.",
    ),
    "crosswalk": (
        "mis_assessor.cli.submissions:crosswalk",
        "Show for each piece of evidence in SUBMISSION which requirements it serves.",
    ),
    "db": (
        "mis_assessor.cli.store:db",
        "Look after the database of what several people keep together.",
    ),
    "explain": (
        "mis_assessor.cli.explain:explain",
        "Tell how REQUIREMENT of SUBMISSION came to its verdict, and what would change it.",
    ),
    "export": (
        "mis_assessor.cli.store:export",
        "Write the submission ID out of the store to a new folder, byte for byte.",
    ),
    "fund": (
        "mis_assessor.cli.money:fund",
        "Share out the fund over the trusts of POOL.csv: contributions in, payments out.",
    ),
    "held": (
        "mis_assessor.cli.store:held",
        "List the submissions that the store holds, each with its id.",
    ),
    "import": (
        "mis_assessor.cli.bring_in:import_command",
        "Bring a filled workbook, or the trust's own spreadsheets, into a submission folder.",
    ),
    "load": (
        "mis_assessor.cli.store:load",
        "Take SUBMISSION (a folder or a zip of it) into the store.",
    ),
    "missing": (
        "mis_assessor.cli.chase:missing",
        "List who owes what of SUBMISSION by when, for chasing.",
    ),
    "new": (
        "mis_assessor.cli.submissions:new",
        "Write an empty submission to FOLDER, with a page that explains every register.",
    ),
    "new-system": (
        "mis_assessor.cli.submissions:new_system_command",
        "Write the empty folder of a local maternity system to FOLDER.",
    ),
    "outcome": (
        "mis_assessor.cli.outcomes:outcome",
        "Record what became of a declaration, and show it.",
    ),
    "path": (
        "mis_assessor.cli.path:path",
        "Find the smallest sets of repairs that would make all ten true for SUBMISSION.",
    ),
    "pauses": (
        "mis_assessor.cli.submissions:pauses",
        "Print every obligation a pause touched, the days discounted and the authority.",
    ),
    "payment": (
        "mis_assessor.cli.money:payment",
        "Print the payment view of FILE, a payment.yaml, line by line.",
    ),
    "portfolio": (
        "mis_assessor.cli.portfolio:portfolio",
        "Verify every pack in FOLDER at once, and say of each whether it bears itself out.",
    ),
    "reconfirm": (
        "mis_assessor.cli.reconfirm:reconfirm",
        "Look at declarations again: OLD beside NEW, or OLD again on a day, of several years at "
        "once.",
    ),
    "registers": (
        "mis_assessor.cli.submissions:registers",
        "List the registers a submission may hold and their columns.",
    ),
    "restore": (
        "mis_assessor.cli.store:restore",
        "Put COPY, a zip that “mis backup” wrote, into an empty data folder and database.",
    ),
    "rules": (
        "mis_assessor.cli.rules:rules",
        "Check, test and show the rules.",
    ),
    "workbook": (
        "mis_assessor.cli.bring_in:workbook",
        "Write SUBMISSION as one workbook, to be filled in further and imported again.",
    ),
    "worker": (
        "mis_assessor.cli.worker:worker",
        "Make papers, take in folders and verify packs that the service was asked for.",
    ),
    "serve": (
        "mis_assessor.cli.serve:serve",
        "Serve everything to a browser, for several people at once.",
    ),
    "schema": (
        "mis_assessor.cli.submissions:schema",
        "Print the JSON Schema of the assessment that ``mis assess --json`` writes.",
    ),
    "show": (
        "mis_assessor.cli.explain:show",
        "Show one safety ACTION of SUBMISSION: each requirement, its margin, what to do next.",
    ),
    "sign": (
        "mis_assessor.cli.verify:sign",
        "Sign PAPER, a Board paper, in the place of one role, with that person's own key.",
    ),
    "verify": (
        "mis_assessor.cli.verify:verify",
        "Verify PACK: a Board paper, a submission, or a folder or zip that holds both.",
    ),
    "what-if": (
        "mis_assessor.cli.what_if:what_if_command",
        "Assess SUBMISSION as though some facts were so, labelled HYPOTHETICAL throughout.",
    ),
}


@click.group(cls=Mis, elsewhere=ELSEWHERE)
@click.version_option(__version__, prog_name="mis")
def cli() -> None:
    """Assess a trust's evidence against the Maternity Incentive Scheme.

    Exit codes: 0 all met, 1 assessed and not all met, 2 the command is mistyped,
    3 verified as far as it can be checked,
    10 the rulebook is wrong, 11 the evidence cannot be read, 12 not allowed,
    13 the engine failed or disagreed and nothing is published, 14 a fault of the
    program that nobody foresaw, 130 stopped with Ctrl-C, 141 nobody reads what it prints.
    """
    from mis_assessor.engine.cage import check_that_it_loads

    check_that_it_loads()
