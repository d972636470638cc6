"""The tables of a hall, as typed SQLAlchemy models; the same on SQLite and PostgreSQL.

Every key carries the hall, so that a city can keep many halls in one database. Verbs write
through Core statements on these tables; the models give their shape, types and constraints.
"""

from data.models.accounts import AccessToken, Account, StaffSession
from data.models.alarms import STANDS, Alarm
from data.models.catalogue import (
    Bundle,
    CatalogueVersion,
    Department,
    Material,
    Service,
    Theme,
    WindowGroup,
)
from data.models.columns import Base
from data.models.events import Event
from data.models.hall import Counter, CounterService, Hall
from data.models.people import TAKEN, UNANSWERED, Appointment, HelpCall, Identity
from data.models.printing import STUCK, Printer, PrintJob
from data.models.reserve import NumberBlock
from data.models.speech import Loudspeaker, Speech
from data.models.tickets import (
    APART,
    CALL_NONCE,
    CALLED,
    FIRST,
    HELD,
    HELD_BY,
    ORDINARY,
    PARKED,
    WAITING,
    WENT_FIRST,
    NumberSeries,
    Ticket,
)

__all__ = [
    "APART",
    "CALLED",
    "CALL_NONCE",
    "FIRST",
    "HELD",
    "HELD_BY",
    "ORDINARY",
    "PARKED",
    "STANDS",
    "STUCK",
    "TAKEN",
    "UNANSWERED",
    "WAITING",
    "WENT_FIRST",
    "AccessToken",
    "Account",
    "Alarm",
    "Appointment",
    "Base",
    "Bundle",
    "CatalogueVersion",
    "Counter",
    "CounterService",
    "Department",
    "Event",
    "Hall",
    "HelpCall",
    "Identity",
    "Loudspeaker",
    "Material",
    "NumberBlock",
    "NumberSeries",
    "PrintJob",
    "Printer",
    "Service",
    "Speech",
    "StaffSession",
    "Theme",
    "Ticket",
    "WindowGroup",
]
