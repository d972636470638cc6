"""The first tables: a hall, its catalogue, counters, staff, tickets, events and papers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Events are append-only, and so is every imported catalogue.
KEPT = (
    "events",
    "catalogues",
    "window_groups",
    "departments",
    "themes",
    "services",
    "materials",
    "bundles",
)


def upgrade() -> None:
    """Make the tables, and the triggers that keep what has happened as it was."""
    op.create_table(
        "halls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("catalogue_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_halls"),
        sa.UniqueConstraint("code", name="uq_halls_code"),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("display_name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_accounts_hall_id"),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("hall_id", "name", name="uq_accounts_hall_id_name"),
    )
    op.create_table(
        "catalogues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meta", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_catalogues_hall_id"),
        sa.PrimaryKeyConstraint("id", name="pk_catalogues"),
        sa.UniqueConstraint("hall_id", "version", name="uq_catalogues_hall_id_version"),
    )
    op.create_table(
        "counters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("area_en", sa.String(length=40), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_counters_hall_id"),
        sa.PrimaryKeyConstraint("id", name="pk_counters"),
        sa.UniqueConstraint("hall_id", "code", name="uq_counters_hall_id_code"),
    )
    op.create_table(
        "number_series",
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("group_prefix", sa.String(length=1), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_number_series_hall_id"),
        sa.PrimaryKeyConstraint("hall_id", "day", "group_prefix", name="pk_number_series"),
    )
    op.create_table(
        "bundles",
        sa.Column("catalogue_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogues.id"], name="fk_bundles_catalogue_id"
        ),
        sa.PrimaryKeyConstraint("catalogue_id", "code", name="pk_bundles"),
    )
    op.create_table(
        "counter_services",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=16), nullable=False),
        sa.Column("service", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name="fk_counter_services_counter_id"
        ),
        sa.PrimaryKeyConstraint("counter_id", "department", "service", name="pk_counter_services"),
    )
    op.create_table(
        "departments",
        sa.Column("catalogue_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.Column("short", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("default_group", sa.String(length=1), nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogues.id"], name="fk_departments_catalogue_id"
        ),
        sa.PrimaryKeyConstraint("catalogue_id", "code", name="pk_departments"),
    )
    op.create_table(
        "services",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("catalogue_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.Column("department", sa.String(length=16), nullable=False),
        sa.Column("theme", sa.String(length=80), nullable=False),
        sa.Column("group_prefix", sa.String(length=1), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("legal_value", sa.Integer(), nullable=True),
        sa.Column("legal_unit", sa.String(length=8), nullable=True),
        sa.Column("promised_value", sa.Integer(), nullable=True),
        sa.Column("promised_unit", sa.String(length=8), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogues.id"], name="fk_services_catalogue_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_services"),
        sa.UniqueConstraint("catalogue_id", "code", name="uq_services_catalogue_id_code"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_sessions_account_id"),
        sa.ForeignKeyConstraint(["counter_id"], ["counters.id"], name="fk_sessions_counter_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_table(
        "themes",
        sa.Column("catalogue_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(["catalogue_id"], ["catalogues.id"], name="fk_themes_catalogue_id"),
        sa.PrimaryKeyConstraint("catalogue_id", "name", name="pk_themes"),
    )
    op.create_table(
        "window_groups",
        sa.Column("catalogue_id", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.String(length=1), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.Column("default_windows", sa.JSON(), nullable=False),
        sa.Column("default_minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["catalogue_id"], ["catalogues.id"], name="fk_window_groups_catalogue_id"
        ),
        sa.PrimaryKeyConstraint("catalogue_id", "prefix", name="pk_window_groups"),
    )
    op.create_table(
        "materials",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("necessity", sa.String(length=8), nullable=False),
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("exempt_by_sharing", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name="fk_materials_service_id"),
        sa.PrimaryKeyConstraint("service_id", "position", name="pk_materials"),
    )
    op.create_table(
        "tickets",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("group_prefix", sa.String(length=1), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=16), nullable=False),
        sa.Column("priority", sa.String(length=16), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("link_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("first_call", sa.BigInteger(), nullable=True),
        sa.Column("last_call", sa.BigInteger(), nullable=True),
        sa.Column("call_nonce", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["counter_id"], ["counters.id"], name="fk_tickets_counter_id"),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_tickets_hall_id"),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name="fk_tickets_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.UniqueConstraint(
            "hall_id",
            "day",
            "group_prefix",
            "number",
            name="uq_tickets_hall_id_day_group_prefix_number",
        ),
        sa.UniqueConstraint("hall_id", "nonce", name="uq_tickets_hall_id_nonce"),
        sa.UniqueConstraint("token_hash", name="uq_tickets_token_hash"),
    )
    op.create_index(
        "ix_tickets_at_counter",
        "tickets",
        ["hall_id", "counter_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('called', 'serving')"),
        postgresql_where=sa.text("state IN ('called', 'serving')"),
    )
    op.create_index(
        "ix_tickets_call_nonce",
        "tickets",
        ["counter_id", "call_nonce"],
        unique=True,
        sqlite_where=sa.text("call_nonce IS NOT NULL"),
        postgresql_where=sa.text("call_nonce IS NOT NULL"),
    )
    op.create_index(
        "ix_tickets_called",
        "tickets",
        ["hall_id", "day", "last_call"],
        unique=False,
        sqlite_where=sa.text("last_call IS NOT NULL"),
        postgresql_where=sa.text("last_call IS NOT NULL"),
    )
    op.create_index(
        "ix_tickets_first_called",
        "tickets",
        ["hall_id", "day", "first_call"],
        unique=False,
        sqlite_where=sa.text("last_call IS NOT NULL"),
        postgresql_where=sa.text("last_call IS NOT NULL"),
    )
    op.create_index(
        "ix_tickets_waiting",
        "tickets",
        ["hall_id", "day", "service", "priority", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "events",
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("ticket_id", KEY, nullable=True),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_events_account_id"),
        sa.ForeignKeyConstraint(["counter_id"], ["counters.id"], name="fk_events_counter_id"),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_events_hall_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_events_ticket_id"),
        sa.PrimaryKeyConstraint("hall_id", "seq", name="pk_events"),
    )
    op.create_index("ix_events_ticket", "events", ["ticket_id"], unique=False)
    op.create_table(
        "print_jobs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", KEY, nullable=True),
        sa.Column("printer", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=64), nullable=True),
        sa.Column("detail", sa.String(length=400), nullable=True),
        sa.Column("receipt", sa.String(length=400), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_print_jobs_hall_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_print_jobs_ticket_id"),
        sa.PrimaryKeyConstraint("id", name="pk_print_jobs"),
    )
    op.create_index(
        "ix_print_jobs_open",
        "print_jobs",
        ["printer", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('queued', 'sending', 'unknown')"),
        postgresql_where=sa.text("state IN ('queued', 'sending', 'unknown')"),
    )
    op.create_index("ix_print_jobs_ticket", "print_jobs", ["ticket_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
