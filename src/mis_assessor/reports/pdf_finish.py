"""Makes one file both PDF/A-3a and PDF/UA-1, which WeasyPrint 70 alone does not.

It reads WeasyPrint's and pydyf's own objects, so both are pinned; the validator in
the tests sees it when either changes.

The metadata packet: what the file claims to be, and the digests it stands for.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

import pydyf

from mis_assessor.reports.pdf_fields import add_signature_fields

UA = "http://www.aiim.org/pdfua/ns/id/"
OURS = "urn:mis-assessor:xmp:1"
_PDFA = "http://www.aiim.org/pdfa/ns"


def claims(digests: Mapping[str, str]) -> str:
    """RDF that claims PDF/UA-1, carries the digests and describes both to PDF/A."""
    carried = " ".join(f"mis:{name}={quoteattr(d)}" for name, d in digests.items())
    schemas = _schema(
        "PDF/UA identification",
        UA,
        "pdfuaid",
        (("part", "Integer", "internal", "PDF/UA part"),),
    ) + _schema(
        "MIS assessor",
        OURS,
        "mis",
        tuple((name, "Text", "external", "SHA-256 digest, or the edition") for name in digests),
    )
    return (
        f'<rdf:Description rdf:about="" xmlns:pdfuaid="{UA}" pdfuaid:part="1"/>'
        f'<rdf:Description rdf:about="" xmlns:mis="{OURS}" {carried}/>'
        f'<rdf:Description rdf:about="" xmlns:pdfaExtension="{_PDFA}/extension/"'
        f' xmlns:pdfaSchema="{_PDFA}/schema#" xmlns:pdfaProperty="{_PDFA}/property#">'
        f"<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag>"
        "</pdfaExtension:schemas></rdf:Description>"
    )


def _schema(
    title: str, uri: str, prefix: str, properties: tuple[tuple[str, str, str, str], ...]
) -> str:
    described = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>"
        f"<pdfaProperty:description>{says}</pdfaProperty:description></rdf:li>"
        for name, kind, category, says in properties
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:schema>{title}</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{described}</rdf:Seq></pdfaSchema:property>"
        "</rdf:li>"
    )


Finisher = Callable[[Any, Any], None]


def finisher(
    links: Mapping[str, str], digests: Mapping[str, str], signers: Mapping[str, str]
) -> Finisher:
    """The last steps before the file is written.

    ``links`` gives each link target its name for people; ``digests`` go into the
    metadata under their names; ``signers`` gives each place for a signature its role.
    """

    def finish(document: Any, pdf: Any) -> None:
        _scope_headers(pdf)
        _name_links(pdf, links)
        _set_running_lines_apart(pdf)
        add_signature_fields(document, pdf, signers)
        _attach_once(pdf)
        _claim(pdf, digests)
        _keep_lengths_plain(pdf)

    return finish


def _at(pdf: Any, reference: Any) -> Any:
    """The object of a reference such as ``12 0 R``."""
    text = reference.decode() if isinstance(reference, bytes) else str(reference)
    return pdf.objects[int(text.split()[0])]


def _dictionaries(pdf: Any) -> Iterator[Any]:
    return (o for o in pdf.objects if isinstance(o, dict))


def _scope_headers(pdf: Any) -> None:
    """Says of every table header whether it heads a column or a row."""
    for element in _dictionaries(pdf):
        if element.get("S") == "/TH":
            group = _at(pdf, _at(pdf, element["P"])["P"])
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _name_links(pdf: Any, links: Mapping[str, str]) -> None:
    """Gives links inside the paper a spoken name; the default is the bare id."""
    for annotation in _dictionaries(pdf):
        if annotation.get("Subtype") == "/Link" and "Dest" in annotation:
            target = annotation["Dest"].string
            name = links.get(target, target.replace("-", " "))
            annotation["Contents"] = pydyf.String(name)


def _set_running_lines_apart(pdf: Any) -> None:
    """Marks headers and footers, which are in no tag, as pagination artifacts."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    tagged = set(_marked(pdf, _at(pdf, root["K"][0])))
    for page in _dictionaries(pdf):
        if page.get("Type") != "/Page":
            continue
        stream = _at(pdf, page["Contents"]).stream
        parents = numbers[2 * page["StructParents"] + 1]
        for i, item in enumerate(stream):
            properties = stream[i - 1] if item == b"BDC" else None
            if not isinstance(properties, dict) or "MCID" not in properties:
                continue
            mark = properties["MCID"]
            if (page.number, mark) not in tagged:
                parents[mark] = "null"
                stream[i - 2] = "/Artifact"
                stream[i - 1] = pydyf.Dictionary({"Type": "/Pagination"})


def _marked(pdf: Any, element: Any) -> Iterator[tuple[int, int]]:
    """Page and number of every marked content below a structure element."""
    kids = element.get("K")
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid, int):
            yield _at(pdf, element["Pg"]).number, kid
        elif kid is not None and "S" in (child := _at(pdf, kid)):
            yield from _marked(pdf, child)


def _attach_once(pdf: Any) -> None:
    """WeasyPrint 70 lists every file of the document twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _claim(pdf: Any, digests: Mapping[str, str]) -> None:
    """One metadata packet, left uncompressed, that claims both standards."""
    metadata = _at(pdf, pdf.catalog["Metadata"])
    packet = b"".join(metadata.stream).decode()
    head, tail = packet.rsplit("</rdf:RDF>", 1)
    metadata.stream = [f"{head}{claims(digests)}</rdf:RDF>{tail}".encode()]
    metadata.compress = False


def _keep_lengths_plain(pdf: Any) -> None:
    """A deflated stream that ends in a carriage return makes readers miscount it."""
    for stream in pdf.objects:
        if (
            isinstance(stream, pydyf.Stream)
            and stream.compress
            and b"\r\nendstream" in stream.data[-14:]
        ):
            stream.compress = False
