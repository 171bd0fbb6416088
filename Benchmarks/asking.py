#!/usr/bin/env python3
"""How fast `stemma run` asks a server, journals each answer and makes a version of them.

    asking.py STEMMA [--requests 50000] [--slow 6400] [--width 64] [--milliseconds 200]

The server is this folder's own, in C, on loopback. Measured are whole runs, from the manifest to the
version: at no latency, how many requests a second and the most memory; at a latency, which share of
width ÷ latency, which is all that can be had. `cc` is needed.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

from measure import run

FOLDER = pathlib.Path(__file__).resolve().parent


class Server:
    """Listens while it is entered."""

    def __init__(self, program, milliseconds):
        self.arguments = [str(program), str(milliseconds)]

    def __enter__(self):
        self.process = subprocess.Popen(self.arguments, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def write(folder, requests, port):
    """A manifest with a prompt for each section of its document."""
    (folder / "passages.md").write_text("\n".join(
        f"## Passage {n}\n\nThe pump of number {n} must be primed before it is started, or its seals"
        f" run dry within {n % 97 + 3} minutes, which nobody wants.\n" for n in range(requests)))
    (folder / "m.yaml").write_text(f"""\
stemma: 1
dataset: pumps
task: qa
inputs: {{documents: [passages.md]}}
teacher: {{provider: vllm-server, model: m, base_url: "http://127.0.0.1:{port}/v1"}}
sampling: {{seed: 7, temperature: 0.7, max_tokens: 200}}
per_section: 1
max_attempts: 1
filters: [schema]
""")


def ask(stemma, server, requests, width):
    """- Returns: what the run cost; its version has a record for each request."""
    with tempfile.TemporaryDirectory(prefix="stemma-asking-") as name:
        folder = pathlib.Path(name)
        write(folder, requests, server.port)
        cost = run([stemma, "run", "m.yaml", "--store", "store", "--width", width, "--json",
                    "--quiet"], folder, keep=True)
        report = json.loads(cost.output)
        asked, kept = report["teacher"]["asked"], report["records"]
        if asked != requests or kept != requests:
            raise SystemExit(f"{asked} of {requests} were asked, and {kept} kept")
        return cost


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stemma", type=pathlib.Path)
    parser.add_argument("--requests", type=int, default=50_000)
    parser.add_argument("--slow", type=int, default=6_400)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--milliseconds", type=int, default=200)
    options = parser.parse_args()
    stemma = options.stemma.resolve()
    with tempfile.TemporaryDirectory(prefix="stemma-server-") as name:
        program = pathlib.Path(name) / "server"
        subprocess.run(["cc", "-O2", "-pthread", FOLDER / "asking_server.c", "-o", program],
                       check=True)
        with Server(program, 0) as server:
            cost = ask(stemma, server, options.requests, options.width)
        print(f"asking, no latency, width {options.width}: {options.requests} recorded requests,"
              f" {options.requests / cost.wall:.0f} a second,"
              f" {cost.memory / 2**20:.0f} MiB at most, {cost.cpu / cost.wall:.1f} processors")
        with Server(program, options.milliseconds) as server:
            cost = ask(stemma, server, options.slow, options.width)
        most = options.width / (options.milliseconds / 1000)
        print(f"asking, {options.milliseconds} ms latency, width {options.width}: {options.slow}"
              f" recorded requests, {options.slow / cost.wall:.0f} a second,"
              f" {options.slow / cost.wall / most:.1%} of {most:.0f}")


if __name__ == "__main__":
    main()
