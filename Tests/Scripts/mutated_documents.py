#!/usr/bin/env python3
"""Changes documents of every format in many ways, and has stemma read them.

mutated_documents.py STEMMA [--documents FOLDER] [--count 500] [--seed 7] [--format F]... [--seconds 10]

Every file must be read, or be left out with a reason of its own. stemma must not crash, no file may take
more than --seconds of a processor, and stemma and the programs it starts no more than 500 MB together.
Documents are those that foreign_documents.sh fetches, and stemma's own; --documents names a folder with
the former. The seed and the file's number give the same file again. What fails is kept in .build/mutated.
"""

import argparse
import csv
import io
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

import packages

packages.run_with(["python-pptx==1.0.2"], "slides")

ROOT = packages.ROOT
KEPT = os.path.join(ROOT, ".build", "mutated")
MEMORY_LIMIT_BYTES = 500 << 20
WAIT_LIMIT_SECONDS = 900
SIZE_LIMIT_BYTES = 1 << 20
BATCH = 40
MANIFEST = """stemma: 1
dataset: mutated
task: qa
inputs: {documents: [texts]}
per_section: 1
"""
SOUND = "The tide is the slow rise and fall of the sea, which the moon causes twice a day on most coasts.\n"


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def originals(folder):
    """By suffix, the documents that are changed."""
    foreign = {
        "html": ["ch-source.html", "best-pkging-practices.html"],
        "pdf": ["a-text-pass-peanuts.pdf", "carroll-wonderland.pdf"],
        "docx": ["carroll-lookingglass.docx", "example.docx", "docx.docx"],
        "pptx": ["example.pptx", "pptx.pptx"],
        "odt": ["a-text.odt"],
        "epub": ["eng.epub"],
    }
    found = {
        suffix: [read(folder, name) for name in names] for suffix, names in foreign.items()
    }
    found["md"] = [read(ROOT, "README.md"), read(ROOT, "docs", "filters.md")]
    found["txt"] = [read(ROOT, "LICENSE"), read(folder, "utf16lebom.txt")]
    rows = [{"title": f"Row {n}", "text": SOUND * 3, "n": n, "more": [n, {"x": None}]} for n in range(40)]
    found["jsonl"] = ["".join(json.dumps(row) + "\n" for row in rows).encode()]
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["title", "text", "remark"])
    for row in rows:
        writer.writerow([row["title"], row["text"], 'said "so", twice'])
    found["csv"] = [table.getvalue().encode()]
    prose = "# Tides\n\n" + SOUND
    pair = "\n::instruction::\n### Q\nWhat is a tide?\n### A\nThe sea's rise.\n\n::prose::\n"
    found["dlm"] = [("---\ntitle: Tides\n---\n" + (prose + pair) * 8).encode()]
    return found


# Changes of bytes, whatever they mean.


def flip(dice, data, _):
    data = bytearray(data)
    for _ in range(1 << dice.randrange(10)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


def cut_off(dice, data, _):
    return data[: dice.randrange(len(data))]


def drop(dice, data, _):
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randrange(1, 4096) :]


def repeat(dice, data, _):
    start = dice.randrange(len(data))
    block = data[start : start + dice.randrange(1, 4096)]
    times = dice.randrange(1, max(2, SIZE_LIMIT_BYTES // len(block)))
    return data[:start] + block * times + data[start:]


def splice(dice, data, others):
    other = dice.choice(others)
    return data[: dice.randrange(len(data))] + other[dice.randrange(len(other)) :]


def number(dice, data, _):
    """Another number in place of one that stands there."""
    places = list(re.finditer(rb"\d+", data))
    for place in dice.sample(places, min(len(places), 3)):
        other = str(dice.choice([0, -1, 1 << 31, 1 << 63, 10**30, dice.randrange(1 << 16)])).encode()
        if len(other) <= len(place[0]):
            other = other.rjust(len(place[0]))
            data = data[: place.start()] + other + data[place.end() :]
    return data


OPENINGS = [
    b"<div>", b"<ul><li>", b"<table><tr><td>", b"<b>", b"<w:p>", b"<a:p>", b"<text:list>", b"<<", b"[", b"![",
    b'{"a":', b"> ", b"- ", b"(", b'"', b"`", b"*a **a ", b"\x0c", b"::prose::\n",
]


def nest(dice, data, _):
    """Something that begins again and again."""
    opening = dice.choice(OPENINGS)
    place = dice.randrange(len(data))
    times = dice.choice([100, 5_000, 100_000])
    return data[:place] + opening * min(times, SIZE_LIMIT_BYTES // len(opening)) + data[place:]


BYTES = [flip, cut_off, drop, repeat, splice, number, nest]

# Changes within an archive, which stays whole.

ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(12))
    + b'<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&m;&x;</a>'
)


def members(dice, data, others):
    archive = zipfile.ZipFile(io.BytesIO(data))
    content = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    texts = [name for name in content if name.endswith(("xml", "rels", "html", "opf", "ncx"))]
    name = dice.choice(texts or list(content))
    way = dice.randrange(8)
    if way == 0:
        del content[name]
    elif way == 1:
        content[name] = ENTITIES
    elif way == 2 and dice.randrange(8) == 0:
        # A bomb: half a megabyte that unpacks to 64.
        content[name] = content[name][:-20] + b" " * (64 << 20) + content[name][-20:]
    elif way == 3:
        content[name], other = content[dice.choice(list(content))], content[name]
        content[name + ".xml"] = other
    else:
        old = content[name] or b"-"
        content[name] = dice.choice(BYTES)(dice, old, [v for v in content.values() if v])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for member, text in content.items():
            changed.writestr(member, text)
    return out.getvalue()


# What is said of an archive that is none any more.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, RuntimeError, ValueError)


def mutated(dice, data, others):
    ways = BYTES + ([members] * 10 if data.startswith(b"PK") else [])
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        if data:
            way = dice.choice(ways)
            try:
                data = way(dice, data, others)
            except BROKEN:
                data = flip(dice, data, others)
    return data[: 2 * SIZE_LIMIT_BYTES]


# Running.


def tree(root):
    """The peak memory of every process below one, by its number."""
    parents, peaks = {}, {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                status = open(f"/proc/{name}/status", encoding="utf-8").read()
            except OSError:
                continue
            parent = re.search(r"^PPid:\s+(\d+)", status, re.M)
            peak = re.search(r"^VmHWM:\s+(\d+)", status, re.M)
            if parent and peak:
                parents[int(name)] = int(parent[1])
                peaks[int(name)] = int(peak[1]) << 10
    found = {}
    for process in parents:
        above = process
        while above in parents and above != root:
            above = parents[above]
        if above == root:
            found[process] = peaks[process]
    return found


def plan(stemma, folder, waits=WAIT_LIMIT_SECONDS):
    """Has stemma read the folder's texts: its ending, output, errors, seconds of a processor and bytes."""
    environment = {"PATH": os.path.dirname(sys.executable) + ":/usr/local/bin:/usr/bin:/bin"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(os.path.join(folder, "out"), "w+b") as out, open(os.path.join(folder, "err"), "w+b") as err:
        process = subprocess.Popen(
            [stemma, "plan", "m.yaml", "--skip-unreadable", "--json"], cwd=folder, stdout=out, stderr=err,
            env=environment)
        end = time.monotonic() + waits
        peaks = {}
        while process.poll() is None:
            if time.monotonic() > end:
                process.kill()
            for number, peak in tree(process.pid).items():
                peaks[number] = max(peak, peaks.get(number, 0))
            time.sleep(0.05)
        own = peaks.pop(process.pid, 0)
        # Converters run one after the other.
        memory = own + max(peaks.values(), default=0)
        out.seek(0)
        err.seek(0)
        output, errors = out.read(), err.read().decode("utf-8", "replace")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return process.returncode, output, errors, seconds, memory


def place(files):
    folder = tempfile.mkdtemp(prefix="mutated.")
    os.mkdir(os.path.join(folder, "texts"))
    for name, data in files.items():
        with open(os.path.join(folder, "texts", name), "wb") as file:
            file.write(data)
    with open(os.path.join(folder, "texts", "sound.txt"), "w", encoding="utf-8") as file:
        file.write(SOUND)
    with open(os.path.join(folder, "m.yaml"), "w", encoding="utf-8") as file:
        file.write(MANIFEST)
    return folder


def faults(stemma, files):
    """What is wrong with how stemma reads these files; how many it left out; seconds and bytes."""
    folder = place(files)
    try:
        status, output, errors, seconds, memory = plan(stemma, folder)
    finally:
        shutil.rmtree(folder)
    found = []
    lines = errors.splitlines()
    skipped = [line for line in lines if line.startswith("skipped  texts/")]
    if status != 0:
        found.append(f"it ended with {status}: {errors[-300:]}")
    else:
        inputs = json.loads(output)["inputs"]
        if inputs + len(skipped) != len(files) + 1:
            found.append(f"{inputs} read and {len(skipped)} left out of {len(files) + 1}")
        if len(lines) != len(skipped) + (1 if skipped else 0):
            found.append(f"it said more than it should: {errors[-300:]}")
    # A document has one line, with a reason that is a sentence.
    found += [f"no reason: {line}" for line in skipped if not re.search(r"  .+  [A-Z`].*\S$", line)]
    if memory > MEMORY_LIMIT_BYTES:
        found.append(f"{memory >> 20} MB")
    return found, len(skipped), seconds, memory


def check(stemma, files, limit):
    """The same file by file where it is not all well, or took more seconds together than one may."""
    found, skipped, seconds, memory = faults(stemma, files)
    if not found and seconds <= limit:
        return [], skipped, seconds, memory
    bad, longest = [], 0
    for name, data in files.items():
        one, _, took, peak = faults(stemma, {name: data})
        if took > limit + 1:
            one.append(f"{took:.1f} s")
        longest, memory = max(longest, took), max(memory, peak)
        if one:
            os.makedirs(KEPT, exist_ok=True)
            with open(os.path.join(KEPT, name), "wb") as file:
                file.write(data)
            bad.append(f"{name}: {'; '.join(one)}")
    return bad or [f"together: {fault}" for fault in found], skipped, longest, memory


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("stemma", type=os.path.abspath)
    parser.add_argument("--documents")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--format", action="append")
    parser.add_argument("--seconds", type=int, default=10)
    given = parser.parse_args()
    documents = given.documents
    if not documents:
        documents = os.path.join(ROOT, ".build", "foreign")
        script = os.path.join(ROOT, "Tests", "Scripts", "foreign_documents.sh")
        subprocess.run(["sh", script, documents], check=True)
    bad = []
    for suffix, sources in sorted(originals(documents).items()):
        if given.format and suffix not in given.format:
            continue
        left_out, longest, most = 0, 0.0, 0
        for start in range(0, given.count, BATCH):
            files = {}
            for number_ in range(start, min(start + BATCH, given.count)):
                dice = random.Random(f"{given.seed}/{suffix}/{number_}")
                files[f"{number_:04}.{suffix}"] = mutated(dice, dice.choice(sources), sources)
            found, skipped, seconds, memory = check(given.stemma, files, given.seconds)
            left_out += skipped
            longest, most = max(longest, seconds), max(most, memory)
            for fault in found:
                print(f"{suffix}: {fault}", flush=True)
            bad += found
        print(
            f"{suffix}: {given.count} files, {left_out} left out, at most {longest:.1f} s for "
            f"{'one' if longest > given.seconds else 'forty'} and {most >> 20} MB", flush=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
