"""The page that tells the people who fill in a submission what each column means."""

from collections.abc import Iterable

from mis_assessor.intake.columns import Column, TableKind
from mis_assessor.intake.registers import Form

_OPENING = """\
# How to fill in this submission

{name} ({trust}), Maternity Incentive Scheme, Year {year}.

Whoever would rather have one workbook for all of it fills in the `.xlsx` of the same name beside
this folder, and brings it in with `mis import`; then nothing here need be typed.

1. Fill in `submission.yaml`.
2. Fill in the registers below: one row for each case, person, shift or month.
3. For each register, fill in its line in `registers.csv`: the days it covers, the day it
   is complete to, and who checked it. A register with no rows counts as “no cases” only
   if that line says `yes` under “nothing to report”.
4. List the documents in `documents.csv`; they may be sent along in `files/`.

Rules for every table:

- Keep the heading row as it is. Save tables as “CSV UTF-8”, or as `.xlsx` with one sheet.
- **A blank cell means not known. It never means no.**
- Write days as `2022-05-06`, months as `2022-07`, times as `2023-02-02 11:47:09`.
- Separate the parts of a list with semicolons.
- Never write a patient's name, date of birth, postcode, NHS number or hospital number.
  Use a reference of the trust's own. A cell stopped by mistake is let through by a line
  under “false alarms” in `submission.yaml`.
"""


def how_to_page(
    year: int, trust: str, name: str, forms: Iterable[Form], lists: Iterable[TableKind]
) -> str:
    """The page for one trust and scheme year, in Markdown."""
    opening = _OPENING.format(name=name, trust=trust, year=year)
    parts = [opening, "# The registers\n"]
    parts += [_table(form) for form in forms]
    parts.append("# The lists beside them\n")
    parts += [_table(Form(kind, tuple(kind.columns.values()), {})) for kind in lists]
    return "\n".join(parts)


def _table(form: Form) -> str:
    kind = form.kind
    lines = [
        f"## {kind.name} (`{kind.stem}.csv`)",
        "",
        f"One row is: {kind.about}.",
        "",
        "| column | what it means | how to write it | asked by |",
        "|---|---|---|---|",
    ]
    for column in form.columns:
        asked = ", ".join(form.asked_by.get(column.heading, ())) or "—"
        needed = " **Every row needs it.**" if column.required else ""
        lines.append(f"| {column.heading} | {column.meaning}{needed} | {_form(column)} | {asked} |")
    return "\n".join(lines) + "\n"


def _form(column: Column) -> str:
    options = column.type.options
    if options:
        one = "any of" if column.type.name == "list" else "one of"
        return f"{one}: " + "; ".join(f"`{option}`" for option in options)
    return f"{column.type.name}, such as `{column.type.example}`"
