"""Reads what stemma exports as its usual readers do: Hugging Face datasets, and with it pandas.

read_exports.py STEMMA: the path of the binary. Works in the working folder, and prints a line for each
format that was read back row for row.
"""

import json
import os
import subprocess
import sys

from packages import ROOT, run_with

run_with(["datasets==5.2.0", "pandas==3.1.1", "pyarrow==26.0.1"], "readers")

import datasets  # noqa: E402

STEMMA = sys.argv[1]


def stemma(*arguments):
    return subprocess.run([STEMMA, *arguments], check=True, capture_output=True, text=True).stdout


def export(version, form, suffix):
    path = os.path.join(os.getcwd(), f"{version}.{form}.{suffix}")
    stemma("export", version, "--store", "store", "--format", form, "--output", path)
    return path


def read(path):
    return datasets.load_dataset(
        "json", data_files=path, split="train", cache_dir=os.path.join(os.getcwd(), "cache"))


def message(role, content):
    return [{"content": content, "role": role}]


def expect(rows, wanted, form):
    assert rows == wanted, f"{form}: {next(p for p in zip(rows, wanted) if p[0] != p[1])}"
    print(f"{form}: {len(rows)} rows")


def main():
    datasets.disable_progress_bars()
    for name in ["coffee", "preferences"]:
        stemma("run", os.path.join(ROOT, "experiments", f"{name}.yaml"), "--store", "store")
    pairs = [json.loads(line) for line in open(export("coffee", "jsonl", "jsonl"), encoding="utf-8")]
    preferences = [
        json.loads(line) for line in open(export("preferences", "jsonl", "jsonl"), encoding="utf-8")]
    assert len(pairs) > 40 and len(preferences) > 40
    expect(read(export("coffee", "jsonl", "jsonl")).to_list(), pairs, "jsonl")
    chat = [
        {"messages": message("user", row["question"]) + message("assistant", row["answer"])}
        for row in pairs]
    expect(read(export("coffee", "chatml", "jsonl")).to_list(), chat, "chatml")
    alpaca = [
        {"input": "", "instruction": row["question"], "output": row["answer"]} for row in pairs]
    expect(read(export("coffee", "alpaca", "json")).to_list(), alpaca, "alpaca")
    # What TRL calls the conversational form with an explicit prompt.
    dpo = [
        {
            "chosen": message("assistant", row["chosen"]),
            "prompt": message("user", row["prompt"]),
            "rejected": message("assistant", row["rejected"]),
        }
        for row in preferences]
    table = read(export("preferences", "dpo", "jsonl"))
    expect(table.to_list(), dpo, "dpo")
    assert table.to_pandas()["chosen"].map(lambda turns: turns[-1]["role"]).eq("assistant").all()


main()
