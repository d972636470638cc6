"""Pauses, parking, transfers that come back, visits, stand-ins, the end of a day, access tokens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
HELD_BY = sa.text("state IN ('called', 'serving') AND clerk_id IS NOT NULL")
PARKED = sa.text("state = 'parked'")


def upgrade() -> None:
    """What is held at the moment belongs to its counter, and to no clerk yet."""
    op.add_column("halls", sa.Column("closed_day", sa.Date(), nullable=True))
    op.add_column("counters", sa.Column("paused", sa.String(length=80), nullable=True))
    op.add_column("counters", sa.Column("paused_at", MOMENT, nullable=True))
    op.add_column("sessions", sa.Column("stands_in_for", sa.Integer(), nullable=True))
    op.add_column("tickets", sa.Column("clerk_id", sa.Integer(), nullable=True))
    op.add_column("tickets", sa.Column("return_id", sa.Integer(), nullable=True))
    op.add_column("tickets", sa.Column("visit", KEY, nullable=True))
    op.create_index(
        "ix_tickets_held_by",
        "tickets",
        ["hall_id", "clerk_id"],
        unique=True,
        sqlite_where=HELD_BY,
        postgresql_where=HELD_BY,
    )
    op.create_index(
        "ix_tickets_parked",
        "tickets",
        ["hall_id", "counter_id", "id"],
        unique=False,
        sqlite_where=PARKED,
        postgresql_where=PARKED,
    )
    op.create_table(
        "access_tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_access_tokens_hall_id"),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name="fk_access_tokens_counter_id"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_access_tokens_account_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_access_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_access_tokens_token_hash"),
    )
