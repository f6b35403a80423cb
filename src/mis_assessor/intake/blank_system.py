"""An empty folder of a local maternity system, with a submission for each of its trusts."""

from collections.abc import Mapping, Sequence

from mis_assessor.intake.blank import as_csv, as_yaml, blank_submission
from mis_assessor.intake.framework_registers import FRAMEWORK_REGISTERS
from mis_assessor.intake.provider_folders import PROVIDERS
from mis_assessor.intake.registers import ARRANGEMENTS, FRAMEWORK_LISTS, LISTS, REGISTER_LIST
from mis_assessor.intake.system_page import SYSTEM

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
    code: str,
    name: str,
    trusts: Sequence[str],
    year: int | None,
    arrangements: Sequence[str] = (),
) -> Mapping[str, str]:
    """File name → text of an empty system that can be read back as it is.

    `arrangements` are the facts that the rules ask of a system: a line for each, unanswered.
    """
    lines = "".join(
        f"  - code: {as_yaml(trust)}\n    name: {as_yaml(f'Trust {trust}')}\n" for trust in trusts
    )
    files = {SYSTEM: _PAGE.format(code=as_yaml(code), name=as_yaml(name), providers=lines)}
    for kind in FRAMEWORK_REGISTERS:
        files[f"{kind.stem}.csv"] = as_csv([list(kind.columns)])
    for kind in (*LISTS, *FRAMEWORK_LISTS):
        files[f"{kind.stem}.csv"] = as_csv([list(kind.columns)])
    width = len(ARRANGEMENTS.columns)
    files[f"{ARRANGEMENTS.stem}.csv"] = as_csv(
        [list(ARRANGEMENTS.columns), *([name, *[""] * (width - 1)] for name in arrangements)]
    )
    headings = list(REGISTER_LIST.columns)
    listed = [
        [{"register": kind.name, "file": f"{kind.stem}.csv"}.get(h, "") for h in headings]
        for kind in FRAMEWORK_REGISTERS
    ]
    files[f"{REGISTER_LIST.stem}.csv"] = as_csv([headings, *listed])
    for trust in trusts:
        blank = blank_submission(year, trust, f"Trust {trust}") if year is not None else {}
        files |= {f"{PROVIDERS}/{trust}/{file}": text for file, text in blank.items()}
    return files
