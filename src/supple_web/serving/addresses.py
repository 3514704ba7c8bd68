"""Under which addresses this machine is reached."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

#: Addresses for documentation (RFC 5737, RFC 3849): asking for the way there tells our own address and sends nothing.
_ELSEWHERE: Final = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
_EVERYWHERE: Final = ("0.0.0.0", "::", "")


@dataclass(frozen=True)
class Reach:
    """addresses: of the local network, the main one first. names: what this machine is called there."""

    addresses: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        return (*self.addresses, *self.names)


def reach_of(host: str) -> Reach:
    """What others may type to reach a server that listens at ``host``; nothing where only this machine can."""
    if host not in _EVERYWHERE:
        return Reach((), ()) if _is_loopback(host) else Reach((host,), ())
    found = [address for address in network_addresses() if host == "::" or ":" not in address]
    return Reach(tuple(found), tuple(machine_names()))


def network_addresses() -> list[str]:
    """Addresses of this machine in its networks, without those that only it can use."""
    found: list[str] = []
    for family, target in _ELSEWHERE:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            found.append(probe.getsockname()[0])
    with suppress(OSError):
        found += [str(row[4][0]) for row in socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)]
    return [address for address in dict.fromkeys(found) if _is_useful(address)]


def machine_names() -> list[str]:
    """The host's name, and the one that phones find it by in the same network (mDNS)."""
    name = socket.gethostname().lower().rstrip(".")
    if not name or name == "localhost" or not all(part.replace("-", "").isalnum() for part in name.split(".")):
        return []
    short = name.partition(".")[0]
    return list(dict.fromkeys([f"{short}.local", name]))


def as_url(scheme: str, host: str, port: int) -> str:
    usual = {"http": 80, "https": 443}[scheme]
    written = f"[{host}]" if ":" in host else host
    return f"{scheme}://{written}" if port == usual else f"{scheme}://{written}:{port}"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_useful(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    return not (parsed.is_loopback or parsed.is_link_local or parsed.is_unspecified or parsed.is_multicast)
