"""Programs keep, read and assess local maternity systems."""

from typing import Annotated, Any

from fastapi import Form, Path, Response
from pydantic import BaseModel, Field, StringConstraints

from mis_assessor.core.verdicts import Verdict
from mis_assessor.services import systems_held as held
from mis_assessor.services.jobs import ask_for_system
from mis_assessor.store.records import SystemKept
from mis_assessor.store.systems import systems
from mis_assessor.web.api import sent
from mis_assessor.web.api.entrance import Asked
from mis_assessor.web.api.jobs import Job, later
from mis_assessor.web.ask import Ask
from mis_assessor.web.sent_files import laid_out_files


class System(BaseModel):
    """A local maternity system."""

    code: str
    name: str
    trusts: list[str]
    officers: list[int] = Field(description="The accounts of the officers who see it.")
    has_folder: bool = Field(description="Whether the system itself has sent its folder.")


class TrustSeen(BaseModel):
    """A trust of a system, by the last assessment that its Board was sent."""

    code: str
    name: str
    scheme_year: int | None = Field(description="None where nothing was sent to its Board yet.")
    verdict: Verdict | None
    hold: int | None
    on: str
    state: str


class SystemAssessed(BaseModel):
    """The last assessment of a system."""

    digest: str
    on: str
    by: str
    at: str
    whole: dict[str, Any] = Field(description="As “mis assess --system --json” writes it.")


class WholeSystem(System):
    """A system with what its trusts' Boards were sent, and its last assessment."""

    seen: list[TrustSeen]
    assessed: SystemAssessed | None


Code = Annotated[str, Path(max_length=12), StringConstraints(pattern=r"^[A-Za-z0-9]{2,12}$")]


def _told(its: SystemKept) -> dict[str, Any]:
    return {
        "code": its.code,
        "name": its.name,
        "trusts": list(its.trusts),
        "officers": list(its.officers),
        "has_folder": bool(its.folder),
    }


def list_systems(ask: Asked) -> list[System]:
    """The local systems that you see as their officer; an administrator sees every one."""
    if ask.role.of_a_trust:
        return [System(**_told(one)) for one in held.systems_of(ask.desk, ask.account)]
    with ask.desk.store.reading() as work:
        return [System(**_told(one)) for one in systems(work)]


def keep_system(ask: Asked, system: Code, told: sent.SystemSent) -> System:
    """Keeps a system; its name, trusts and officers become those that are sent."""
    held.change_system(ask.desk, system, told.name, told.trusts, told.officers, ask.by)
    return System(**_told(held.system_named(ask.desk, system.upper())))


def _system(ask: Ask, code: str) -> SystemKept:
    return held.system_of(ask.desk, ask.account, code.upper())


def read_system(ask: Asked, system: Code) -> WholeSystem:
    """A system: what its trusts' Boards were sent, and its last assessment."""
    its = _system(ask, system)
    shown = held.system_shown(ask.desk, its.code)
    assessed = None
    if shown is not None:
        kept, whole = shown
        assessed = SystemAssessed(
            digest=kept.digest, on=kept.on, by=kept.by, at=kept.at, whole=dict(whole)
        )
    seen = [_seen(one) for one in held.trusts_seen(ask.desk, its)]
    return WholeSystem(**_told(its), seen=seen, assessed=assessed)


def _seen(one: held.TrustSeen) -> TrustSeen:
    return TrustSeen(
        code=one.code,
        name=one.name,
        scheme_year=one.held.scheme_year if one.held else None,
        verdict=Verdict(one.kept.verdict) if one.kept else None,
        hold=one.kept.hold if one.kept else None,
        on=one.kept.on if one.kept else "",
        state=one.state,
    )


def assess_system(ask: Asked, system: Code, answer: Response) -> Job:
    """Asks for a system to be assessed as at today, and for its paper."""
    its = _system(ask, system)
    return later(ask_for_system(ask.desk, its.code, ask.today, ask.by), answer)


def send_system_folder(
    ask: Asked,
    system: Code,
    folder: Annotated[sent.Folder, Form(media_type="multipart/form-data")],
) -> System:
    """Keeps what a system itself sends, as a zip of its folder without its trusts."""
    its = _system(ask, system)
    file = folder.file
    with laid_out_files([(file.filename or "", file.file.read())]) as (path,):
        held.take_folder(ask.desk, its, path, ask.by)
    return System(**_told(_system(ask, system)))


def read_system_paper(ask: Asked, system: Code) -> Response:
    """The whole paper of the last assessment of a system, as PDF."""
    pdf = held.system_pdf(ask.desk, _system(ask, system).code)
    return Response(pdf, media_type="application/pdf")
