"""Spoils files the way accidents and attackers do, from a seed."""

import io
import zipfile
from random import Random

TOKENS = [
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[2K\r", b"\n", b"\r", b"\t", b";", b",", b'"'),
    *(b"'", b'"""', b"{", b"}", b"[", b"]", b": ", b"- ", b"&a", b"*a", b"!!bool", b"#", b"|"),
    *(b">", b"%", b"NULL", b"#REF!", b"TBC", b"1/0", b"0", b"-1", b"9" * 20, b"1e999", b"NaN"),
    *(b"2022-02-30", b"0000-00-00", b"9999-12-31", b"yes", b"no", b"\xc3\xa9", b"\xe2\x80\x8b"),
    *("\u202e١٢٣𝟘ﬁŉ–’".encode(), b"943 476 5919", b"A" * 9_000, b"x" * 70_000, b"[" * 300),
    *(b"<!DOCTYPE a>", b"&#49;", b"</row>", b'<c r="XFD1048576"><v>1</v></c>', b"<f>1</f>"),
    *(b"../", b"\\", b"%s%n", b"= 1+1", b"1.23457E+12", b"_x000D_", b"a: " * 40, b"\xed\xa0\x80"),
]


def spoilt(content: bytes, random: Random) -> bytes:
    """A file with one to four changes, somewhere."""
    for _ in range(random.randint(1, 4)):
        content = _changed(content, random)
    return content


def _changed(content: bytes, random: Random) -> bytes:
    at = random.randint(0, len(content))
    end = min(len(content), at + random.choice((1, 1, 2, 5, 20, 200)))
    match random.randrange(8):
        case 0:
            return content[:at] + bytes([random.randrange(256)]) + content[at + 1 :]
        case 1:
            return content[:at] + content[end:]
        case 2:
            return content[:end] + content[at:end] * random.choice((1, 2, 40)) + content[end:]
        case 3:
            return content[:at]
        case 4:
            lines = content.split(b"\n")
            random.shuffle(lines)
            return b"\n".join(lines)
        case 5:
            lines = content.split(b"\n")
            line = random.randrange(len(lines))
            lines[line] = random.choice((b"", random.choice(TOKENS), lines[line] * 2))
            return b"\n".join(lines)
        case 6:
            cells = content.split(b",")
            cells[random.randrange(len(cells))] = random.choice(TOKENS)
            return b",".join(cells)
        case _:
            return content[:at] + random.choice(TOKENS) + content[at:]


def spoilt_inside(content: bytes, random: Random) -> bytes:
    """A zip or workbook with one of its parts spoilt, renamed or doubled; or its own bytes."""
    if random.random() < 0.25:
        return spoilt(content, random)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(out, "w") as now:
        entries = was.infolist()
        chosen = random.randrange(len(entries))
        for number, entry in enumerate(entries):
            part, name = was.read(entry), entry.filename
            if number == chosen and random.random() < 0.15:
                name = name[: random.randint(1, len(name))] + random.choice(("", "/", "x", ".."))
            elif number == chosen:
                part = spoilt(part, random)
            now.writestr(name, part, random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    return out.getvalue()
