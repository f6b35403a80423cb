"""Files as answers: those that a browser saves, and PDFs that it may show."""

from starlette.responses import Response


def saved(content: bytes, name: str, kind: str = "application/octet-stream") -> Response:
    """A file that a browser saves and never shows, under a name that is plain everywhere."""
    headers = {
        "Content-Disposition": f'attachment; filename="{plain(name)}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(content, media_type=kind, headers=headers)


def shown_pdf(content: bytes, name: str) -> Response:
    """A PDF of ours, which a browser may show."""
    headers = {
        "Content-Disposition": f'inline; filename="{plain(name)}"',
        "Content-Security-Policy": "default-src 'none'; object-src 'self'",
    }
    return Response(content, media_type="application/pdf", headers=headers)


def plain(name: str) -> str:
    """A file's name of letters, digits, dots and lines alone.

    >>> plain('a "b"/../ü.csv')
    'a__b__..__.csv'
    """
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
