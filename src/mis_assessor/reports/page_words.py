"""The words that must stand on the printed pages, taken from the page that is printed."""

from html.parser import HTMLParser

from mis_assessor.core.checking.page_text import PagesExpected, Piece

_PIECES = frozenset(
    {"main", "section", "nav", "div", "p", "h1", "h2", "h3", "h4", "svg", "text"}
    | {"table", "caption", "thead", "tbody", "tr", "th", "td", "ol", "ul", "li"}
)
_HEADINGS = ("h1", "h2", "h3", "h4")
_NOT_PRINTED = ("style", "title")


def words_of_pages(html: str) -> PagesExpected:
    """Every piece of a print page, in order, and the lines at the edge of its pages."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return PagesExpected(tuple(reader.pieces), reader.running)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.running = ""
        self._words: list[str] = []
        self._open: list[str] = []
        self._silent = 0
        self._printed = False
        self._heading = ""
        self._row: list[str] = []
        self._heads: list[str] = []
        self._lists: list[int] = []
        self._marker = ""
        self._in_contents = 0
        self._leads_to = ""
        self._begins = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _NOT_PRINTED:
            self._silent += 1
        if tag == "body":
            self.running = "".join(str(given.get(f"data-{n}")) for n in ("title", "trust", "voice"))
        if tag == "main":
            self._printed = True
        if tag not in _PIECES:
            if tag == "a" and self._in_contents:
                self._leads_to = str(given.get("href", "")).removeprefix("#")
            return
        self._flush()
        self._open.append(tag)
        match tag:
            case "section":
                self._begins = str(given.get("id", ""))
            case "nav":
                self._in_contents += 1
            case "table":
                self._heads = []
            case "tr":
                self._row = []
            case "ol":
                self._lists.append(1)
            case "ul":
                self._lists.append(0)
            case "li":
                self._marker = self._next_marker()
            case _:
                pass

    def _next_marker(self) -> str:
        if self._in_contents or not self._lists:
            return ""
        number = self._lists[-1]
        if not number:
            return "•"
        self._lists[-1] += 1
        return f"{number}."

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_PRINTED:
            self._silent -= 1
        if tag not in _PIECES:
            return
        self._flush()
        while self._open and self._open.pop() != tag:
            pass
        match tag:
            case "main":
                self._printed = False
            case "nav":
                self._in_contents -= 1
            case "ol" | "ul":
                self._lists.pop()
            case "table":
                self._heads = []
            case "tr":
                self._row = []
            case _:
                pass

    def handle_data(self, data: str) -> None:
        if self._printed and not self._silent:
            self._words.append(data)

    def _flush(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words = []
        if not words:
            return
        inside = self._open[-1] if self._open else ""
        in_head = "thead" in self._open
        if in_head:
            self._heads.append(words)
        piece = Piece(
            words,
            self._where(),
            () if in_head or "table" not in self._open else tuple(self._heads),
            drawn="svg" in self._open,
            marker=self._marker,
            leads_to=self._leads_to,
            begins=self._begins,
        )
        self.pieces.append(piece)
        self._marker = self._leads_to = ""
        if not piece.drawn:
            self._begins = ""
        if inside in _HEADINGS:
            self._heading = words
        if "tr" in self._open and not in_head and len(self._row) < 2:
            self._row.append(words)

    def _where(self) -> str:
        row = " ".join(self._row)
        return ", ".join(filter(None, (f"under “{self._heading}”" if self._heading else "", row)))
