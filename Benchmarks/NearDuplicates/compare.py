#!/usr/bin/env python3
"""Near duplicates: stemma beside rensa and datasketch, in one run on the same texts.

  compare.py BINARY [RECORDS]

BINARY is the built NearDuplicatesBenchmark. Peers that are not installed are left out
(`pip install rensa datasketch`). All run on one core and are timed by the processor's clock, so
that ratios mean something on a busy machine; each looks every record up and then keeps it.
"""
import json, subprocess, sys, tempfile, time

LANES, THRESHOLD = 128, 0.8


def shingles(words):
    return [" ".join(words[i:i + 3]) for i in range(max(1, len(words) - 2))]


def rensa(texts):
    from rensa import RMinHash, RMinHashLSH
    index = RMinHashLSH(threshold=THRESHOLD, num_perm=LANES, num_bands=16)
    for number, words in enumerate(texts):
        sketch = RMinHash(num_perm=LANES, seed=7)
        sketch.update(shingles(words))
        index.query(sketch)
        index.insert(number, sketch)


def datasketch(texts):
    from datasketch import MinHash, MinHashLSH
    index = MinHashLSH(threshold=THRESHOLD, num_perm=LANES)
    for number, words in enumerate(texts):
        sketch = MinHash(num_perm=LANES)
        sketch.update_batch([s.encode() for s in shingles(words)])
        index.query(sketch)
        index.insert(number, sketch, check_duplication=False)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        output = subprocess.run(
            [sys.argv[1], str(count), file.name], capture_output=True, text=True, check=True)
        report = json.loads(output.stdout)
        texts = [json.loads(line) for line in open(file.name, encoding="utf-8")]
    print(json.dumps(report, indent=2))
    ours = report["recordsPerSecond"]
    print(f"{'stemma':<12}{ours:>10,} records a second")
    for peer, most in ((rensa, count), (datasketch, count // 10)):
        try:
            start = time.process_time()
            peer(texts[:most])
            speed = most / (time.process_time() - start)
            print(f"{peer.__name__:<12}{speed:>10,.0f} records a second; stemma {ours / speed:.1f} times that")
        except ImportError:
            print(f"{peer.__name__:<12}not installed")


if __name__ == "__main__":
    main()
