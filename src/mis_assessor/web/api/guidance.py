"""Programs of administrators compare the guidance with the rules, and confirm values."""

from typing import Annotated

from fastapi import Form, Path, Response
from pydantic import BaseModel, Field

from mis_assessor.guidance.items import as_written
from mis_assessor.services import guidance_pages as compared
from mis_assessor.services.confirming import Says, confirmations_file
from mis_assessor.services.guidance_pages import ValueSeen
from mis_assessor.store.records import GuidanceKept
from mis_assessor.web.api import sent
from mis_assessor.web.api.entrance import Asked
from mis_assessor.web.api.lists import LARGEST
from mis_assessor.web.sent_files import laid_out_files


class Document(BaseModel):
    """A guidance document that the rules are compared with."""

    number: int
    scheme_year: int
    edition: str
    name: str
    sha256: str
    pages: int
    by: str
    at: str


class Guidance(BaseModel):
    """The documents that are kept, and the editions that one may be sent for."""

    documents: list[Document]
    editions: list[str] = Field(description="Year and edition, as “edition” takes them.")


class Value(BaseModel):
    """A value of the rules, and where the document seems to speak of it."""

    number: int = Field(description="Its place: answer it by this number.")
    requirement: str
    value: str
    fingerprint: str
    rules_have: str
    page: int = Field(description="The page it may stand on; 0 where it was found on none.")
    passage: str
    guidance_seems_to_say: str
    said: str = Field(description="What was said of it last; empty for nothing.")
    said_by: str
    said_on: str


class WholeDocument(Document):
    """A document with every value of its edition."""

    values: list[Value]


Number = Annotated[int, Path(ge=1, le=LARGEST)]
Answers = Annotated[list[sent.ValueSaid], Field(min_length=1, max_length=2_000)]
PageNumber = Annotated[int, Path(ge=0, le=LARGEST)]


def _document(kept: GuidanceKept) -> dict[str, str | int]:
    return {name: getattr(kept, name) for name in Document.model_fields}


def _value(seen: ValueSeen) -> Value:
    item, passage, said = seen.value.item, seen.passage, seen.said
    return Value(
        number=seen.number,
        requirement=item.requirement,
        value=item.name,
        fingerprint=item.fingerprint,
        rules_have=as_written(item),
        page=seen.page,
        passage=passage.text if passage else "",
        guidance_seems_to_say=passage.says if passage else "",
        said=said.says if said else "",
        said_by=said.by if said else "",
        said_on=said.on if said else "",
    )


def _whole(ask: Asked, kept: GuidanceKept) -> WholeDocument:
    values = [_value(one) for one in compared.seen(ask.desk, kept).values]
    return WholeDocument.model_validate({**_document(kept), "values": values})


def list_guidance(ask: Asked) -> Guidance:
    """Every guidance document that is kept, and the editions that are loaded."""
    documents = [Document.model_validate(_document(one)) for one in compared.documents(ask.desk)]
    return Guidance(
        documents=documents,
        editions=[f"{year}/{edition}" for year, edition, _ in compared.editions(ask.desk)],
    )


def send_guidance(
    ask: Asked, told: Annotated[sent.GuidanceSent, Form(media_type="multipart/form-data")]
) -> Document:
    """Keeps a document as that of one edition, if it can be read as text."""
    with laid_out_files([(told.file.filename or "", told.file.file.read())]) as (path,):
        number = compared.take_guidance(ask.desk, path, told.edition, ask.by)
    return Document.model_validate(_document(compared.document(ask.desk, number)))


def read_guidance(ask: Asked, document: Number) -> WholeDocument:
    """A document with every value of its edition, the page of each, and what was said of it."""
    return _whole(ask, compared.document(ask.desk, document))


def say_of_values(ask: Asked, document: Number, page: PageNumber, told: Answers) -> WholeDocument:
    """Writes down what you read on a page: everything that is sent, or nothing."""
    kept = compared.document(ask.desk, document)
    answers = {one.number: (Says(one.says), str(one.page or "")) for one in told}
    compared.answer(ask.desk, kept, page, answers, ask.by)
    return _whole(ask, kept)


def read_confirmations(ask: Asked) -> Response:
    """What counts as confirmed, as the file that lies beside rules."""
    return Response(confirmations_file(ask.desk), media_type="application/json")
