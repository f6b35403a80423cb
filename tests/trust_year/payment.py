"""The payment.yaml of an invented trust: the figures that were worked by hand, with its code."""

from collections.abc import Mapping

from trust_year.plans import AS_ASKED
from unit.core.payment.files import SAMPLE

WORKED_PROVIDER = "RYY"
PAYMENT: Mapping[str, str] = {
    "payment.yaml": SAMPLE.read_text(encoding="utf-8").replace(WORKED_PROVIDER, AS_ASKED.code)
}
