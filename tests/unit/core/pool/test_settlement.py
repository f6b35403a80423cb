"""The fund paid out, to the penny."""

from decimal import Decimal

import pytest

from mis_assessor.core.money import in_pence, pence_shared_out
from mis_assessor.core.pool.settlement import PoolStanding, settle
from mis_assessor.core.pool.states import FundOutcome
from mis_assessor.core.pool.year import pool_of
from unit.core.pool.trusts import FIVE


def pounds(**amounts: str) -> dict[str, Decimal]:
    return {code: Decimal(amount) for code, amount in amounts.items()}


def test_the_worked_example_of_five_trusts_to_the_penny() -> None:
    pool = pool_of(FIVE)
    (only,) = pool.completions
    paid = only.settlement
    assert [(p.code, str(p.share), str(p.total), str(p.net)) for p in paid.payments] == [
        ("RT1", "300000.00", "900000.00", "300000.00"),
        ("RT2", "200000.00", "600000.00", "200000.00"),
        ("RT3", "0.00", "50000.00", "-450000.00"),
        ("RT4", "150000.00", "450000.00", "150000.00"),
        ("RT5", "0.00", "0.00", "-200000.00"),
    ]
    assert (paid.contributions, paid.returned) == (Decimal(2_000_000), Decimal(1_300_000))
    assert (paid.shares, paid.discretionary) == (Decimal(650_000), Decimal(50_000))
    assert (paid.kept, paid.out) == (Decimal(0), Decimal(2_000_000))
    assert pool.fund == Decimal("2000000.00")


def test_the_check_of_three_trusts() -> None:
    paid = settle(
        pounds(RXA="1000000.00", RXB="2000000.00", RXC="1000000.00"),
        {"RXA", "RXB"},
        pounds(RXC="200000.00"),
    )
    assert [p.total for p in paid.payments] == [
        Decimal("1266666.67"),
        Decimal("2533333.33"),
        Decimal("200000.00"),
    ]
    assert (paid.shares, paid.out) == (Decimal(800_000), Decimal(4_000_000))
    assert paid.payment("RXB").share == Decimal("533333.33")


def test_where_nobody_achieves_nothing_is_returned_and_the_rest_is_kept() -> None:
    paid = settle(pounds(RXA="100.00", RXB="50.00"), set(), pounds(RXB="7.50"))
    assert [p.total for p in paid.payments] == [0, Decimal("7.50")]
    assert (paid.returned, paid.shares) == (Decimal(0), Decimal(0))
    assert (paid.kept, paid.out) == (Decimal("142.50"), Decimal("150.00"))


def test_where_everybody_achieves_each_has_its_own_back() -> None:
    paid = settle(pounds(RXA="100.00", RXB="50.01"), {"RXA", "RXB"}, {})
    assert [p.net for p in paid.payments] == [0, 0]
    assert paid.shares == 0


@pytest.mark.parametrize(
    ("awards", "sentence"),
    [
        (pounds(RXB="50.01"), "The awards come to £50.01, and £50.00 is left."),
        (pounds(RXA="0.01"), "RXA met all ten, so it is paid nothing discretionary."),
        (pounds(RXB="-0.01"), "The award to RXB is less than nothing."),
    ],
)
def test_no_award_is_paid_that_the_scheme_does_not_know(
    awards: dict[str, Decimal], sentence: str
) -> None:
    with pytest.raises(ValueError) as refused:
        settle(pounds(RXA="100.00", RXB="50.00"), {"RXA"}, awards)
    assert str(refused.value) == sentence


def test_the_pence_left_over_go_to_the_largest_remainders() -> None:
    assert pence_shared_out(10, {"RXA": 1, "RXB": 5, "RXC": 1}) == {"RXA": 2, "RXB": 7, "RXC": 1}
    assert pence_shared_out(0, {"RXA": 1}) == {"RXA": 0}


def test_a_part_of_a_penny_is_refused() -> None:
    with pytest.raises(ValueError, match="not a whole number of pence"):
        in_pence(Decimal("0.005"))


def test_an_award_above_the_contribution_never_reaches_the_pool() -> None:
    with pytest.raises(ValueError, match="not between nothing and what it paid"):
        PoolStanding("RXA", Decimal("1.00"), FundOutcome.NOT_MET, Decimal(0), Decimal("1.01"))
