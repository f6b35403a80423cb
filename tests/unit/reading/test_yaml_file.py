"""YAML without surprises: every scalar stays text, and every heading knows its line."""

import pytest

from mis_assessor.reading.yaml_file import read_yaml

WRITTEN = """\
# A comment first.
is: 12:00:00
day: 2022-05-06
number: 07
answer: yes
on: no
nothing:
list:
  - first
  - {deep: [a, b]}
"""


def test_every_scalar_is_the_text_that_was_written() -> None:
    assert read_yaml("a.yaml", WRITTEN).content == {
        "is": "12:00:00",
        "day": "2022-05-06",
        "number": "07",
        "answer": "yes",
        "on": "no",
        "nothing": "",
        "list": ["first", {"deep": ["a", "b"]}],
    }


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("is",), 2),
        (("list",), 8),
        (("list", 0), 9),
        (("list", 1, "deep"), 10),
        (("list", 1, "deep", 1), 10),
        (("list", 1, "deeper"), 10),
        (("answer", "nothing under it"), 5),
    ],
)
def test_a_place_is_the_line_of_the_deepest_heading_on_the_way(
    path: tuple[str | int, ...], line: int
) -> None:
    assert read_yaml("a.yaml", WRITTEN).where(path) == f"a.yaml, line {line}"


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_nothing_written_is_nothing_read(text: str) -> None:
    read = read_yaml("a.yaml", text)
    assert read.content == {}
    assert read.problems == ()
    assert read.where(("title",)) == "a.yaml, line 1"


def test_anchors_tags_and_headings_written_twice_are_all_refused_at_once() -> None:
    text = "a: &x 1\nb: *x\nc: !!int 3\nc: 4\n{d: e}: f\n"
    assert [str(problem) for problem in read_yaml("a.yaml", text).problems] == [
        "a.yaml, line 1: “&” and “*” (anchors) are not used here. Write the text again.",
        "a.yaml, line 2: “&” and “*” (anchors) are not used here. Write the text again.",
        "a.yaml, line 3: “tag:yaml.org,2002:int” (a tag) is not used here. Leave it out.",
        "a.yaml, line 4: “c” stands here twice. Keep one of them.",
        "a.yaml, line 5: a heading must be plain text.",
    ]


def test_a_merge_key_is_an_ordinary_heading() -> None:
    assert read_yaml("a.yaml", "<<: {a: b}\n").content == {"<<": {"a": "b"}}


def test_a_second_document_is_refused_with_its_line() -> None:
    (problem,) = read_yaml("a.yaml", "a: b\n---\nc: d\n").problems
    assert str(problem) == "a.yaml, line 2: one document a file, please."


@pytest.mark.parametrize(
    ("text", "line"), [("a: [1, 2\nb: c\n", 2), ("a: b\n\tc: d\n", 2), ("a: \x07\n", 1)]
)
def test_what_is_not_yaml_is_told_with_its_line_and_nothing_is_read(text: str, line: int) -> None:
    read = read_yaml("a.yaml", text)
    (problem,) = read.problems
    assert str(problem).startswith(f"a.yaml, line {line}: not YAML here: ")
    assert read.content == {}


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("a: 1\n\tb: 2\n", "The line has a tab in it: write blanks instead."),
        ("name: St Mary's: the trust\n", "Put quotation marks around a text with a colon in it,"),
        ("name: @home\n", "Put quotation marks around a text that begins with a sign"),
        ("name: 'open\n", "A quotation mark or a bracket is not closed."),
    ],
)
def test_what_is_no_yaml_is_told_with_what_to_write(text: str, remedy: str) -> None:
    (problem,) = read_yaml("a.yaml", text).problems
    assert remedy in problem.what
