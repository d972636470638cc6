"""The log: one line for each thing that happened, to the standard error; no names, no tokens."""

from __future__ import annotations

import logging
import sys


def configure(level: int = logging.INFO) -> None:
    """Write lines from `level` on."""
    logging.basicConfig(
        stream=sys.stderr,
        level=level,
        format="%(asctime)s %(levelname)-7s %(name)s %(message)s",
        force=True,
    )
    # Alembic and httpx tell every step, which nobody asked for.
    for talkative in ("alembic", "httpx", "httpcore"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


def structure() -> None:
    """Send the service's lines, which structlog makes, the same way."""
    # Loading it takes a tenth of a second, which a touch screen that starts need not wait for.
    import structlog

    structlog.configure(
        processors=[
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
