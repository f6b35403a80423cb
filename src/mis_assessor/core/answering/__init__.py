"""Questions put to a submission: each gives a small exact answer with its rows."""
