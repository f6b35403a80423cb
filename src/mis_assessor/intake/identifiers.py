"""Patient identifiers, stopped at the door without being repeated in the message."""

import re
from collections.abc import Mapping, Sequence
from string import ascii_lowercase, ascii_uppercase, digits
from types import MappingProxyType

_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|"
    "DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|"
    "KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|"
    "RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|"
    "WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_INWARD = "[0-9][ABD-HJLNP-UW-Z]{2}"
_DAY = (
    r"(?:[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-](?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* [0-9]{4})"
)
_NAME = r"[A-Z][A-Za-z'’\-]+,? [A-Z][A-Za-z'’\-]+"
_ORDINARY_WORD = re.compile(
    "action|agenda|agreed|april|audit|august|board|care|cases|chair|chief|clinical|"
    "committee|december|director|executive|february|final|form|governance|group|head|"
    "hospital|integrated|january|july|june|launch|letter|lms|lmns|local|march|maternity|"
    "may|meeting|meetings|midwifery|minute|minutes|mvp|mnvp|neonatal|network|nhs|nov|"
    "november|october|operating|paper|part|perinatal|plan|policy|procedure|public|quality|"
    "quarter|region|regional|register|report|resolution|review|safety|scheme|september|"
    "service|services|system|team|training|trust|unit|update|version|ward|week|women|year",
    re.IGNORECASE,
)

_NHS_NUMBER = re.compile(r"(?<![0-9])([0-9]{3})[ \-]?([0-9]{3})[ \-]?([0-9]{4})(?![0-9])")
_HOSPITAL_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{1,3}[0-9]{6,8}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z])(?:MRN|[Hh]ospital (?:no|number))[ .:#]*[A-Za-z]{0,3}[0-9]{4,}"
)
_POSTCODE = re.compile(rf"(?<![A-Za-z0-9\-])(?:{_AREAS})[0-9][0-9A-Z]? ?{_INWARD}(?![A-Za-z0-9])")
_BARE_POSTCODE = re.compile(rf"[ ]*(?:{_AREAS})[0-9][0-9A-Z]? {_INWARD}[ ]*", re.IGNORECASE)
_NAME_AND_DAY = re.compile(rf"({_NAME})[ ,(]{{1,3}}{_DAY}|{_DAY}[ ,)]{{1,3}}({_NAME})")
_BIRTH_AND_DAY = re.compile(
    rf"(?:\bdob\b|d\.o\.b\.?|date of birth|\bborn(?: on)?)[ :.]{{0,3}}{_DAY}", re.IGNORECASE
)

_SHAPE = str.maketrans(ascii_uppercase + ascii_lowercase + digits, "A" * 26 + "a" * 26 + "0" * 10)
_SHAPE_TO_LOOK_INTO = re.compile(
    r"0{3}[ \-]?0{3}[ \-]?0{4}|[Aa]0{6}|[Aa]{3}[ .:#]*[Aa]{0,3}0{4}"
    r"|[Aa]0[0Aa]? ?0[Aa]{2}|0[/.\-]0{1,2}[/.\-]00|0000-00-00|0 Aa{2,} 0000"
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


def checks_as_nhs_number(number: str) -> bool:
    """Whether ten digits carry the check digit of an NHS number.

    >>> checks_as_nhs_number("9434765919"), checks_as_nhs_number("9434765918")
    (True, False)
    """
    total = sum(int(d) * weight for d, weight in zip(number, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(number[9])


def _is_a_name(words: str) -> bool:
    parts = re.split(r"[ ,]+", words)
    ordinary = any(map(_ORDINARY_WORD.fullmatch, parts))
    return not ordinary and any(part[1:].islower() for part in parts)


def identifier_in(text: str) -> str | None:
    """What patient identifier a text looks like, if any.

    >>> identifier_in("943 476 5919"), identifier_in("PD-001")
    ('an NHS number', None)
    """
    for match in _NHS_NUMBER.finditer(text):
        if checks_as_nhs_number("".join(match.groups())):
            return NHS_NUMBER
    if _HOSPITAL_NUMBER.search(text):
        return HOSPITAL_NUMBER
    if _POSTCODE.search(text) or _BARE_POSTCODE.fullmatch(text):
        return POSTCODE
    if _BIRTH_AND_DAY.search(text):
        return NAME_AND_BIRTH
    if any(_is_a_name(m[1] or m[2]) for m in _NAME_AND_DAY.finditer(text)):
        return NAME_AND_BIRTH
    return None


def identifiers_among(texts: Sequence[str]) -> Mapping[str, str]:
    """The texts that look like patient identifiers, each with what it looks like."""
    shapes = set("\n".join(texts).translate(_SHAPE).split("\n"))
    if not any(map(_SHAPE_TO_LOOK_INTO.search, shapes)):
        return {}
    return {text: found for text in set(texts) if (found := identifier_in(text))}


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
