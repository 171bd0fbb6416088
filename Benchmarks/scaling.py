#!/usr/bin/env python3
"""Measures how costs grow with the number of records, as CSV and as a plot.

    make bench-scaling                    # 10,000 to 1,000,000 records
    make bench-scaling MAX=10000000       # to ten million: 17 GB of disk, half an hour

What counts is processor time, since the machine may do other things as well. `compare` is measured
with a difference of 100 records and with one of 2 % of them; `run` makes
2,000 instructions of each of its seeds.
"""

import argparse
import csv
import json
import math
import pathlib
import shutil
import tempfile

import generate
from measure import median, run

MANIFEST = """\
stemma: 1
dataset: made
task: instruction
inputs: {seeds: [seeds.jsonl]}
teacher: embedded
sampling: {seed: 1, temperature: 1.0}
filters: [schema, length]
"""
SEED_RECORDS = 2000
COLOURS = ["#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#ff8ab7", "#a463f2", "#97bbf5"]


class Scaling:
    def __init__(self, stemma, folder, rounds):
        self.stemma, self.folder, self.rounds, self.rows = stemma, pathlib.Path(folder), rounds, []

    def cost(self, step, records, *arguments, rounds=None):
        costs = [run([self.stemma, *arguments, "--store", self.folder / "store"], self.folder)
                 for _ in range(rounds or self.rounds)]
        self.rows.append((step, records, median([c.cpu for c in costs]),
                          median([c.wall for c in costs]), max(c.memory for c in costs) / 1e6))
        print(*self.rows[-1], flush=True)

    def records(self, size):
        shutil.rmtree(self.folder / "store", ignore_errors=True)
        data = self.folder / "data.jsonl"
        for step, edits in (("import", 0), (None, 100), (None, size // 50)):
            generate.write(data, size, edits)
            arguments = ["import", data, "--dataset", "d", "--id", "id"]
            if step:
                self.cost(step, size, *arguments, rounds=1)
            else:
                run([self.stemma, *arguments, "--store", self.folder / "store"], self.folder)
        data.unlink()
        self.cost("compare, 100 differ", size, "compare", "d@1", "d@2", "--no-statistics")
        self.cost("compare, 2 % differ", size, "compare", "d@1", "d@3", "--no-statistics")
        self.cost("export", size, "export", "d@1", "--output", "/dev/null")
        self.cost("log", size, "log")
        self.cost("show", size, "show", "d@1")
        self.cost("rollback", size, "rollback", "d", "--to", "1", rounds=1)

    def made(self, records):
        shutil.rmtree(self.folder / "store", ignore_errors=True)
        with open(self.folder / "seeds.jsonl", "w") as file:
            for number in range(max(1, records // SEED_RECORDS)):
                thing = generate.WHAT[number % 15].split(" ", 1)[1]
                file.write(json.dumps({
                    "instruction": f"Explain how the {thing} of house {number} is looked after.",
                    "response": f"Clean the {thing} once a week, and note the day for house {number}.",
                }) + "\n")
        manifest = self.folder / "made.yaml"
        manifest.write_text(f"{MANIFEST}count: {records}\n")
        self.cost("run", records, "run", manifest, rounds=1)


def plot(rows, path):
    """Processor seconds against records, both axes logarithmic."""
    width, height, left, top, right, bottom = 860, 520, 70, 20, 210, 60
    xs = [math.log10(r[1]) for r in rows]
    low_x, high_x = min(xs), max(xs)
    low_y, high_y = -2.5, math.ceil(max(math.log10(max(r[2], 0.003)) for r in rows))

    def place(records, seconds):
        x = left + (math.log10(records) - low_x) / max(1e-9, high_x - low_x) * (width - left - right)
        y = (math.log10(max(seconds, 10 ** low_y)) - low_y) / (high_y - low_y)
        return round(x, 1), round(height - bottom - y * (height - top - bottom), 1)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
           'font-family="sans-serif" font-size="13">', '<rect width="100%" height="100%" fill="white"/>']
    for power in range(math.ceil(low_y), high_y + 1):
        _, y = place(10 ** low_x, 10 ** power)
        out.append(f'<line x1="{left}" y1="{y}" x2="{width - right}" y2="{y}" stroke="#ddd"/>'
                   f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{10 ** power:g} s</text>')
    for power in range(math.ceil(low_x), math.floor(high_x) + 1):
        x, _ = place(10 ** power, 1)
        out.append(f'<line x1="{x}" y1="{top}" x2="{x}" y2="{height - bottom}" stroke="#ddd"/>'
                   f'<text x="{x}" y="{height - bottom + 20}" text-anchor="middle">{10 ** power:,}</text>')
    out.append(f'<text x="{(left + width - right) / 2}" y="{height - 12}" text-anchor="middle">records'
               '</text>')
    steps = list(dict.fromkeys(r[0] for r in rows))
    ends = []
    for number, step in enumerate(steps):
        points = [place(r[1], r[2]) for r in rows if r[0] == step]
        colour = COLOURS[number % len(COLOURS)]
        line = " ".join(f"{x},{y}" for x, y in points)
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points]
        ends.append([points[-1][1], step, colour])
    ends.sort()
    for above, below in zip(ends, ends[1:]):
        below[0] = max(below[0], above[0] + 16)
    out += [f'<text x="{width - right + 10}" y="{y + 4}" fill="{colour}">{step}</text>'
            for y, step, colour in ends]
    pathlib.Path(path).write_text("\n".join(out + ["</svg>"]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stemma")
    parser.add_argument("--max", type=int, default=1_000_000, help="the most records")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--output", default="docs/scaling", help="written as .csv and .svg")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="stemma-scaling-")
    scaling = Scaling(pathlib.Path(options.stemma).resolve(), folder, options.rounds)
    try:
        size = 10_000
        while size <= options.max:
            scaling.records(size)
            scaling.made(size)
            size *= 10
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    with open(options.output + ".csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["step", "records", "cpu_seconds", "wall_seconds", "memory_megabytes"])
        table.writerows([(s, n, f"{c:.3f}", f"{w:.3f}", f"{m:.0f}") for s, n, c, w, m in scaling.rows])
    plot(scaling.rows, options.output + ".svg")


if __name__ == "__main__":
    main()
