"""The story of one finding as a page for a browser."""

from mis_assessor.reports.papers import render_names
from mis_assessor.reports.story import Story


def story_html(told: Story) -> str:
    """The page; it loads nothing from anywhere."""
    return render_names("desk/story.html", told=told)
