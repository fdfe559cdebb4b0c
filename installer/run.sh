#!/bin/sh
# Open the application on the sample reports; without a screen, do the same comparison headless.
set -eu
cd "$(dirname "$0")/.."
samples=resources/samples
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    exec .venv/bin/python -m desktop_app "$samples/customer-support"
fi
echo "There is no screen here, so the sample reports are compared without a window."
compare() {
    mkdir -p "build/samples/$1"
    folder=$1 profile=$2
    shift 2
    .venv/bin/python -m desktop_app compare "$samples/$folder"/*.xlsx "$@" --profile "$profile" \
        --export "build/samples/$folder/comparison.xlsx" --charts "build/samples/$folder/charts" \
        --save "build/samples/$folder/comparison.vbench"
}
compare customer-support balanced
compare research "$samples/research/scenario.toml" "$samples/research/Lexara Research KPI data.csv"
echo "The results are in build/samples: workbooks, charts and project files."
