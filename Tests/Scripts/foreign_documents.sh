#!/bin/sh
# Fetches documents of other forms from Debian packages that nobody here wrote, into the folder named.
set -eu
folder=$1
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
chmod 755 "$work"

apt-get download -qq -o APT::Sandbox::User=root bash-doc developers-reference python3-pattern \
  forensics-samples-files golang-github-gabriel-vasile-mimetype-dev >/dev/null
for package in *.deb; do dpkg-deb --extract "$package" files; done

share=files/usr/share
samples=$share/forensics-samples/original-files/text1
office=$share/gocode/src/github.com/gabriel-vasile/mimetype/testdata
cp "$share/doc/bash-doc/bashref.pdf" "$share/developers-reference/developers-reference.epub" \
  "$share/developers-reference/pkgs.html" \
  "$share/doc/python3-pattern/test/corpora/carroll-wonderland.pdf" \
  "$share/doc/python3-pattern/test/corpora/carroll-lookingglass.docx" \
  "$samples/a-text.odt" "$samples/a-text-pass-peanuts.pdf" "$office/docx.1.docx" "$folder"
