"""Certificates of our own: made once, made anew when they must be, good for nothing but this machine and private networks."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
import stat
from pathlib import Path

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st

from supple_web.serving import addresses, certificates
from supple_web.serving.certificates import Issued, authority_in, certificates_for

HOSTS = ("192.168.1.20", "fd12:3456::7", "desk.local", "desk")
DAY = datetime.timedelta(days=1)


def read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def names(issued: Issued) -> set[str]:
    extension = read(issued.certificate).extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return {str(name.value) for name in extension.value}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    """Moves the clock by which certificates are made and judged."""

    def move(by: datetime.timedelta) -> None:
        moment = datetime.datetime.now(datetime.UTC) + by
        monkeypatch.setattr(certificates, "_now", lambda: moment)

    return move


def test_they_stand_for_this_machine_and_its_addresses(tmp_path: Path):
    issued = certificates_for(tmp_path, HOSTS)
    assert names(issued) == {"localhost", "127.0.0.1", "::1", *HOSTS}
    assert issued.left_out == ()


def test_how_long_they_last(tmp_path: Path):
    issued = certificates_for(tmp_path, HOSTS)
    for certificate, days in ((issued.authority.certificate, 5 * 365), (read(issued.certificate), 397)):
        assert certificate.not_valid_after_utc - certificate.not_valid_before_utc == days * DAY


def test_keys_are_their_owners_alone_and_one_cannot_sign(tmp_path: Path):
    issued = certificates_for(tmp_path, HOSTS)
    for key in (issued.key, issued.authority.key_path):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "https").stat().st_mode) == 0o700
    constraints = read(issued.certificate).extensions.get_extension_for_class(x509.BasicConstraints)
    assert constraints.critical
    assert not constraints.value.ca


def test_the_second_time_nothing_is_made(tmp_path: Path):
    first = certificates_for(tmp_path, HOSTS)
    before = {path: path.read_bytes() for path in (tmp_path / "https").iterdir()}
    again = certificates_for(tmp_path, HOSTS)
    assert again.authority.fingerprint == first.authority.fingerprint
    assert {path: path.read_bytes() for path in (tmp_path / "https").iterdir()} == before


def test_a_new_address_needs_a_new_certificate_of_the_same_authority(tmp_path: Path):
    first = certificates_for(tmp_path, HOSTS)
    moved = certificates_for(tmp_path, ("10.0.0.9", "desk.local"))
    assert names(moved) == {"localhost", "127.0.0.1", "::1", "10.0.0.9", "desk.local"}
    assert moved.authority.fingerprint == first.authority.fingerprint


@pytest.mark.parametrize(("days", "renewed"), [(366, False), (368, True)])
def test_a_certificate_near_its_end_is_renewed(tmp_path: Path, later, days: int, renewed: bool):
    before = read(certificates_for(tmp_path, HOSTS).certificate).serial_number
    later(days * DAY)
    assert (read(certificates_for(tmp_path, HOSTS).certificate).serial_number != before) == renewed


def test_an_authority_near_its_end_is_replaced(tmp_path: Path, later):
    before = certificates_for(tmp_path, HOSTS).authority.fingerprint
    later((5 * 365 - 29) * DAY)
    issued = certificates_for(tmp_path, HOSTS)
    assert issued.authority.fingerprint != before
    read(issued.certificate).verify_directly_issued_by(issued.authority.certificate)


def test_a_lost_key_is_replaced_with_its_authority(tmp_path: Path):
    first = certificates_for(tmp_path, HOSTS)
    first.authority.key_path.unlink()
    assert certificates_for(tmp_path, HOSTS).authority.fingerprint != first.authority.fingerprint


def test_an_authority_keeps_the_bounds_it_was_made_with(tmp_path: Path):
    certificates_for(tmp_path, HOSTS)
    issued = certificates_for(tmp_path, ("192.168.1.20", "supple.example.org", "203.0.113.9"))
    assert issued.left_out == ("supple.example.org", "203.0.113.9")
    assert "supple.example.org" not in names(issued)


PUBLIC = st.ip_addresses().filter(lambda address: address.is_global)
PRIVATE = st.one_of(
    *(
        st.ip_addresses(network=network)
        for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10")
    )
)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Issued:
    return certificates_for(tmp_path_factory.mktemp("authority"), HOSTS)


@given(address=PRIVATE)
def test_it_vouches_for_every_private_address(issued: Issued, address: ipaddress.IPv4Address | ipaddress.IPv6Address):
    assert issued.authority.may_vouch_for(str(address))


@given(address=PUBLIC)
def test_it_vouches_for_no_public_address(issued: Issued, address: ipaddress.IPv4Address | ipaddress.IPv6Address):
    assert not issued.authority.may_vouch_for(str(address))


@pytest.mark.parametrize(
    ("host", "may"),
    [
        ("desk", True),
        ("other.local", True),
        ("localhost", True),
        ("a.home.arpa", True),
        ("example.org", False),
        ("local.example.org", False),
        ("notlocal", False),
        ("evil-desk", False),
    ],
)
def test_it_vouches_for_local_names_only(issued: Issued, host: str, may: bool):
    assert issued.authority.may_vouch_for(host) == may


def test_a_certificate_beyond_the_bounds_is_refused_by_whoever_trusts_the_authority(tmp_path: Path):
    """The bound is in the authority itself, so that a stolen key signs nothing for anybody else's site."""
    good = certificates_for(tmp_path, HOSTS)
    rogue = Issued(good.authority, tmp_path / "rogue.crt", tmp_path / "rogue.key", ())
    certificates._issue(rogue, ("example.org", "localhost"))
    for pair, accepted in ((good, True), (rogue, False)):
        assert handshake(pair, good.authority.certificate_der) == accepted


def handshake(pair: Issued, authority: bytes) -> bool:
    """Whether OpenSSL accepts the server for ``localhost`` when it trusts the authority alone."""
    here, there = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    here.load_verify_locations(cadata=authority)
    there.load_cert_chain(pair.certificate, pair.key)
    to_there, to_here = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = here.wrap_bio(to_here, to_there, server_hostname="localhost")
    server = there.wrap_bio(to_there, to_here, server_side=True)
    for _ in range(4):
        for side in (client, server):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLCertVerificationError:
                return False
    return True


def test_what_others_can_type():
    assert addresses.reach_of("127.0.0.1").hosts == ()
    assert addresses.reach_of("localhost").hosts == ()
    assert addresses.reach_of("192.168.1.20").hosts == ("192.168.1.20",)
    assert all(":" not in address for address in addresses.reach_of("0.0.0.0").addresses)
    assert addresses.as_url("https", "fd12::7", 8443) == "https://[fd12::7]:8443"
    assert addresses.as_url("https", "desk.local", 443) == "https://desk.local"


def test_no_authority_no_certificate(tmp_path: Path):
    assert authority_in(tmp_path) is None
