"""What a well-formed payment file still cannot mean, each with its place and a remedy.

What network and flows cannot mean beside the contracts of the same file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from mis_assessor.core.payment.contract import Agreed, Contract, Network, PaymentInput
from mis_assessor.core.payment.fixed import factors_of, holds_cquin, years_between
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.scope import Basis, contract_basis
from mis_assessor.core.payment.written import written_percent

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A heading of the file, and why what stands there cannot be used."""

    place: Place
    why: str


def refused(given: PaymentInput, rules: PaymentRules) -> Iterator[Refused]:
    """Everything that only the whole file, or the rules of the year, can show."""
    for number, contract in enumerate(given.contracts):
        for found in _contract(contract, rules, given.months):
            yield Refused(("contracts", number, *found.place), found.why)


def _contract(contract: Contract, rules: PaymentRules, months: int) -> Iterator[Refused]:
    kind, why = contract_basis(contract, rules.threshold, months)
    aligned = kind is Basis.ALIGNED
    if aligned and contract.agreed_method is not Agreed.NONE:
        yield Refused(
            ("agreed method",), f"The aligned approach is required here. {why} Write “none”."
        )
    if aligned and contract.starting_figure is None:
        yield Refused((), f"“starting figure” is missing. {why} Add it.")
    if not aligned:
        yield from _without_element(contract, why)
    value = contract.expected_value
    if value is not None and value.estimated_from not in rules.estimated_from:
        yield Refused(
            ("expected value", "estimated from"),
            f"“{value.estimated_from}” is no basis for the value (¶13). Write "
            f"{' or '.join(f'“{one}”' for one in rules.estimated_from)}.",
        )
    yield from _prices(contract, rules)
    yield from _high_cost(contract, rules)
    yield from _departures(contract, rules)


_OF_THE_ELEMENT = (
    "starting_figure",
    "uplift_and_efficiency",
    "market_forces_factor",
    "expected_births",
    "other_changes",
    "specialised_services",
    "high_cost_in_the_element",
    "further_money_agreed_by_the_ics",
    "cquin",
    "elective",
    "best_practice",
    "adjustments_dropped",
)


def _without_element(contract: Contract, why: str) -> Iterator[Refused]:
    """Nothing that is written is left unused in silence."""
    for name in _OF_THE_ELEMENT:
        if name in contract.model_fields_set:
            heading = Contract.model_fields[name].alias or name
            yield Refused(
                (heading,), f"“{heading}” is not used: no aligned payment here. {why} Take it out."
            )


def _prices(contract: Contract, rules: PaymentRules) -> Iterator[Refused]:
    figure, stated = contract.starting_figure, contract.uplift_and_efficiency
    if figure is None:
        return
    if figure.price_year > rules.year:
        yield Refused(
            ("starting figure", "price year"),
            f"{figure.price_year} is later than {rules.year}. Write the year of the prices.",
        )
    years = years_between(figure.price_year, rules.year)
    if lacking := [year for year in years if year not in factors_of(stated, rules)]:
        yield Refused(
            ("starting figure", "price year"),
            f"the guidance has no uplift for {', '.join(lacking)} (¶46). Write the figure in "
            "later prices, or add the factors with their document under “other values”.",
        )
    if stated.years and sorted(stated.years) != list(years):
        follow = " and ".join(years) or "none"
        yield Refused(
            ("uplift and efficiency", "years"),
            f"from {figure.price_year} to {rules.year} the years are {follow}. "
            "Write those, or leave “years” out.",
        )
    if years and contract.market_forces_factor is None:
        yield Refused((), "“market forces factor” is missing. Add both of its years (¶47).")


def _high_cost(contract: Contract, rules: PaymentRules) -> Iterator[Refused]:
    for number, item in enumerate(contract.high_cost_in_the_element):
        place = ("high cost in the element", number)
        if item.sort in rules.high_cost_in:
            continue
        if item.sort not in rules.high_cost_with_document:
            yield Refused(
                place,
                f"“{item.item}” ({item.sort}) is not funded in the fixed element (¶18–23). "
                "Take it out.",
            )
        elif not item.document:
            yield Refused(
                place,
                f"“{item.item}” ({item.sort}) is in the element only where Annex A or a local "
                "departure says so (¶21). Name that under “document”.",
            )


def _departures(contract: Contract, rules: PaymentRules) -> Iterator[Refused]:
    figure, uplift = contract.starting_figure, contract.cquin.uplift
    if uplift is not None and figure is not None and holds_cquin(figure, rules):
        yield Refused(
            ("CQUIN", "uplift"),
            f"unit prices of {rules.year} hold the uplift already (¶51). Leave “uplift” out.",
        )
    elif uplift is not None and Fraction(uplift) != rules.cquin_uplift:
        yield Refused(
            ("CQUIN", "uplift"),
            f"the uplift is {written_percent(rules.cquin_uplift)} (¶51), "
            f"not {written_percent(uplift)}. "
            "Leave “uplift” out.",
        )
    rate, approval = contract.elective.rate, contract.elective.approval
    if rate is not None and Fraction(rate) != rules.elective_rate and not approval:
        yield Refused(
            ("elective", "rate"),
            f"a rate other than {written_percent(rules.elective_rate)} needs national "
            "approval (¶59). "
            "Name it under “approval”.",
        )


def refused_between(given: PaymentInput) -> Iterator[Refused]:
    """Everything wrong between organisations."""
    network = given.maternal_medicine_network
    if network is not None:
        yield from _centre(network, given)
        yield from _trimmed(network, given)
    yield from _carried(given)


def _centre(network: Network, given: PaymentInput) -> Iterator[Refused]:
    pairs = {contract.pair for contract in given.contracts}
    pairs |= {(c.commissioner, p.code) for c in network.contributors for p in c.providers}
    if (network.lead_commissioner, network.centre) not in pairs:
        yield Refused(
            ("maternal medicine network", "centre"),
            f"{network.centre} is not a provider of {network.lead_commissioner}, the lead "
            "commissioner, anywhere in this file. Check both.",
        )


def _trimmed(network: Network, given: PaymentInput) -> Iterator[Refused]:
    """A contract without a fixed element has nothing to trim or add to."""
    without = {c.pair for c in given.contracts if c.starting_figure is None}
    if (network.lead_commissioner, network.centre) in without:
        yield Refused(("maternal medicine network", "centre"), _NO_ELEMENT)
    for number, contributor in enumerate(network.contributors):
        for which, provider in enumerate(contributor.providers):
            if (contributor.commissioner, provider.code) in without:
                place = ("contributors", number, "providers", which, "code")
                yield Refused(("maternal medicine network", *place), _NO_ELEMENT)


_NO_ELEMENT = "that contract has no fixed element to adjust. Check the network or the contract."


def _carried(given: PaymentInput) -> Iterator[Refused]:
    flows = given.flows_between_providers
    moved = {code for flow in flows for code in (flow.delivered_by, flow.led_by)}
    for provider in sorted(moved):
        theirs = [c for c in given.contracts if c.provider == provider]
        carrying = [c for c in theirs if c.carries_the_flows]
        if len(carrying) > 1 or (len(theirs) > 1 and not carrying):
            yield Refused(
                ("flows between providers",),
                f"{provider} has {len(theirs)} contracts here. Write “carries the flows: yes” "
                "in exactly one of them.",
            )
        elif any(c.starting_figure is None for c in carrying or theirs):
            yield Refused(("flows between providers",), f"{provider}: {_NO_ELEMENT}")
