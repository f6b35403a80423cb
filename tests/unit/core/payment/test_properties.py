"""What must hold of any network, any flows and any order of a file."""

from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mis_assessor.core.money import shared_out, to_the_penny, total
from mis_assessor.core.payment.contract import PaymentInput
from mis_assessor.core.payment.line import PaymentView, view_json
from mis_assessor.core.payment.view import payment_view
from mis_assessor.intake.payment_file import read_payment_file
from mis_assessor.reading.yaml_file import read_yaml
from unit.core.payment.files import RULES, SAMPLE, contract, lines, view

POUNDS = st.decimals(0, Decimal("9999999999.99"), places=2).map(str)
COUNT = st.integers(0, 9_999_999).map(str)
CODES = st.lists(
    st.sampled_from([f"R{n:02}" for n in range(30)]), min_size=1, max_size=6, unique=True
)
NOTHING = Decimal("0.00")


@st.composite
def networks(draw: st.DrawFn) -> dict[str, Any]:
    codes = draw(CODES)
    births = draw(st.lists(COUNT, min_size=len(codes), max_size=len(codes)))
    return {
        "capacity": draw(POUNDS),
        "lead commissioner": "00Y",
        "centre": "RYY",
        "contributors": [
            {"commissioner": code, "births": number, "providers": draw(providers())}
            for code, number in zip(
                codes, [*births[:-1], str(int(births[-1]) + 1)[:7]], strict=True
            )
        ],
        "split by": "share of births",
    }


@st.composite
def providers(draw: st.DrawFn) -> list[dict[str, str]]:
    first = draw(st.integers(0, 10_000))
    return [
        {"code": "RYY", "share": f"{first / 100:.2f}%"},
        {"code": "RXX", "share": f"{(10_000 - first) / 100:.2f}%"},
    ]


@given(networks(), st.integers(1, 12))
def test_a_network_nets_to_nothing_and_nobody_is_paid_to_contribute(
    network: dict[str, Any], months: int
) -> None:
    found = lines(view(contract(), months=str(months), maternal_medicine_network=network))
    capacity = found[21].amount
    assert total(row.amount for row in found[19].rows) == capacity
    assert total(row.amount for row in found[20].rows) == -(capacity or NOTHING)
    assert found[22].amount == NOTHING
    assert all((row.amount or NOTHING) >= 0 for row in found[19].rows)
    assert all((row.amount or NOTHING) <= 0 for row in found[20].rows)


@given(st.fractions(0, 10**6), st.dictionaries(st.text("abc"), st.fractions(0, 100), min_size=1))
def test_shares_add_up_and_each_is_near_its_due(amount: Any, weights: dict[str, Any]) -> None:
    if not any(weights.values()):
        return
    pounds, whole = to_the_penny(amount), sum(weights.values())
    shares = shared_out(pounds, weights)
    assert total(shares.values()) == pounds
    for name, share in shares.items():
        due = Fraction(pounds) * weights[name] / whole
        assert abs(Fraction(share) - due) <= Fraction(len(weights), 100)


flows = st.lists(
    st.fixed_dictionaries(
        {
            "delivered by": st.sampled_from(["RYY", "RXX", "RZZ"]),
            "led by": st.sampled_from(["RAA", "RBB", "RCC"]),
            "spells": COUNT,
            "cost each": POUNDS,
            "cost source": st.just("PLICS"),
        }
    ),
    min_size=1,
    max_size=8,
)


@given(flows, st.lists(st.booleans(), min_size=8, max_size=8), POUNDS)
def test_flows_conserve_money(
    stated: list[dict[str, str]], turned: list[bool], material: str
) -> None:
    for flow, turn in zip(stated, turned, strict=False):
        if turn:
            flow["delivered by"], flow["led by"] = flow["led by"], flow["delivered by"]
    found = lines(
        view(contract(), flows_between_providers=stated, flows_are_material_from=material)
    )
    each = [row.amount for row in found[23].rows if row.label.endswith(" in all")]
    assert total(each) == found[24].amount == NOTHING


def _shuffled(says: Any, random: Random) -> Any:
    if isinstance(says, dict):
        items = list(says.items())
        random.shuffle(items)
        return {name: _shuffled(value, random) for name, value in items}
    if isinstance(says, list):
        items = [_shuffled(item, random) for item in says]
        random.shuffle(items)
        return items
    return says


def _more(says: dict[str, Any]) -> dict[str, Any]:
    """The sample with two of everything that is a list."""
    first = says["contracts"][0]
    line = first["elective"]["lines"][0]
    first["elective"]["lines"] = [line, {**line, "HRG": "NZ01X", "actual": "371"}, line]
    first["best practice"] *= 2
    first["other changes"].append({"what": "less scope", "pounds": "-17.01"})
    says["contracts"].append({**first, "commissioner": "00X", "provider": "RXX"})
    return says


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_file_never_matters(random: Random) -> None:
    says = _more(read_yaml("payment.yaml", SAMPLE.read_text(encoding="utf-8")).content)
    assert _bytes(_shuffled(says, random)) == _bytes(says)


def _bytes(says: Any) -> bytes:
    return view_json(payment_view(PaymentInput.model_validate(says), RULES))


@given(st.fractions(-(10**12), 10**12))
def test_a_claim_and_its_debt_are_the_same_pennies(exact: Any) -> None:
    assert to_the_penny(-exact) == -to_the_penny(exact)
    assert abs(Fraction(to_the_penny(exact)) - exact) <= Fraction(1, 200)


def test_totals_are_the_sums_of_the_printed_lines() -> None:
    found: PaymentView = payment_view(read_payment_file(SAMPLE).given, RULES)
    shown = lines(found.contracts[0])
    amount = {number: line.amount or NOTHING for number, line in shown.items()}
    assert sum(amount[n] for n in range(4, 18)) == amount[18]
    assert amount[27] + amount[28] + amount[29] == amount[30]
    assert amount[25] + amount[30] == amount[31]
