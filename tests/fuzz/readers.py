"""Every reader of people's files, with a good file to begin from."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import gettempdir

from openpyxl import Workbook
from pydantic_core import to_json
from weasyprint import HTML

from fuzz.spoil import spoilt, spoilt_inside
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.plain import plain
from mis_assessor.core.pool.outcomes import OutcomeRecord, OutcomeStep, sealed_record
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.guidance.pdf_pages import read_document
from mis_assessor.intake.answer_form import read_answers
from mis_assessor.intake.blank import blank_submission
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.files import open_files
from mis_assessor.intake.inventory import chain_beside
from mis_assessor.intake.lines import csv_lines
from mis_assessor.intake.manifest import read_manifest
from mis_assessor.intake.payment_file import read_payment
from mis_assessor.intake.pool import read_pool
from mis_assessor.intake.read import read_submission
from mis_assessor.intake.rows_read import read_table
from mis_assessor.intake.system_page import read_system_page
from mis_assessor.intake.workbooks import workbook_lines
from mis_assessor.national.read import read_national
from mis_assessor.rulebook.national import read_national_rules
from mis_assessor.rulebook.rule_files import RuleFiles
from mis_assessor.services.check_rules import tables_in
from mis_assessor.services.outcomes import read_chain
from trust_year.forms import blank

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
SAMPLES = ROOT / "evidence_samples"
SAMPLE = SAMPLES / "small-unit"
MOST_ROWS = 25
POOL = (
    b"trust code,trust name,scheme year,contribution,declared,declared on,verified,verified on\n"
    b"RXX,Example NHS Trust,6,412650.00,met,2025-02-20,met,2025-04-01\n"
    b"RYY,Another NHS Trust,6,1000.00,not met,2025-02-21,,\n"
)
NATIONAL = (
    b"Org_Code,Org_Name,Org_Level,RPStartDate,RPEndDate,IndicatorFamily,Indicator,Currency,Value\n"
    b"RXX,EXAMPLE,Provider,2022-07-01,2022-07-31,CQIM_Rate,CQIMApgar,Numerator,5\n",
    b"Period,Dimension,Org_Level,Org_Code,Org_Name,Measure,Count_Of,Value\n"
    b"2020-21,TotalBabies,Provider,RXX,EXAMPLE,,Babies,830\n",
    b"trust code,counted by,subject,from,to,count,release\n"
    b"RXX,NNRD,babies actively cooled,2022-01-01,2022-12-05,<5,final\n",
    b'"RXX","EXAMPLE NHS TRUST","Y60","QGH","","","","","","TO1 1WN","20100401","",'
    + b'"",' * 14
    + b'""\n',
    b'{"england-and-wales": {"events": [{"title": "New Year", "date": "2022-01-03"}]}}',
)
ANSWERS = (
    b"trust code,scheme year,matter,kind,about,was,is now,answer,who,role,on,reason\n"
    b"RXX,4,0123456789ab,thin margin,MIS-Y4-SA8-B,a,b,stands,A. Person,MIS lead,2026-01-02,"
    b"counted again\n"
)
_DECLARED = OutcomeRecord(
    number=1,
    trust_code="RXX",
    scheme_year=4,
    step=OutcomeStep.DECLARED,
    outcome="met",
    on=date(2023, 2, 2),
    who="A. Person",
    role="chief executive",
    subject="00",
    assessment="00",
    rulebook="00",
    program="1",
    recorded_on=date(2023, 2, 3),
)
CHAIN = to_json(plain(sealed_record(_DECLARED))) + b"\n"


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader: what it is called, good files for it, how they are spoilt and read."""

    name: str
    seeds: tuple[bytes, ...]
    read: Callable[[bytes], object]
    spoil: Callable[..., bytes] = spoilt
    share: int = 1
    """How much of all inputs goes to it, against the others."""


def _head(path: Path) -> bytes:
    return b"".join(path.read_bytes().splitlines(keepends=True)[:MOST_ROWS])


def _tables() -> Mapping[str, tuple[str, bytes]]:
    """Every table of the sample: file → the name of its kind, and its first rows."""
    kinds = tables_in(RULES).by_file()
    files = [*SAMPLE.glob("*.csv"), *SAMPLE.glob("registers/*.csv")]
    files += (SAMPLES / "system-of-four").rglob("*.csv")
    found: dict[str, tuple[str, bytes]] = {}
    for path in files:
        inside = path.relative_to(SAMPLES).parts
        place = "/".join(inside[-2:] if inside[-2] == "registers" else inside[-1:])
        if kind := kinds.get(place.removesuffix(".csv")):
            found.setdefault(place, (kind.name, _head(path)))
    return found


def _workbook(table: bytes) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in csv_lines("a.csv", table).lines:
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(SAMPLE.rglob("*")):
            if path.is_file() and path.name != "registers.csv":  # it counts the rows left out
                name = path.relative_to(SAMPLE).as_posix()
                page = path.suffix == ".yaml"
                archive.writestr(f"our trust/{name}", path.read_bytes() if page else _head(path))
    return stream.getvalue()


def _empty() -> bytes:
    """A submission as it is begun, which can be read as it is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in blank_submission(blank(), 4, "RXX", "Example NHS Trust").items():
            archive.writestr(name, text)
    return stream.getvalue()


def _guidance() -> bytes:
    """A page of guidance with a table and a list, small so that many can be tried."""
    rows = "<tr><td>Reviews started</td><td>95%<sup>1</sup></td></tr>" * 4
    text = "<p>At least 90 per cent of each staff group attended by 30 November 2025.</p>" * 6
    style = "<style>td { border: 1px solid #000 } sup { font-size: 6pt }</style>"
    body = f"<h1>Safety action 8: Training</h1><table>{rows}</table>{text}<ul><li>a</li></ul>"
    return HTML(string=style + body).write_pdf() or b""


def readers(worker: int) -> tuple[Reader, ...]:
    """Every reader; each worker has a file of its own where a reader wants a path."""
    kinds = tables_in(RULES)
    tables = _tables()
    by_content = {content: kinds[name] for name, content in tables.values()}
    contents = tuple(by_content)
    here = Path(gettempdir()) / f"fuzz-{worker}"

    def table(kind: int, content: bytes, *, is_workbook: bool = False) -> object:
        lines = (workbook_lines if is_workbook else csv_lines)("a.csv", content)
        return read_table(by_content[contents[kind]], lines, FalseAlarms())

    def at_a_path(read: Callable[[Path], object], ending: str) -> Callable[[bytes], object]:
        path = here.with_suffix(ending)

        def written(content: bytes) -> object:
            path.write_bytes(content)
            return read(path)

        return written

    def files_of(path: Path) -> object:
        with open_files(path) as files:
            return {name: file.sha256() for name, file in files.items()}

    def manifest(content: bytes) -> object:
        return read_manifest(content, kinds.years)

    def rule(path: Path) -> object:
        reader = RuleFiles(path.parent)
        found = reader.one(path, Requirement)
        if reader.problems:
            raise RulebookWrong(reader.problems)
        return found

    comparisons = read_national_rules(RULES)

    def national(path: Path) -> object:
        return read_national([path], comparisons)

    def answers(path: Path) -> object:
        return read_answers(path, {"0123456789ab"}, date(2026, 12, 1))

    def chain(content: bytes) -> object:
        chain_beside(here).write_bytes(content)
        return read_chain(here)

    rules = tuple(p.read_bytes() for p in sorted((RULES / "mis" / "year-4").glob("sa0*/*.yaml")))
    lists = tuple(
        Reader(f"{name}, as CSV", (content,), partial(table, number), share=3)
        for number, (name, content) in enumerate((k.name, c) for c, k in by_content.items())
    )
    books = tuple(
        Reader(
            f"{name}, as a workbook",
            (_workbook(content),),
            partial(table, number, is_workbook=True),
            spoilt_inside,
        )
        for number, (name, content) in enumerate((k.name, c) for c, k in by_content.items())
    )
    return (
        Reader(
            "submission.yaml",
            _pages("*/submission.yaml"),
            lambda c: read_manifest(c, kinds.years),
            share=25,
        ),
        Reader("system.yaml", _pages("*/system.yaml"), read_system_page, share=15),
        Reader("payment.yaml", _pages("*/payment.yaml"), read_payment, share=15),
        Reader("pool file", (POOL,), at_a_path(read_pool, ".csv"), share=25),
        Reader("national file", NATIONAL, at_a_path(national, ".csv"), share=25),
        Reader("answers", (ANSWERS,), at_a_path(answers, ".csv"), share=15),
        Reader("chain of outcomes", (CHAIN,), chain, share=15),
        Reader("guidance PDF", (_guidance(),), at_a_path(read_document, ".pdf"), share=3),
        Reader("rule file", rules, at_a_path(rule, ".yaml"), share=15),
        Reader("zip", (_zip(),), at_a_path(files_of, ".zip"), spoilt_inside, share=8),
        Reader(
            "whole submission",
            (_empty(), _empty(), _zip()),
            at_a_path(lambda path: read_submission(path, kinds), ".zip"),
            spoilt_inside,
        ),
        *lists,
        *books,
    )


def _pages(pattern: str) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(SAMPLES.glob(pattern)))
