"""Sums worked by hand from the guidance, to the penny."""

from typing import Any

import pytest

from mis_assessor.core.money import total
from mis_assessor.core.payment.line import PaymentLine, PaymentView
from mis_assessor.core.payment.view import payment_view
from mis_assessor.intake.payment_file import read_payment_file
from unit.core.payment.files import OUTTURN, RULES, SAMPLE, contract, lines, money, only, view

BIRTHS = {"change": "-1.5%", "marginal share of cost": "60%"}
HIGH_COST = [{"item": "monitors", "kind": "device", "commissioned by": "CCG", "pounds": "120000"}]
WHOLE: dict[str, Any] = {
    "expected_births": BIRTHS,
    "other_changes": [{"what": "new scope", "pounds": "350000.00"}],
    "high_cost_in_the_element": HIGH_COST,
}


def whole(**headings: Any) -> dict[int, PaymentLine]:
    return only(**{**WHOLE, **headings})


def up_to(found: dict[int, PaymentLine], number: int) -> Any:
    return total(line.amount for n, line in found.items() if 4 <= n <= number)


@pytest.mark.parametrize(
    ("number", "amount"),
    [
        (8, "24,000,000.00"),
        (9, "24,329,400.00"),
        (10, "24,807,691.67"),
        (11, "24,925,263.67"),
        (13, "25,050,936.30"),
        (16, "25,170,936.30"),
        (17, "25,485,573.00"),
    ],
)
def test_the_outturn_route_step_by_step(number: int, amount: str) -> None:
    assert up_to(whole(), number) == money(amount)


def test_each_line_of_the_outturn_route() -> None:
    found = whole()
    assert found[12].amount == money("-224,327.37")
    assert found[17].amount == money("314,636.70")
    assert found[18].amount == money("25,485,573.00")
    assert [found[n].amount for n in (5, 6, 7)] == [None] * 3


def test_added_instead_of_multiplied() -> None:
    added = only(uplift_and_efficiency={"method": "added"})
    assert up_to(added, 10) == money("24,822,720.00")
    assert up_to(added, 10) - up_to(only(), 10) == money("15,028.33")
    assert added[9].says == "2020/21: × (1 + 2.5% − 1.1%)."


def test_the_cquin_uplift_without_high_cost() -> None:
    found = whole(CQUIN={"on": "without high cost"})
    assert found[18].amount == money("25,484,073.00")


PRICED = {
    "route": "unit prices",
    "price year": "2021/22",
    "prices are": "HRG prices",
    "activity": [{"HRG": "NZ30A", "cases": "5000", "unit price": "2000"}],
}


def test_unit_prices_of_the_year_hold_the_cquin_uplift_already() -> None:
    found = only(starting_figure=PRICED, market_forces_factor=None, CQUIN={"attained": "0%"})
    assert found[7].amount == found[18].amount == money("10,000,000.00")
    assert found[17].amount is None
    assert found[8].amount is None
    assert found[9].says == "Nil: the starting figure is in prices of 2021/22."
    assert found[29].amount == money("-123,456.79")


def test_unit_prices_of_the_year_before_do_not() -> None:
    found = only(starting_figure={**PRICED, "price year": "2020/21"})
    assert (found[9].amount, found[10].amount) == (money("0"), money("196,590.00"))
    assert found[17].amount is not None


REPORTED = {
    "route": "reported cost",
    "price year": "2019/20",
    "direct cost": "18000000",
    "unbundled imaging": "0",
}


@pytest.mark.parametrize(
    ("overhead", "amount"),
    [({"overhead factor": "22%"}, "21,960,000"), ({"allocated overhead": "3900000"}, "21,900,000")],
)
def test_the_reported_cost_route(overhead: dict[str, str], amount: str) -> None:
    assert only(starting_figure={**REPORTED, **overhead})[5].amount == money(amount)


def test_the_forecast_cost_route() -> None:
    outside = {"what": "scans", "cases": "300", "average cost": "1200", "cost from": "own average"}
    figure = {
        "route": "forecast cost",
        "price year": "2021/22",
        "departments": [
            {"name": "wards", "direct plan": "10000000", "apportioned overhead": "4000000"},
            {"name": "clinics", "direct plan": "7500000", "apportioned overhead": "400000"},
        ],
        "overhead budget": "4400000",
        "activity outside": [outside],
    }
    found = only(starting_figure=figure, market_forces_factor=None)
    assert found[6].amount == money("21,540,000.00")
    assert found[11].says == "Nil: priced in this year."


def test_imaging_stays_in_by_a_local_variation() -> None:
    varied = {"imaging included by local variation": "yes", "variation document": "V1"}
    found = only(starting_figure={**OUTTURN, **varied})
    assert (found[8].amount, found[8].says) == (money("0"), "Kept in by local variation: V1.")


def test_factors_from_another_document() -> None:
    other = {"year": "2019/20", "uplift": "2%", "efficiency": "1%", "document": "tariff 2019/20"}
    found = only(
        starting_figure={**OUTTURN, "price year": "2018/19"},
        uplift_and_efficiency={"other values": [other]},
    )
    assert found[9].says.startswith("2019/20: × (1 + 2%) × (1 − 1%). 2020/21: ")
    assert up_to(found, 9) == money("24,567,828.12")


def test_seven_months() -> None:
    found = lines(view(contract(**WHOLE), months="7").contracts[0])
    assert found[2].amount == money("5,833,333.33")
    assert found[18].amount == money("25,485,573.00")
    assert found[25].amount == money("14,866,584.25")
    assert found[31].amount == found[32].amount == money("14,866,584.25")


def elective(**changed: str) -> dict[str, Any]:
    stated = {
        "HRG": "NZ00X",
        "planned": "400",
        "actual": "460",
        "without an approved request": "0",
        "unit price": "1500",
        "market forces factor": "1.05",
        "top-up": "1",
        **{name.replace("_", " "): value for name, value in changed.items()},
    }
    return {"lines": [stated]}


@pytest.mark.parametrize(
    ("actual", "amount"), [("460", "47,250.00"), ("360", "-31,500.00"), ("400", "0.00")]
)
def test_half_the_price_above_and_below_plan(actual: str, amount: str) -> None:
    found = only(elective=elective(actual=actual))
    assert found[26].rows[0].amount == found[27].amount == money(amount)


def test_a_case_without_an_approved_request_earns_nothing() -> None:
    without = {"without_an_approved_request": "10", "category_1_in_the_plan": "0"}
    found = only(elective=elective(**without))
    assert found[27].amount == money("39,375.00")
    assert "450 counted (10 without an approved request)" in found[26].rows[0].says


def test_another_rate_by_approval_and_no_elective_activity_at_all() -> None:
    found = only(elective={**elective(), "rate": "20%", "approval": "NHSEI-7"})
    assert found[27].amount == money("18,900.00")
    assert found[26].says == "At 20% of the unit price, approved: NHSEI-7."
    assert only()[27].says == "Not applicable: no elective activity in scope."


@pytest.mark.parametrize(("actual", "amount"), [("72000", "-8,000"), ("85000", "5,000")])
def test_best_practice_against_plan(actual: str, amount: str) -> None:
    tariff = {"name": "example", "planned value": "80000", "actual value": actual}
    assert only(best_practice=[tariff])[28].amount == money(amount)


@pytest.mark.parametrize(("attained", "amount"), [("84%", "-50,341.87"), ("100%", "0.00")])
def test_a_cquin_shortfall_is_deducted(attained: str, amount: str) -> None:
    assert whole(CQUIN={"attained": attained})[29].amount == money(amount)


def test_full_attainment_is_assumed_and_said() -> None:
    assert whole()[29].says == "£314,636.70 × (1 − 100% attained, assumed)."


def test_adjustments_dropped_by_approval() -> None:
    dropped = {"which": ["best practice", "CQUIN"], "approval": "NHSEI-8"}
    found = whole(adjustments_dropped=dropped)
    for number in (28, 29):
        assert found[number].says == "Not applicable: dropped, approved: NHSEI-8."
    assert whole(adjustments_dropped={**dropped, "which": ["CQUIN"]})[28].says.endswith("in scope.")


def test_the_sample_comes_to_the_total_worked_by_hand() -> None:
    found = view_of_sample()
    first, between = lines(found.contracts[0]), lines(found)
    assert first[18].amount == money("25,485,573.00")
    assert [row.amount for row in first[25].rows[1:]] == [money("-216,000"), money("75,000")]
    assert first[25].amount == money("25,344,573.00")
    assert first[30].amount == money("-11,091.87")
    assert first[31].amount == money("25,333,481.13")
    assert found.contracts[0].amount(33) == money("5,632.13")
    assert {row.label: row.amount for row in between[19].rows} == {
        "00X": money("480,000"),
        "00Y": money("360,000"),
        "00Z": money("240,000"),
        "00W": money("120,000"),
    }
    assert between[19].says == "Transferred to 00X: £720,000.00."
    trims = {row.label: row.amount for row in between[20].rows}
    assert trims["RYY, paid by 00Y"] == money("-216,000")
    assert trims["RZZ, paid by 00Y"] == money("-144,000")
    assert trims["RXX, paid by 00X"] == money("-480,000")
    assert between[21].amount == money("1,200,000")
    assert between[22].amount == between[24].amount == money("0.00")
    assert found.label == "guidance view"
    assert found.notes.rows[0].label.startswith("Guidance view: ")


def view_of_sample() -> PaymentView:
    return payment_view(read_payment_file(SAMPLE).given, RULES)


def test_every_line_from_1_to_37_is_somewhere_and_once() -> None:
    found = view_of_sample()
    numbers = [line.number for line in (*found.contracts[0].lines, *found.between, found.notes)]
    assert sorted(numbers) == list(range(1, 38))


def test_a_contract_paid_otherwise_has_no_element() -> None:
    value = {"pounds": "400000", "estimated from": "unit prices"}
    maternity = {"planned births": "46", "births in the LMS plan": "45"}
    found = only(
        **{"same ICS": "no"},
        expected_value=value,
        starting_figure=None,
        market_forces_factor=None,
        maternity=maternity,
    )
    assert found[1].says.startswith("Unit and best-practice tariff prices.")
    assert {found[n].amount for n in (*range(4, 19), *range(25, 34))} == {None}
    assert found[33].says == "No fixed element."
    assert found[34].says == "More than 2% apart."


def test_births_and_words_that_are_not_stated() -> None:
    found = only()
    assert [found[n].says for n in (33, 35, 36)] == [
        "Not applicable: no births stated.",
        "Not stated.",
        "Nil: none stated.",
    ]
    plan = {"planned births": "102", "births in the LMS plan": "100"}
    assert only(maternity=plan)[34].says == "Within 2% apart."


def test_the_centre_is_paid_in_its_contract_with_the_lead() -> None:
    network = {
        "capacity": "100",
        "lead commissioner": "00Y",
        "centre": "RYY",
        "contributors": [
            {
                "commissioner": code,
                "births": "1",
                "providers": [{"code": f"R{code}", "share": "100%"}],
            }
            for code in ("00A", "00B", "00C")
        ],
        "split by": "share of fixed value",
    }
    found = view(contract(), months="6", maternal_medicine_network=network)
    assert [row.amount for row in lines(found.contracts[0])[25].rows[1:]] == [money("50.00")]
    assert [row.amount for row in lines(found)[19].rows] == [
        money("16.67"),
        money("16.67"),
        money("16.66"),
    ]


def test_a_flow_that_is_not_material_is_shown_and_not_counted() -> None:
    flow = {
        "delivered by": "RYY",
        "led by": "RXX",
        "spells": "2",
        "cost each": "100",
        "cost source": "other",
    }
    found = view(contract(), flows_between_providers=[flow], flows_are_material_from="200.01")
    assert lines(found)[23].rows[0].says == "not material, so not counted"
    assert lines(found)[24].amount == money("0.00")
    assert len(lines(found.contracts[0])[25].rows) == 1


def test_the_marked_contract_carries_the_flows() -> None:
    flow = {
        "delivered by": "RYY",
        "led by": "RXX",
        "spells": "2",
        "cost each": "100",
        "cost source": "PLICS",
    }
    one = contract(commissioner="00A")
    other = contract(commissioner="00B", **{"carries the flows": "yes"})
    found = view(one, other, flows_between_providers=[flow])
    assert [len(lines(each)[25].rows) for each in found.contracts] == [1, 2]
