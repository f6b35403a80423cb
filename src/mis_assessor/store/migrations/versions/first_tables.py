"""The first tables, and what keeps those that are written once from being changed."""

import sqlalchemy as sa
from alembic import op

from mis_assessor.store.migrations.once import write_once

revision = "0001"
down_revision = None

WRITTEN_ONCE = (
    *("acknowledgement", "assessment", "audit", "confirmation"),
    *("delegation", "outcome", "paper", "step"),
)
TEXT = sa.String()


def upgrade() -> None:
    """Makes every table."""
    _tables()
    op.execute("INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '')")
    for table in WRITTEN_ONCE:
        write_once(table)


def downgrade() -> None:
    """Nothing is older than this."""


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [_text(name) for name in names]


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _tables() -> None:
    op.create_table(
        "attempt",
        _number("id"),
        *_texts("address", "at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_attempt_address", "attempt", ["address"])
    op.create_table(
        "audit",
        _number("number"),
        *_texts("at", "who", "role", "trust", "act", "about", "detail", "previous", "hash"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "audit_head",
        _number("id"),
        _number("number"),
        _text("hash"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "confirmation",
        _number("id"),
        *_texts("requirement", "value", "fingerprint", "by", "on", "document", "page", "sha256"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "trust",
        *_texts("code", "name"),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "account",
        _number("id"),
        *_texts("email", "name", "role"),
        sa.Column("trust_code", TEXT, nullable=True),
        _text("password"),
        _number("failures"),
        _text("locked_until"),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trust_code"],
            ["trust.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
    )
    op.create_table(
        "submission",
        *_texts("id", "trust_code"),
        _number("scheme_year"),
        _number("version"),
        *_texts("fingerprint", "made_by", "made_at"),
        sa.ForeignKeyConstraint(
            ["trust_code"],
            ["trust.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_submission_trust_code", "submission", ["trust_code"])
    op.create_table(
        "acknowledgement",
        _number("id"),
        *_texts("submission_id", "digest", "item", "by", "role", "at", "note"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("submission_id", "digest", "item", name="uq_acknowledgement"),
    )
    op.create_index(
        "ix_acknowledgement_submission_id", "acknowledgement", ["submission_id"], unique=False
    )
    op.create_table(
        "assessment",
        _number("id"),
        _text("submission_id"),
        _number("version"),
        *_texts("digest", "on", "known_on", "rulebook", "verdict"),
        sa.Column("met", sa.Boolean(), nullable=False),
        _number("hold"),
        *_texts("content", "by", "at"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("submission_id", "version", "digest", name="uq_assessment"),
    )
    op.create_index("ix_assessment_submission_id", "assessment", ["submission_id"], unique=False)
    op.create_table(
        "delegation",
        _number("id"),
        _number("principal_id"),
        _number("delegate_id"),
        *_texts("from_day", "to_day", "reason", "by", "at"),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["principal_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_delegation_delegate_id", "delegation", ["delegate_id"])
    op.create_index("ix_delegation_principal_id", "delegation", ["principal_id"], unique=False)
    op.create_table(
        "document",
        *_texts("submission_id", "id", "kind", "title", "dated", "checked_by", "sha256"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("submission_id", "id"),
    )
    op.create_table(
        "file",
        _number("id"),
        *_texts("submission_id", "name", "sha256"),
        _number("size"),
        _number("since"),
        sa.Column("until", sa.Integer(), nullable=True),
        *_texts("by", "at"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_file_submission_id", "file", ["submission_id"])
    op.create_table(
        "invitation",
        _text("token"),
        _number("account_id"),
        _text("until"),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index("ix_invitation_account_id", "invitation", ["account_id"])
    op.create_table(
        "outcome",
        _number("id"),
        *_texts("submission_id", "digest", "kind", "result", "note", "by", "role", "at"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outcome_submission_id", "outcome", ["submission_id"])
    op.create_table(
        "paper",
        *_texts("submission_id", "digest", "kind", "sha256", "at"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("submission_id", "digest", "kind"),
    )
    op.create_table(
        "register",
        *_texts("submission_id", "name", "file", "sha256"),
        _number("rows"),
        *_texts("complete_to", "checked_by"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("submission_id", "name"),
    )
    op.create_table(
        "step",
        _number("id"),
        *_texts("submission_id", "move", "state", "digest"),
        sa.Column("by_id", sa.Integer(), nullable=True),
        *_texts("by", "role", "on_behalf_of", "at", "happened_on", "reference", "note"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_step_submission_id", "step", ["submission_id"])
    op.create_table(
        "visit",
        _text("token"),
        _number("account_id"),
        *_texts("form_token", "began", "seen"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index("ix_visit_account_id", "visit", ["account_id"])
