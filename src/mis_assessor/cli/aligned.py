"""Rows of text as columns on a terminal."""

from collections.abc import Iterator, Sequence


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows in columns, each as wide as its longest cell; amounts stand to the right.

    >>> list(aligned([("code", "paid"), ("RXX", "£1.00"), ("RYY", "£10.00")]))
    ['code    paid', 'RXX    £1.00', 'RYY   £10.00']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    money = ["£" in "".join(column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, money, strict=True)
        ]
        yield "  ".join(cells).rstrip()
