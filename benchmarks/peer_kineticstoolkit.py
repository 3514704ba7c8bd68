"""Run by ``bench_markers.py`` in kineticstoolkit's own environment: markers (an .npz) to angles, timed; prints JSON.

python peer_kineticstoolkit.py markers.npz ROUNDS
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from importlib.metadata import version

import kineticstoolkit.lab as ktk
import numpy as np

warnings.simplefilter("ignore")


def point(series):
    return np.column_stack([series, np.ones(len(series))])


def vector(series):
    return np.column_stack([series, np.zeros(len(series))])


def angles(at):
    """Plug-in Gait frames by ktk's own functions: create_frames, get_local_coordinates, get_angles."""
    asis = (at["LASI"] + at["RASI"]) / 2
    psis = (at["LPSI"] + at["RPSI"]) / 2
    # its z is kept and its xz lies in the plane, as our pelvis: right kept, forward in the plane
    pelvis = ktk.geometry.create_frames(point(asis), z=vector(at["RASI"] - at["LASI"]), xz=vector(asis - psis))
    top, bottom = (at["CLAV"] + at["C7"]) / 2, (at["STRN"] + at["T10"]) / 2
    front, back = (at["CLAV"] + at["STRN"]) / 2, (at["C7"] + at["T10"]) / 2
    thorax = ktk.geometry.create_frames(point(at["CLAV"]), y=vector(top - bottom), xy=vector(front - back))
    relative = ktk.geometry.get_local_coordinates(thorax, pelvis)
    turn, side, bend = ktk.geometry.get_angles(relative, "YXZ", degrees=True).T
    return np.stack([-bend, side, turn], axis=1)


def main():
    markers = np.load(sys.argv[1])
    at = {name: markers[name] for name in markers.files}
    seconds = []
    for _ in range(int(sys.argv[2])):
        start = time.perf_counter()
        found = angles(at)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"version": version("kineticstoolkit"), "seconds": seconds, "last_frame": found[-1].tolist()}))


if __name__ == "__main__":
    main()
