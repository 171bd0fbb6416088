#!/bin/sh
# Fetches the JSON-Schema-Test-Suite, which nobody here wrote, into the folder named: as the source of
# the Python package `jsonschema` has it. What is there already is not fetched again.
set -eu
case $1 in
/*) folder=$1 ;;
*) folder=$PWD/$1 ;;
esac
version=4.26.0

[ -e "$folder/tests" ] && exit 0
mkdir -p "$(dirname "$folder")"
work=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
  "jsonschema==$version" >/dev/null
tar --extract --gzip --file "jsonschema-$version.tar.gz"
mkdir made
mv "jsonschema-$version/json/tests/draft2020-12" made/tests
mv "jsonschema-$version/json/remotes" made/remotes
# Another one may have been quicker.
mv --no-target-directory made "$folder" 2>/dev/null || [ -e "$folder/tests" ]
