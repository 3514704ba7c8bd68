#!/bin/sh
# system.sh PYTHON: makes sure of what the tests need and pip cannot bring: Chromium, Pango, PostgreSQL, pdftotext. Installs
# Debian's packages where that is allowed, else says in one line each what to install.
set -eu
python=${1:-python3}

any_of() {
    for name in "$@"; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}
has_chromium() { any_of chromium chromium-browser google-chrome chrome || { [ -n "${SUPPLE_CHROMIUM:-}" ] && [ -x "$SUPPLE_CHROMIUM" ]; }; }
has_pango() { "$python" -c 'import weasyprint' >/dev/null 2>&1; }
has_postgres() { any_of initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }
has_pdftotext() { any_of pdftotext; }

# What is missing, and its packages on Debian.
missing=
packages=
look() {
    if ! "has_$1"; then
        missing="$missing $1"
        packages="$packages $2"
    fi
}
look chromium "chromium fonts-dejavu-core"
look pango "libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core"
look postgres "postgresql"
look pdftotext "poppler-utils"
[ -n "$missing" ] || exit 0

if any_of apt-get && [ "$(id -u)" = 0 ]; then
    echo "Installing for the tests (once):$missing..." >&2
    # shellcheck disable=SC2086
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } >/dev/null 2>&1 || true
fi

status=0
tell() {
    if ! "has_$1"; then
        echo "$2" >&2
        status=1
    fi
}
tell chromium "The browser tests need Chromium: install it (on Debian 'apt-get install chromium') or name one in SUPPLE_CHROMIUM."
tell pango "The tests of PDF reports need Pango: install it (on Debian 'apt-get install libpango-1.0-0 libpangoft2-1.0-0', on a Mac 'brew install pango')."
tell postgres "The tests of races need PostgreSQL: install it (on Debian 'apt-get install postgresql', on a Mac 'brew install postgresql')."
tell pdftotext "The tests of PDF reports need pdftotext: install it (on Debian 'apt-get install poppler-utils', on a Mac 'brew install poppler')."
exit $status
