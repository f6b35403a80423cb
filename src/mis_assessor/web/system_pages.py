"""A local maternity system: kept by the administrator, seen and assessed by its officers."""

from typing import Any

from starlette.responses import Response

from mis_assessor.core.errors import AssessorError, NotAllowed
from mis_assessor.services import systems_held as held
from mis_assessor.services.jobs import ask_for_system
from mis_assessor.store.accounts import everybody
from mis_assessor.store.records import Role, SystemKept
from mis_assessor.store.submissions import trusts as every_trust
from mis_assessor.store.systems import systems
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import number_in
from mis_assessor.web.paper_pages import OF_A_PAPER
from mis_assessor.web.render import page, to, told
from mis_assessor.web.sent_files import laid_out


def local_systems(ask: Ask) -> Response:
    """Every local system, and the form to keep one."""
    return _systems_page(ask)


def _systems_page(ask: Ask, status: int = 200, **more: Any) -> Response:
    with ask.desk.store.reading() as work:
        every, people, known = systems(work), everybody(work), every_trust(work)
    officers = [one for one in people if one.role is Role.OFFICER]
    chosen = next((one for one in every if one.code == ask.asked("code")), None)
    return page(
        ask,
        "local_systems.html",
        status,
        systems=every,
        trusts=known,
        names={one.code: one.name for one in known},
        officers=officers,
        chosen=chosen,
        **more,
    )


def keep_local_system(ask: Ask) -> Response:
    """Keeps a system with its trusts and the officers who see it."""
    officers = [number_in(one) or 0 for one in ask.many.get("officer", ())]
    its_trusts = ask.many.get("trust", ())
    try:
        held.change_system(
            ask.desk, ask.word("code"), ask.word("name"), its_trusts, officers, ask.by
        )
    except NotAllowed as error:
        ticked = {"trusts": its_trusts, "officers": officers}
        errors = told(error.problems, "#code")
        return _systems_page(ask, 422, errors=errors, words=ask.form, ticked=ticked)
    return to("/local-systems", "system")


def system(ask: Ask) -> Response:
    """The systems of an officer; of one there is nothing to choose."""
    its = held.systems_of(ask.desk, ask.account)
    if len(its) == 1:
        return to(f"/systems/{its[0].code}")
    return page(ask, "systems.html", systems=its)


def _system(ask: Ask) -> SystemKept:
    return held.system_of(ask.desk, ask.account, ask.part("system"))


def one_system(ask: Ask) -> Response:
    """A system: what its trusts' Boards were sent, and its lines where it was assessed."""
    its = _system(ask)
    shown, seen = held.system_shown(ask.desk, its.code), held.trusts_seen(ask.desk, its)
    return page(
        ask,
        "system.html",
        its=its,
        seen=seen,
        names=[(one.code, one.name) for one in seen],
        kept=shown[0] if shown else None,
        shown=shown[1] if shown else None,
    )


def assess_one_system(ask: Ask) -> Response:
    """Asks for a system to be assessed as at today, and for its paper."""
    job = ask_for_system(ask.desk, _system(ask).code, ask.today, ask.by)
    return to(f"/jobs/{job.id}")


def system_folder(ask: Ask) -> Response:
    """The page to send a system's own folder on."""
    return page(ask, "system_folder.html", its=_system(ask))


def send_system_folder(ask: Ask) -> Response:
    """Keeps what a system itself sends, or says everything that is wrong with it."""
    its = _system(ask)
    with laid_out(ask, "folder") as paths:
        try:
            if len(paths) != 1:
                raise NotAllowed("Choose one zip of the system's own folder.")
            held.take_folder(ask.desk, its, paths[0], ask.by)
        except AssessorError as error:
            errors = told(error.problems, "#folder")
            return page(ask, "system_folder.html", 422, its=its, errors=errors)
    return to(f"/systems/{its.code}", "folder")


def system_paper(ask: Ask) -> Response:
    """The whole page of the last assessment of a system."""
    html = held.system_page(ask.desk, _system(ask).code)
    headers = {"Content-Security-Policy": OF_A_PAPER}
    return Response(html, media_type="text/html; charset=utf-8", headers=headers)


def system_paper_pdf(ask: Ask) -> Response:
    """The same as PDF."""
    its = _system(ask)
    pdf = held.system_pdf(ask.desk, its.code)
    headers = {
        "Content-Disposition": f'inline; filename="system-paper-{its.code}.pdf"',
        "Content-Security-Policy": "default-src 'none'; object-src 'self'",
    }
    return Response(pdf, media_type="application/pdf", headers=headers)


HANDLERS = {
    "local_systems": local_systems,
    "keep_local_system": keep_local_system,
    "system": system,
    "one_system": one_system,
    "assess_one_system": assess_one_system,
    "system_folder": system_folder,
    "send_system_folder": send_system_folder,
    "system_paper": system_paper,
    "system_paper_pdf": system_paper_pdf,
}
