"""Numbers without a service, people who come back, appointments, identities and calls for help."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WAITING = sa.text("state = 'waiting'")
TAKEN = sa.text("state <> 'cancelled'")
UNANSWERED = sa.text("answered_at IS NULL")


def upgrade() -> None:
    """Every ticket keeps its place in the line."""
    _let_a_ticket_have_no_service()
    op.add_column("tickets", sa.Column("turn", sa.BigInteger(), nullable=True))
    op.add_column("tickets", sa.Column("appointment_at", MOMENT, nullable=True))
    op.drop_index("ix_tickets_waiting", table_name="tickets")
    op.create_index(
        "ix_tickets_waiting",
        "tickets",
        ["hall_id", "day", "service", "priority", "turn", "appointment_at", "id"],
        unique=False,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    _appointments()
    _identities()
    _help_calls()


def _let_a_ticket_have_no_service() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("tickets", "service_id", nullable=True)
        return
    # SQLite cannot drop a NOT NULL, and a copy of the table would break the keys that point at it:
    # https://www.sqlite.org/lang_altertable.html#otheralter gives this way.
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    op.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'service_id INTEGER NOT NULL', "
        "'service_id INTEGER') WHERE type = 'table' AND name = 'tickets'"
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")


def _appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("group_prefix", sa.String(length=1), nullable=False),
        sa.Column("service", sa.String(length=16), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("ticket_id", KEY, nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_appointments_hall_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_appointments_ticket_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_appointments_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appointments"),
        sa.UniqueConstraint("hall_id", "code_hash", name="uq_appointments_hall_id_code_hash"),
        sa.UniqueConstraint("token_hash", name="uq_appointments_token_hash"),
    )
    op.create_index(
        "ix_appointments_slot",
        "appointments",
        ["hall_id", "day", "group_prefix", "starts_at"],
        unique=False,
        sqlite_where=TAKEN,
        postgresql_where=TAKEN,
    )


def _identities() -> None:
    op.create_table(
        "identities",
        sa.Column("ticket_id", KEY, autoincrement=False, nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("purge_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_identities_ticket_id"),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_identities_hall_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_identities_account_id"),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_identities"),
    )
    op.create_index("ix_identities_person", "identities", ["hall_id", "person"], unique=False)
    op.create_index("ix_identities_purge", "identities", ["hall_id", "purge_at"], unique=False)


def _help_calls() -> None:
    op.create_table(
        "help_calls",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_help_calls_hall_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_help_calls_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_help_calls"),
    )
    op.create_index(
        "ix_help_calls_open",
        "help_calls",
        ["hall_id", "place"],
        unique=True,
        sqlite_where=UNANSWERED,
        postgresql_where=UNANSWERED,
    )
