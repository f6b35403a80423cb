"""Jobs that are asked for and done later, and on PostgreSQL the queue that hands them out."""

import sqlalchemy as sa
from alembic import op

revision = "jobs"
down_revision = "programs"

TEXTS = (
    *("kind", "subject", "submission", "asked", "by", "role", "trust", "through", "at", "due"),
    *("state", "progress", "worker", "beat", "result", "problems", "finished"),
)


def upgrade() -> None:
    """Makes the table of jobs; the queue's own tables come with the next step of an upgrade."""
    op.create_table(
        "job",
        sa.Column("id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in TEXTS),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_job_state", "job", ["state"])
    still_open = sa.text("state IN ('waiting', 'at work')")
    op.create_index(
        "uq_job_open",
        "job",
        ["kind", "subject"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def downgrade() -> None:
    """Takes the table away again; what waits in it is asked for again."""
    op.drop_table("job")
