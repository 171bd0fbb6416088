#!/bin/sh
# Fetches five documents of Debian packages that nobody here wrote, into the folder named.
set -eu
folder=$1

mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
chmod 755 "$work"
apt-get download -qq -o APT::Sandbox::User=root debhelper irssi mutt nethack-common slrn >/dev/null
for package in *.deb; do dpkg-deb --extract "$package" files; done
documents=files/usr/share/doc
gunzip -c "$documents/debhelper/PROGRAMMING.md.gz" >"$folder/debhelper-programming.md"
gunzip -c "$documents/irssi/startup-HOWTO.txt.gz" >"$folder/irssi-startup.txt"
gunzip -c "$documents/mutt/manual.txt.gz" >"$folder/mutt-manual.txt"
gunzip -c "$documents/nethack-common/Guidebook.txt.gz" >"$folder/nethack-guidebook.txt"
gunzip -c "$documents/slrn/manual.txt.gz" >"$folder/slrn-manual.txt"
