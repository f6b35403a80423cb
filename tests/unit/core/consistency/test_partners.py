"""Events that are alike on one day are taken one by one."""

from datetime import date

from mis_assessor.core.consistency.partners import Partners

DAY = date(2024, 5, 6)


def test_of_two_alike_each_is_taken_once() -> None:
    partners = Partners([(DAY, ("stillbirth",)), (DAY, ("stillbirth",))])
    taken = [partners.take(DAY, DAY, DAY, ("stillbirth",)) for _ in range(3)]
    assert taken == [True, True, False]
