#!/usr/bin/env python3
"""Kills stemma at each write-like system call in turn, and fails each with ENOSPC and with EIO.

    Tests/Scripts/fault_injection.py .build/release/stemma            # all of it
    Tests/Scripts/fault_injection.py .build/debug/stemma --every 40   # a sample

After each injection: `verify` finds nothing, `log` shows the old state or the new one (the new one
where the command said success), and the same command, repeated, ends in time and gives what an
undisturbed one gives. A command that fails says why, in JSON, and never dies of a signal or trap.
After a collection of garbage, too, everything published is there, and runs go on from it.

strace counts calls per thread; N goes up until a run passes unhit. Calls on other things than the
store's files (event counters, libraries) are hit too, but not counted as sites.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

CALLS = (
    "write writev pwrite64 fsync fdatasync rename renameat renameat2 unlink unlinkat mkdir "
    "mkdirat rmdir ftruncate fallocate link linkat symlink symlinkat fchmod fchmodat chmod "
    "flock openat"
).split()
MODES = {"kill": "signal=KILL", "ENOSPC": "error=ENOSPC", "EIO": "error=EIO"}
LINE = re.compile(r"^(\d+) +(\w+)\((.*)$")
QUOTED = re.compile(r'"([^"]*)"')
OPENED = re.compile(r"\d<([^>]*)>")

MANIFEST = """\
stemma: 1
dataset: {name}
task: qa
inputs:
  documents: [{name}/*.md]
teacher: embedded
sampling: {{seed: 1, temperature: 0.5}}
per_section: 1
strategy: extraction
filters: [schema, length, duplicates]
"""
PROSE = """\
# {name}

A {name} is a tower that carries a strong light to guide ships at night. Sailors use the light to \
find a harbour entrance. Most {name} towers stand on headlands because a high position makes the \
light visible from farther away.

## The lens

A lens is a thin body built of many concentric rings of glass. Each ring bends the light of the \
lamp into a narrow horizontal beam. Because the rings replace one solid block, a large lens weighs \
far less than an ordinary lens of the same power.
"""
# So many documents are opened by the thread that later writes: its calls of openat then have
# numbers that no thread reaches while libraries are loaded.
FILLERS = 90


class Lab:
    """The binary, and the folders it is let loose in."""

    def __init__(self, binary, folder):
        self.binary = str(pathlib.Path(binary).resolve())
        self.folder = pathlib.Path(folder)
        (self.folder / "empty").mkdir(exist_ok=True)
        # Without git on the path the user's repository is not looked for.
        self.environment = {"HOME": str(self.folder), "PATH": str(self.folder / "empty")}

    def run(self, place, *arguments, before=(), timeout=60):
        command = [*before, self.binary, *arguments]
        process = subprocess.Popen(
            command, cwd=place, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        try:
            output, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            # Whom strace lets go lives on; so all of its group ends.
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
        return subprocess.CompletedProcess(command, process.returncode, output, errors)

    def good(self, place, *arguments):
        done = self.run(place, *arguments)
        if done.returncode != 0:
            raise SystemExit(f"{arguments} failed undisturbed: {done.stderr.decode()}")
        return json.loads(done.stdout)

    def workspace(self, place, fillers=FILLERS):
        for name in ("lights", "harbours"):
            folder = place / "experiments" / name
            folder.mkdir(parents=True)
            (folder / "a.md").write_text(PROSE.format(name=name[:-1]))
            (place / "experiments" / f"{name}.yaml").write_text(MANIFEST.format(name=name))
        (place / "rows.jsonl").write_text("".join(f'{{"id":"r{n}","text":"{n * n}"}}\n' for n in range(400)))
        for number in range(fillers):
            (place / "experiments/lights" / f"z{number:02}.md").write_text("# Nothing\n")


def abandon(lab, place, *command):
    """Leaves a pack behind that no version leads to: the run is killed before it publishes."""
    before = set((place / "store/packs").glob("*/*.pack"))
    lab.run(place, *command, before=[
        STRACE, "-f", "-qq", "-o", "/dev/null", "-e", "trace=link",
        "-e", "inject=link:signal=KILL:when=1"])
    if len(set((place / "store/packs").glob("*/*.pack")) - before) != 1:
        raise SystemExit(f"{command} left no pack behind")


def litter(lab, place):
    """A pack in the trash, one that is dead, one half alive, a stale file and a stale lock."""
    lights = ["run", "experiments/lights.yaml", "--json", "--set"]
    abandon(lab, place, *lights, "sampling.seed=8")
    lab.good(place, "gc", "--yes", "--json")
    (place / "experiments/lights/b.md").write_text(PROSE.format(name="beacon"))
    abandon(lab, place, *lights, "sampling.seed=5")
    lab.good(place, *lights, "sampling.seed=6")
    abandon(lab, place, "run", "experiments/harbours.yaml", "--json", "--set", "sampling.seed=9")
    (place / "store/tmp/1-0.pack").write_bytes(b"half a pack")
    stale = place / "store/runs/lights" / ("0" * 64)
    stale.mkdir(parents=True)
    (stale / "lock").write_bytes(b"")
    report = lab.good(place, "gc", "--dry-run", "--json")
    actions = sorted(pack["action"] for pack in report["packs"] if pack["action"] != "keep")
    if (actions, len(report["trash"])) != (["discard", "rewrite"], 1) or len(report["leftovers"]) < 2:
        raise SystemExit(f"the litter is not as it should be: {report}")


class Scenario:
    """A command, the state it starts from, and the states it may leave."""

    def __init__(self, lab, name, command, prepare, follow=None):
        self.lab, self.name, self.command, self.follow = lab, name, command, follow
        # One path behind each site, as it was in the traced run.
        self.full = {}
        self.start = lab.folder / name / "start"
        lab.workspace(self.start)
        for step in prepare:
            if callable(step):
                step(lab, self.start)
            else:
                lab.good(self.start, *step)
        self.before = self.state(self.start)
        once = self.copy("undisturbed")
        self.wanted = lab.good(once, *command)
        self.after = self.state(once)
        self.trace = self.traced(self.copy("traced"), ["-e", "trace=" + ",".join(CALLS)])[1]

    def copy(self, name):
        place = self.lab.folder / self.name / name
        shutil.copytree(self.start, place, symlinks=True)
        return place

    def state(self, place):
        """What is visible: versions with receipts, in order; None where there is no store."""
        done = self.lab.run(place, "log", "--json")
        if done.returncode == 10:
            return None
        if done.returncode != 0:
            return f"log ended with {done.returncode}: {done.stderr.decode()}"
        versions = json.loads(done.stdout)["versions"]
        events = [self.lab.good(place, "show", v["name"], "--json")["events"] for v in versions]
        return [(v["name"], v["receipt"], len(e)) for v, e in zip(versions, events)]

    def traced(self, place, options):
        log = place.parent / (place.name + ".strace")
        before = ["/usr/bin/env", f"PATH={self.lab.environment['PATH']}", STRACE, "-f", "-qq", "-y"]
        try:
            done = self.lab.run(
                place, *self.command, before=[*before, "-o", str(log), *options], timeout=30)
        except subprocess.TimeoutExpired:
            done = None
        text = log.read_text(errors="replace")
        log.unlink()
        return done, text

    def calls(self):
        """The write-like calls that an undisturbed run makes."""
        return [call for call in CALLS if self.sites(call)]

    def sites(self, call):
        """(number in its thread, site) of every call in an undisturbed run."""
        seen, found = collections.Counter(), []
        for line in self.trace.splitlines():
            match = LINE.match(line)
            if not match or match[2] != call:
                continue
            seen[match[1]] += 1
            if call != "openat" or "O_CREAT" in line:
                site = self.site(call, match[3])
                if site:
                    found.append((seen[match[1]], site))
        return found

    def site(self, call, arguments):
        """The call and the path it is about, without what differs between runs."""
        paths = QUOTED.findall(arguments) if call in (
            "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir",
            "mkdirat", "rmdir", "openat", "symlink", "symlinkat", "chmod", "fchmodat",
        ) else OPENED.findall(arguments)[:1]
        if not paths:
            return None
        path = paths[-1]
        if "/store" not in path:
            return (call, "<output>") if call == "write" and arguments[:2] in ("1<", "2<") else None
        path = full = "store" + path.split("/store", 1)[1]
        path = re.sub(r"\d+-\d+\.(pack|format)", r"PID.\1", path)
        path = re.sub(r"tmp_object_git2_\w+", "tmp_object", path)
        path = re.sub(r"objects/[0-9a-f]{2}/[0-9a-f]{38}", "objects/XX/OBJECT", path)
        path = re.sub(r"objects/[0-9a-f]{2}$", "objects/XX", path)
        path = re.sub(r"packs/[0-9a-f]{2}/[0-9a-f]{64}", "packs/XX/PACK", path)
        path = re.sub(r"packs/[0-9a-f]{2}$", "packs/XX", path)
        path = re.sub(r"[0-9a-f]{64}", "PLAN", path)
        self.full.setdefault(path, full)
        return (call, path)

    def paths(self, site, place):
        """The files a site may be about; who is about to start has one of the next ids."""
        if "PID" not in site[1]:
            return [str(place / self.full.get(site[1], site[1]))]
        last = int(pathlib.Path("/proc/sys/kernel/ns_last_pid").read_text())
        return [str(place / site[1].replace("PID", f"{last + k}-0")) for k in range(1, 200)]

    def hit(self, text, call, mode):
        """The site that was hit; None where the run passed unhit, False where it was no file."""
        if mode == "kill":
            if "killed by SIGKILL" not in text:
                return None
            # Whoever died of it; what it was about to do is its last line of this call.
            threads = re.findall(r"^(\d+) +\+\+\+ killed by SIGKILL", text, re.M)
            lines = [LINE.match(line) for line in text.splitlines()]
            last = [m for m in lines if m and m[1] in threads and m[2] == call]
            best = [m for m in last if m[3].rstrip().endswith("= ?")] or last
            return best and self.site(call, best[-1][3]) or False
        injected = [LINE.match(line) for line in text.splitlines() if "(INJECTED)" in line]
        if not injected:
            return None
        return injected[0] and self.site(call, injected[0][3]) or False


def judge(scenario, place, done, mode, site):
    """What is wrong after one injection: a list of sentences."""
    lab, wrong = scenario.lab, []
    if mode != "kill":
        if done.returncode < 0 or done.returncode >= 128:
            wrong.append(f"died with {done.returncode}: {done.stderr.decode()[-300:]}")
        elif done.returncode not in (0, 1, 12) and site:
            wrong.append(f"exit {done.returncode}: {done.stderr.decode()[-300:]}")
        elif done.returncode != 0 and site != ("write", "<output>"):
            try:
                report = json.loads(done.stderr.decode().splitlines()[-1])
                if not all(report[key] for key in ("code", "whatHappened", "nextStep")):
                    wrong.append(f"an error without words: {report}")
            except (ValueError, KeyError, IndexError):
                wrong.append(f"no error in JSON: {done.stderr.decode()[-300:]}")
    there = (place / "store/format").exists()
    checked = lab.run(place, "verify", "--json")
    if checked.returncode != (0 if there else 10):
        wrong.append(f"verify ended with {checked.returncode}: "
                     f"{(checked.stdout + checked.stderr).decode()[-600:]}")
    state = scenario.state(place)
    allowed = [scenario.after] if done.returncode == 0 else [
        scenario.before, scenario.after, scenario.before or []]
    if state not in allowed:
        wrong.append(f"after exit {done.returncode} log shows {state}")
    try:
        again = lab.run(place, *scenario.command, timeout=60)
    except subprocess.TimeoutExpired:
        return wrong + ["the next command hangs"]
    if again.returncode != 0:
        return wrong + [f"the next command fails: {again.stderr.decode()[-400:]}"]
    result = json.loads(again.stdout)
    for key in ("receipt", "version", "records", "outcome"):
        if result.get(key) != scenario.wanted.get(key):
            wrong.append(f"the next command gives {key} {result.get(key)}")
    if scenario.follow:
        try:
            return wrong + follow(scenario, place)
        except SystemExit as error:
            return wrong + [str(error)]
    final, names = scenario.state(place), [entry[:2] for entry in scenario.after]
    if [entry[:2] for entry in final] != names:
        wrong.append(f"after the next command log shows {final}")
    checked = lab.run(place, "verify", "--json")
    if checked.returncode != 0:
        wrong.append(f"the second verify ended with {checked.returncode}")
    for pattern in ("tmp/*", "runs/*/*", "history.git/**/*.lock", "history.git/objects/tmp_*"):
        left = [str(p.relative_to(place)) for p in (place / "store").glob(pattern)]
        # Only a command that writes objects tidies tmp/; rubbish harms nobody until then.
        if left and not (pattern.startswith("tmp") and scenario.name in ("rollback", "reproduce")):
            wrong.append(f"left behind: {left}")
    tags = {p.name for p in (place / "store/history.git/refs/tags").iterdir()}
    missing = {name for name, _ in names if name.startswith("lights")} - tags
    if missing and scenario.name != "reproduce":
        wrong.append(f"tags are missing: {sorted(missing)}")
    fsck = subprocess.run(
        [GIT, "-C", str(place / "store/history.git"), "fsck", "--strict", "--no-dangling"],
        capture_output=True)
    if fsck.returncode != 0:
        wrong.append(f"git fsck: {(fsck.stdout + fsck.stderr).decode()}")
    return wrong


def follow(scenario, place):
    """What is wrong with a store after a collection was cut short and another one made."""
    lab, wrong = scenario.lab, []
    if scenario.state(place) != scenario.before:
        wrong.append(f"after the next command log shows {scenario.state(place)}")
    left = [str(p.relative_to(place)) for pattern in ("tmp/*", "runs/*/*", "trash/*.pack")
            for p in (place / "store").glob(pattern)]
    if [path for path in left if "trash" not in path]:
        wrong.append(f"left behind: {left}")
    for command in ([*scenario.command], ["gc", "--dry-run", "--json"]):
        report = lab.good(place, *command)
    if report["unreachable"]["objects"] or report["trash"]:
        wrong.append(f"after three collections there is {report['unreachable']}, {report['trash']}")
    # It wants what the collection has just thrown away.
    again = lab.good(place, *scenario.follow)
    if not again["published"]:
        wrong.append("the next run publishes nothing")
    for version in (again["version"], *(name for name, *_ in scenario.before)):
        lab.good(place, "reproduce", version, "--json", "--no-attestation")
    checked = lab.run(place, "verify", "--json")
    if checked.returncode != 0:
        wrong.append(f"the last verify ended with {checked.returncode}: {checked.stdout.decode()}")
    return wrong


class Trial:
    """Injections into one scenario."""

    def __init__(self, scenario, every, offset):
        self.scenario, self.every, self.offset = scenario, every, offset
        self.lock = threading.Lock()
        self.made = collections.Counter()
        self.sites = {mode: collections.Counter() for mode in MODES}
        self.failures, self.elsewhere, self.turn = [], 0, 0

    def inject(self, mode, call, number, site=None):
        """Hits the so-manyth call of a thread; with a site, of those about its path only.

        - Returns: whether anything was hit.
        """
        scenario = self.scenario
        with self.lock:
            self.turn += 1
            place = scenario.copy(f"{self.turn}-{mode}-{call}")
        rule = f"inject={call}:{MODES[mode]}:when={number}"
        paths = scenario.paths(site, place) if site else []
        done, text = scenario.traced(
            place, ["-e", f"trace={call}", "-e", rule, *(x for p in paths for x in ("-P", p))])
        site = scenario.hit(text, call, mode)
        wrong = []
        if done is None:
            # Without its event counters the runtime may wait for ever; files are another matter.
            wrong = ["it hangs"] if site else []
        elif site is not None and (site or mode == "kill"):
            wrong = judge(scenario, place, done, mode, site)
        with self.lock:
            if site is not None:
                self.made[mode] += 1
                if site:
                    self.sites[mode][site] += 1
                else:
                    self.elsewhere += 1
            shown = " ".join(site) if site else "elsewhere"
            self.failures += [f"{scenario.name} {rule} at {shown}: {what}" for what in wrong]
        if not (wrong and KEEP):
            shutil.rmtree(place, ignore_errors=True)
        return site is not None

    def shift(self, mode, call):
        """Samples of different calls begin at different places."""
        return self.offset + 5 * list(MODES).index(mode) + 3 * CALLS.index(call)

    def series(self, mode, call):
        self.count(mode, call)
        # Where a number was another thread's first, the path tells the calls apart.
        wanted = sorted({site for _, site in self.scenario.sites(call)})
        for site in self.pick(wanted, self.shift(mode, call)):
            if site not in self.sites[mode] and "tmp_object" not in site[1]:
                self.inject(mode, call, 1, site)

    def count(self, mode, call):
        if call == "openat":
            # Only those that make files; the others write nothing.
            numbers = sorted({number for number, _ in self.scenario.sites(call)})
            for number in self.pick(numbers, self.shift(mode, call)):
                self.inject(mode, call, number)
            return
        number, passed = 1, False
        while not passed and number < 2000:
            if (number + self.shift(mode, call)) % self.every == 0:
                passed = not self.inject(mode, call, number)
            elif number > max(n for n, _ in self.scenario.sites(call)):
                return
            number += 1

    def pick(self, items, shift):
        return [item for place, item in enumerate(items) if (place + shift) % self.every == 0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--every", type=int, default=1, help="inject at every so many-th call")
    parser.add_argument("--offset", type=int, default=0, help="begin elsewhere")
    parser.add_argument("--only", help="one scenario")
    parser.add_argument("--skip", help="one scenario that is left out")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", action="store_true", help="keep the folders of failures")
    parser.add_argument("--sites", action="store_true", help="list the call sites")
    options = parser.parse_args()
    global STRACE, GIT, KEEP
    STRACE, GIT, KEEP = shutil.which("strace"), shutil.which("git"), options.keep
    if not STRACE or not GIT:
        raise SystemExit("strace and git are needed; Tests/Scripts/set-up.sh installs them.")
    folder = tempfile.mkdtemp(prefix="stemma-faults-")
    lab = Lab(options.binary, folder)
    lights = ["run", "experiments/lights.yaml", "--json", "--width", "1"]
    other = lights + ["--set", "sampling.seed=2"]
    harbours = ["run", "experiments/harbours.yaml", "--json"]
    scenarios = {
        "run": (other, [harbours, lights]),
        "first-run": (lights, []),
        "rollback": (["rollback", "lights", "--to", "1", "--json"], [harbours, lights, other]),
        "import": (["import", "rows.jsonl", "--dataset", "rows", "--id", "id", "--json", "--width", "1"],
                   [harbours]),
        "reproduce": (["reproduce", "lights@1", "--json", "--width", "1"], [lights]),
        "gc": (["gc", "--yes", "--json"], [harbours, lights, litter],
               ["run", "experiments/lights.yaml", "--json", "--set", "sampling.seed=5"]),
    }
    failed, totals, everywhere = [], collections.Counter(), set()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for name, (command, prepare, *following) in scenarios.items():
            if options.only and name != options.only or name == options.skip:
                continue
            scenario = Scenario(lab, name, command, prepare, *following)
            trial = Trial(scenario, options.every, options.offset)
            work = [pool.submit(trial.series, mode, call)
                    for mode in MODES for call in scenario.calls()]
            for item in work:
                item.result()
            wanted = {site for call in scenario.calls() for _, site in scenario.sites(call)}
            reached = set().union(*(set(s) for s in trial.sites.values()))
            everywhere |= reached
            totals += trial.made
            print(f"{name}: injections {dict(trial.made)}, distinct call sites "
                  f"{ {mode: len(s) for mode, s in trial.sites.items()} } of {len(wanted)}, "
                  f"elsewhere {trial.elsewhere}, failures {len(trial.failures)}", flush=True)
            if options.sites:
                for site in sorted(wanted | reached):
                    marks = [mode for mode in MODES if site in trial.sites[mode]]
                    print(f"  {site[0]:10} {site[1]:60} {' '.join(marks) or 'not reached'}")
            elif options.every == 1:
                for mode in MODES:
                    for site in sorted(wanted - set(trial.sites[mode])):
                        print(f"  not reached by {mode}: {site[0]} {site[1]}")
            failed += trial.failures
    for what in failed:
        print("FAILED " + what)
    print(json.dumps({"failures": len(failed), "injections": sum(totals.values()),
                      "sites": len(everywhere)}))
    if not (failed and KEEP):
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
