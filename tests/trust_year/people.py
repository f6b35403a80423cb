"""The invented people of the invented trust, by the role in which they act."""

NAMES = {
    "chief executive": "Ottoline Farrowmere",
    "accountable officer": "Bramwell Quillbeck",
    "director of midwifery": "Ysolde Hexlow",
    "clinical director for maternity": "Dr Peregrine Attlestone",
    "Board-level champion": "Cressida Wrenfold",
    "non-executive champion": "Anselm Dunnockby",
    "maternity champion": "Marigold Sallowby",
    "obstetric champion": "Dr Leander Thornquist-Bale",
    "neonatal champion": "Dr Isaura Plumridge-Eno",
    "clinical MIS contact": "Hesper Lowmarch",
    "financial MIS contact": "Corin Ashgarth",
    "digital lead": "Tamsel Oxenwade",
    "user chair": "Verity Marlowfen",
    "MIS lead": "Rowena Stackthwaite",
    "governance lead": "Jocasta Merribourne",
    "legal services manager": "Alaric Pennyfeather-Voss",
}
SUPPLIER = "information department"
CHECKER = f"{NAMES['MIS lead']}, MIS lead"
SECOND_CHECKER = f"{NAMES['governance lead']}, governance lead"


def name_of(role: str) -> str:
    """Who holds a role; a role nobody was invented for is held by the MIS lead."""
    return NAMES.get(role, NAMES["MIS lead"])
