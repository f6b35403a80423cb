"""What may be sent and what must be on a form: registers held against the rules.

Writes an empty submission, or an empty system, to fill in; never over what is there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mis_assessor.core.consistency.counts import OUTSIDE_TOTALS
from mis_assessor.core.deciding.recovery import PLAN
from mis_assessor.core.errors import NotAllowed, Problem
from mis_assessor.core.frameworks.bodies import OF_A_SYSTEM
from mis_assessor.core.frameworks.members import PROVIDER, UNIT
from mis_assessor.core.rules.fact_questions import ArrangementQuestion
from mis_assessor.core.rules.questions import CasesQuestion, TotalsQuestion
from mis_assessor.core.rules.registers import asked_by, compared_by, together
from mis_assessor.core.rules.rulebook import FrameworkBook, Rule, Rulebook
from mis_assessor.intake.blank import Blank, blank_submission, blank_system
from mis_assessor.intake.manifest import read_trust_code
from mis_assessor.intake.read_system import PROVIDERS
from mis_assessor.intake.registers import Tables, forms, registers_schema
from mis_assessor.reading.problems import quoted
from mis_assessor.reading.whole_files import write_new_folder
from mis_assessor.rulebook.loaded import frameworks_in
from mis_assessor.services.check_rules import (
    checked_books,
    checked_framework,
    checked_rulebook,
    tables_in,
)


def headings_of_registers(rules: Path) -> Mapping[str, tuple[str, ...]]:
    """Every register that may be sent, with its columns."""
    return tables_in(rules).headings()


def described_registers(rules: Path) -> dict[str, Any]:
    """The JSON Schema of every register, with the requirements that read each column."""
    tables, books = tables_in(rules), [book for _, book in checked_books(rules)]
    agree = {r.id: r for book in books if isinstance(book, Rulebook) for r in book.consistency}
    asked = asked_by(rule for book in books for rule in book.rules)
    read = together(asked, compared_by(agree.values(), tables.headings()))
    return registers_schema(tables.registers.values(), read)


def new_submission(
    folder: Path, rules: Path, year: int, trust: str, name: str, frameworks: Sequence[str] = ()
) -> tuple[Path, ...]:
    """The files written. Raises NotAllowed where the folder already holds something."""
    return _write(folder, files_of_new_submission(rules, year, trust, name, frameworks))


def files_of_new_submission(
    rules: Path, year: int, trust: str, name: str, frameworks: Sequence[str] = ()
) -> Mapping[str, str]:
    """An empty submission: each file with what it begins as. Raises NotAllowed."""
    _refuse_codes([trust])
    tables = tables_in(rules)
    books = [checked_framework(rules, one) for one in frameworks]
    blank = blank_of_trust(checked_rulebook(rules, year), tables, books)
    return blank_submission(blank, year, trust, name)


def new_system(
    folder: Path, rules: Path, code: str, name: str, trusts: Sequence[str], year: int | None
) -> tuple[Path, ...]:
    """An empty system; with a year, a submission for each trust too. Raises NotAllowed."""
    _refuse_codes(trusts)
    if not re.fullmatch("[A-Za-z0-9]{1,12}", code):
        raise NotAllowed(f"{quoted(code)} is not a code. Write letters and digits, as QXX.")
    books = [checked_framework(rules, one) for one in frameworks_in(rules)]
    tables = tables_in(rules)
    asked = [r for book in books for r in book.rules if set(r.requirement.duties) & {*OF_A_SYSTEM}]
    own = Blank(tables, forms(tables, asked_by(asked)), with_framework_lists=True)
    files = dict(blank_system(own, code, name, trusts, _arrangements(asked)))
    if year is not None:
        blank = blank_of_trust(checked_rulebook(rules, year), tables, books)
        for trust in trusts:
            submission = blank_submission(blank, year, trust, f"Trust {trust}")
            files |= {f"{PROVIDERS}/{trust}/{file}": text for file, text in submission.items()}
    return _write(folder, files)


def blank_of_trust(rulebook: Rulebook, tables: Tables, books: Iterable[FrameworkBook]) -> Blank:
    """What a trust fills in for a scheme year, and for frameworks beside it."""
    books = tuple(books)
    asked = [*rulebook.rules]
    asked += [rule for book in books for rule in book.rules if _asked_of_trusts(rule)]
    read = asked_by(asked)
    compared = compared_by(rulebook.consistency, tables.headings())
    beside = {name: columns for name, columns in compared.items() if name in read}
    return Blank(
        tables,
        forms(tables, together(read, beside), PLAN, OUTSIDE_TOTALS),
        with_framework_lists=bool(books),
    )


def _asked_of_trusts(rule: Rule) -> bool:
    """Whether evidence for it is looked for in the folders of trusts."""
    requirement = rule.requirement
    if "trust" in requirement.duties or requirement.for_each in (PROVIDER, UNIT):
        return True
    asked = requirement.evidence.values()
    return any(q.pooled_over for q in asked if isinstance(q, CasesQuestion | TotalsQuestion))


def _arrangements(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The plain facts that the frameworks ask of a system, in the order of the rules."""
    return tuple(dict.fromkeys(_facts(rules)))


def _facts(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        if rule.requirement.for_each is None:
            for question in rule.requirement.evidence.values():
                if isinstance(question, ArrangementQuestion):
                    yield question.arrangement


def _refuse_codes(trusts: Iterable[str]) -> None:
    """Raises NotAllowed for the codes that cannot be one of a trust."""
    problems = []
    for trust in trusts:
        try:
            read_trust_code(trust)
        except ValueError as wrong:
            problems.append(Problem("--trust", str(wrong)))
    if problems:
        raise NotAllowed(problems)


def _write(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    return write_new_folder(folder, {name: text.encode() for name, text in files.items()})
