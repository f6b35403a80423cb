"""Empty, visible, tagged places for signatures, which any PAdES tool can fill.

They are in the tag tree, so that a reader program names them, and each stands in it by a direct
reference and not in a list: with a list, a second signature would make the first one fail.
"""

from collections.abc import Mapping
from typing import Any

import pydyf

POINTS = 0.75
"""Of a CSS pixel."""
INSET = 3
PRINTED = 4
"""The flag of an annotation that is there on paper too."""
SIGNATURES_EXIST = 1


def add_signature_fields(document: Any, pdf: Any, signers: Mapping[str, str]) -> None:
    """A field where the page has an id of ``signers``, named after its role."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    tree = _at(pdf, root["K"][0])
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    pages = [o for o in pdf.objects if isinstance(o, dict) and o.get("Type") == "/Page"]
    fields = pydyf.Array()
    for page, laid_out in zip(pages, document.pages, strict=True):
        for anchor, box in laid_out.anchors.items():
            if anchor not in signers:
                continue
            key = max(numbers[::2]) + 1
            widget, form = _field(pdf, tree, page, _placed(box, laid_out.height), signers[anchor])
            widget["StructParent"] = key
            tree["K"].append(form.reference)
            numbers.extend([key, form.reference])
            page.setdefault("Annots", pydyf.Array()).append(widget.reference)
            fields.append(widget.reference)
    if fields:
        form_of_all = {"Fields": fields, "SigFlags": SIGNATURES_EXIST}
        pdf.catalog["AcroForm"] = pydyf.Dictionary(form_of_all)


def _at(pdf: Any, reference: Any) -> Any:
    text = reference.decode() if isinstance(reference, bytes) else str(reference)
    return pdf.objects[int(text.split()[0])]


def _placed(box: tuple[float, float, float, float], height: float) -> list[float]:
    """A box of the page in PDF's units, which count from its lower left corner."""
    left, top, right, bottom = box
    corners = (left, height - bottom, right, height - top)
    insets = (INSET, INSET, -INSET, -INSET)
    return [round(v * POINTS + i, 2) for v, i in zip(corners, insets, strict=True)]


def _field(pdf: Any, tree: Any, page: Any, place: list[float], role: str) -> tuple[Any, Any]:
    says = pydyf.String(f"Signature of the {role}")
    size = [0, 0, round(place[2] - place[0], 2), round(place[3] - place[1], 2)]
    drawn = pydyf.Stream([], {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array(size)})
    pdf.add_object(drawn)
    widget = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(role),
            "TU": says,
            "Rect": pydyf.Array(place),
            "F": PRINTED,
            "P": page.reference,
            "AP": pydyf.Dictionary({"N": drawn.reference}),
        }
    )
    pdf.add_object(widget)
    shown = pydyf.Dictionary({"Type": "/OBJR", "Obj": widget.reference, "Pg": page.reference})
    pdf.add_object(shown)
    form = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Form",
            "P": tree.reference,
            "Pg": page.reference,
            "Alt": says,
            "K": shown.reference,
        }
    )
    pdf.add_object(form)
    return widget, form
