"""Tokens with which other programs come in."""

import sqlalchemy as sa
from alembic import op

revision = "programs"
down_revision = "0002"

TEXTS = ("name", "role", "made", "until", "used", "ended", "ended_by")


def upgrade() -> None:
    """Makes their table."""
    op.create_table(
        "program",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in TEXTS),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token"),
    )
    op.create_index("ix_program_account_id", "program", ["account_id"])


def downgrade() -> None:
    """Takes it away; no program comes in any more."""
    op.drop_table("program")
