"""Patient identifiers, stopped at the door without being repeated in the message."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from mis_assessor.core.evidence.references import is_unseen
from mis_assessor.intake.identifier_words import AFTER_A_TITLE, GIVEN_NAME, ORDINARY_WORD
from mis_assessor.intake.shapes import shapes_of, to_look_into

_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|"
    "DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|"
    "KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|"
    "RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|"
    "WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_INWARD = "[0-9][ABD-HJLNP-UW-Z]{2}"
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = (
    r"(?:[0-9]{1,2}[/.\- ][0-9]{1,2}[/.\- ](?P<y1>[0-9]{4}|[0-9]{2})(?![0-9])"
    r"|(?P<y2>[0-9]{4})[/.\-][0-9]{2}[/.\-][0-9]{2}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?[ \-]{_MONTH}[.,]?[ \-](?P<y3>[0-9]{{4}}|[0-9]{{2}})(?![0-9])"
    rf"|{_MONTH}[.]? [0-9]{{1,2}}(?:st|nd|rd|th)?,? (?P<y4>[0-9]{{4}}))"
)
_LETTERS = r"[^\W\d_]"
_PART = rf"{_LETTERS}(?:{_LETTERS}|['\-]){{1,30}}"
_NAME = rf"(?:{_PART}|{_LETTERS}\.?),? {_PART}"
_LAST_YEAR_OF_BIRTH = 2015
"""Names beside later days are staff and the days they signed; births then are told as births."""

_TEN_DIGITS = re.compile(r"(?<![0-9])(?=([0-9](?:[ ._/\-]{0,3}[0-9]){9})(?![0-9]))")
_GROUPS = ((10,), (3, 3, 4), (5, 5), (1,) * 10)
"""How people write an NHS number in groups."""
_OTHER_REFERENCE = re.compile(
    r"(?:datix|incident|ulysses|steis|hsib|mnsi|mbrrace|pmrt|order|invoice|ticket|version|asset|ref"
    r"(?:erence)?|purchase)(?: (?:no|number|id|ref))?[ .:#\-]{0,3}$",
    re.IGNORECASE,
)
_HOSPITAL_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{1,3}[0-9]{6,8}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z])(?i:mrn|(?:hospital|hosp|patient|unit)[. ]{1,2}(?:no|number|id)|hosp no)"
    r"[ .:#]{0,4}[A-Za-z]{0,3}[0-9]{4,}"
)
_POSTCODE = re.compile(
    rf"(?<![A-Za-z0-9\-])(?:{_AREAS})[0-9][0-9A-Z]? {{0,3}}{_INWARD}(?![A-Za-z0-9])", re.IGNORECASE
)
_ORDINAL = re.compile("(?:1st|2nd|3rd|[0-9]th)$")
_NUMBERED_THING = re.compile(
    r"(?:form|table|figure|room|ward|section|appendix|version|bed|bay|element|part|box|annex|sheet"
    r"|column|row|band|floor|paragraph|line)s? $",
    re.IGNORECASE,
)
_NAME_AND_DAY = re.compile(
    rf"(?P<before>(?<!{_LETTERS}){_NAME})[ ,;:(\-]{{1,4}}{_DAY}", re.IGNORECASE
)
_DAY_AND_NAME = re.compile(rf"{_DAY}[ ,;:)\-]{{1,4}}(?P<after>{_NAME})", re.IGNORECASE)
_BIRTH_AND_DAY = re.compile(
    r"(?:\bdob\b|\bd\.o\.b\b\.?|date of birth|\bborn(?: on)?)[ :.\-]{0,4}"
    rf"(?:{_DAY}|[0-9]{{6}}(?:[0-9]{{2}})?(?![0-9]))",
    re.IGNORECASE,
)

_SHAPE_TO_LOOK_INTO = re.compile(
    r"0(?:[ ._/\-]{0,3}0){9}|[Aa]0{6}|[Aa]{2}[ .:#]{0,4}[Aa]{0,3}0{4}"
    r"|[Aa]0[0Aa]? {0,3}0[Aa]{2}|0[/.\- ]0{1,2}[/.\- ]00|0000[/.\-]00[/.\-]00"
    r"|0(?:[Aa]{2})?[ \-][Aa]{3,9}[.,]?[ \-]00|[Aa]{3,9}[.]? 0{1,2}(?:[Aa]{2})?,? 0000"
    r"|[Aa.][ :.\-]{1,4}0{6}"
)
"""Matches the shape of everything the careful patterns find, and of much else."""

REFUSED_HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "nhs number": "NHS numbers",
        "nhs no": "NHS numbers",
        "nhsno": "NHS numbers",
        "date of birth": "dates of birth",
        "dob": "dates of birth",
        "postcode": "postcodes",
        "post code": "postcodes",
        "address": "addresses",
        "hospital number": "hospital numbers",
        "hospital no": "hospital numbers",
        "mrn": "hospital numbers",
        "patient name": "names of patients",
        "patient": "names of patients",
        "mother's name": "names of patients",
        "baby's name": "names of patients",
        "name": "names",
        "surname": "names",
        "first name": "names",
        "forename": "names",
        "last name": "names",
    }
)

NHS_NUMBER = "an NHS number"
HOSPITAL_NUMBER = "a hospital number"
POSTCODE = "a postcode"
NAME_AND_BIRTH = "a name or birth with its day"
NAME = "the name of a mother or a baby"


def _plain(text: str) -> str:
    """A text with ASCII digits, dashes and spaces, whatever a program made of them."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(
            str(digit)
            if (digit := unicodedata.decimal(c, -1)) >= 0
            else "-"
            if unicodedata.category(c) == "Pd" or c == "−"
            else "'"
            if c in "’‘"
            else ""
            if is_unseen(c) and not c.isspace()
            else c
            for c in text
        )
    return text if text.isprintable() else "".join(" " if c.isspace() else c for c in text)


def _holds_nhs_number(text: str) -> bool:
    for match in _TEN_DIGITS.finditer(text):
        from nhs_number.validate import is_valid  # slow to load, and few texts hold ten digits

        groups = [part for part in re.split(r"[^0-9]+", match[1]) if part]
        if tuple(map(len, groups)) in _GROUPS and is_valid("".join(groups)):
            return True
    return False


def _holds_hospital_number(text: str) -> bool:
    return any(
        not _OTHER_REFERENCE.search(text[max(0, match.start() - 40) : match.start()])
        for match in _HOSPITAL_NUMBER.finditer(text)
    )


def _holds_postcode(text: str) -> bool:
    return any(
        not _ORDINAL.search(match[0])
        and not _NUMBERED_THING.search(text[max(0, match.start() - 20) : match.start()])
        for match in _POSTCODE.finditer(text)
    )


def _is_a_name(words: str) -> bool:
    """Whether two words are somebody's name: in capitals as names are, or known as one."""
    parts = re.split(r"[ ,.]+", words.strip())
    if any(map(ORDINARY_WORD.fullmatch, parts)):
        return False
    known = any(GIVEN_NAME.fullmatch(unaccented(part)) for part in parts)
    return known or all(part[:1].isupper() for part in parts if part)


def unaccented(word: str) -> str:
    """A word without the marks on its letters.

    >>> unaccented("Siobhán")
    'Siobhan'
    """
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _may_be_a_birth(match: re.Match[str]) -> bool:
    written = next(year for year in match.group("y1", "y2", "y3", "y4") if year)
    year = int(written)
    if len(written) == 2:
        year += 2000 if year <= _LAST_YEAR_OF_BIRTH % 100 else 1900
        return int(written) <= _LAST_YEAR_OF_BIRTH % 100 or int(written) > 30
    return year <= _LAST_YEAR_OF_BIRTH


def _holds_name_and_birth(text: str) -> bool:
    return (
        bool(_BIRTH_AND_DAY.search(text))
        or any(_may_be_a_birth(m) and _is_a_name(m["before"]) for m in _NAME_AND_DAY.finditer(text))
        or any(_may_be_a_birth(m) and _is_a_name(m["after"]) for m in _DAY_AND_NAME.finditer(text))
    )


def identifier_in(text: str) -> str | None:
    """What patient identifier a text looks like, if any.

    >>> identifier_in("943 476 5919"), identifier_in("PD-001")
    ('an NHS number', None)
    """
    text = _plain(text)
    if _holds_nhs_number(text):
        return NHS_NUMBER
    if _holds_hospital_number(text):
        return HOSPITAL_NUMBER
    if _holds_postcode(text):
        return POSTCODE
    if _holds_name_and_birth(text):
        return NAME_AND_BIRTH
    return None


_CALLED = re.compile(
    rf"(?<!{_LETTERS})(?:(?P<any>(?i:mrs|mx))|(?P<capital>Mr|Ms|Miss))[ ._\-]{{1,3}}"
    rf"(?P<called>{_LETTERS}(?:['\-]?{_LETTERS})+)"
    rf"|(?<!{_LETTERS})(?P<infant>(?i:baby|babe|infant|twin|neonate)|B/O|BO)[ ._\-]{{1,3}}"
    r"(?:(?i:of|boy|girl|male|female|one|two|i{1,3}|[0-9ab])[ ._\-]{1,3})?"
    rf"(?P<baby>{_LETTERS}(?:['\-]?{_LETTERS})+)"
)


def person_named_in(text: str) -> str | None:
    """Whether a reference, a title or the name of a file calls a mother or a baby by name.

    >>> person_named_in("Baby Smith review"), person_named_in("Baby Friendly audit")
    ('the name of a mother or a baby', None)
    """
    text = re.sub(r"\.[A-Za-z0-9]{2,4}$", "", _plain(text).strip())
    return NAME if any(map(_calls_somebody, _CALLED.finditer(text))) else None


def _calls_somebody(match: re.Match[str]) -> bool:
    name = match["called"] or match["baby"]
    if AFTER_A_TITLE.fullmatch(name) or ORDINARY_WORD.fullmatch(name):
        return False
    alone = match["baby"] is not None and match[0] == match.string
    known = bool(match["any"]) or bool(GIVEN_NAME.fullmatch(unaccented(name)))
    return alone or known or name[:1].isupper()


def identifiers_among(texts: Sequence[str], shapes: Sequence[str] = ()) -> Mapping[str, str]:
    """The texts that look like patient identifiers, each with what it looks like."""
    odd = to_look_into(texts, shapes or shapes_of(texts), _SHAPE_TO_LOOK_INTO)
    return {text: found for text in odd if (found := identifier_in(text))}


_TITLES = ("mr", "ms", "mx", "baby", "babe", "twin", "miss", "infant", "neonate", "b/o", "bo")
_SHAPE_OF_WORDS = re.compile(r"[Aa0][ ._\-]{1,3}[Aa]")
"""Matches the shape of whatever calls somebody by name."""


def names_among(texts: Sequence[str], shapes: Sequence[str] = ()) -> Mapping[str, str]:
    """The references or titles that call a mother or a baby by name."""
    words = to_look_into(texts, shapes or shapes_of(texts), _SHAPE_OF_WORDS)
    if not _may_have_a_title("\0".join(words)):
        return {}
    called = filter(_may_have_a_title, words)
    return {text: found for text in called if (found := person_named_in(text))}


def _may_have_a_title(text: str) -> bool:
    """Whether any title stands in a text; letters outside ASCII may be read as one."""
    if not text.isascii():
        return True
    small = text.casefold()
    return any(title in small for title in _TITLES)


def refusal(found: str) -> str:
    """What to do about a cell that looks like a patient identifier."""
    return (
        f"this looks like {found}. Use a case reference of the trust's own, or list this "
        "place under “false alarms” in submission.yaml with a reason."
    )


def refused_heading(heading: str) -> str | None:
    """Why a column may not be sent, if it holds patient identifiers."""
    what = REFUSED_HEADINGS.get(heading.strip().casefold().rstrip(":."))
    return what and (
        f"{what} never belong in a submission. Take this column out; rows are known by "
        "the trust's own reference."
    )
