#!/bin/sh
# Open the application on the sample reports; without a screen, do the same comparison headless.
set -eu
cd "$(dirname "$0")/.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    exec .venv/bin/python -m desktop_app --samples
fi
mkdir -p build
echo "There is no screen here, so the sample reports are compared without a window."
.venv/bin/python -m desktop_app compare resources/samples/*.* \
    --export build/sample-comparison.xlsx --charts build/sample-charts \
    --save build/sample-comparison.vbench
echo "Workbook: build/sample-comparison.xlsx"
echo "Charts:   build/sample-charts"
echo "Project:  build/sample-comparison.vbench"
