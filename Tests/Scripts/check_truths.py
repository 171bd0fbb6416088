#!/usr/bin/env python3
"""Holds `stemma compare` and `stemma contamination` against data of which the truth is known.

    check_truths.py STEMMA [RECORDS…]

For each number of records makes a dataset twice as large, from a seed, and cuts it into halves: between
them no statistic may reach "small". Then one thing at a time is planted into the second half (longer
answers, other labels, another language, openings that repeat, a larger vocabulary, copies of all
words, copies with one more, texts of a benchmark), and each must be found by the statistics
that measure it. Counts and means must be exact, numbers of different words within what is stated of
HyperLogLog, near-duplicates within a hundredth. Needs nothing but Python. Exit 0: all holds; 1: not all.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

COMMON = ("the a of to and in that it was for on with as by at from this they but not or have an which one "
          "all their there been when who will more if no out so what up into than them can only other "
          "time new some could these two may first then do any like my now over such our man me even "
          "most made after also did many off before must well back through years much where your way "
          "down should because long each just state those people mr how too little good world make very "
          "year still see work life old get here between both being under three never know same last "
          "another while us might great go come since against right came take used himself few house "
          "use during without again place around however home small found thought went say part once "
          "general high upon school every").split()
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
LABELS = ["coding", "history", "science", "writing", "letters", "planning"]
EXACT = 2e-6
# Three standard errors of 0.8 %.
DISTINCT = 0.024


def rare(number):
    """A word that nobody has heard, one of 8,000 for numbers below that."""
    word = ""
    for _ in range(3):
        word += SYLLABLES[number % 20]
        number //= 20
    return word


class Maker:
    """Record by record a function of the seed and the record's number."""

    def __init__(self, vocabulary=2000):
        self.vocabulary = vocabulary

    def text(self, dice, count):
        # Commoner words come first, as in prose.
        return " ".join(
            COMMON[int(len(COMMON) * dice.random() ** 2)] if dice.random() < 0.75
            else rare(int(self.vocabulary * dice.random() ** 2)) for _ in range(count))

    def row(self, number):
        dice = random.Random(number)
        return {"id": f"r{number:09}", "question": self.text(dice, dice.randint(6, 12)) + "?",
                "answer": self.text(dice, dice.randint(30, 70)) + ".", "label": dice.choice(LABELS),
                "lang": "en" if dice.random() < 0.9 else "de", "score": dice.randrange(1000) / 200}


def longer(row, dice, _):
    if dice.random() < 0.5:
        row["answer"] += " " + Maker().text(dice, 25) + "."


def labelled(row, dice, _):
    if dice.random() < 0.3:
        row["label"] = "coding"


def foreign(row, dice, _):
    if dice.random() < 0.4:
        row["lang"] = "zh"
        row["answer"] = "".join(chr(0x4E00 + dice.randrange(2000)) for _ in range(60)) + "。"


def opened(row, dice, _):
    if dice.random() < 0.4:
        row["answer"] = "As has been said " + row["answer"]


def copied(row, _, before):
    if before is not None:
        row.update(question=before["question"], answer=before["answer"].upper())


def nearly(row, _, before):
    if before is not None:
        # The last word of the last text: one run of three words more.
        row.update(question=before["question"][:-1] + " otherwise?", answer=before["answer"])


# By name: what is done to a row, how large a part of rows is a copy of the one before it, and which
# statistics must find it.
PLANTED = {
    "longer answers": (longer, 0, {"length.answer.words", "length.answer.characters", "tokens"}),
    "other labels": (labelled, 0, {"label"}),
    "another language": (foreign, 0, {"lang", "length.answer.characters"}),
    "repeated openings": (opened, 0, {"openings.answer"}),
    "copies": (copied, 0.05, {"exact_duplicates", "near_duplicates"}),
    "near copies": (nearly, 0.05, {"near_duplicates"}),
}


class Truths:
    def __init__(self, stemma, folder):
        self.stemma, self.folder = stemma, folder
        self.failures = []

    def run(self, *arguments, expected=(0,)):
        done = subprocess.run([self.stemma, *arguments, "--store", os.path.join(self.folder, "store")],
                              capture_output=True, check=False)
        if done.returncode not in expected:
            sys.exit(f"{arguments}: {done.returncode} {done.stderr.decode()}")
        return done.stdout

    def upload(self, dataset, rows):
        """Returns what is true of the rows."""
        truth = Truth()
        path = os.path.join(self.folder, "rows.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for row in rows:
                truth.add(row)
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self.run("import", path, "--dataset", dataset, "--id", "id")
        os.remove(path)
        return truth

    def compare(self, before, after):
        report = json.loads(self.run("compare", before, after, "--json", "--examples", "0"))
        return {statistic["name"]: statistic for statistic in report["statistics"]}

    def fail(self, size, name, what):
        self.failures.append(f"{size}, {name}: {what}")

    def near(self, size, name, statistic, ours, truth, relative=0.0, absolute=EXACT):
        if abs(ours - truth) > relative * abs(truth) + absolute:
            self.fail(size, name, f"{statistic} is {ours}, and in truth {truth}")

    def hold(self, size, name, statistics, side, truth):
        """Whether what can be counted was counted."""
        self.near(size, name, "records", statistics["records"][side], truth.records)
        self.near(size, name, "words", statistics["words"][side], truth.words)
        for statistic, total in truth.totals.items():
            self.near(size, name, statistic, statistics[statistic][side], total / truth.records)
        self.near(size, name, "vocabulary", statistics["vocabulary"][side], len(truth.vocabulary),
                  relative=DISTINCT if size > 1024 else 0)
        self.near(size, name, "exact_duplicates", statistics["exact_duplicates"][side],
                  1 - len(truth.said) / truth.records)
        for part in statistics["label"]["values"]:
            self.near(size, name, part["value"], part[side], truth.labels.get(part["value"], 0))

    def check(self, size):
        maker = Maker()
        dataset = f"truth-{size}"
        first = self.upload(dataset, map(maker.row, range(size)))
        second = self.upload(dataset, map(maker.row, range(size, 2 * size)))
        statistics = self.compare(f"{dataset}@1", f"{dataset}@2")
        self.hold(size, "halves", statistics, "before", first)
        self.hold(size, "halves", statistics, "after", second)
        found = differing(statistics)
        if found:
            self.fail(size, "halves", f"{sorted(found)} differ")
        print(f"{size} records, halves: {len(statistics)} statistics, {len(found)} of them differ")
        version = 2
        for name, (change, share, wanted) in PLANTED.items():
            truth = self.upload(dataset, self.planted(maker, size, change, share))
            version += 1
            self.found(size, name, f"{dataset}@1", f"{dataset}@{version}", wanted, truth, share)
        truth = self.upload(dataset, map(Maker(8000).row, range(size, 2 * size)))
        self.found(size, "a larger vocabulary", f"{dataset}@1", f"{dataset}@{version + 1}",
                   {"type_token_ratio", "distinct_1"}, truth, 0)
        self.contamination(size, maker, dataset, version + 2)

    @staticmethod
    def planted(maker, size, change, share):
        dice = random.Random(size)
        before = None
        for number in range(size, 2 * size):
            row = maker.row(number)
            copies = before is not None and dice.random() < share
            change(row, dice, before if copies else None)
            # No copy is copied again: pairs are counted more surely than chains.
            before = None if copies else dict(row)
            yield row

    def found(self, size, name, before, after, wanted, truth, share):
        statistics = self.compare(before, after)
        self.hold(size, name, statistics, "after", truth)
        missed = wanted - differing(statistics)
        if missed:
            self.fail(size, name, f"{sorted(missed)} do not differ")
        if name == "near copies":
            self.near(size, name, "near_duplicates", statistics["near_duplicates"]["after"],
                      2 * truth.copies / size, absolute=0.01)
        effects = ", ".join(f"{n} {statistics[n]['effect']:+.2f} {statistics[n]['word']}"
                            for n in sorted(wanted))
        print(f"{size} records, {name}: {effects}")

    def contamination(self, size, maker, dataset, version):
        """Runs of five to eleven words of a benchmark: those of eight and more are to be found."""
        dice = random.Random(size + 1)
        benchmark = [[rare(dice.randrange(8000)) for _ in range(12)] for _ in range(500)]
        path = os.path.join(self.folder, "benchmark.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n\n".join(map(" ".join, benchmark)) + "\n")
        wanted = 0

        def rows():
            nonlocal wanted
            for number in range(size, 2 * size):
                row = maker.row(number)
                if number % max(1, size // 200) == 0:
                    start, length = dice.randrange(2), dice.randint(5, 10)
                    run = benchmark[dice.randrange(500)][start:start + length]
                    row["answer"] += " It is " + ", ".join(run).title() + " as they say."
                    wanted += len(run) >= 8
                yield row

        self.upload(dataset, rows())
        for name, truth in ((f"{dataset}@1", 0), (f"{dataset}@{version}", wanted)):
            report = json.loads(self.run("contamination", name, "--against", path, "--near", "1",
                                         "--json", expected=(0, 4)))
            self.near(size, name, "contamination", report["versions"][0]["found"], truth)
        print(f"{size} records, contamination: {wanted} of {wanted} found")


class Truth:
    def __init__(self):
        self.records = self.words = self.copies = 0
        self.vocabulary, self.said = set(), set()
        self.labels = {}
        self.totals = dict.fromkeys(["tokens", "value.score", "length.answer.characters",
                                     "length.answer.words", "length.question.words"], 0)

    def add(self, row):
        answer, question = words(row["answer"]), words(row["question"])
        self.records += 1
        self.words += len(answer) + len(question)
        self.vocabulary.update(answer, question)
        self.said.add(hash((tuple(answer), tuple(question))))
        self.copies += question[-1:] == ["otherwise"]
        self.labels[row["label"]] = self.labels.get(row["label"], 0) + 1
        totals = self.totals
        totals["tokens"] += sum((len(text.encode()) + 3) // 4 for text in (row["answer"], row["question"]))
        totals["value.score"] += row["score"]
        totals["length.answer.characters"] += len(row["answer"])
        totals["length.answer.words"] += len(answer)
        totals["length.question.words"] += len(question)


def words(text):
    return re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower())


def differing(statistics):
    return {name for name, statistic in statistics.items() if statistic["word"] not in ("same", None)}


def main():
    with tempfile.TemporaryDirectory() as folder:
        truths = Truths(os.path.abspath(sys.argv[1]), folder)
        for size in map(int, sys.argv[2:] or ["1000"]):
            truths.check(size)
        for failure in truths.failures:
            print(failure)
        sys.exit(bool(truths.failures))


if __name__ == "__main__":
    main()
