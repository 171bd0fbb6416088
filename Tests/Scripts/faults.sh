#!/bin/sh
# The long forms of the crash and damage tests; see each script's head. About three quarters of an
# hour.
set -u

stemma=${1:?usage: faults.sh PATH-OF-STEMMA}
here=$(dirname "$0")
status=0
"$here/fault_injection.py" "$stemma" || status=1
"$here/byte_flips.py" "$stemma" --flips 500 || status=1
"$here/mutated_documents.py" "$stemma" --count 500 || status=1
exit $status
