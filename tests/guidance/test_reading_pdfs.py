"""Pages become paragraphs and rows; what cannot be read is refused in one sentence."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from guidance.conftest import MakePdf
from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.guidance.pdf_pages import read_document


def test_a_row_of_a_table_is_a_block_of_its_own(make_pdf: MakePdf) -> None:
    rows = "<tr><td>Reviews started</td><td>95%</td></tr><tr><td>Completed</td><td>60%</td></tr>"
    style = "<style>td{border:1px solid #000}</style>"
    blocks = [b.text for b in read_document(make_pdf(f"{style}<table>{rows}</table>")).blocks]
    assert blocks[:2] == ["Reviews started | 95%", "Completed | 60%"]


def test_the_mark_of_a_footnote_is_no_part_of_the_year(make_pdf: MakePdf) -> None:
    style = "<style>sup{font-size:6pt}</style>"
    text = "by 30 November 2025<sup>1</sup>, and 90%<sup>12</sup> of them; 2026² too"
    assert read_document(make_pdf(f"{style}<p>{text}</p>")).blocks[0].text == (
        "by 30 November 2025 , and 90% of them; 2026 too"
    )


def test_bullets_and_paragraphs_stand_apart_and_pages_are_counted(make_pdf: MakePdf) -> None:
    html = (
        "<p>Show all of this:</p><ul><li>one</li><li>two</li></ul>"
        "<p style='break-before:page'>Next page</p>"
    )
    found = read_document(make_pdf(html))
    assert [(b.page, b.text) for b in found.blocks[:4]] == [
        (1, "Show all of this:"), (1, "• one"), (1, "• two"), (2, "Next page"),
    ]  # fmt: skip
    assert (found.pages, len(found.sha256)) == (2, 64)


def encrypted(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="secret", owner="secret"))


def scanned(path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(path)


def truncated(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def long_without_end(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b" " * 5000)


def too_large(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(2_000_000_000)


def too_many_pages(path: Path) -> None:
    pdf = pikepdf.new()
    for _ in range(601):
        pdf.add_blank_page()
    pdf.save(path)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BAD: list[tuple[Callable[[Path], object], str]] = [
    (encrypted, "is protected by a password. Save a copy without one"),
    (scanned, "holds pictures of pages and no text: it was scanned"),
    (truncated, "was not downloaded whole"),
    (long_without_end, "was not downloaded whole: its end is missing"),
    (too_large, "is 2,000 MB; no guidance is larger than 100 MB"),
    (too_many_pages, "has 601 pages"),
    (lambda path: path.write_text("Dear trust, here is the guidance."), "is not a PDF"),
    (lambda path: path.write_bytes(b""), "is not a PDF"),
    (a_folder, "is not an ordinary file"),
]


@pytest.mark.parametrize(("spoil", "says"), BAD)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    spoil: Callable[[Path], object], says: str, make_pdf: MakePdf
) -> None:
    path = make_pdf("<p>Safety action 8</p>")
    spoil(path)
    with pytest.raises(EvidenceUnreadable, match=says) as refused:
        read_document(path)
    assert len(refused.value.problems) == 1


def test_a_page_that_breaks_the_reader_is_a_damaged_file(make_pdf: MakePdf) -> None:
    path = make_pdf("<p>Safety action 8</p>")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj["/MediaBox"] = pikepdf.Array([0, 0, "wide", "high"])
        pdf.save(path)
    with pytest.raises(EvidenceUnreadable, match="is damaged"):
        read_document(path)
