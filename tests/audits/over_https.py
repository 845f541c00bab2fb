"""A server on loopback behind HTTPS, as behind any proxy: HTTP is only sent there."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"
PATIENCE_S = 30
HANDSHAKE = b"\x16"
"""The first byte of TLS; no method begins with it. So one port can take both, as the
Observatory needs where it is given a port."""


@dataclass(frozen=True, slots=True)
class Front:
    """Where it is; `authority` is the certificate to trust for localhost."""

    authority: Path
    port: int


def write_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of its own authority for localhost, good for a day; and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "localhost.pem", folder / "localhost.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, secret


class Passing(BaseRequestHandler):
    """One connection: passed on where it is TLS, else told where to go."""

    server: FrontServer

    def handle(self) -> None:
        asked: socket.socket = self.request
        asked.settimeout(PATIENCE_S)
        if asked.recv(1, socket.MSG_PEEK) != HANDSHAKE:
            self.lead_over(asked)
            return
        with (
            suppress(OSError),
            self.server.context.wrap_socket(asked, server_side=True) as over_tls,
            socket.create_connection((HOST, self.server.behind)) as behind,
        ):
            Thread(target=pump, args=[behind, over_tls], daemon=True).start()
            pump(over_tls, behind)

    def lead_over(self, asked: socket.socket) -> None:
        path = asked.recv(65_536).split(b" ")[1].decode()
        place = f"https://localhost:{self.server.server_address[1]}{path}"
        asked.sendall(
            "HTTP/1.1 308 Permanent Redirect\r\nConnection: close\r\n"
            f"Content-Length: 0\r\nLocation: {place}\r\n\r\n".encode()
        )


def pump(source: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while part := source.recv(65_536):
            to.sendall(part)
        to.shutdown(socket.SHUT_WR)


class FrontServer(ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, context: ssl.SSLContext, behind: int) -> None:
        super().__init__((HOST, 0), Passing)
        self.context = context
        self.behind = behind


@contextmanager
def https_front(folder: Path, behind: int) -> Iterator[Front]:
    """HTTPS in front of what answers on port `behind`; HTTP at the same port, too."""
    certificate, secret = write_certificate(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, secret)
    with FrontServer(context, behind) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Front(certificate, server.server_address[1])
        finally:
            server.shutdown()
