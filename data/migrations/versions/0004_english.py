"""The papers that a service needs, in English."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Catalogues that were imported before stay in Chinese; the next import brings the words."""
    for name, length in (("name_en", 160), ("note_en", 400)):
        op.add_column(
            "materials",
            sa.Column(name, sa.String(length=length), server_default=sa.text("''"), nullable=False),
        )
