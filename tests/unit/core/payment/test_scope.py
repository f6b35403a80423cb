"""Which contracts the aligned approach covers: the flow chart as a table, written out."""

import pytest

from mis_assessor.core.payment.contract import Agreed, Contract
from mis_assessor.core.payment.scope import Basis, contract_basis, reaches_threshold
from mis_assessor.core.payment.written import written_percent
from unit.core.payment.files import RULES, money

TABLE = """
framework | specialised | same ICS | value      | months | agreed      | basis
no        | no          | yes      | 400000     | 12     | none        | ALIGNED
no        | no          | yes      |            | 12     | none        | ALIGNED
no        | no          | yes      | 25000000   | 12     | none        | ALIGNED
no        | no          | no       | 10000000   | 12     | none        | ALIGNED
no        | no          | no       | 9999999    | 12     | block       | BLOCK
no        | no          | no       | 9999999    | 12     | none        | UNIT_PRICES
no        | no          | no       | 9999999.99 | 12     | unit prices | UNIT_PRICES
no        | no          | no       | 9999999.99 | 12     | other       | OTHER
no        | no          | no       | 0          | 12     | none        | UNIT_PRICES
no        | no          | no       | 6000000    | 6      | none        | ALIGNED
no        | no          | no       | 5000000    | 6      | none        | ALIGNED
no        | no          | no       | 4999999.99 | 6      | none        | UNIT_PRICES
no        | no          | no       | 5833333.33 | 7      | none        | UNIT_PRICES
no        | no          | no       | 5833333.34 | 7      | none        | ALIGNED
yes       | no          | yes      | 400000     | 12     | none        | UNIT_PRICES
yes       | no          | yes      | 25000000   | 12     | none        | UNIT_PRICES
yes       | no          | no       | 25000000   | 12     | none        | UNIT_PRICES
yes       | no          | no       | 400000     | 12     | block       | UNIT_PRICES
yes       | no          | no       |            | 12     | none        | UNIT_PRICES
no        | yes         | no       | 200000     | 12     | none        | ALIGNED
no        | yes         | no       |            | 12     | none        | ALIGNED
no        | yes         | yes      | 200000     | 12     | none        | ALIGNED
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in TABLE.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(filter(None, row)))
def test_what_a_contract_is_paid_on(row: list[str]) -> None:
    framework, specialised, same, value, months, agreed, expected = row
    stated: dict[str, object] = {
        "commissioner": "00X",
        "provider": "RXX",
        "same ICS": same,
        "under the increasing capacity framework": framework,
        "specialised commissioning": specialised,
        "agreed method": Agreed(agreed),
    }
    if value:
        stated["expected value"] = {"pounds": value, "estimated from": "unit prices"}
    contract = Contract.model_validate(stated)
    assert contract_basis(contract, RULES.threshold, int(months))[0] is Basis[expected]


def test_the_threshold_is_compared_before_it_is_rounded() -> None:
    assert not reaches_threshold(money("5833333.33"), money("10000000"), 7)


def test_a_whole_number_of_percent_keeps_its_noughts() -> None:
    assert written_percent(RULES.cquin_attained) == "100%"
