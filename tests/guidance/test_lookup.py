"""What stands in a document is found on its page, and nothing wrong is said to agree."""

import pytest

from guidance.conftest import MakePdf
from guidance.invented_guidance import LAYOUTS, last_edition
from guidance.measure import PAGE, ROOT, measure
from mis_assessor.guidance.looked_up import Found, LookedUp, Lookup
from mis_assessor.guidance.pdf_pages import read_document
from mis_assessor.services.books import Books

BOOKS = Books(ROOT / "rules")
SECTION = "<h2>Safety action 8: Training</h2>"
AGREES = (
    "<p>At least 90% of each staff group in post attended fetal monitoring training in the "
    "twelve months from 1 December 2024 to 30 November 2025.</p>"
)


def looked_up(make_pdf: MakePdf, html: str, name: str, year: int = 7) -> LookedUp:
    book = BOOKS.year(year)
    found = Lookup(read_document(make_pdf(html)), book, last_edition(book))
    return next(
        v for v in found.all_items() if v.item.name == name and "SA8-2" in "".join(v.item.serves)
    )


def test_a_threshold_beside_its_words_agrees(make_pdf: MakePdf) -> None:
    found = looked_up(make_pdf, SECTION + AGREES, "percent needed")
    assert found.found is Found.AGREES
    assert (found.passages[0].page, found.passages[0].says) == (1, "90%")


def test_another_threshold_there_differs(make_pdf: MakePdf) -> None:
    found = looked_up(
        make_pdf, SECTION + AGREES.replace("90%", "eighty per cent"), "percent needed"
    )
    assert (found.found, found.passages[0].says) == (Found.DIFFERS, "80%")


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Safety action 7: Listening</h2>" + AGREES,
        SECTION + AGREES + AGREES.replace("90%", "80%"),
        SECTION + "<p>Nationally 90% of services told us that this page helped.</p>",
    ],
)
def test_in_the_wrong_part_or_contradicted_or_of_something_else_nothing_agrees(
    html: str, make_pdf: MakePdf
) -> None:
    assert looked_up(make_pdf, html, "percent needed").found is not Found.AGREES


def test_a_list_is_never_said_to_agree(make_pdf: MakePdf) -> None:
    groups = "<p>Groups: obstetric consultants, other obstetric doctors and midwives.</p>"
    found = looked_up(make_pdf, SECTION + groups, "groups for fetal monitoring")
    assert found.found is Found.WORDS_FOUND
    short = SECTION + "<p>Groups: obstetric consultants alone.</p>"
    assert looked_up(make_pdf, short, "groups for fetal monitoring").found is Found.NOT_FOUND


@pytest.mark.parametrize(("year", "layout"), list(zip((3, 5, 6, 7), LAYOUTS, strict=True)))
def test_nothing_wrong_is_offered_as_agreeing(year: int, layout: str) -> None:
    found = measure([year], [layout], [1])
    assert found.wrongly_agrees == 0
    assert found.not_there > 10
    assert found.right_page > 0.9 * found.amounts
    assert found.agrees > 0.25 * found.amounts


def test_the_page_of_figures_says_that_nothing_wrong_agreed() -> None:
    whole = next(line for line in PAGE.read_text().splitlines() if line.startswith("| **all**"))
    assert whole.rstrip("| ").endswith("| 0")
