"""A payment file already read: what it says, and where, so that refusals name the line."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.payment.given import Given
from mis_assessor.core.payment.line import PaymentView
from mis_assessor.core.payment.refused import refused
from mis_assessor.core.payment.refused_between import refused_between
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.view import payment_view


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """Typed input with its fingerprint; nothing of it is decided yet."""

    given: Given
    sha256: str
    where: Callable[[tuple[str | int, ...]], str] = field(compare=False, repr=False)
    """File and line of a heading, by the way to it."""

    def view(self, rules: PaymentRules) -> PaymentView:
        """Every line of the view. Raises EvidenceUnreadable with all the rules refuse."""
        refusals = [*refused(self.given, rules), *refused_between(self.given)]
        if refusals:
            raise EvidenceUnreadable([Problem(self.where(one.place), one.why) for one in refusals])
        view = payment_view(self.given, rules)
        return replace(view, fingerprints=replace(view.fingerprints, payment_file=self.sha256))
