"""The service catalogue of a hall: versions, groups, departments, themes, services, bundles."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.columns import Base


class CatalogueVersion(Base):
    """One imported service catalogue; never changed afterwards."""

    __tablename__ = "catalogues"
    __table_args__ = (UniqueConstraint("hall_id", "version"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime]
    meta: Mapped[dict[str, Any]]


class WindowGroup(Base):
    """People who share one series of numbers."""

    __tablename__ = "window_groups"

    catalogue_id: Mapped[int] = mapped_column(ForeignKey("catalogues.id"), primary_key=True)
    prefix: Mapped[str] = mapped_column(String(1), primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(160))
    default_windows: Mapped[list[str]]
    default_minutes: Mapped[int]


class Department(Base):
    """An office whose matters are done in the hall."""

    __tablename__ = "departments"

    catalogue_id: Mapped[int] = mapped_column(ForeignKey("catalogues.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(160))
    short: Mapped[str] = mapped_column(String(80))
    number: Mapped[str] = mapped_column(String(16))
    default_group: Mapped[str] = mapped_column(String(1))


class Theme(Base):
    """A field of life under which a person looks for a service."""

    __tablename__ = "themes"

    catalogue_id: Mapped[int] = mapped_column(ForeignKey("catalogues.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int]
    name_en: Mapped[str] = mapped_column(String(160))


class Service(Base):
    """A matter that the hall does, in one version of the catalogue; `details` has the rest."""

    __tablename__ = "services"
    __table_args__ = (UniqueConstraint("catalogue_id", "code"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    catalogue_id: Mapped[int] = mapped_column(ForeignKey("catalogues.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(160))
    department: Mapped[str] = mapped_column(String(16))
    theme: Mapped[str] = mapped_column(String(80))
    group_prefix: Mapped[str] = mapped_column(String(1))
    in_use: Mapped[bool] = mapped_column(Boolean)
    legal_value: Mapped[int | None]
    legal_unit: Mapped[str | None] = mapped_column(String(8))
    promised_value: Mapped[int | None]
    promised_unit: Mapped[str | None] = mapped_column(String(8))
    minutes: Mapped[int]
    details: Mapped[dict[str, Any]]


class Material(Base):
    """A paper that a service needs."""

    __tablename__ = "materials"

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(160), server_default=text("''"))
    necessity: Mapped[str] = mapped_column(String(8))
    form: Mapped[str] = mapped_column(String(80))
    copies: Mapped[int]
    exempt_by_sharing: Mapped[bool]
    note: Mapped[str] = mapped_column(String(400))
    note_en: Mapped[str] = mapped_column(String(400), server_default=text("''"))


class Bundle(Base):
    """一件事: several services for one event of a life."""

    __tablename__ = "bundles"

    catalogue_id: Mapped[int] = mapped_column(ForeignKey("catalogues.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(160))
    services: Mapped[list[str]]
    details: Mapped[dict[str, Any]]
