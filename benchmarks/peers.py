"""Environments of their own for the programs that Supple is compared with."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / ".venv-peers"


def peer_python(*requirements: str) -> Path:
    """The Python of an environment that holds exactly these requirements; made at the first call, then kept.

    requirements: as pip takes them (``"kineticstoolkit==0.17.0"``). Uses uv where it is installed, else pip. Raises
    subprocess.CalledProcessError where they cannot be installed (its output is shown); nothing half-made stays behind.
    """
    wanted = "\n".join(sorted(requirements))
    name = requirements[0].partition("=")[0].partition("[")[0].partition("<")[0].partition(">")[0]
    folder = FOLDER / f"{name}-{hashlib.sha256(wanted.encode()).hexdigest()[:8]}"
    python = folder / "bin" / "python"
    complete = folder / "complete.txt"
    if not complete.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
        venv.create(folder, with_pip=uv is None)
        installer = [uv, "pip", "install", "--python", str(python)] if uv else [str(python), "-m", "pip", "install"]
        subprocess.run([*installer, "--quiet", *requirements], check=True)
        complete.write_text(wanted + "\n", encoding="utf-8")
    return python
