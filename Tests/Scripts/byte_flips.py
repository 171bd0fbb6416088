#!/usr/bin/env python3
"""Flips seeded bytes in a store's files, one at a time, and asks every reading command each time.

    Tests/Scripts/byte_flips.py .build/release/stemma               # 500 flips
    Tests/Scripts/byte_flips.py .build/debug/stemma --flips 50 --seed 7

In packs, refs and reachable git objects `verify` names file and object with exit code 12, unless
the content read is unchanged. Anywhere else the flip is named, or no answer changes. No command
gives another answer than before the flip: the same bytes, or an error that names the damage; and
none fails that did not need the damaged part.
"""

import argparse
import collections
import concurrent.futures
import ctypes
import ctypes.util
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

MANIFEST = """\
stemma: 1
dataset: {name}
task: qa
inputs:
  documents: [{name}/*.md]
teacher: embedded
sampling: {{seed: 1, temperature: 0.7}}
per_section: 2
strategy: extraction
filters: [schema, length, duplicates]
"""
THINGS = "lamp bell gauge kiln loom press crane sluice anvil boiler turbine compass".split()
PLACES = "harbour valley mill tower quarry orchard station bridge foundry dairy cellar dock".split()


def prose(dice, title, sections):
    lines = [f"# {title}", ""]
    for number in range(sections):
        thing, place = dice.choice(THINGS), dice.choice(PLACES)
        height, year = dice.randrange(2, 90), dice.randrange(1700, 1990)
        lines += [
            f"## The {thing} of the {place}, {number}", "",
            f"A {thing} is a device that the workers of the {place} {number} use every day. "
            f"The {thing} stands {height} metres high because the {place} needs a clear view. "
            f"Workers clean the {thing} to keep it safe. If the {thing} stops, the {place} closes "
            f"until the next morning. The {place} was built in {year} by {height * 3} masons.", "",
        ]
    return "\n".join(lines)


# MARK: The store's files, read without stemma


class Zstandard:
    def __init__(self):
        self.library = ctypes.CDLL(ctypes.util.find_library("zstd") or "libzstd.so.1")
        self.library.ZSTD_createDCtx.restype = ctypes.c_void_p
        self.decompress_ = self.library.ZSTD_decompress_usingDict
        self.decompress_.restype = ctypes.c_size_t
        self.context = ctypes.c_void_p(self.library.ZSTD_createDCtx())

    def decompress(self, frame, length, dictionary):
        out = ctypes.create_string_buffer(length or 1)
        size = self.decompress_(
            self.context, out, ctypes.c_size_t(length), frame, ctypes.c_size_t(len(frame)),
            dictionary, ctypes.c_size_t(len(dictionary)))
        assert size == length, "a pack of an undamaged store cannot be read"
        return out.raw[:length]


class Pack:
    """Objects by id: (begin, end, content), as Sources/StemmaStore/PackFormat.swift lays them."""

    KINDS = ["", "bytes", "text", "template", "plan", "prompt", "leaf", "node", "sequence",
             "receipt"]

    def __init__(self, path, zstandard):
        data = path.read_bytes()
        assert data[:8] == b"stemmapk" and data[-8:] == b"stemmaix"
        (length,) = struct.unpack_from("<I", data, 12)
        self.dictionary = data[16:16 + length]
        self.objects_begin = 16 + length
        self.trailer, count = struct.unpack_from("<QI", data, len(data) - 52)
        self.objects = {}
        begin = self.objects_begin
        while begin < self.trailer:
            begin = self.block(data, begin, zstandard)
        assert len(self.objects) == count

    def block(self, data, begin, zstandard):
        """- Returns: where the next one begins."""
        stored, rows_length = struct.unpack_from("<IH", data, begin + 4)
        start = begin + 10 + rows_length
        place = begin + 10

        def number():
            nonlocal place
            value, shift = 0, 0
            while True:
                value |= (data[place] & 0x7F) << shift
                shift += 7
                place += 1
                if data[place - 1] < 0x80:
                    return value

        rows = []
        while place < start:
            kind = data[place]
            place += 1
            rows += [(kind, number()) for _ in range(number())]
        content = zstandard.decompress(
            data[start:start + stored], sum(size for _, size in rows), self.dictionary)
        offset = 0
        for kind, size in rows:
            part = content[offset:offset + size]
            offset += size
            id_ = hashlib.sha256(f"stemma {self.KINDS[kind]}\0".encode() + part).hexdigest()
            self.objects["sha256:" + id_] = (begin, start + stored, part)
        return start + stored

    def parts(self, offset):
        """`head`, `trailer`, or the ids of the objects in whose block the byte lies."""
        if offset < self.objects_begin:
            return "head"
        if offset >= self.trailer:
            return "trailer"
        return [i for i, (begin, end, _) in self.objects.items() if begin <= offset < end]


class Anatomy:
    """Which objects, git objects and refs each command needs."""

    def __init__(self, store, versions):
        zstandard = Zstandard()
        self.packs = {
            str(p.relative_to(store)): Pack(p, zstandard) for p in store.glob("packs/*/*.pack")}
        self.contents = {
            i: o[2] for pack in self.packs.values() for i, o in pack.objects.items()}
        self.git = str(store / "history.git")
        self.needs = {}
        self.by_version = {v["name"]: self.roles(v["receipt"]) for v in versions}
        self.commits = {v["name"]: self.commit(v["name"]) for v in versions}

    @staticmethod
    def children(node):
        place = 0
        while place < len(node):
            yield "sha256:" + node[place:place + 32].hex()
            place += 32
            while node[place] >= 0x80:
                place += 1
            place += 1

    def sequence(self, root):
        json_ = json.loads(self.contents[root])
        ids, level = {root}, [json_["tree"]] if "tree" in json_ else []
        for _ in range(json_["depth"]):
            ids.update(level)
            level = [child for n in level for child in self.children(self.contents[n])]
        return ids | set(level), level

    def roles(self, receipt):
        json_ = json.loads(self.contents[receipt])
        plan = json.loads(self.contents[json_["plan"]])
        roles = {"receipt": {receipt}, "plan": {json_["plan"]}, "template": {plan["template"]},
                 "bytes": {i["bytes"] for i in json_["inputs"]},
                 "text": {i["text"] for i in json_["inputs"]}, "prompt": set()}
        for name, root in json_["roots"].items():
            roles[name], leaves = self.sequence(root)
            for leaf in leaves if name in ("traces", "ledger") else []:
                for line in self.contents[leaf].splitlines():
                    prompt = json.loads(line)[1].get("prompt")
                    if prompt:
                        roles["prompt"].add(prompt)
        return roles

    def commit(self, version):
        def git(*arguments):
            command = ["git", "-C", self.git, *arguments]
            return subprocess.run(command, capture_output=True, check=True).stdout.decode()
        commit = git("rev-parse", f"refs/tags/{version}").strip()
        tree = git("ls-tree", "-r", "-t", commit).split("\n")
        return {commit, git("rev-parse", commit + "^{tree}").strip()} | {
            line.split()[2] for line in tree if line}

    def all_commits(self, *datasets):
        return set().union(*(ids for name, ids in self.commits.items()
                             if not datasets or name.split("@")[0] in datasets))


# MARK: Commands


class Question:
    """A command, and what it may not do without."""

    def __init__(self, name, arguments, versions=(), roles=(), commits=(), datasets=(),
                 events=False):
        self.name, self.arguments = name, arguments
        self.versions, self.roles, self.commits = versions, roles, commits
        self.datasets, self.events = datasets, events

    def needs(self, anatomy):
        objects = set()
        for version in self.versions:
            for role in self.roles:
                objects |= anatomy.by_version[version][role]
        git = set().union(set(), *(anatomy.commits[v] for v in self.commits))
        return objects, git


def questions(record):
    every = ("receipt", "plan", "template", "bytes", "text", "prompt", "records", "traces",
             "ledger", "transcript")
    a, b = ("big",), ("small",)
    every_dataset = a + b + ("twin",)
    return [
        Question("log", ["log", "--json"], datasets=every_dataset),
        Question("log big", ["log", "big", "--json"], datasets=a),
        Question("log small", ["log", "small", "--json"], datasets=b),
        Question("show big@1", ["show", "big@1", "--json"], ["big@1"], ["receipt", "plan"],
                 ["big@1"], a, events=True),
        Question("show small@1", ["show", "small@1", "--json"], ["small@1"], ["receipt", "plan"],
                 ["small@1"], b, events=True),
        Question("sample", ["sample", "big@2", "-n", "5", "--json"], ["big@2"],
                 ["receipt", "records"], [], a),
        Question("lineage", ["lineage", "small@1", "--json"], ["small@1"], ["receipt", "plan"],
                 ["small@1"], every_dataset, events=True),
        Question("trace", ["trace", "small@1", record, "--json"], ["small@1"], every,
                 [], b),
        Question("export", ["export", "small@1"], ["small@1"], ["receipt", "plan", "records"],
                 [], b),
        Question("compare", ["compare", "big@1", "big@2", "--no-statistics", "--json"],
                 ["big@1", "big@2"], ["receipt", "plan", "records"], ["big@1", "big@2"], a),
        Question("reproduce", ["reproduce", "small@1", "--no-attestation", "--json"], ["small@1"],
                 every, [], b),
    ]


class Trial:
    def __init__(self, binary, folder, big):
        self.binary = str(pathlib.Path(binary).resolve())
        self.folder = pathlib.Path(folder)
        self.environment = {"HOME": folder, "PATH": "/usr/bin:/bin"}
        self.store = self.folder / "store"
        self.build(big)
        self.versions = json.loads(self.good("log", "--json"))["versions"]
        record = json.loads(self.good("sample", "small@1", "-n", "1", "--json"))
        record = record["records"][0]["id"]
        self.questions = questions(record)
        self.answers = {q.name: self.ask(self.store, q.arguments) for q in self.questions}
        for name, answer in self.answers.items():
            assert answer.returncode == 0, f"{name}: {answer.stderr.decode()}"
        self.anatomy = Anatomy(self.store, self.versions)
        self.needs = {q.name: q.needs(self.anatomy) for q in self.questions}
        if big:
            dictionaries = [p for p in self.anatomy.packs.values() if p.dictionary]
            assert dictionaries, "no pack has a dictionary"

    def ask(self, store, arguments, timeout=120):
        return subprocess.run(
            [self.binary, *arguments, "--store", str(store)], cwd=self.folder, timeout=timeout,
            env=self.environment, stdin=subprocess.DEVNULL, capture_output=True)

    def good(self, *arguments):
        done = self.ask(self.store, arguments)
        assert done.returncode == 0, f"{arguments}: {done.stderr.decode()}"
        return done.stdout

    def build(self, big):
        dice = random.Random(1)
        for name, sections in (("big", 700 if big else 6), ("small", 5)):
            (self.folder / name).mkdir()
            (self.folder / name / "a.md").write_text(prose(dice, name, sections))
            (self.folder / f"{name}.yaml").write_text(MANIFEST.format(name=name))
        # A third dataset, made from the second one's text: their family trees know each other.
        (self.folder / "twin.yaml").write_text(
            MANIFEST.format(name="small").replace("dataset: small", "dataset: twin"))
        self.good("init", str(self.folder / "workspace"))
        self.good("run", "big.yaml", "--json")
        self.good("run", "small.yaml", "--json")
        self.good("run", "twin.yaml", "--json")
        self.good("run", "big.yaml", "--set", "sampling.temperature=0.1", "--json")
        self.good("rollback", "big", "--to", "1", "--json")
        self.good("reproduce", "big@1", "--json")
        self.good("reproduce", "small@1", "--json")

    def kinds(self):
        """The store's files by kind."""
        kinds = collections.defaultdict(list)
        for path in sorted(self.store.rglob("*")):
            name = str(path.relative_to(self.store))
            if not path.is_file() or path.stat().st_size == 0:
                continue
            for kind, pattern in (
                ("pack", r"packs/.*"), ("git object", r"history.git/objects/.*"),
                ("branch", r"history.git/refs/(heads|stemma)/.*"), ("tag", r"history.git/refs/.*"),
                ("index", r"lineage.sqlite.*"), ("HEAD", r"history.git/HEAD"),
                ("config", r"history.git/config"), ("format", "format"), ("other", ".*"),
            ):
                if re.fullmatch(pattern, name):
                    kinds[kind].append(name)
                    break
        return kinds

    def plan(self, flips, seed):
        """Seeded places: a share for every kind, within a kind by size."""
        dice, kinds = random.Random(seed), self.kinds()
        shares = {"pack": 8, "git object": 5, "index": 4, "branch": 2, "tag": 1, "HEAD": 1,
                  "config": 1, "format": 1, "other": 1}
        order = [k for k, share in shares.items() if k in kinds for _ in range(share)]
        places = []
        for number in range(flips):
            kind = order[number] if number < len(order) else dice.choice(order)
            names = kinds[kind]
            sizes = [(self.store / n).stat().st_size for n in names]
            name = dice.choices(names, sizes)[0]
            size = (self.store / name).stat().st_size
            offset = self.place_in_pack(name, dice) if kind == "pack" else dice.randrange(size)
            places.append((number, kind, name, offset, dice.randrange(1, 256)))
        return places

    def place_in_pack(self, name, dice):
        """By size, but every third time in an object drawn evenly, every twelfth in the head."""
        pack, size = self.anatomy.packs[name], (self.store / name).stat().st_size
        draw = dice.randrange(12)
        if draw == 0:
            return dice.randrange(16)
        if draw < 5:
            begin, end, _ = pack.objects[dice.choice(sorted(pack.objects))]
            return dice.randrange(begin, end)
        return dice.randrange(size)

    # MARK: One flip

    def flip(self, place):
        number, kind, name, offset, mask = place
        copy = self.folder / f"flip-{number}" / "store"
        shutil.copytree(self.store, copy)
        path = copy / name
        data = bytearray(path.read_bytes())
        data[offset] ^= mask
        path.chmod(0o644)
        path.write_bytes(data)
        wrong, failed = [], []
        label = f"flip {number}: {kind} {name} byte {offset} ^ {mask:#x}"
        try:
            unchanged = self.same_content(kind, name, bytes(data))
            part = self.anatomy.packs[name].parts(offset) if kind == "pack" else None
            # Each command meets the index as the flip left it, and not as others mended it.
            index = [p for p in copy.iterdir() if p.name.startswith("lineage.sqlite")]
            saved = {p.name: p.read_bytes() for p in index}
            verified = self.ask(copy, ["verify", "--json"])
            wrong += self.judge_verification(verified, kind, name, part, unchanged)
            for question in self.questions:
                for p in copy.glob("lineage.sqlite*"):
                    p.unlink()
                for n, content in saved.items():
                    (copy / n).write_bytes(content)
                answer = self.ask(copy, question.arguments)
                bad, missed = self.judge(question, answer, kind, name, part)
                wrong += bad
                failed += missed
        except subprocess.TimeoutExpired as error:
            wrong.append(f"it hangs: {error.cmd}")
        if not (wrong and KEEP):
            shutil.rmtree(copy.parent)
        where = ("in " + part if isinstance(part, str) else "in a block") if part else ""
        outcome = "named" if verified.returncode == 12 else (
            "refused" if verified.returncode else "no answer changed")
        return f"{kind} {where}".strip(), outcome, len(failed), [f"{label}: {w}" for w in wrong]

    def same_content(self, kind, name, data):
        before = (self.store / name).read_bytes()
        if kind in ("branch", "tag"):
            # Git reads a commit's digits whether they are small letters or capitals.
            return data.lower() == before.lower()
        if kind != "git object":
            return False
        try:
            return zlib.decompressobj().decompress(data) == zlib.decompress(before)
        except zlib.error:
            return False

    def judge_verification(self, done, kind, name, part, unchanged):
        if done.returncode < 0 or done.returncode >= 128:
            return [f"verify died with {done.returncode}: {done.stderr.decode()[-300:]}"]
        if done.returncode == 0:
            if not unchanged and kind in ("pack", "branch", "tag", "git object"):
                return ["verify finds nothing"]
            return []
        try:
            report = json.loads(done.stdout)["damages"] if done.stdout else []
        except ValueError:
            return ["verify writes no JSON"]
        if not report:
            return self.judge_error("verify", done, name)
        if kind == "index":
            return []
        # HEAD, config and format are named by whoever notices.
        if not any(d["file"] == name for d in report):
            return [f"verify does not name the file: {report}"]
        if kind == "pack" and not isinstance(part, str):
            # Of a block some objects may be whole in spite of the flip.
            hurt = [d for d in report if d["file"] == name and d.get("object") in part]
            if not hurt:
                return [f"verify names no object of {part}: {report}"]
            for damage in hurt:
                needed = {v for v, roles in self.anatomy.by_version.items()
                          if any(damage["object"] in ids for ids in roles.values())}
                if needed != set(damage["versions"]):
                    return [f"verify says that {damage['versions']} need {damage['object']}, "
                            f"not {sorted(needed)}"]
        if kind == "git object" and not any(
                d.get("object") == "".join(name.split("/")[-2:]) for d in report):
            return [f"verify does not name the object: {report}"]
        return []

    def judge_error(self, what, done, name):
        try:
            report = json.loads(done.stderr.decode().splitlines()[-1])
            text = report["code"] + report["whatHappened"] + str(report["place"])
        except (ValueError, KeyError, IndexError):
            text = done.stderr.decode()
            # export writes data, so its errors are for people.
            if what != "export":
                return [f"{what}: no error in JSON: {text[-300:]}"]
        if name not in text and os.path.basename(name) not in text:
            return [f"{what}: exit {done.returncode} does not name {name}: {text[-300:]}"]
        if done.returncode != 12:
            return [f"{what}: exit {done.returncode}, not 12: {text[-300:]}"]
        return []

    def judge(self, question, done, kind, name, part):
        """- Returns: what is wrong, and the name of the command if it failed as it may."""
        before = self.answers[question.name]
        if done.returncode < 0 or done.returncode >= 128:
            return [f"{question.name} died: {done.returncode} {done.stderr.decode()[-300:]}"], []
        if done.returncode == 0:
            if question.name.startswith("log") and os.path.basename(name) in done.stderr.decode():
                # Versions are listed without what damaged events say of them, and it is said so.
                return [], [question.name]
            if question.name == "compare" and os.path.basename(name) in done.stderr.decode():
                # What filters moved is left out, and it is said so; the rest stands.
                then, now = json.loads(before.stdout), json.loads(done.stdout)
                if now.pop("causes", {}).get("state") == "unreadable":
                    then.pop("causes", None)
                    if now == then:
                        return [], [question.name]
            if done.stdout != before.stdout:
                return [f"{question.name} answers otherwise: {self.difference(before, done)}"], []
            return [], []
        if question.name == "export" and not before.stdout.startswith(done.stdout):
            return ["export wrote something wrong before it failed"], []
        wrong = self.judge_error(question.name, done, name)
        if not self.may_fail(question, kind, name, part):
            wrong.append(f"{question.name} fails, which needed nothing of it: exit "
                         f"{done.returncode} {done.stderr.decode()[-300:]}")
        return wrong, [question.name]

    def may_fail(self, question, kind, name, part):
        objects, git = self.needs[question.name]
        if kind == "format":
            return True
        if kind == "pack":
            if part == "trailer":
                return False
            if part == "head":
                return bool(objects & set(self.anatomy.packs[name].objects))
            return bool(objects & set(part))
        if kind == "git object":
            return "".join(name.split("/")[-2:]) in git
        if kind == "branch":
            dataset = name.split("/")[-1]
            return question.events if "stemma" in name else dataset in question.datasets
        return False

    def difference(self, before, after):
        a, b = (done.stdout.decode(errors="replace").splitlines() for done in (before, after))
        lines = [f"{x!r} -> {y!r}" for x, y in zip(a, b) if x != y][:2]
        return f"{len(a)} lines -> {len(b)}; " + "; ".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--flips", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20240229)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--small", action="store_true", help="no pack with a dictionary")
    parser.add_argument("--only", type=int, help="one flip, by its number")
    parser.add_argument("--keep", action="store_true", help="keep the folders of failures")
    options = parser.parse_args()
    global KEEP
    KEEP = options.keep
    folder = tempfile.mkdtemp(prefix="stemma-flips-")
    trial = Trial(options.binary, folder, not options.small)
    places = trial.plan(options.flips, options.seed)
    if options.only is not None:
        places = [places[options.only]]
    outcomes, failures = collections.Counter(), []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for kind, outcome, failed, wrong in pool.map(trial.flip, places):
            outcomes[kind, outcome] += 1
            outcomes[kind, "(commands failed, as they may)"] += failed
            failures += wrong
            for what in wrong:
                print(f"FAILED seed {options.seed} {what}", flush=True)
    for (kind, outcome), count in sorted(outcomes.items()):
        print(f"{kind:24} {outcome:30} {count}")
    print(json.dumps({"failures": len(failures), "flips": len(places), "seed": options.seed}))
    if not (failures and KEEP):
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
