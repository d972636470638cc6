"""Blocks of numbers that hosts hold for when the database cannot be reached."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """No host holds any yet.

    A ticket's key is its place in the line. Those that are delivered later stand between two that
    were issued meanwhile, so PostgreSQL leaves room from now on.
    """
    op.create_table(
        "number_blocks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("group_prefix", sa.String(length=1), nullable=False),
        sa.Column("host", sa.String(length=60), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("reserved_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_number_blocks_hall_id"),
        sa.PrimaryKeyConstraint("id", name="pk_number_blocks"),
        sa.UniqueConstraint(
            "hall_id",
            "day",
            "group_prefix",
            "first",
            name="uq_number_blocks_hall_id_day_group_prefix_first",
        ),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER SEQUENCE tickets_id_seq INCREMENT BY 1024")
