"""The metadata packet: what the file claims to be, and the digests it stands for."""

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

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
        tuple((name, "Text", "external", "SHA-256 digest") for name in digests),
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
