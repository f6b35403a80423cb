"""What each page of the Board paper shows: exact words, tags and drawings.

Templates print these values and decide nothing; both editions use the same ones.
"""

from mis_assessor.reports.presenters.whole import Paper, paper

__all__ = ["Paper", "paper"]
