#!/bin/sh
# Every comparison of the project, one after another, side by side with peers in environments of their own. About 20 minutes on
# two quiet cores. Run by `make benchmark`; its figures are in docs/figures-measured.md.
set -eu
cd "$(dirname "$0")"
bin=../.venv/bin
opensim=$($bin/python -c "from peers import peer_python; print(peer_python('opensim==4.6'))")

echo "# supple --help"
for _ in 1 2 3; do $bin/python -c "
import subprocess, time
start = time.perf_counter()
subprocess.run(['$bin/supple', '--help'], check=True, stdout=subprocess.DEVNULL)
print(f'{time.perf_counter() - start:.2f} s')"; done
echo "# markers to angles"
$bin/pytest -q -s bench_markers.py
echo "# reading"
$bin/pytest -q -s bench_reading.py
echo "# sensors"
$bin/python bench_sensors.py --opensim-python "$opensim"
echo "# drawings"
$bin/python bench_figures.py
$bin/python bench_figures_charts.py
echo "# pages"
$bin/python bench_pages.py
echo "# intervals and counts"
$bin/python bench_intervals.py --recordings 200 --first-seed 120000
echo "# decisions"
$bin/python decisions.py --people 4000
echo "# change"
$bin/python change_detection.py
