#!/bin/bash
# The whole suite. What failed is said once more at the end, since a thousand lines follow the place where it failed.
set -uo pipefail

# A registry that is slow for once is waited for: tests install what they compare with.
export PIP_RETRIES=10 PIP_DEFAULT_TIMEOUT=60
log=.build/suite.log
swift test --skip-build --parallel 2>&1 | tee "$log" && exit 0
status=$?
echo "What failed:"
grep --text --after-context=6 'recorded an issue' "$log" | cut -c 1-600 | head -n 300
exit $status
