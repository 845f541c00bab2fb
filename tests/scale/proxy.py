"""nginx by the configuration in deploy/, on free ports, with a certificate of our own.

Only ports, paths and the name are put in: the rest is what an operator is given.
"""

from __future__ import annotations

import shutil
import socket
import ssl
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from pwa.clock import now
from pwa.config import ROOT

SHIPPED = ROOT / "deploy" / "nginx" / "carrycard.conf"
NAME = "card.example.org"
MAIN = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log alert;
worker_processes 2;
events {{ worker_connections 2048; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/carrycard.conf;
}}
"""


def program() -> str | None:
    """Where nginx is; Debian has it where only root looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on now."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


def write(folder: Path, workers: list[int], plain: int, tls: int) -> Path:
    """Everything nginx needs, in one folder; returns its main file."""
    text = SHIPPED.read_text(encoding="utf-8")
    for shipped, port in zip(("8001", "8002", "8003"), workers, strict=True):
        text = replaced(text, f"127.0.0.1:{shipped}", f"127.0.0.1:{port}")
    text = replaced(text, "listen 80;", f"listen 127.0.0.1:{plain};")
    text = replaced(text, "listen 443 ssl", f"listen 127.0.0.1:{tls} ssl")
    lines = [line for line in text.splitlines() if "listen [::]" not in line]
    text = "\n".join(lines) + "\n"
    text = replaced(text, "/etc/carrycard/tls", str(folder))
    text = replaced(text, "/var/log/nginx", str(folder))
    (folder / "carrycard.conf").write_text(text, encoding="utf-8")
    make_certificate(folder)
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder), encoding="utf-8")
    return main


def replaced(text: str, old: str, new: str) -> str:
    """Raises LookupError: the shipped file has changed, and this does not know it."""
    if old not in text:
        raise LookupError(f"{SHIPPED.name} has no {old!r} any more")
    return text.replace(old, new)


def make_certificate(folder: Path) -> None:
    """A certificate that signs itself, for an hour."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    names = [x509.DNSName(NAME), x509.IPAddress(ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(hours=1))
        .not_valid_after(now() + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, SHA256())
    )
    (folder / "card.pem").write_bytes(made.public_bytes(Encoding.PEM))
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "card.key").write_bytes(key.private_bytes(*plain))


def trusting(folder: Path) -> ssl.SSLContext:
    """For a client that trusts that certificate and nothing else."""
    return ssl.create_default_context(cafile=str(folder / "card.pem"))
