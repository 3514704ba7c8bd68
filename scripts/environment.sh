#!/bin/sh
# environment.sh VENV REQUIREMENTS: makes or updates a virtual environment from a hashed lock file, with uv where it is installed.
set -eu
venv=$1
requirements=$2

if [ ! -x "$venv/bin/python" ]; then
    python=
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))'; then
            python=$candidate
            break
        fi
    done
    if [ -z "$python" ]; then
        echo "Python 3.11 or newer is needed and was not found: install it, on Debian with 'apt-get install python3 python3-venv'." >&2
        exit 1
    fi
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --python "$python" "$venv"
    elif "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        "$python" -m venv "$venv"
    else
        echo "Python's venv module is missing: install it, on Debian with 'apt-get install python3-venv'." >&2
        exit 1
    fi
fi

echo "Installing what $requirements lists into $venv (the first time this takes a minute)..." >&2
if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python "$venv/bin/python" --require-hashes --requirements "$requirements"
    uv pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation --editable .
else
    [ -x "$venv/bin/pip" ] || "$venv/bin/python" -m ensurepip --upgrade >/dev/null
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$requirements"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
fi
