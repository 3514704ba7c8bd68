"""What a person sees on a real terminal: colour, drawing characters, the terminal's own width."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

from supple_cli.look import drawn_on

SUPPLE = str(Path(sys.executable).parent / "supple")


def on_a_terminal(*arguments: str, cwd: Path, columns: int = 80, **environment: str) -> str:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES", "TERM"}}
    process = subprocess.Popen(
        [SUPPLE, *arguments],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=slave,
        env={**plain, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment},
    )
    os.close(slave)
    seen = b""
    try:
        while part := os.read(master, 65536):
            seen += part
    except OSError:  # the terminal is gone with its last writer
        pass
    os.close(master)
    assert process.wait() == 0
    return seen.decode()


def test_colour_and_drawing_on_a_terminal(examples: Path):
    seen = on_a_terminal("assess", "control.toml", cwd=examples)
    assert "\x1b[" in seen
    assert all(glyph in seen for glyph in "█▒┃├┤")


def test_no_colour_on_a_terminal(examples: Path):
    seen = on_a_terminal("assess", "control.toml", cwd=examples, NO_COLOR="1")
    assert seen.isascii()
    assert "\x1b" not in seen


def test_long_work_shows_that_it_goes_on(examples: Path):
    files = ("standing-rotation.sto",) * 3
    assert "Measuring" in on_a_terminal("measure", *files, "--json", cwd=examples)


def test_a_stream_that_is_no_terminal_is_plain(tmp_path: Path):
    with (tmp_path / "out").open("w") as stream:
        assert not drawn_on(stream)
