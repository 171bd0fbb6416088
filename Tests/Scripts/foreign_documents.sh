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

apt-get download -qq -o APT::Sandbox::User=root bash-doc calibre debian-policy developers-reference \
  forensics-samples-files golang-github-gabriel-vasile-mimetype-dev golang-golang-x-text-dev \
  manpages-el manpages-hu manpages-ru python-odf-doc python3-pattern r-cran-officer \
  >/dev/null
for package in *.deb; do dpkg-deb --extract "$package" files; done

share=files/usr/share
samples=$share/forensics-samples/original-files/text1
mimetype=$share/gocode/src/github.com/gabriel-vasile/mimetype/testdata
corpora=$share/doc/python3-pattern/test/corpora
officer=files/usr/lib/R/site-library/officer/doc_examples
cp "$share/doc/bash-doc/bashref.pdf" "$share/developers-reference/developers-reference.epub" \
  "$share/developers-reference/developers-reference.pdf" \
  "$share/developers-reference/best-pkging-practices.html" "$share/doc/debian-policy/policy.epub" \
  "$share/doc/debian-policy/policy.html/ch-source.html" "$share/calibre/quick_start/eng.epub" \
  "$corpora/carroll-wonderland.pdf" "$corpora/carroll-lookingglass.docx" \
  "$samples/a-text.odt" "$samples/a-text-pass-peanuts.pdf" "$share/python-odf/api-for-odfpy.odt" \
  "$officer/example.pptx" "$officer/example.docx" "$officer/landscape.docx" "$folder"
for name in docx.docx docx.1.docx odt.odt pptx.pptx doc.doc ppt.ppt odp.odp ods.ods xlsx.xlsx zip.zip \
  html.iso88591.html utf8ctrlchars utf16bebom.txt utf16lebom.txt utf32bebom.txt utf32lebom.txt; do
  cp "$mimetype/$name" "$folder"
done
cp "$share/gocode/src/golang.org/x/text/encoding/testdata"/*.txt "$folder"
for page in ru/man1/intro el/man1/diff hu/man1/bc; do
  gunzip -c "$share/man/$page.1.gz" >"$folder/${page##*/}-${page%%/*}.txt"
done
