"""Sealing: what must be read again but not by somebody who has copied the database.

The key lies beside the settings, in a file that only the hall's account may read.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from data.faults import StoreFault

_NONCE_BYTES = 12


class Seal:
    """Encrypts and decrypts small values (AES-256-GCM, NIST SP 800-38D)."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    @classmethod
    def create(cls, file: Path) -> Seal:
        """A new key in `file`, or the one that is there already."""
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return cls.open(file)
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(32))
            stream.flush()
            os.fsync(stream.fileno())
        return cls.open(file)

    @classmethod
    def open(cls, file: Path) -> Seal:
        """The key in `file`; raises `StoreFault("key.unreadable")`."""
        try:
            return cls(file.read_bytes())
        except (OSError, ValueError) as error:
            raise StoreFault("key.unreadable", f"{file}: {error}") from error

    def close(self, value: bytes) -> bytes:
        """`value`, unreadable."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, value, None)

    def read(self, sealed: bytes) -> bytes:
        """What was sealed; raises `StoreFault("key.wrong")` if it was another key's or changed."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except (InvalidTag, ValueError) as error:
            raise StoreFault("key.wrong") from error
