#!/bin/sh
# browser.sh: makes sure that there is a Chromium for the browser tests; installs Debian's where that is allowed, else says how.
set -eu
for name in chromium chromium-browser google-chrome chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ -n "${SUPPLE_CHROMIUM:-}" ] && [ -x "$SUPPLE_CHROMIUM" ]; then
    exit 0
fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests (once)..." >&2
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >/dev/null 2>&1; then
        exit 0
    fi
fi
echo "The browser tests need Chromium: install it (on Debian 'apt-get install chromium') or name one in SUPPLE_CHROMIUM." >&2
exit 1
