"""The payment view as canonical JSON: sorted, exact, the same bytes for the same inputs."""

from pydantic_core import to_json

from mis_assessor.core.payment.line import PaymentView
from mis_assessor.core.plain import plain


def view_json(view: PaymentView) -> bytes:
    """The whole view; money stays text, to the penny."""
    return to_json(plain(view), indent=1) + b"\n"
