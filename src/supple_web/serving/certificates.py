"""Certificates of our own for HTTPS in a local network: an authority that devices may trust, and this server's certificate.

The authority is good for local names, private addresses and this machine's own only (a name constraint that browsers enforce), so
that whoever trusts it trusts nothing else on the internet by it. Keys are elliptic (P-256) and readable by their owner only.
"""

from __future__ import annotations

import datetime
import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_AUTHORITY_DAYS: Final = 5 * 365
#: Below every browser's limit, also where it treats our authority like a public one (398 days).
_SERVER_DAYS: Final = 397
_RENEWED_BEFORE: Final = datetime.timedelta(days=30)
#: Clocks differ: a certificate made now must be good on a phone that is some minutes behind.
_BACKDATED: Final = datetime.timedelta(hours=1)
_LOCAL_NAMES: Final = ("localhost", "local", "lan", "home.arpa", "internal")
_PRIVATE: Final = (
    "127.0.0.0/8",
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "100.64.0.0/10",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
)
_HERE: Final = ("localhost", "127.0.0.1", "::1")
_USAGES: Final = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True)
class Authority:
    certificate: x509.Certificate
    key_path: Path

    @property
    def certificate_der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def fingerprint(self) -> str:
        """SHA-256 as devices show it: pairs of hexadecimal digits."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(":").upper()

    @property
    def name(self) -> str:
        """As devices list it."""
        return str(self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)

    @property
    def until(self) -> datetime.date:
        return self.certificate.not_valid_after_utc.date()

    def may_vouch_for(self, host: str) -> bool:
        """Whether its name constraint allows a certificate for this host."""
        allowed = self.certificate.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
        address = _address(host)
        if address is not None:
            return any(_holds(name.value, address) for name in allowed if isinstance(name, x509.IPAddress))
        names = [name.value for name in allowed if isinstance(name, x509.DNSName)]
        return any(host == name or host.endswith("." + name) for name in names)


@dataclass(frozen=True)
class Issued:
    """certificate, key: files of this server's certificate (PEM) and private key. left_out: hosts it may not stand for."""

    authority: Authority
    certificate: Path
    key: Path
    left_out: tuple[str, ...]


def authority_in(data: Path) -> Authority | None:
    """The authority that was made in this data folder, if any."""
    path = data / "https" / "supple-ca.crt"
    if not path.is_file():
        return None
    return Authority(x509.load_pem_x509_certificate(path.read_bytes()), path.with_suffix(".key"))


def certificates_for(data: Path, hosts: tuple[str, ...]) -> Issued:
    """The authority and a certificate for this machine and these hosts; each is made anew only where it has to be.

    An authority that was made for other names keeps its bounds: devices trust it as it is.
    """
    folder = data / "https"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted = tuple(dict.fromkeys([*_HERE, *hosts]))
    authority = authority_in(data)
    if authority is None or _ends_soon(authority.certificate) or not authority.key_path.is_file():
        authority = _new_authority(folder, wanted)
    covered = tuple(host for host in wanted if authority.may_vouch_for(host))
    left_out = tuple(host for host in wanted if host not in covered)
    issued = Issued(authority, folder / "server.crt", folder / "server.key", left_out)
    if not _still_good(issued, covered):
        _issue(issued, covered)
    return issued


def _new_authority(folder: Path, hosts: tuple[str, ...]) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    names = [host for host in hosts if _address(host) is None]
    addresses = [address for address in map(_address, hosts) if address is not None]
    networks = [*map(ipaddress.ip_network, _PRIVATE), *map(ipaddress.ip_network, addresses)]
    permitted: list[x509.GeneralName] = [x509.DNSName(one) for one in dict.fromkeys([*_LOCAL_NAMES, *names])]
    permitted += [x509.IPAddress(network) for network in dict.fromkeys(networks)]
    name = _name(f"Supple on {names[-1]}" if names[1:] else "Supple on this machine")
    certificate = (
        _begun(name, name, key.public_key(), _AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .sign(key, hashes.SHA256())
    )
    authority = Authority(certificate, folder / "supple-ca.key")
    _write_key(authority.key_path, key)
    _write(folder / "supple-ca.crt", certificate.public_bytes(serialization.Encoding.PEM), 0o644)
    return authority


def _issue(issued: Issued, hosts: tuple[str, ...]) -> None:
    signer = serialization.load_pem_private_key(issued.authority.key_path.read_bytes(), password=None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = issued.authority.certificate
    certificate = (
        _begun(_name("Supple"), issuer.subject, key.public_key(), _SERVER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature"), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_general_name(host) for host in hosts]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    _write_key(issued.key, key)
    _write(issued.certificate, certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def _still_good(issued: Issued, hosts: tuple[str, ...]) -> bool:
    if not (issued.certificate.is_file() and issued.key.is_file()):
        return False
    certificate = x509.load_pem_x509_certificate(issued.certificate.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    stands_for = {str(name.value) for name in names}
    if stands_for != set(hosts) or _ends_soon(certificate):
        return False
    try:
        certificate.verify_directly_issued_by(issued.authority.certificate)
    except Exception:  # of another authority, in whichever way
        return False
    return True


def _begun(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, days: int) -> x509.CertificateBuilder:
    now = _now()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + datetime.timedelta(days=days) - _BACKDATED)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _ends_soon(certificate: x509.Certificate) -> bool:
    return certificate.not_valid_after_utc - _now() < _RENEWED_BEFORE


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _name(words: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, words[:64]), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Supple")]
    )


def _usage(*allowed: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{usage: usage in allowed for usage in _USAGES})


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _holds(network: object, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return isinstance(network, ipaddress.IPv4Network | ipaddress.IPv6Network) and address in network


def _general_name(host: str) -> x509.GeneralName:
    address = _address(host)
    return x509.DNSName(host) if address is None else x509.IPAddress(address)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    _write(path, key.private_bytes(*form), 0o600)


def _write(path: Path, content: bytes, mode: int) -> None:
    """Whole or not at all, and never readable by others for a moment."""
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    beside.replace(path)
