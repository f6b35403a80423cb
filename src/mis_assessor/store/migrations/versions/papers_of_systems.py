"""The paper of a local system as PDF, beside its page."""

import sqlalchemy as sa
from alembic import op

revision = "system_pdf"
down_revision = "sign_on"


def upgrade() -> None:
    """Adds the column; what was assessed before has no PDF."""
    op.add_column("system_paper", sa.Column("pdf", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """A copy taken before is the way back."""
