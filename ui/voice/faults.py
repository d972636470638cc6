"""What can go wrong when words are turned into sound."""

from __future__ import annotations


class VoiceFault(Exception):
    """An engine did not do it; the message is for the log."""
