"""Texts with and without patient identifiers, in the forms people and systems write them."""

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random

Make = Callable[[Random], str]

GIVEN = re.findall(
    r"\S+",
    "Jane Siobhán Zoë Mary-Ann Aoife Priya Chloe Fatima Amelia Grace Nuala Kirsty "
    "Oluwaseun Thi Margarita Élodie Rhiannon Hannah Yetunde Sarah Katarzyna Samina "
    "Beth Ngozi Emily Björk",
)
FAMILY = re.findall(
    r"\S+",
    "Smith O'Brien Nguyễn Jones García Patel Okonkwo Müller Taylor Brown Wójcik Khan "
    "Adeyemi Harrington-Smythe MacDonald Évrard Singh Davies Walker Thompson",
)
KNOWN = re.findall(
    r"\S+",
    "jane mary priya chloe fatima amelia grace kirsty hannah sarah samina beth emily",
)
AREAS = ["LS", "SW", "E", "W", "B", "M", "BS", "NE", "DN", "TS", "CF", "PR"]
MONTHS = re.findall(
    r"\S+",
    "January February March April May June July August September October November December",
)
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def nhs_number(random: Random) -> str:
    """Ten digits with the check digit of an NHS number, of those given out in England."""
    while True:
        digits = [random.choice((4, 6, 7)), *(random.randint(0, 9) for _ in range(8))]
        check = (11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))


def grouped(separator: str, *sizes: int) -> Make:
    """An NHS number in groups."""

    def make(random: Random) -> str:
        number, parts, at = nhs_number(random), [], 0
        for size in sizes or (3, 3, 4):
            parts.append(number[at : at + size])
            at += size
        return separator.join(parts)

    return make


def birth(random: Random) -> tuple[int, int, int]:
    """A day on which a woman in maternity care may have been born."""
    return random.randint(1972, 2008), random.randint(1, 12), random.randint(1, 28)


def named(form: str, given: list[str] = GIVEN, case: Callable[[str], str] = str) -> Make:
    """A name beside a day of birth."""

    def make(random: Random) -> str:
        year, month, day = birth(random)
        name, family = case(random.choice(given)), case(random.choice(FAMILY))
        return form.format(
            name=name, initial=name[:1], family=family, y=year, yy=year % 100, m=month, d=day,
            month=MONTHS[month - 1], mon=MONTHS[month - 1][:3], MON=MONTHS[month - 1][:3].upper(),
            th="th" if day > 3 else ("st", "nd", "rd")[day - 1],
        )  # fmt: skip

    return make


def postcode(form: str, case: Callable[[str], str] = str) -> Make:
    """A postcode, alone or in a text."""

    def make(random: Random) -> str:
        inward = f"{random.randint(1, 9)}{random.choice('ABDEFGHJLN')}{random.choice('PQRUWXYZ')}"
        return form.format(
            out=case(f"{random.choice(AREAS)}{random.randint(1, 19)}"), in_=case(inward)
        )

    return make


def number(form: str, least: int, most: int) -> Make:
    """Some digits in a form."""
    return lambda random: form.format(random.randint(least, most))


IDENTIFIERS: Mapping[str, Make] = {
    "10 digits": nhs_number,
    **{
        f"3-3-4 with {name}": grouped(mark)
        for name, mark in {
            "space": " ", "hyphen": "-", "no-break space": "\u00a0", "thin space": "\u2009",
            "two spaces": "  ", "tab": "\t", "dot": ".", "slash": "/", "en dash": "–",
            "underscore": "_", "line break": "\n", "zero-width space": "\u200b",
        }.items()
    },
    "5-5": grouped(" ", 5, 5),
    "single digits": grouped(" ", *[1] * 10),
    "full width": lambda random: nhs_number(random).translate(WIDE),
    "Arabic digits": lambda random: nhs_number(random).translate(ARABIC),
    "in a text": lambda random: f"seen with {grouped(' ')(random)}, discharged",
    "name and day": named("{name} {family} {d:02}/{m:02}/{y}"),
    "name - day": named("{name} {family} - {d:02}/{m:02}/{y}"),
    "name; day": named("{name} {family}; {d:02}/{m:02}/{y}"),
    "family, given (day)": named("{family}, {name} ({y}-{m:02}-{d:02})"),
    "initial and day": named("{initial} {family} {d:02}/{m:02}/{y}"),
    "day with short month": named("{name} {family} {d}-{mon}-{y}"),
    "day with th": named("{name} {family}, {d}{th} {month} {y}"),
    "month first": named("{name} {family}, {month} {d}, {y}"),
    "month in capitals": named("{name} {family} {d} {MON} {y}"),
    "all in capitals": named("{name} {family} {d} {month} {y}", case=str.upper),
    "two-digit year": named("{name} {family} {d:02}/{m:02}/{yy:02}"),
    "in small letters": named("{name} {family} {d:02}/{m:02}/{y}", KNOWN, str.lower),
    "rarer, in small letters": named("{name} {family} {d:02}/{m:02}/{y}", GIVEN, str.lower),
    "day, then name": named("{d:02}/{m:02}/{y} {name} {family}"),
    "DOB in digits": named("DOB {d:02}{m:02}{y}"),
    "date of birth": named("date of birth: {d} {month} {y}"),
    "born": named("born on {y}-{m:02}-{d:02}"),
    "postcode": postcode("{out} {in_}"),
    "postcode in a text": postcode("lives at {out} {in_} now", str.lower),
    "postcode together": postcode("{out}{in_}", str.lower),
    "postcode, two spaces": postcode("{out}  {in_}"),
    "K and seven digits": number("K{}", 1_000_000, 9_999_999),
    "MRN": number("MRN {}", 100_000, 999_999),
    "mrn in small letters": number("mrn {}", 100_000, 999_999),
    "Hospital no": number("Hospital no {}", 100_000, 999_999),
    "Hospital No.": number("Hospital No. {}", 100_000, 999_999),
    "Hosp no": number("Hosp no {}", 100_000, 999_999),
}  # fmt: skip


def signed(form: str) -> Make:
    """Words beside a day of the scheme years."""

    def make(random: Random) -> str:
        return form.format(
            d=random.randint(1, 28), m=random.randint(1, 12), y=random.randint(2019, 2025),
            month=random.choice(MONTHS), name=random.choice(GIVEN), family=random.choice(FAMILY),
            old=random.randint(1996, 2009),
        )  # fmt: skip

    return make


ORDINARY: Mapping[str, Make] = {
    "case reference": number("PD-{:04}", 1, 9999),
    "staff reference": number("SP-{:05}", 1, 99999),
    "incident number": number("Datix W{}", 100_000, 999_999),
    "incident with prefix": number("INC-{}", 1_000_000, 9_999_999),
    "phone of 11 digits": number("0113 2{} 8801", 10, 99),
    "form and section": number("form E2 {}AB, page 4", 1, 9),
    "college and old day": signed("Royal College {d:02}/{m:02}/{old}"),
    "alliance and old day": signed("North Alliance {d:02}/{m:02}/{old}"),
    "title and old day": signed("Training Needs Analysis {d} {month} {old}"),
    "policy of long ago": signed("Infant Feeding Policy, {d} {month} {old}"),
    "signature": signed("{name} {family}, {d} {month} {y}"),
    "signature and role": signed("{name} {family}, MIS lead, {d:02}/{m:02}/{y}"),
    "checked by": signed("checked {d:02}/{m:02}/{y} by {name} {family}"),
    "Board meeting": signed("Trust Board, {d} {month} {y}, item 9"),
    "day": signed("{y}-{m:02}-{d:02}"),
    "day and time": signed("{y}-{m:02}-{d:02} 11:47:09"),
    "two days": signed("{y}-{m:02}-{d:02} to {y}-12-05"),
    "amount": number("£{:,}.00", 100_000, 9_999_999),
    "requirement": number("MIS-Y4-SA{}-A-ii", 1, 10),
    "ordinal": number("element E{} 2nd audit", 1, 5),
    "ODS code": number("RX{}", 1, 9),
    "national reference": number("M22CT{:03}/045", 1, 999),
    "gestation": number("{}+3 weeks", 22, 41),
    "figures": number("{} of 196 midwives trained", 100, 196),
    "minute": number("minute 2022/{:02} item 9", 1, 12),
    "ten digits of an order": number("order {}", 1_000_000_000, 9_999_999_999),
}


def called(form: str) -> Make:
    """A mother or a baby by name, as references and titles have them."""
    return lambda random: form.format(
        name=random.choice(GIVEN), family=random.choice(FAMILY), number=random.randint(1, 2)
    )


NAMES: Mapping[str, Make] = {
    "Mrs and family name": called("Mrs {family}"),
    "Mrs in a title": called("Complaint of Mrs. {family}, reply"),
    "Ms and both names": called("Ms {name} {family}"),
    "Miss and family name": called("Miss {family} letter"),
    "baby and family name": called("Baby {family}"),
    "baby of": called("Baby of {family} - review"),
    "baby boy or girl": called("baby girl {family}"),
    "B/O": called("B/O {family}"),
    "twin with its number": called("Twin {number} {family}"),
    "file name with hyphens": called("mrs-{family}-minutes.pdf"),
    "baby in small letters": lambda random: f"baby {random.choice(FAMILY)}".lower(),
}
TITLES: Mapping[str, Make] = {
    "baby friendly": lambda random: random.choice(("Baby Friendly audit", "baby loss pathway")),
    "babies in titles": lambda random: random.choice(
        (
            "Saving Babies' Lives",
            "Baby Unit admissions",
            "Twin pregnancies",
            "Infant Feeding Policy",
        )
    ),
    "near miss": lambda random: random.choice(("Near miss review", "Miss rate", "missed visits")),
    "magnetic resonance": lambda random: random.choice(("MR imaging", "MR scan report", "MRI")),
    "MS programs": lambda random: random.choice(("MS Teams minutes", "MS Excel export")),
    "ordinary titles": signed("Trust Board paper, {month} {y}"),
    "references of their own": number("PD-{:04}", 1, 9999),
}


def names_corpus(seed: int, each: int) -> Iterator[tuple[str, bool, str]]:
    """The same for references, titles and names of files, where a name alone is told."""
    random = Random(seed)
    for forms, is_one in ((NAMES, True), (TITLES, False)):
        for form, make in forms.items():
            for _ in range(each):
                yield form, is_one, make(random)


def corpus(seed: int, each: int) -> Iterator[tuple[str, bool, str]]:
    """The form, whether it is an identifier, and a text of that form, so many of each."""
    random = Random(seed)
    for forms, is_one in ((IDENTIFIERS, True), (ORDINARY, False)):
        for form, make in forms.items():
            for _ in range(each):
                yield form, is_one, make(random)
