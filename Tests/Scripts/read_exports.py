"""Reads what stemma exports as its usual readers do: Hugging Face datasets, pandas, pyarrow, polars and
duckdb.

read_exports.py STEMMA: the path of the binary. Works in the working folder, and prints a line for each
format that was read back row for row.
"""

import json
import os
import subprocess
import sys

from packages import READERS, ROOT, run_with

run_with(READERS, "readers")

import csv  # noqa: E402

import datasets  # noqa: E402
import duckdb  # noqa: E402
import pandas  # noqa: E402
import polars  # noqa: E402
import pyarrow.parquet  # noqa: E402

STEMMA = sys.argv[1]


def stemma(*arguments):
    return subprocess.run([STEMMA, *arguments], check=True, capture_output=True, text=True).stdout


def export(version, form, suffix, *more):
    path = os.path.join(os.getcwd(), f"{version}.{form}.{suffix}")
    stemma("export", version, "--store", "store", "--format", form, "--output", path, *more)
    return path


def read(path):
    return datasets.load_dataset(
        "json", data_files=path, split="train", cache_dir=os.path.join(os.getcwd(), "cache"))


def lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def message(role, content):
    return [{"content": content, "role": role}]


def expect(rows, wanted, form):
    assert rows == wanted, f"{form}: {next(p for p in zip(rows, wanted) if p[0] != p[1])}"
    print(f"{form}: {len(rows)} rows")


def main():
    datasets.disable_progress_bars()
    # Whoever writes Parquet is the Python that has the packages.
    os.environ["PATH"] = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
    for name in ["coffee", "preferences", "bicycles"]:
        stemma("run", os.path.join(ROOT, "experiments", f"{name}.yaml"), "--store", "store")
    pairs = lines(export("coffee", "jsonl", "jsonl"))
    preferences = lines(export("preferences", "jsonl", "jsonl"))
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

    expect(read(export("coffee", "messages", "jsonl")).to_list(), chat, "messages")
    share = [
        {"conversations": [
            {"from": "human", "value": row["question"]}, {"from": "gpt", "value": row["answer"]}]}
        for row in pairs]
    expect(read(export("coffee", "sharegpt", "jsonl")).to_list(), share, "sharegpt")
    datagen()
    tables(pairs)
    hostile()
    folders()


def datagen():
    examples = lines(export("bicycles", "jsonl", "jsonl"))
    rows = read(export("bicycles", "datagen", "jsonl")).to_list()
    names = (
        "instruction response prompt domain taskType qualityScore generationTimestamp groundingContext "
        "lora seedInstruction seedResponse variation generatorModel tags").split()
    assert len(rows) == len(examples) and all(sorted(row) == sorted(names) for row in rows)
    numbers = []
    for row, example in zip(rows, examples):
        start, number = row["instruction"].removesuffix("]").rsplit(" [sample ", 1)
        assert start == example["instruction"] and row["response"] == example["response"]
        numbers.append(int(number))
        assert row["seedInstruction"] in row["prompt"] and row["seedResponse"] in row["prompt"]
        assert row["groundingContext"] == [row["seedInstruction"]]
        assert row["domain"] == "bicycle repair" and row["generatorModel"] == "embedded"
        assert row["tags"][:3] == ["synthetic", "offline", row["variation"]]
        # The template says at which number its samples begin, and asks for five at most.
        first = int(row["prompt"].split("counting from number ")[1].split(",")[0])
        assert first <= int(number) < first + 5, (first, number)
    assert numbers == sorted(numbers) == list(range(1, len(rows) + 1))
    print(f"datagen: {len(rows)} rows")


def tables(pairs):
    path = export("coffee", "csv", "csv", "--with", "input,heading")
    frame = pandas.read_csv(path, keep_default_na=False)
    assert list(frame.columns) == ["id", "answer", "question", "metadata.input", "metadata.heading"]
    expect(frame[["answer", "id", "question"]].to_dict("records"), pairs, "csv")
    assert all(isinstance(json.loads(text), list) for text in frame["metadata.heading"])
    assert [row["id"] for row in csv.DictReader(open(path, newline="", encoding="utf-8"))] == [
        row["id"] for row in pairs]
    path = export("coffee", "parquet", "parquet", "--with", "heading,strategy")
    table = pyarrow.parquet.read_table(path).to_pylist()
    expect([{k: v for k, v in row.items() if k != "metadata"} for row in table], pairs, "parquet")
    assert all(row["metadata"]["heading"] for row in table)


def hostile():
    """Rows that no task makes: nested, of several types, with whatever a table must put between quotes."""
    rows = [
        {"id": "a", "text": 'a "b", c\r\nd\n', "n": 1, "list": ["x", ""], "any": 1, "deep": {"k": [1]}},
        {"id": "b", "text": "=1+1", "n": 2.5, "list": [], "any": "1", "deep": {"k": [], "z": None}},
        {"id": "c", "text": "", "n": None, "any": {"a": 1}, "empty": {}, "flag": True},
        {"id": "d", "text": " \u2028é𝄞\t ", "list": None},
    ]
    with open("hostile.jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    stemma("import", "hostile.jsonl", "--dataset", "hostile", "--id", "id", "--store", "store")
    path = export("hostile", "csv", "csv")
    texts = [row["text"] for row in csv.DictReader(open(path, newline="", encoding="utf-8"))]
    assert texts == [row["text"] for row in rows], texts
    assert pandas.read_csv(path, keep_default_na=False)["text"].tolist() == texts
    found = duckdb.sql(
        f"SELECT text FROM read_csv('{path}', header=true, delim=',', quote='\"', escape='\"', "
        "all_varchar=true, allow_quoted_nulls=false)").fetchall()
    assert [row[0] for row in found] == texts, found
    wanted = [
        {
            "any": row.get("any") if row.get("any") is None else json.dumps(
                row["any"], separators=(",", ":")),
            "deep": {"z": None, **row["deep"]} if row.get("deep") else None,
            "empty": "{}" if "empty" in row else None, "flag": row.get("flag"), "id": row["id"],
            "list": row.get("list"), "n": row.get("n"), "text": row["text"],
        }
        for row in rows]
    for reader in ("pyarrow", "polars", "duckdb"):
        # A library that cannot be found stands for one that is not installed.
        hidden = os.path.join(os.getcwd(), f"without-{reader}")
        os.makedirs(hidden)
        for other in ("pyarrow", "polars", "duckdb"):
            if other != reader:
                with open(os.path.join(hidden, f"{other}.py"), "w", encoding="utf-8") as file:
                    file.write(f"raise ModuleNotFoundError(name={other!r})\n")
        os.environ["PYTHONPATH"] = hidden
        path = export("hostile", "parquet", f"{reader}.parquet")
        del os.environ["PYTHONPATH"]
        table = pyarrow.parquet.read_table(path).to_pylist()
        for row in table:
            if row["deep"] is not None:
                row["deep"].setdefault("z", None)
        assert [dict(sorted(row.items())) for row in table] == wanted, (reader, table)
        assert polars.read_parquet(path)["text"].to_list() == texts
        assert duckdb.read_parquet(path).df()["text"].tolist() == texts
    os.environ["PYTHONPATH"] = hidden
    os.remove(os.path.join(hidden, "pyarrow.py"))
    for name in ("pyarrow", "duckdb"):
        with open(os.path.join(hidden, f"{name}.py"), "w", encoding="utf-8") as file:
            file.write(f"raise ModuleNotFoundError(name={name!r})\n")
    refused = subprocess.run(
        [STEMMA, "export", "hostile", "--store", "store", "--format", "parquet"], capture_output=True,
        text=True)
    del os.environ["PYTHONPATH"]
    assert refused.returncode == 1 and "pip install pyarrow" in refused.stderr, refused.stderr
    print("hostile: 4 rows")


def folders():
    """Sides as files of their own, which `datasets` reads as splits."""
    stemma(
        "run", os.path.join(ROOT, "experiments", "coffee.yaml"), "--store", "store", "--set",
        "dataset=parted", "--set", "split.validation=0.3")
    for form, suffix, reader in [
        ("jsonl", "jsonl", "json"), ("messages", "jsonl", "json"), ("sharegpt", "jsonl", "json"),
        ("alpaca", "json", "json"), ("csv", "csv", "csv"), ("parquet", "parquet", "parquet"),
    ]:
        folder = os.path.join(os.getcwd(), f"parted-{form}")
        stemma("export", "parted", "--store", "store", "--format", form, "--output", folder)
        files = {side: os.path.join(folder, f"{side}.{suffix}") for side in ("train", "validation")}
        read_back = datasets.load_dataset(
            reader, data_files=files, cache_dir=os.path.join(os.getcwd(), "cache"))
        counts = {side: len(lines(os.path.join("parted-jsonl", f"{side}.jsonl"))) for side in files}
        assert {side: len(rows) for side, rows in read_back.items()} == counts, form
    stemma("export", "parted", "--store", "store", "--format", "chatml", "--output", "chats")
    assert sorted(os.listdir("chats")) == [
        "dataset_info.txt", "training_data.jsonl", "validation_data.jsonl"]
    assert lines("chats/training_data.jsonl") == lines("parted-messages/train.jsonl")
    info = open("chats/dataset_info.txt", encoding="utf-8").read()
    for wanted in [
        f"- Examples: {sum(counts.values())}\n", f"training_data.jsonl: {counts['train']} examples",
        "Average query of the user: ", "Average response of the assistant: ",
        "System prompts: 0 variations", "Multi-turn conversations: 0.0 %", "Tokens: about ",
        "- source\n  - coffee/",
    ]:
        assert wanted in info, (wanted, info)
    print(f"folders: {sum(counts.values())} rows")


main()
