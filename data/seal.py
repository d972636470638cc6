"""Sealing: what must be read again but not by somebody who has copied the database.

The key lies beside the settings, in a file that only the hall's account may read.
"""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from data.faults import StoreFault

_NONCE_BYTES = 12


class Seal:
    """Encrypts and decrypts small values (AES-256-GCM, NIST SP 800-38D)."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        # A key of its own: what seals must not be what marks (RFC 5869).
        self._marking = HKDF(SHA256(), 32, salt=None, info=b"mark").derive(key)

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

    def mark(self, purpose: str, value: str) -> str:
        """What `value` is known by where it is not kept (HMAC-SHA-256, hexadecimal).

        Unlike a plain hash it cannot be found by trying all values without the key; marks of
        another `purpose` do not match.
        """
        message = f"{purpose}\0{value}".encode("utf-8", "surrogatepass")
        return hmac.new(self._marking, message, "sha256").hexdigest()

    def read(self, sealed: bytes) -> bytes:
        """What was sealed; raises `StoreFault("key.wrong")` if it was another key's or changed."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except (InvalidTag, ValueError) as error:
            raise StoreFault("key.wrong") from error
