"""What lies behind an assessment: how one verdict came to be, and who owes what by when.

The same submission as one workbook, to be filled in further and brought back.
"""

from starlette.responses import Response

from mis_assessor.core.errors import AssessorError
from mis_assessor.services.chase import chase_table, mail_to
from mis_assessor.services.explain_held import OWNERS, explained, owed_of
from mis_assessor.services.held import NotThere, files_of
from mis_assessor.services.workbooks import workbook_of_files
from mis_assessor.web.answers import saved
from mis_assessor.web.ask import Ask
from mis_assessor.web.keeping import kept_of
from mis_assessor.web.present import current, finding
from mis_assessor.web.render import page


def explain(ask: Ask) -> Response:
    """How one requirement came to its verdict, with the queries that count its figures."""
    now = current(ask.desk.store, ask.submission)
    found = finding(now.shown, ask.part("requirement")) if now.shown else None
    if found is None or now.kept is None:
        raise NotThere("There is no such requirement here.")
    told = explained(ask.desk, now.kept, found["id"], ask.by)
    return page(ask, "explain.html", finding=found, told=told, kept=now.kept)


def owed(ask: Ask) -> Response:
    """Who owes what by when, with a text for each that can be put into a mail."""
    kept = kept_of(ask)
    try:
        found = owed_of(ask.desk, kept, ask.by)
    except AssessorError as error:
        problems = [{"text": str(problem)} for problem in error.problems]
        return page(ask, "owed.html", 422, kept=kept, errors=problems, table=OWNERS)
    lists = [
        {"owner": owner, "items": items, "mail": mail_to(found, owner, items)}
        for owner, items in found.by_owner().items()
    ]
    return page(ask, "owed.html", kept=kept, lists=lists, table=OWNERS)


def owed_table(ask: Ask) -> Response:
    """The same for a spreadsheet."""
    found = owed_of(ask.desk, kept_of(ask), ask.by)
    return saved(chase_table(found), "owed.csv", "text/csv; charset=utf-8")


def workbook(ask: Ask) -> Response:
    """The submission as one workbook, every sheet filled with what is there."""
    it = ask.submission
    content = workbook_of_files(files_of(ask.desk.store, it.id), ask.desk.rules)
    return saved(content, f"{it.trust}-year-{it.scheme_year}.xlsx")


HANDLERS = {
    "explain": explain,
    "owed": owed,
    "owed_table": owed_table,
    "workbook": workbook,
}
