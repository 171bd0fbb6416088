#!/usr/bin/env python3
"""Runs stemma beside what else keeps versions of data or compares them, and prints ratios.

    make bench                     # a million records, about ten minutes
    make bench SIZE=100000

Each round runs every program once, one after the other, so that what else the machine does harms all
alike. What counts are ratios to a program run at the same moment: below 1 stemma is faster, smaller or
leaner. The peers are those that are installed: borg and restic (Debian), dvc, duckdb and polars
(`pip install dvc duckdb polars`).
"""

import argparse
import importlib.util
import json
import pathlib
import shutil
import sys
import tempfile

import generate
from measure import median, run, size

DUCKDB = """
import duckdb, sys
a, b = (f"read_json_auto('{p}', format='newline_delimited', maximum_object_size=20000000)" for p in sys.argv[1:])
print(duckdb.sql(f'''select count(*) filter (x.id is null), count(*) filter (y.id is null),
  count(*) filter (x.id is not null and y.id is not null and x::varchar <> y::varchar)
  from {a} x full outer join {b} y on x.id = y.id''').fetchall())
"""
POLARS = """
import polars as p, sys
a, b = (p.scan_ndjson(path, infer_schema_length=1000) for path in sys.argv[1:])
r = a.join(b, on="id", how="full", suffix="_b").collect()
same = (r["response"] == r["response_b"]) & (r["score"] == r["score_b"])
print(r["id"].is_null().sum(), r["id_b"].is_null().sum(), (~same.fill_null(True)).sum())
"""


class Peer:
    """A program that keeps what it is given: how it is made ready, fed, read and checked."""

    def __init__(self, name, folder, ready, add, read=None, check=None, environment=None):
        self.name, self.folder, self.ready, self.add = name, pathlib.Path(folder) / name, ready, add
        self.read, self.check, self.environment = read, check, environment

    def step(self, what, *arguments):
        command = getattr(self, what)
        return run(command(*arguments), self.folder, self.environment) if command else None


def peers(folder, sets):
    found = []
    if shutil.which("dvc"):
        # dvc takes what lies in its folder; the file is put there without being counted.
        found.append(Peer(
            "dvc", folder, lambda: ["dvc", "init", "--no-scm", "-q"],
            lambda path, n: ["dvc", "add", "-q", "data.jsonl"],
            read=lambda: ["dvc", "checkout", "-q", "-f", "data.jsonl.dvc"]))
    if shutil.which("borg"):
        key = {"BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK": "yes", "BORG_BASE_DIR": f"{folder}/borg-home"}
        found.append(Peer(
            "borg", folder, lambda: ["borg", "init", "-e", "none", "repo"],
            lambda path, n: ["borg", "create", f"repo::v{n}", path],
            read=lambda: ["borg", "extract", "--stdout", "repo::v1"],
            check=lambda: ["borg", "check", "--verify-data", "repo"], environment=key))
    if shutil.which("restic"):
        key = {"RESTIC_PASSWORD": "x", "RESTIC_CACHE_DIR": f"{folder}/restic-cache"}
        found.append(Peer(
            "restic", folder, lambda: ["restic", "init", "-q", "-r", "repo"],
            lambda path, n: ["restic", "backup", "-q", "-r", "repo", path],
            read=lambda: ["restic", "dump", "-r", "repo", "latest", sets["B"]],
            check=lambda: ["restic", "check", "-r", "repo", "--read-data"], environment=key))
    return found


class Bench:
    def __init__(self, stemma, folder, size_, rounds):
        self.stemma, self.folder, self.size, self.rounds = stemma, pathlib.Path(folder), size_, rounds
        self.costs, self.bytes, self.failures = {}, {}, []
        self.sets = {}
        for name, edits in (("A", 0), ("B", size_ // 50)):
            self.sets[name] = str(self.folder / f"{name}.jsonl")
            counts = generate.write(self.sets[name], size_, edits)
        self.truth = counts
        self.peers = peers(folder, self.sets)

    def note(self, step, program, cost):
        if cost:
            self.costs.setdefault(step, {}).setdefault(program, []).append(cost)

    def own(self, step, *arguments, keep=False):
        store = self.folder / "store"
        cost = run([self.stemma, *arguments, "--store", store], self.folder, keep=keep)
        self.note(step, "stemma", cost)
        return cost

    def round(self):
        for peer in self.peers:
            shutil.rmtree(peer.folder, ignore_errors=True)
            peer.folder.mkdir()
            peer.step("ready")
        shutil.rmtree(self.folder / "store", ignore_errors=True)
        for number, name in enumerate("AB", 1):
            before = size(self.folder / "store")
            self.own(f"import {name}", "import", self.sets[name], "--dataset", "d", "--id", "id")
            self.bytes.setdefault(f"bytes {name}", {})["stemma"] = size(self.folder / "store") - before
            for peer in self.peers:
                if peer.name == "dvc":
                    shutil.copyfile(self.sets[name], peer.folder / "data.jsonl")
                before = size(peer.folder)
                self.note(f"import {name}", peer.name, peer.step("add", self.sets[name], number))
                self.bytes.setdefault(f"bytes {name}", {})[peer.name] = size(peer.folder) - before
        compared = self.own("compare", "compare", "d@1", "d@2", "--json", "--examples", "0", "--no-statistics",
                            keep=True)
        found = json.loads(compared.output)["records"]
        wanted = (self.truth["changed"], self.truth["inserted"], self.truth["removed"])
        if (found["changed"], found["added"], found["removed"]) != wanted:
            self.failures.append(f"compare found {found}, not {self.truth}")
        for name, program in (("duckdb", DUCKDB), ("polars", POLARS)):
            if importlib.util.find_spec(name):
                self.note("compare", name, run([sys.executable, "-c", program, *self.sets.values()]))
        self.own("compare equal", "compare", "d@1", "d@1", "--no-statistics")
        # The first makes the statistics of one version, the third finds those of both.
        self.own("summary", "compare", "d@1", "d@1")
        self.own("summary 2", "compare", "d@2", "d@2")
        self.own("statistics", "compare", "d@1", "d@2")
        self.own("export", "export", "d@2", "--output", self.folder / "out.jsonl")
        self.own("verify", "verify")
        self.own("log", "log")
        self.own("show", "show", "d@1")
        self.own("rollback", "rollback", "d", "--to", "1")
        for peer in self.peers:
            self.note("export", peer.name, peer.step("read"))
            self.note("verify", peer.name, peer.step("check"))
        self.note("start", "stemma", run([self.stemma, "--version"]))

    def report(self):
        print(f"{self.size} records, medians of {self.rounds} rounds; times as ratios to stemma's peer\n")
        print(f"{'step':14} {'wall s':>8} {'cpu s':>8} {'MB':>6}   peers: wall ratio, cpu ratio")
        for step, by in self.costs.items():
            own = by["stemma"]
            wall, cpu = median([c.wall for c in own]), median([c.cpu for c in own])
            others = "  ".join(
                f"{name} {wall / median([c.wall for c in costs]):.2f}, "
                f"{cpu / max(1e-3, median([c.cpu for c in costs])):.2f}"
                for name, costs in by.items() if name != "stemma")
            memory = max(c.memory for c in own) / 1e6
            print(f"{step:14} {wall:8.2f} {cpu:8.2f} {memory:6.0f}   {others}")
        for step, by in self.bytes.items():
            others = "  ".join(f"{n} {by['stemma'] / b:.2f} of {b / 1e6:.0f} MB"
                               for n, b in by.items() if n != "stemma")
            print(f"{step:14} {by['stemma'] / 1e6:8.1f} MB{'':15} {others}")
        for failure in self.failures:
            print("FAILED", failure)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stemma")
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", help="where to work, instead of a folder that is removed")
    options = parser.parse_args()
    folder = options.folder or tempfile.mkdtemp(prefix="stemma-bench-")
    pathlib.Path(folder).mkdir(exist_ok=True)
    try:
        bench = Bench(pathlib.Path(options.stemma).resolve(), folder, options.size, options.rounds)
        for _ in range(options.rounds):
            bench.round()
        bench.report()
    finally:
        if not options.folder:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if bench.failures else 0)


if __name__ == "__main__":
    main()
