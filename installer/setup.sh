#!/bin/sh
# Make the environment in .venv: Python packages as pinned in constraints.txt, and a check that
# Qt finds its system libraries. Safe to run again; does nothing that is already done.
set -eu
cd "$(dirname "$0")/.."

VENV=${VENV:-.venv}
# What Qt's wheels expect the system to have on Debian and Ubuntu: the window, and fonts to draw.
QT_PACKAGES="libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0
libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 fonts-dejavu-core"

say() { printf '%s\n' "$*" >&2; }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# Install Debian packages when we may, else say what to ask the administrator for and stop.
need_packages() {
    if can_install; then
        say "Installing system packages: $*"
        apt-get update -qq >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
    else
        say "Missing system packages. On Debian or Ubuntu, run as administrator:"
        say "    apt-get install $*"
        exit 1
    fi
}

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    return 1
}

python=$(find_python) || {
    if can_install; then need_packages python3 python3-venv; else
        say "Python 3.11 or later is needed and was not found. Install it from python.org or your"
        say "system's packages (Debian: python3 and python3-venv), then run this again."
        exit 1
    fi
    python=$(find_python) || { say "The system's Python is older than 3.11; install a newer one."; exit 1; }
}

if [ ! -x "$VENV/bin/python" ]; then
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need_packages python3-venv
    say "Making the environment in $VENV"
    "$python" -m venv "$VENV"
fi

stamp="$VENV/.installed"
wanted=$(cat pyproject.toml installer/constraints.txt | cksum)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
    say "Installing the packages pinned in installer/constraints.txt"
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --use-pep517 \
        --constraint installer/constraints.txt --editable '.[dev]' >&2
    echo "$wanted" >"$stamp"
fi

# A wheel of Qt without its system libraries fails only on import, so import it here. A font is
# needed too: without one, every text in the window is drawn empty.
check_qt() {
    QT_QPA_PLATFORM=offscreen "$VENV/bin/python" - 2>&1 <<'PYTHON'
from PySide6.QtGui import QFontDatabase, QGuiApplication
application = QGuiApplication([])
raise SystemExit(0 if QFontDatabase.families() else "no font found")
PYTHON
}
# On a screen Qt loads one more plugin, with libraries of its own.
check_screen() {
    plugin=$("$VENV/bin/python" -c 'import pathlib, PySide6
print(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so")')
    [ -z "${DISPLAY:-}" ] || [ ! -f "$plugin" ] || ! command -v ldd >/dev/null 2>&1 ||
        ! ldd "$plugin" | grep 'not found'
}
if ! problem=$(check_qt && check_screen); then
    say "Qt can't start yet: $(printf '%s' "$problem" | tail -n 1)"
    # shellcheck disable=SC2086 - a list of package names
    need_packages $QT_PACKAGES
    check_qt >&2
    check_screen >&2
fi
