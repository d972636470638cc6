"""Who sits at a counter, as its own display shows it: photo, name, duty and promise (亮身份)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from data import models
from kiosk.ground import Ground
from kiosk.look import Card

PICTURES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
LARGEST_BYTES = 4 * 1024 * 1024

_accounts = models.Account.__table__.c
_sessions = models.StaffSession.__table__.c


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who has signed in at a counter last; `photo` is a picture that is there."""

    name: str
    card: Card
    photo: Path | None


def at_counter(ground: Ground, counter: str) -> Clerk | None:
    """Who is signed in at a counter; None while nobody is. Refuses with "counter.unknown"."""
    with ground.read() as work:
        at = work.floor.counter(counter)
        query = (
            select(_accounts.name, _accounts.display_name)
            .where(
                _sessions.account_id == _accounts.id,
                _sessions.counter_id == at.id,
                _sessions.expires_at > work.at,
            )
            .order_by(_sessions.created_at.desc())
            .limit(1)
        )
        found = work.connection.execute(query).first()
    if found is None:
        return None
    cards = {card.account: card for card in ground.settings.clerks}
    card = cards.get(found.name) or Card(account=found.name)
    return Clerk(found.display_name, card, _picture(ground.folder, card.photo))


def _picture(folder: Path, name: str) -> Path | None:
    """A picture in the hall's folder and nowhere else; None for anything that is not one."""
    folder = folder.resolve()
    path = (folder / name).resolve()
    fits = path.suffix.lower() in PICTURES and path.is_relative_to(folder) and path.is_file()
    return path if name and fits and path.stat().st_size <= LARGEST_BYTES else None
