"""What becomes of a paper: its times, its reprints, and how the printers are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("state IN ('queued', 'sending', 'unknown', 'failed') AND aside_at IS NULL")


def upgrade() -> None:
    """Papers that stood on their way keep their state; their index learns of those put aside."""
    op.add_column("print_jobs", sa.Column("original_id", KEY, nullable=True))
    op.add_column(
        "print_jobs",
        sa.Column("copy", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    for name in ("expires_at", "sent_at", "done_at", "aside_at"):
        op.add_column("print_jobs", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    # Whatever had begun may be on paper: another copy of it will carry the mark.
    op.execute("UPDATE print_jobs SET sent_at = changed_at WHERE state <> 'queued'")
    op.execute("UPDATE print_jobs SET done_at = changed_at WHERE state IN ('printed', 'sent')")
    op.drop_index("ix_print_jobs_open", table_name="print_jobs")
    op.create_index(
        "ix_print_jobs_open",
        "print_jobs",
        ["printer", "id"],
        unique=False,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "printers",
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("detail", sa.String(length=400), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_printers_hall_id"),
        sa.PrimaryKeyConstraint("hall_id", "name", name="pk_printers"),
    )
