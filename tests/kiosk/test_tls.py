"""A hall reaches its PostgreSQL through TLS, and only the one that its own authority knows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from sqlalchemy import make_url

from data.faults import StoreFault
from kiosk.config import load
from kiosk.hall import Hall, open_hall
from tests.hall import HandClock, change_settings
from tests.postgres import PostgresServer

HOST = "db.hall.example"
NOT_OURS: dict[str, str] = {}
"""Nothing else is changed than who has signed the certificate, under the same name."""


@dataclass(frozen=True)
class Authority:
    """Signs certificates, as an authority of a city's own does."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def create(cls, name: str) -> Authority:
        key = ec.generate_private_key(ec.SECP256R1())
        own = x509.BasicConstraints(ca=True, path_length=0)
        return cls(key, _begun(name, name, key).add_extension(own, True).sign(key, SHA256()))

    def sign(self, host: str, key: ec.EllipticCurvePrivateKey) -> bytes:
        """A certificate for a server, in PEM."""
        issuer = self.certificate.subject.rfc4514_string().removeprefix("CN=")
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        begun = _begun(host, issuer, key).add_extension(names, False)
        return begun.sign(self.key, SHA256()).public_bytes(Encoding.PEM)

    def write(self, file: Path) -> Path:
        file.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        return file


def _begun(name: str, issuer: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.create("Authority of the tests")


@pytest.fixture(scope="module")
def address(postgres_server: PostgresServer, authority: Authority) -> Iterator[str]:
    """The address, of this process alone, on which the server takes nothing but TLS."""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for name, content in (("server.crt", authority.sign(HOST, key)), ("server.key", pem)):
        file = postgres_server.folder / name
        file.write_bytes(content)
        file.chmod(0o600)
        postgres_server.hand_over(file)
    rules = postgres_server.folder / "data" / "pg_hba.conf"
    before = rules.read_text("utf-8")
    rules.write_text("local all all trust\nhostssl all all 127.0.0.0/8 trust\n", "utf-8")
    own = f"127.77.{os.getpid() >> 8 & 255}.{os.getpid() & 255}"
    postgres_server.stop()
    postgres_server.settings = {
        "listen_addresses": own,
        "ssl": "on",
        "ssl_cert_file": str(postgres_server.folder / "server.crt"),
        "ssl_key_file": str(postgres_server.folder / "server.key"),
    }
    postgres_server.start()
    yield own
    rules.write_text(before, "utf-8")
    postgres_server.stop()
    postgres_server.settings = {}
    postgres_server.start()


def by_network(folder: Path, address: str, **options: object) -> Path:
    """The hall's settings name the server as docs/deploy.md shows it, but for its `hostaddr`."""
    old = load(folder).database
    chosen = {"hostaddr": address, "host": HOST, "sslmode": "verify-full"} | options
    url = make_url(old).set(query={name: str(value) for name, value in chosen.items()})
    change_settings(folder, old, url.render_as_string(hide_password=False))
    return folder


def encrypted(hall: Hall) -> bool:
    with hall.ground.read() as work:
        mine = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        return bool(work.connection.exec_driver_sql(mine).scalar_one())


def test_a_hall_works_through_tls(
    postgres_folder: Path, address: str, authority: Authority, tmp_path: Path, clock: HandClock
) -> None:
    root = authority.write(tmp_path / "root.crt")
    with open_hall(by_network(postgres_folder, address, sslrootcert=root), clock) as hall:
        assert encrypted(hall)
        assert hall.issue("SC001").ticket.number == "B001"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (NOT_OURS, "SSL error"),
        ({"host": "elsewhere.example"}, 'does not match host name "elsewhere.example"'),
        ({"sslmode": "disable"}, "no encryption"),
    ],
    ids=["authority", "host", "plain"],
)
def test_no_hall_on_a_server_that_is_not_the_one(
    changed: dict[str, str],
    reason: str,
    postgres_folder: Path,
    address: str,
    authority: Authority,
    tmp_path: Path,
) -> None:
    signer = Authority.create("Authority of the tests") if changed == NOT_OURS else authority
    root = signer.write(tmp_path / "root.crt")
    folder = by_network(postgres_folder, address, sslrootcert=root, **changed)
    with pytest.raises(StoreFault) as fault:
        open_hall(folder)
    assert fault.value.code == "database.unreachable"
    assert reason in fault.value.detail
