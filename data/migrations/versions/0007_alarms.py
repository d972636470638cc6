"""Alarms that stand until somebody has taken them and nothing is the matter any more.

And the line of a hall in the order of arrival, for whoever is next.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
STANDS = sa.text("taken_at IS NULL OR ended_at IS NULL")
ORDINARY = sa.text(
    "state = 'waiting' AND priority IS NULL AND turn IS NULL AND appointment_at IS NULL"
)
FIRST = sa.text(
    "state = 'waiting' AND priority IS NOT NULL AND turn IS NULL AND appointment_at IS NULL"
)


def upgrade() -> None:
    """No alarm stands yet."""
    op.create_table(
        "alarms",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("raised_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_alarms_hall_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_alarms_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alarms"),
    )
    op.create_index(
        "ix_alarms_stands",
        "alarms",
        ["hall_id", "kind", "subject"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.drop_index("ix_tickets_first", "tickets")
    for name, condition in (("ix_tickets_ordinary", ORDINARY), ("ix_tickets_first", FIRST)):
        op.create_index(
            name,
            "tickets",
            ["hall_id", "day", "id"],
            unique=False,
            sqlite_where=condition,
            postgresql_where=condition,
        )
