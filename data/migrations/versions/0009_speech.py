"""Which board speaks, for all servers of a hall; and the loudspeakers that fail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Nobody has the turn yet."""
    op.create_table(
        "speech",
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(length=64), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("spoken", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_speech_hall_id"),
        sa.PrimaryKeyConstraint("hall_id", name="pk_speech"),
    )
    op.create_table(
        "loudspeakers",
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("fault", sa.String(length=200), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_loudspeakers_hall_id"),
        sa.PrimaryKeyConstraint("hall_id", "place", name="pk_loudspeakers"),
    )
