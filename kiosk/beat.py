"""Tells whoever runs this program as a service that it is ready, and that it still lives.

The protocol is systemd's (sd_notify(3)): text in one datagram to the socket that NOTIFY_SOCKET
names. That is the whole of it, so no library is needed. Where nobody listens, nothing is sent.
"""

from __future__ import annotations

import logging
import os
import socket

SECONDS = 1.0
"""Between two beats. The units wait several times as long before they act."""
READY = "READY=1"
ALIVE = "WATCHDOG=1"
EXIT_STATUS = "EXIT_STATUS"

_log = logging.getLogger(__name__)


def heard() -> bool:
    """Whether somebody listens, and starts the program again when it falls silent."""
    return bool(os.environ.get("NOTIFY_SOCKET"))


def tell(message: str) -> None:
    """Send `message` ("READY=1", "EXIT_STATUS=0"); a listener that has gone is only logged."""
    place = os.environ.get("NOTIFY_SOCKET")
    if not place:
        return
    # "@" stands for the zero byte of a name that is in no file system.
    address = f"\0{place[1:]}" if place.startswith("@") else place
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        # A listener that does not read must not hold up the glass.
        line.setblocking(False)
        try:
            line.sendto(message.encode(), address)
        except OSError as error:
            _log.warning("nobody hears %s: %s", message, error)
