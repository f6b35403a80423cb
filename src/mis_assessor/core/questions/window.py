"""The days a question is about."""

from mis_assessor.core.frozen import Frozen


class Window(Frozen):
    """Days from and to, inclusive, as names of values."""

    from_: str
    to: str
