"""What network and flows cannot mean beside the contracts of the same file."""

from collections.abc import Iterator

from mis_assessor.core.payment.between import Network
from mis_assessor.core.payment.given import Given
from mis_assessor.core.payment.refused import Refused


def refused_between(given: Given) -> Iterator[Refused]:
    """Everything wrong between organisations."""
    network = given.maternal_medicine_network
    if network is not None:
        yield from _centre(network, given)
        yield from _trimmed(network, given)
    yield from _carried(given)


def _centre(network: Network, given: Given) -> Iterator[Refused]:
    pairs = {contract.pair for contract in given.contracts}
    pairs |= {(c.commissioner, p.code) for c in network.contributors for p in c.providers}
    if (network.lead_commissioner, network.centre) not in pairs:
        yield Refused(
            ("maternal medicine network", "centre"),
            f"{network.centre} is not a provider of {network.lead_commissioner}, the lead "
            "commissioner, anywhere in this file. Check both.",
        )


def _trimmed(network: Network, given: Given) -> Iterator[Refused]:
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


def _carried(given: Given) -> Iterator[Refused]:
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
