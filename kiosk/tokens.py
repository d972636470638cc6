"""Tokens: random, given out once, and kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets


def new(size: int = 24) -> str:
    """A token of `size` random bytes, in letters that may stand in an address."""
    # One in 64 would begin with a dash and be taken for an option on a command line.
    while (token := secrets.token_urlsafe(size)).startswith("-"):
        pass
    return token


def hashed(token: str) -> str:
    """What is kept of a token (SHA-256, hexadecimal); any text at all has one."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
