"""What ``supple serve`` does, step by step: read what is wished, take the port, make everything ready, let visitors in."""

from __future__ import annotations

import errno
import importlib
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from supple_web.config.options import Options
    from supple_web.serving.certificates import Issued

_HTTP_PORT: Final = 8000
_HTTPS_PORT: Final = 8443
_EVERYWHERE: Final = "0.0.0.0"
#: Import names of the extra ``web``.
NEEDED: Final = (
    "django",
    "environ",
    "csp",
    "allauth",
    "fido2",
    "django_htmx",
    "whitenoise",
    "gunicorn",
    "argon2",
    "cryptography",
)


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line; None where nothing was."""

    host: str | None
    port: int | None
    data: Path | None
    url: str | None
    https: bool | None
    http_port: int
    workers: int
    threads: int


@dataclass(frozen=True)
class Place:
    """Where it listens. urls: the addresses people may type, the main one first. hosts: of the local network."""

    host: str
    port: int
    https: bool
    urls: tuple[str, ...]
    hosts: tuple[str, ...]


def serve(wish: Wish) -> None:
    """Serve until stopped. Raises click.ClickException with one line for whatever whoever started it can mend."""
    _require_packages()
    from supple_web.config.options import host_of

    options = _options(wish)
    place = _place(wish, options)
    listening = _take(place.host, place.port)
    door = _take(place.host, wish.http_port) if place.https and wish.http_port else None
    asked = tuple(host.strip("[]") for host in map(host_of, options.urls))
    options = _settled(place)
    first = _make_folder(options)
    issued = _certificates(options, place, asked) if place.https else None
    if first:
        click.echo(f"Making everything ready in {options.data} (only the first start takes this long)...", err=True)
    _prepare()
    from supple_cli.printing.serving import print_address
    from supple_web.serving.server import Plan, Server

    plan = Plan(
        listening=listening,
        port=place.port,
        workers=wish.workers,
        threads=wish.threads,
        certificate=str(issued.certificate) if issued else "",
        key=str(issued.key) if issued else "",
        door=door,
    )
    http_port = wish.http_port if door else 0
    Server(plan, ready=lambda: print_address(place, options, issued, http_port), stopped=_say_stopped).run()


def prepare_here() -> None:
    """Make folder and database ready as they are set in the environment, without serving. Raises click.ClickException."""
    _require_packages("supple staff")
    options = _read()
    os.environ["DJANGO_SETTINGS_MODULE"] = "supple_web.config.settings"
    _make_folder(options)
    _prepare()


def _require_packages(command: str = "supple serve") -> None:
    if sys.platform == "win32":
        raise click.ClickException(
            f"{command}: Windows itself cannot run it; use the Windows Subsystem for Linux (wsl --install)"
        )
    for name in NEEDED:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            raise click.ClickException(f"{command}: {name} is not installed; run: pip install 'supple[web,pdf]'") from None


def _options(wish: Wish) -> Options:
    """The environment, with the command line above it, which wins."""
    for name, value in (("SUPPLE_DATA", wish.data), ("SUPPLE_URL", wish.url)):
        if value is not None:
            os.environ[name] = str(value)
    if wish.https is not None:
        os.environ["SUPPLE_HTTPS"] = "1" if wish.https else "0"
    return _read()


def _read() -> Options:
    from supple_web.config.options import read_options

    try:
        return read_options()
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def _place(wish: Wish, options: Options) -> Place:
    from supple_web.serving.addresses import as_url, reach_of

    https = options.own_https
    scheme = "https" if https else "http"
    host = wish.host or (_EVERYWHERE if https else "127.0.0.1")
    port = wish.port or (_HTTPS_PORT if https else _HTTP_PORT)
    if https and port == wish.http_port:
        raise click.ClickException(f"supple serve: --port and --http-port are both {port}; give two different ports")
    hosts = reach_of(host).hosts
    return Place(host, port, https, options.urls or tuple(as_url(scheme, one, port) for one in hosts), hosts)


def _settled(place: Place) -> Options:
    """The addresses become part of the environment, so that the application's settings know them."""
    urls = place.urls
    if place.https and not urls:
        from supple_web.serving.addresses import as_url

        urls = (as_url("https", "localhost", place.port),)
    os.environ["SUPPLE_URL"] = ",".join(urls)
    os.environ["DJANGO_SETTINGS_MODULE"] = "supple_web.config.settings"
    return _read()


def _take(host: str, port: int) -> socket.socket:
    """A socket bound to the port, which tells at once whether somebody else has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        raise click.ClickException(_cannot_listen(host, port, error)) from None
    return taken


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"supple serve: port {port} is taken, perhaps by another supple serve; stop that one or choose --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"supple serve: port {port} is for the system's administrator; choose one above 1023: --port {_HTTP_PORT}"
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"supple serve: {host} is no address of this machine; use --host 0.0.0.0 to listen at all of them"
    return f"supple serve: cannot listen at {host} port {port} ({error.strerror}); choose another --host or --port"


def _make_folder(options: Options) -> bool:
    from supple_web.serving.preparation import make_folder

    try:
        return make_folder(options.data)
    except OSError as error:
        raise click.ClickException(
            f"{options.data}: cannot be written to ({error.strerror}); choose another folder with --data, or make it yours"
        ) from None


def _certificates(options: Options, place: Place, asked: tuple[str, ...]) -> Issued:
    """asked: the hosts that whoever started it named; the certificate must stand for them."""
    from supple_web.serving.certificates import certificates_for

    issued = certificates_for(options.data, tuple(dict.fromkeys([*asked, *place.hosts])))
    refused = [host for host in asked if host in issued.left_out]
    if refused:
        raise click.ClickException(
            f"SUPPLE_URL: the authority in {options.data / 'https'} was made for other names than {refused[0]}; move that folder "
            "away and a new one is made, which every device has to trust anew"
        )
    return issued


def _prepare() -> None:
    import django
    from django.db.utils import OperationalError

    from supple_web.serving.preparation import prepare

    django.setup()
    try:
        prepare()
    except OperationalError as error:
        reason = " ".join(str(error).split())
        message = f"SUPPLE_DATABASE_URL: the database does not answer ({reason}); start it or correct the address"
        raise click.ClickException(message) from None


def _say_stopped() -> None:
    click.echo("Stopped. Nothing is lost.", err=True)
