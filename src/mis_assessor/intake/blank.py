"""An empty submission for a trust to fill in, with its own instructions.

An empty folder of a local maternity system, with a submission for each of its trusts.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.how_to import how_to_page
from mis_assessor.intake.inventory import SYSTEM
from mis_assessor.intake.manifest import MANIFEST
from mis_assessor.intake.registers import (
    ARRANGEMENTS,
    FRAMEWORK_LISTS,
    LISTS,
    REGISTER_LIST,
    Form,
    Tables,
)

HOW_TO = "HOW-TO-FILL-IN.md"

_MANIFEST = """\
# Who submits, and for what. Lines that begin with # are help and may be deleted.
trust:
  code: {code}
  name: {name}
scheme: MIS
scheme year: {year}

# The day up to which facts count, and the day whose guidance applies (both optional).
assessed as at:
known on:

# What the trust paid into the fund, such as £1,234,567.00.
contribution:

# The training window the trust chose, such as {{from: 2021-12-06, to: 2022-12-05}}.
training window: {{from: , to: }}

# From how many days on leave is long-term, such as 28 days.
long-term leave means:

# People the scheme must be able to reach, and role holders. Each one like this:
#   - role: clinical MIS contact
#     name: A. Name
#     organisation: {comment}
#     held from: 2022-05-06
#     held to:
contacts: []

# What named people state. An answer is yes or no, a day, a day and time with seconds
# (2023-02-02 11:47:09), a whole number, or words. Evidence is an id in documents.csv.
#   - statement: declaration form received at
#     answer: 2023-02-02 11:47:09
#     who: A. Name
#     role: MIS lead
#     said on: 2023-02-02
#     evidence: D-01
statements: []

# What only the trust knows of its Board paper (all optional). What is left out is printed
# as a line to fill in; “from the lead” is a paragraph in the lead's own words.
board paper:
  from the lead:
  meeting:
  date of meeting:
  agenda item:
  executive lead:
  author and presenters:
  previously considered:
  LMNS and ICB:
  strategic objective:
  BAF reference:
  CQC domain:
  resource implications:
  legal implications:
  equality effect:

# Cells that look like a patient identifier and are none, each with a reason. Without a
# row, every cell of the column is let through that looks like a hospital number.
#   - file: registers/perinatal-deaths.csv
#     row: 14
#     column: case
#     reason: The trust's own case numbers look like this.
false alarms: []
"""


@dataclass(frozen=True, slots=True)
class Blank:
    """What is to be filled in: every table there is, and the registers asked for."""

    tables: Tables
    forms: tuple[Form, ...]
    with_framework_lists: bool = False
    """Whether the lists are asked for that only frameworks read."""

    @property
    def lists(self) -> tuple[TableKind, ...]:
        """The lists to fill in beside the registers."""
        names = (*LISTS, *(FRAMEWORK_LISTS if self.with_framework_lists else ()))
        return tuple(self.tables.lists[name] for name in names)


def blank_submission(blank: Blank, year: int, trust: str, name: str) -> Mapping[str, str]:
    """File name → text of an empty submission that can be read back as it is."""
    return {
        MANIFEST: _MANIFEST.format(
            code=as_yaml(trust), name=as_yaml(name), year=year, comment=" ".join(name.split())
        ),
        HOW_TO: how_to_page(year, trust, name, blank.forms, blank.lists),
        **_tables(blank),
    }


def _tables(blank: Blank) -> Mapping[str, str]:
    """The heading row of every table, and a line for each register in the list of them."""
    files = {
        f"{form.kind.stem}.csv": as_csv([[column.heading for column in form.columns]])
        for form in blank.forms
    }
    files |= {f"{kind.stem}.csv": as_csv([list(kind.columns)]) for kind in blank.lists}
    register_list = blank.tables.lists[REGISTER_LIST]
    headings = list(register_list.columns)
    lines = [
        [{"register": f.kind.name, "file": f"{f.kind.stem}.csv"}.get(h, "") for h in headings]
        for f in blank.forms
    ]
    return files | {f"{register_list.stem}.csv": as_csv([headings, *lines])}


def as_csv(lines: Iterable[Iterable[str]]) -> str:
    """Lines of cells as a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def as_yaml(text: str) -> str:
    """A text in quotation marks, so that no name can be read as anything else."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


_PAGE = """\
# Who belongs to the system. Lines that begin with # are help and may be deleted.
system:
  code: {code}
  name: {name}

# The day up to which facts count, and the day whose guidance applies (both optional).
assessed as at:
known on:

# Every trust of the system, and its units. A trust without a folder under providers/ is
# evidence missing, by name. Kinds of unit: obstetric, midwifery alongside, midwifery
# freestanding. Neonatal care: none, special, local, intensive.
#   units:
#     - {{code: RXX01, name: Example Infirmary, kind: obstetric, neonatal care: intensive}}
providers:
{providers}
# Maternity voices partnerships, and the places of the footprint each is there for.
#   - {{name: Example North MVP, seat on the LMS Board: yes}}
maternity voices partnerships: []
#   - {{name: Example Town, partnership: Example North MVP}}
places: []

# The neighbouring system that is your buddy. Letter is an id in documents.csv.
#   {{code: QYY, name: Neighbouring LMS, agreed on: 2021-05-20, letter: D-031}}
buddy: {{}}

# Numbers the guidance leaves to the system.
#   - {{name: births in midwifery settings, is: 24%, agreed by: LMS Board, on: 2017-09-14}}
local ambitions: []

# What named people state. A blank answer is not no: nobody has stated it yet.
#   - statement: uses a local payment variation
#     answer: no
#     who: A. Name
#     role: director of finance
#     said on: 2021-05-01
facts stated: []
"""


def blank_system(
    blank: Blank, code: str, name: str, trusts: Sequence[str], arrangements: Sequence[str] = ()
) -> Mapping[str, str]:
    """File name → text of an empty system's own folder that can be read back as it is.

    `arrangements` are the facts that the rules ask of a system: a line for each, unanswered.
    """
    lines = "".join(
        f"  - code: {as_yaml(trust)}\n    name: {as_yaml(f'Trust {trust}')}\n" for trust in trusts
    )
    facts = blank.tables.lists[ARRANGEMENTS]
    unanswered = [[fact, *[""] * (len(facts.columns) - 1)] for fact in arrangements]
    return {
        SYSTEM: _PAGE.format(code=as_yaml(code), name=as_yaml(name), providers=lines),
        **_tables(blank),
        f"{facts.stem}.csv": as_csv([list(facts.columns), *unanswered]),
    }
