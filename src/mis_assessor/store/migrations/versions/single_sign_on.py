"""Who is on the way to the provider of single sign-on, and who is whom there."""

import sqlalchemy as sa
from alembic import op

revision = "sign_on"
down_revision = "jobs"


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def upgrade() -> None:
    """Makes both tables."""
    op.create_table(
        "sign_on",
        *_texts("state", "browser", "nonce", "verifier", "back", "address", "until"),
        sa.PrimaryKeyConstraint("state"),
    )
    op.create_table(
        "subject",
        *_texts("issuer", "subject"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        *_texts("at"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("issuer", "subject"),
    )
    op.create_index("ix_subject_account_id", "subject", ["account_id"])


def downgrade() -> None:
    """Takes them away; people sign in with their passwords."""
    op.drop_table("subject")
    op.drop_table("sign_on")
