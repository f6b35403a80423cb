"""Pages held against the words that must stand on them: what a change looks like."""

from mis_assessor.core.checking.page_text import (
    PageDifference,
    PagesExpected,
    Piece,
    page_differences,
)

RUNNING = "A paper Trust DRAFT"


def edge(number: int, of: int) -> str:
    return f"\r\n{RUNNING} Page {number} of {of}"


def told(pieces: list[Piece], *pages: str) -> list[str]:
    whole = [page + edge(n, len(pages)) for n, page in enumerate(pages, 1)]
    found = page_differences(PagesExpected(tuple(pieces), RUNNING), whole)
    return [f"{one.page}, {one.where}: {one.sentence()}" for one in found]


def words(*texts: str) -> list[Piece]:
    return [Piece(text, f"row {n}") for n, text in enumerate(texts, 1)]


def test_pages_that_say_what_they_must() -> None:
    pieces = words("Reviews started: 26 of 27", "Not met by any measure")
    assert told(pieces, "Reviews started: 26 \r\nof 27", "Not met\u00a0by any meas\u00adure") == []


def test_a_piece_that_runs_over_the_end_of_a_page() -> None:
    pieces = words("A long sentence that breaks", "and another")
    assert told(pieces, "A long sentence", "that breaks and another") == []


def test_a_changed_figure_is_named_with_its_row() -> None:
    pieces = words("Heading", "Trained: 176 of 196 people", "Next row of the table")
    assert told(pieces, "Heading Trained: 186 of 196 people Next row of the table") == [
        "1, row 2: the page says “Trained: 186 of 196 people”, and “Trained: 176 of 196 people” "
        "must stand there."
    ]


def test_two_words_swapped_between_rows() -> None:
    pieces = words("Midwives trained", "met", "Doctors trained", "not met", "The end of it")
    found = told(pieces, "Midwives trained not met Doctors trained met The end of it")
    assert found[0].startswith("1, row 2: “met Doctors trained” must stand there")
    assert "“Doctors trained met”, and nothing must stand there" in found[1]


def test_a_row_that_is_not_there() -> None:
    pieces = words("First of the rows", "Second of the rows", "Third of the rows")
    assert told(pieces, "First of the rows Third of the rows") == [
        "1, row 2: “Second of the rows” must stand there, and the page does not say it."
    ]


def test_what_is_left_out_at_the_end() -> None:
    pieces = words("First of the rows", "Second of the rows")
    assert told(pieces, "First of the rows") == [
        "1, row 2: “Second of the rows” must stand there, and the page does not say it."
    ]


def test_words_that_nobody_computed() -> None:
    pieces = words("First of the rows", "Second of the rows")
    found = told(pieces, "First of the rows All is well. Second of the rows")
    assert found == ["1, row 2: the page says “All is well.”, and nothing must stand there."]


def test_a_page_more_than_there_must_be() -> None:
    pieces = words("First of the rows", "Second of the rows")
    pages = ["First of the rows" + edge(1, 2), "Second of the rows" + edge(2, 2)]
    found = page_differences(PagesExpected(tuple(pieces), RUNNING), [*pages, "First of the rows"])
    assert [(one.page, one.where) for one in found] == [
        (1, "how many there are"),
        (3, "the lines at the edge"),
        (3, "after the last part"),
    ]


def test_no_pages_at_all() -> None:
    found = page_differences(PagesExpected(tuple(words("First")), RUNNING), [])
    assert found == (PageDifference(0, "row 1", "First", ""),)


def test_the_lines_at_the_edge_are_held_too() -> None:
    found = page_differences(
        PagesExpected(tuple(words("First of the rows")), RUNNING),
        ["First of the rows A paper Another trust DRAFT Page 1 of 1"],
    )
    assert found[0].where == "the lines at the edge"


def test_headings_of_a_table_come_again_on_every_page() -> None:
    heads = ("Group", "Share")
    pieces = [
        Piece("Group", "table"),
        Piece("Share", "table"),
        Piece("Midwives of the unit", "row 1", heads),
        Piece("Doctors of the unit", "row 2", heads),
    ]
    assert told(pieces, "Group Share Midwives of the unit", "Group Share Doctors of the unit") == []


def test_labels_of_drawings_may_be_painted_later_but_must_be_there() -> None:
    pieces = [*words("First of the rows"), Piece("Aug 2021", "", drawn=True)]
    pieces += [Piece("Aug 20", "", drawn=True), *words("Second of the rows")]
    assert told(pieces, "First of the rows Second of the rows Aug 20 Aug 2021") == []
    assert told(pieces, "First of the rows Second of the rows Aug 20") == [
        "1, the drawings: “Aug2021” must stand there, and the page does not say it."
    ]


def test_numbers_of_a_list_are_painted_when_the_page_is_done() -> None:
    pieces = [Piece("note it", "list", marker="1."), Piece("approve it", "list", marker="2.")]
    assert told(pieces, "note it approve it 1. 2.") == []
    assert told(pieces, "note it approve it and pay 1. 2.") == [
        "1, after the last part: the page says “and pay”, and nothing must stand there."
    ]


def test_the_page_named_in_the_contents_is_where_the_part_begins() -> None:
    pieces = [
        Piece("Money", "contents", leads_to="money"),
        Piece("The money in full", "", begins="money"),
    ]
    assert told(pieces, "Money......2", "The money in full") == []
    assert told(pieces, "Money......3", "The money in full") == [
        "1, contents, Money: the page says “page 3”, and “page 2” must stand there."
    ]
    assert told([pieces[0]], "Money......3") == []


def test_a_changed_end_of_a_page_stands_for_its_piece() -> None:
    pieces = words("First of the rows", "Sum: £412 of all")
    assert told(pieces, "First of the rows Sum: £912 of it") == [
        "1, row 2: the page says “Sum: £912 of it”, and “Sum: £412 of all” must stand there."
    ]


def test_only_what_differs_is_shown_of_a_long_piece() -> None:
    long = " ".join(f"word{n}" for n in range(60))
    pieces = words("First of the rows", long, "Last of the rows")
    changed = long.replace("word30 ", "other ")
    found = told(pieces, f"First of the rows {changed} Last of the rows")
    assert "word27 word28 word29 other word31" in found[0] and "word40" not in found[0]
    everything = " ".join(f"x{n}" for n in range(90))
    found = told(pieces, f"First of the rows {long} {everything} Last of the rows")
    assert "…”" in found[0]


def test_a_table_that_runs_on_without_its_headings() -> None:
    pieces = [
        Piece("Group of staff", "table"),
        Piece("Midwives of it", "row 1", ("Group of staff",)),
    ]
    assert told(pieces, "Group of staff", "Midwives of it") == []
