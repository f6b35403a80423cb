"""How much a submission may hold, so that no file can exhaust the machine."""

MEGABYTE = 1_000_000

TABLE_BYTES = 100 * MEGABYTE
WORKBOOK_BYTES = 200 * MEGABYTE
"""Uncompressed; the values of a workbook are held in memory whole."""
MANIFEST_BYTES = 1 * MEGABYTE
TOTAL_BYTES = 2_000 * MEGABYTE
ROWS = 1_000_000
COLUMNS = 200
CELL_LENGTH = 10_000
WORD_LENGTH = 1_000
"""Of letters without a blank between them; longer ones cannot be printed in a table."""
FILES = 5_000
COMPRESSION_RATIO = 200
NESTING = 20
SAME_PROBLEM = 5
"""How often one kind of problem in one column is written out in full."""


def in_megabytes(size: int) -> str:
    """A size as people say it.

    >>> in_megabytes(100_000_000), in_megabytes(1_500)
    ('100 MB', '1,500 bytes')
    """
    return f"{size / MEGABYTE:,.0f} MB" if size >= MEGABYTE else f"{size:,} bytes"
