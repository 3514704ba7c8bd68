#!/bin/sh
# pango.sh: makes sure that reports can be made as PDF in the tests; installs Debian's Pango where that is allowed, else says how.
set -eu
python=${1:-python3}
if "$python" -c 'import weasyprint' >/dev/null 2>&1; then
    exit 0
fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Pango for the reports as PDF (once)..." >&2
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core; } >/dev/null 2>&1 && "$python" -c 'import weasyprint' >/dev/null 2>&1; then
        exit 0
    fi
fi
echo "The tests of PDF reports need Pango: install it (on Debian 'apt-get install libpango-1.0-0 libpangoft2-1.0-0', on a Mac 'brew install pango')." >&2
exit 1
