#!/bin/sh
# Installs the Debian packages that building, running and testing need, and only what is missing.
set -eu

packages="
  libgit2-dev libzstd-dev libsqlite3-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libre2-dev
  libcld2-dev libmimalloc-dev pkg-config git strace sqlite3 python3-jsonschema python3-pip
  python3-venv openssl link-grammar locales-all faketime bsdextrautils man-db mandoc zsh fish
  chromium chromium-driver pandoc poppler-utils qpdf uchardet zlib1g-dev
"

missing=
for package in $packages; do
  if ! dpkg-query --show --showformat='${Status}\n' "$package" 2>/dev/null |
    grep -q '^install ok installed$'; then
    missing="$missing $package"
  fi
done

if [ -n "$missing" ]; then
  if [ "$(id -u)" -eq 0 ]; then
    sudo=
  elif command -v sudo >/dev/null 2>&1; then
    sudo=sudo
  else
    echo "These Debian packages are missing:$missing" >&2
    echo "Install them as root:  apt-get install$missing" >&2
    exit 1
  fi
  echo "Installing$missing"
  $sudo apt-get update -qq
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

if ! command -v swift >/dev/null 2>&1; then
  echo "Swift 6.3 or newer is missing: see https://www.swift.org/install" >&2
  exit 1
fi
