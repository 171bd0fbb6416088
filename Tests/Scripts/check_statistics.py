#!/usr/bin/env python3
"""Sets the statistics of `stemma compare` beside those of other libraries.

    check_statistics.py STEMMA [RECORDS…]

Makes pairs of datasets whose truth is known (halves of one, a shift, planted duplicates, planted texts of
a benchmark), imports and compares them, and computes every number again: with scipy, evidently, datasketch,
lexicalrichness and diversity, which are installed below `.build` at the first use, with zlib, and by hand.
Each line says how far apart the two are at most. Exit 0: all within their tolerance; 1: some are not.
"""
import collections
import importlib.util
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import zlib

import packages

PACKAGES = ["scipy==1.17.1", "datasketch==2.0.0", "lexicalrichness==0.5.1", "evidently==0.7.23", "pandas==2.3.3",
            "nltk==3.9.2"]
# What it asks for besides (language models) none of the functions used here needs.
BARE = ["diversity==0.3.1"]
WORDS = ("the a careful young old small quiet river garden letter engine teacher student doctor "
         "market bridge paints repairs measures keeps forgets finds answers opens closes crosses under "
         "over near beyond before after slowly quickly again never often blue green heavy light early "
         "late").split()


class Maker:
    def __init__(self, seed):
        self.dice = random.Random(seed)

    def sentence(self, count):
        # Commoner words come first, as in prose.
        return " ".join(WORDS[int(len(WORDS) * self.dice.random() ** 2)] + ("" if self.dice.random() < .7
                        else str(self.dice.randrange(40))) for _ in range(count))

    def row(self, least=20, no=0.5):
        return {"question": self.sentence(5 + self.dice.randrange(6)) + "?", "label": "no" if self.dice.random() < no else "yes",
                "answer": self.sentence(least + self.dice.randrange(40)),
                "score": round(self.dice.gauss(3, 0.5), 3)}

    def rows(self, count, **how):
        return [self.row(**how) for _ in range(count)]


def pairs(size):
    """By name: two datasets, and which statistics must, and may, be found to differ."""
    maker = Maker(size)
    rows = maker.rows(2 * size)
    yield "halves", rows[:size], rows[size:], set(), set()
    shifted = maker.rows(size, least=32, no=0.8)
    yield ("shift", rows[:size], shifted,
           {"length.answer.words", "length.answer.characters", "tokens", "label", "words"},
           {"distinct_1", "type_token_ratio"})
    copies = rows[size:size + size // 12]
    yield ("duplicates", rows[:size], rows[size:2 * size - len(copies)] + copies,
           {"exact_duplicates", "near_duplicates"}, {"openings.answer", "openings.question"})


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def texts(row):
    return [row["answer"], row["question"]]


def runs(rows, length):
    for row in rows:
        for text in texts(row):
            found = words(text)
            for place in range(len(found) - length + 1):
                yield tuple(found[place:place + length])


class Check:
    def __init__(self, stemma, folder):
        self.stemma, self.folder = stemma, folder
        self.worst = {}
        self.failures = []

    def upload(self, dataset, rows):
        path = os.path.join(self.folder, "rows.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for number, row in enumerate(rows):
                file.write(json.dumps({"id": f"r{number:08}", **row}) + "\n")
        self.run("import", path, "--dataset", dataset, "--id", "id")

    def compare(self, name, before, after):
        dataset = f"{name}-{len(before)}"
        for rows in (before, after):
            self.upload(dataset, rows)
        report = json.loads(self.run("compare", f"{dataset}@1", f"{dataset}@2", "--json",
                                     "--examples", "0"))
        return {statistic["name"]: statistic for statistic in report["statistics"]}

    def run(self, *arguments, expected=(0,)):
        done = subprocess.run([self.stemma, *arguments, "--store", os.path.join(self.folder, "store")],
                              capture_output=True, check=False)
        if done.returncode not in expected:
            sys.exit(done.stderr.decode())
        return done.stdout

    def contamination(self, size, count=20):
        """Parts of a benchmark's texts are planted in some records; exactly those are to be found that
        share a run of so many words with one, as found by hand."""
        maker = Maker(size + 1)
        benchmark = [maker.sentence(12) for _ in range(300)]
        rows = maker.rows(size)
        for place in range(0, size, max(1, size // count)):
            part = words(benchmark[place % 300])[maker.dice.randrange(2):][:maker.dice.randrange(5, 12)]
            rows[place]["answer"] += " - " + " ".join(part) + " - and so on"
        path = os.path.join(self.folder, "benchmark.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps({"text": text}) + "\n" for text in benchmark)
        dataset = f"contamination-{size}"
        self.upload(dataset, rows)
        for length in (8, 10, 13):
            known = {run for text in benchmark for run in runs([{"answer": text, "question": ""}], length)}
            wanted = sum(any(run in known for run in runs([row], length)) for row in rows)
            report = json.loads(self.run(
                "contamination", f"{dataset}@1", "--against", path, "--words", str(length), "--near", "1",
                "--json", expected=(0, 4)))
            found = report["versions"][0]
            self.near(f"contamination by {length} words", found["overlapping"], wanted)
            if length == 8 and not 0 < wanted < size / 10:
                self.failures.append(f"contamination of {size}: {wanted} planted, which proves nothing")

    def near(self, what, ours, theirs, relative=0.0, absolute=0.0):
        gap = abs(ours - theirs)
        allowed = relative * abs(theirs) + absolute + 1.5e-6
        self.worst[what] = max(self.worst.get(what, (0, 0)), (gap / allowed, gap))
        if not gap <= allowed:
            self.failures.append(f"{what}: {ours}, the reference has {theirs}")

    def distribution(self, statistic, before, after):
        from scipy import stats
        n, m = len(before), len(after)
        self.near("mean", statistic["before"], sum(before) / n)
        self.near("mean", statistic["after"], sum(after) / m)
        higher = stats.mannwhitneyu(after, before).statistic
        self.near("Cliff's delta", statistic["effect"], 2 * higher / n / m - 1, absolute=0.01)
        test = stats.ks_2samp(before, after)
        self.near("KS distance", statistic["test"]["statistic"], test.statistic, absolute=0.02)
        near = stats.ks_2samp(before, after, method="asymp")
        if abs(near.statistic - statistic["test"]["statistic"]) < 1e-6:
            self.near("KS probability", statistic["test"]["probability"], near.pvalue, absolute=0.02)
        spread = math.sqrt((n * variance(before) + m * variance(after)) / (n + m - 2))
        self.near("Cohen's d", statistic["cohensD"], (sum(after) / m - sum(before) / n) / spread)
        self.near("Wasserstein", statistic["wasserstein"],
                  stats.wasserstein_distance(before, after) / spread, absolute=0.02)
        # Evidently divides by the deviation of the first alone.
        drift = evidently("wasserstein", before, after) * math.sqrt(variance(before)) / spread
        self.near("Wasserstein by evidently", statistic["wasserstein"], drift, absolute=0.02)

    def category(self, statistic, before, after):
        from scipy import stats
        from scipy.spatial import distance
        names = sorted(set(before) | set(after))
        table = [[before[name] for name in names], [after[name] for name in names]]
        test = stats.chi2_contingency(table, correction=False)
        self.near("chi-squared", statistic["test"]["statistic"], test.statistic, relative=1e-6)
        self.near("chi-squared probability", statistic["test"]["probability"], test.pvalue)
        self.near("Jensen-Shannon", statistic["jensenShannon"], distance.jensenshannon(*table, base=2))
        total = sum(map(sum, table))
        square = max(0, test.statistic / total - (len(names) - 1) / (total - 1))
        least = min(len(names) - 1 - (len(names) - 1) ** 2 / (total - 1), 1 - 1 / (total - 1))
        self.near("Cramér's V", statistic["effect"], math.sqrt(square / least))
        shares = [[count / sum(row) for count in row] for row in table]
        self.near("stability index", statistic["stabilityIndex"],
                  sum((b - a) * math.log(b / a) for a, b in zip(*shares)))
        values = [list(counts.elements()) for counts in (before, after)]
        self.near("stability index by evidently", statistic["stabilityIndex"], evidently("psi", *values))
        # Evidently's logarithm is the natural one.
        self.near("Jensen-Shannon by evidently", statistic["jensenShannon"],
                  evidently("jensenshannon", *values) / math.sqrt(math.log(2)))

    def variety(self, statistics, side, rows):
        for length in (1, 2, 3, 4):
            found = list(runs(rows, length))
            allowed = 0.025 if len(rows) > 1024 else 0
            self.near(f"distinct_{length}", statistics[f"distinct_{length}"][side],
                      len(set(found)) / len(found), relative=allowed)
        self.near("words", statistics["words"][side], sum(1 for _ in runs(rows, 1)))
        again = every = 0
        for row in rows:
            found = list(runs([row], 4))
            again += len(found) - len(set(found))
            every += len(found)
        self.near("repetition", statistics["repetition"][side], again / every)
        seen = collections.Counter(" ".join(words(" ".join(texts(row)))) for row in rows)
        self.near("exact duplicates", statistics["exact_duplicates"][side],
                  sum(count - 1 for count in seen.values()) / len(rows))

    def near_duplicates(self, statistic, side, rows):
        from datasketch import MinHash, MinHashLSH
        index = MinHashLSH(threshold=0.9, num_perm=128)
        sketches = []
        for number, row in enumerate(rows):
            sketch = MinHash(num_perm=128)
            sketch.update_batch([" ".join(run).encode() for run in runs([row], 3)])
            index.insert(number, sketch)
            sketches.append(sketch)
        found = sum(any(other != number and sketch.jaccard(sketches[other]) >= 0.9
                        for other in index.query(sketch)) for number, sketch in enumerate(sketches))
        self.near("near duplicates", statistic[side], found / len(rows), absolute=0.002)

    def sampled(self, statistics, side, rows):
        """What is measured on the sample, where that is the whole: its order is not known, so what
        depends on it only nearly agrees."""
        from lexicalrichness import LexicalRichness
        size = statistics["type_token_ratio"]["sampled"]
        if size != len(rows):
            return
        text = "\n".join(text for row in rows for text in texts(row))
        reference = LexicalRichness(" ".join(words(text)), preprocessor=None, tokenizer=str.split)
        self.near("type-token ratio", statistics["type_token_ratio"][side], reference.ttr)
        self.near("MTLD", statistics["mtld"][side], reference.mtld(threshold=0.72), relative=0.05)
        counts = collections.Counter(words(text))
        total = sum(counts.values())
        self.near("entropy", statistics["entropy"][side],
                  -sum(c / total * math.log2(c / total) for c in counts.values()), absolute=0.0006)
        packed = len(zlib.compress(text.encode(), 6))
        self.near("compression ratio", statistics["compression_ratio"][side],
                  len(text.encode()) / packed, relative=0.08)
        sets = [set(runs([row], 3)) for row in rows]
        shared = sum(len(a & b) / len(a | b) for i, a in enumerate(sets) for b in sets[:i])
        self.near("self-similarity", statistics["self_similarity"][side],
                  shared / (len(sets) * (len(sets) - 1) / 2), absolute=0.002)

    def diversity(self, size):
        """Of one long text each, since the library's runs of words go from one text into the next."""
        maker = Maker(size)
        long = [[{"answer": maker.sentence(size)}], [{"answer": maker.sentence(size // 2) * 2}]]
        statistics = self.compare("diversity", *long)
        for side, rows in zip(("before", "after"), long):
            text = " ".join(words(rows[0]["answer"]))
            self.near("distinct_1 to 4 by diversity",
                      sum(statistics[f"distinct_{length}"][side] for length in (1, 2, 3, 4)),
                      diversity("ngram_diversity").ngram_diversity_score([text]), absolute=0.0005)
            self.near("compression ratio by diversity", statistics["compression_ratio"][side],
                      diversity("compression").compression_ratio([rows[0]["answer"]]), relative=0.1)

    def pair(self, name, before, after, wanted, possible):
        statistics = self.compare(name, before, after)
        for field in ("answer", "question"):
            for part, measure in (("words", lambda text: len(words(text))), ("characters", len)):
                statistic = statistics[f"length.{field}.{part}"]
                self.distribution(statistic, [measure(row[field]) for row in before],
                                  [measure(row[field]) for row in after])
        self.distribution(statistics["value.score"], [row["score"] for row in before],
                          [row["score"] for row in after])
        self.category(statistics["label"], collections.Counter(row["label"] for row in before),
                      collections.Counter(row["label"] for row in after))
        for side, rows in (("before", before), ("after", after)):
            self.variety(statistics, side, rows)
            self.sampled(statistics, side, rows)
            if len(rows) <= 2000:
                self.near_duplicates(statistics["near_duplicates"], side, rows)
        found = {n for n, s in statistics.items() if s["word"] not in ("same", None)}
        if not wanted <= found <= wanted | possible:
            self.failures.append(f"{name} of {len(before)}: {sorted(found)} differ, not {sorted(wanted)}")


def evidently(test, before, after):
    """What one of evidently's tests of drift measures."""
    import pandas
    from evidently.legacy.calculations import stattests
    from evidently.legacy.core import ColumnType
    kind = ColumnType.Categorical if isinstance(before[0], str) else ColumnType.Numerical
    chosen = getattr(stattests, f"{test}_stat_test")
    return chosen.func(pandas.Series(before), pandas.Series(after), kind, 0.1)[0]


def diversity(part):
    """A file of that library by itself: the whole asks for language models."""
    folder = os.path.dirname(importlib.util.find_spec("diversity").origin)
    spec = importlib.util.spec_from_file_location(part, os.path.join(folder, f"{part}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def variance(numbers):
    mean = sum(numbers) / len(numbers)
    return sum((number - mean) ** 2 for number in numbers) / len(numbers)


def main():
    packages.run_with(PACKAGES, "statistics-references", bare=BARE)
    with tempfile.TemporaryDirectory() as folder:
        check = Check(os.path.abspath(sys.argv[1]), folder)
        for size in map(int, sys.argv[2:] or (512, 1024, 8000)):
            for pair in pairs(size):
                check.pair(*pair)
            check.contamination(size)
        check.diversity(4000)
        for what, (_, gap) in sorted(check.worst.items()):
            print(f"{what:32} {gap:.6f} apart at most")
        for failure in check.failures:
            print(failure)
        sys.exit(bool(check.failures))


if __name__ == "__main__":
    main()
