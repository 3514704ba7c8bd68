#!/bin/sh
# Collects what is to be translated into every app's catalogue and compiles it (needs gettext). Then translate what is empty.
# Usage: scripts/messages.sh PYTHON [LANGUAGE]
set -eu
PYTHON=$(realpath "$1")
LANGUAGE=${2:-es}
export DJANGO_SETTINGS_MODULE=supple_web.config.settings
SUPPLE_DATA=$(mktemp -d)
export SUPPLE_DATA
trap 'rm -rf "$SUPPLE_DATA"' EXIT
for app in "$(dirname "$0")"/../src/supple_web/*/; do
    [ -f "$app/apps.py" ] || continue
    mkdir -p "$app/locale"
    (
        cd "$app"
        "$PYTHON" -m django makemessages --locale "$LANGUAGE" --no-location --no-wrap --no-obsolete --extension html,txt,py --ignore static
        # The day on which it was collected would make a change of nothing.
        if [ -f "locale/$LANGUAGE/LC_MESSAGES/django.po" ]; then
            sed -i '/^"POT-Creation-Date: /d; /^"PO-Revision-Date: /d' "locale/$LANGUAGE/LC_MESSAGES/django.po"
            "$PYTHON" -m django compilemessages --locale "$LANGUAGE"
        fi
    )
    rmdir "$app/locale" 2>/dev/null || true
done
