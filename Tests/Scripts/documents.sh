#!/bin/sh
# Fetches five documents of Debian packages that nobody here wrote, into the folder named:
# documents.sh FOLDER [manuals|pages|strangers]. Manuals are plain text; pages and
# strangers are of man, and were drawn by seed from pools that nobody had looked into.
set -eu
folder=$1
kind=${2:-manuals}
export LC_ALL=C.UTF-8

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
chmod 755 "$work"

fetch() {
  apt-get download -qq -o APT::Sandbox::User=root "$@" >/dev/null
  for package in *.deb; do dpkg-deb --extract "$package" files; done
}

manual() { gunzip -c "files/usr/share/doc/$1" >"$folder/$2"; }

page() {
  MANWIDTH=80 man -l "files/usr/share/man/man$2/$1.$2.gz" | col -bx >"$folder/$1-man.txt"
}

case $kind in
manuals)
  fetch debhelper irssi mutt nethack-common slrn
  manual debhelper/PROGRAMMING.md.gz debhelper-programming.md
  manual irssi/startup-HOWTO.txt.gz irssi-startup.txt
  manual mutt/manual.txt.gz mutt-manual.txt
  manual nethack-common/Guidebook.txt.gz nethack-guidebook.txt
  manual slrn/manual.txt.gz slrn-manual.txt
  ;;
pages)
  fetch cryptsetup-bin jq logrotate rsnapshot socat
  page cryptsetup 8
  page jq 1
  page logrotate 8
  page rsnapshot 1
  page socat 1
  ;;
strangers)
  fetch apparmor byobu knot laptop-mode-tools rlwrap
  page apparmor.d 5
  page byobu 1
  page knot.conf 5
  page laptop-mode.conf 8
  page rlwrap 1
  ;;
*)
  echo "documents.sh: no documents are called $kind" >&2
  exit 64
  ;;
esac
