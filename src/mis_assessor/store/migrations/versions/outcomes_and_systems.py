"""One chain of outcomes; verifications, guidance that is compared, and local systems.

What the first version wrote of outcomes, in free words, stays where it is.
"""

import sqlalchemy as sa
from alembic import op

from mis_assessor.store.migrations.once import write_once

revision = "0002"
down_revision = "0001"

WRITTEN_ONCE = ("outcome_record", "verification", "guidance", "system_paper")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "outcome_record",
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("digest", "line"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"]),
        sa.PrimaryKeyConstraint("submission_id", "number"),
    )
    op.create_table(
        "verification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=True),
        *_texts("name", "sha256", "trust_code", "state", "content", "receipt", "by", "at"),
        sa.Column("scheme_year", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_verification_submission_id", "verification", ["submission_id"])
    op.create_table(
        "guidance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scheme_year", sa.Integer(), nullable=False),
        *_texts("edition", "name", "sha256"),
        sa.Column("pages", sa.Integer(), nullable=False),
        *_texts("by", "at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.add_column(
        "confirmation",
        sa.Column("says", sa.String(), nullable=False, server_default="confirmed"),
    )
    _systems()
    for table in WRITTEN_ONCE:
        write_once(table)


def downgrade() -> None:
    """A copy taken before is the way back."""


def _systems() -> None:
    op.create_table("system", *_texts("code", "name", "folder"), sa.PrimaryKeyConstraint("code"))
    op.create_table(
        "system_trust",
        *_texts("system_code", "trust_code"),
        sa.ForeignKeyConstraint(["system_code"], ["system.code"]),
        sa.ForeignKeyConstraint(["trust_code"], ["trust.code"]),
        sa.PrimaryKeyConstraint("system_code", "trust_code"),
    )
    op.create_table(
        "system_officer",
        *_texts("system_code"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["system_code"], ["system.code"]),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("system_code", "account_id"),
    )
    op.create_table(
        "system_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("system_code", "digest", "on", "content", "page", "by", "at"),
        sa.ForeignKeyConstraint(["system_code"], ["system.code"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_system_paper_system_code", "system_paper", ["system_code"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]
