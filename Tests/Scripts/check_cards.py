"""Reads dataset cards and Croissant that stemma writes: Hugging Face's `datasets` finds the data by the card,
`huggingface_hub` reads its metadata, `mlcroissant` validates Croissant and reads the rows.

check_cards.py STEMMA: the path of the binary. Works in the working folder, and prints a line for each
export that was read back row for row.
"""

import csv
import hashlib
import json
import logging
import os
import subprocess
import sys

from packages import READERS, ROOT, run_with

run_with(READERS, "readers")

import datasets  # noqa: E402
import huggingface_hub  # noqa: E402
import mlcroissant  # noqa: E402
import pandas  # noqa: E402

STEMMA = sys.argv[1]
DOMAIN = 'a | b <script>alert("x")</script> `c` $d$ [e](f)'
TERMS = "Answers may not train rivals.\n\n# Not a title\n- [x](y) | z & `q`"


def stemma(*arguments):
    return subprocess.run(
        [STEMMA, *arguments, "--store", "store"], check=True, capture_output=True, text=True).stdout


def lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def rows(folder, form, name):
    """What a file holds, read without anybody's help."""
    path = os.path.join(folder, name)
    if form == "csv":
        return list(csv.DictReader(open(path, newline="", encoding="utf-8")))
    if form == "parquet":
        return json.loads(pandas.read_parquet(path).to_json(orient="records"))
    return json.load(open(path, encoding="utf-8")) if form == "alpaca" else lines(path)


def plain(value, prefix):
    """A record of mlcroissant's as the row it was: texts for bytes, and names without their set's."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [plain(one, prefix) for one in value]
    if isinstance(value, dict):
        return {key.removeprefix(prefix + "/"): plain(one, key) for key, one in value.items()}
    return value


def croissant(folder, form):
    path = os.path.join(folder, "croissant.json")
    known = mlcroissant.Dataset(path)
    issues = known.metadata.issues
    assert not issues.errors and not issues.warnings, issues.report()
    document = json.load(open(path, encoding="utf-8"))
    count = 0
    for file in document["distribution"]:
        body = open(os.path.join(folder, file["name"]), "rb").read()
        assert file["sha256"] == hashlib.sha256(body).hexdigest()
        assert file["contentSize"] == f"{len(body)} B"
    for record_set in document["recordSet"]:
        name = record_set["@id"]
        if name == "splits":
            continue
        file = record_set["field"][0].get("source") or record_set["field"][0]["subField"][0]["source"]
        wanted = rows(folder, form, file["fileObject"]["@id"])
        names = {field["@id"]: field["name"] for field in record_set["field"]}
        found = [
            {names[key]: plain(value, key) for key, value in record.items()} for record in known.records(name)]
        assert found == wanted, (folder, next(p for p in zip(found, wanted) if p[0] != p[1]))
        count += len(found)
    return count


def card(folder, splits, languages=("en",)):
    """The card as the Hub reads it, and the rows as `datasets` does by it."""
    loaded = huggingface_hub.DatasetCard.load(os.path.join(folder, "README.md"))
    metadata = loaded.data
    assert metadata.size_categories == ["n<1K"] and "stemma" in metadata.tags, metadata
    assert (metadata.language or []) == list(languages), metadata.language
    found = datasets.load_dataset(folder, cache_dir=os.path.join(os.getcwd(), "cache"))
    assert sorted(found) == sorted(splits), found
    return metadata, loaded.text, found


def export(version, form, *more):
    folder = f"{version.replace('@', '-')}-{form}"
    stemma("export", version, "--format", form, "--card", "--output", folder, *more)
    before = {name: open(os.path.join(folder, name), "rb").read() for name in os.listdir(folder)}
    stemma("export", version, "--format", form, "--card", "--output", folder, *more)
    for name, body in before.items():
        assert name.endswith(".parquet") or open(os.path.join(folder, name), "rb").read() == body, name
    return folder


def coffee():
    source = os.path.join(ROOT, "experiments", "coffee.yaml")
    stemma("run", source, "--set", "license=CC-BY-4.0", "--set", "terms=" + json.dumps(TERMS),
           "--set", "domain=" + json.dumps(DOMAIN), "--set", "split={validation: 0.3}")
    for form in ("jsonl", "csv", "parquet", "chatml", "messages", "sharegpt", "alpaca"):
        folder = export("coffee@1", form)
        metadata, text, found = card(folder, ["train", "validation"])
        assert metadata.license == "cc-by-4.0" and metadata.task_categories == ["question-answering"]
        assert "synthetic" in metadata.tags
        count = croissant(folder, form)
        assert count == sum(len(side) for side in found.values()) > 40
        for wanted in [
            "Answers may not train rivals.", "\\# Not a title", "\\- \\[x\\](y) \\| z \\& \\`q\\`",
            "a \\| b \\<script\\>", "| kept | ", "stemma reproduce coffee@1", "License: CC-BY-4.0",
        ]:
            assert wanted in text, (wanted, text)
        assert "<script>" not in text
        print(f"{form}: {count} rows")
    folder = export("coffee@1", "jsonl", "--with", "heading,side,strategy,input", "--side", "train")
    metadata, text, found = card(folder, ["train"])
    assert found["train"].to_list() == lines(os.path.join(folder, "train.jsonl"))
    print(f"metadata: {croissant(folder, 'jsonl')} rows")


def preferences():
    stemma("run", os.path.join(ROOT, "experiments", "preferences.yaml"), "--set", "license=My own words")
    folder = export("preferences@1", "dpo")
    metadata, text, found = card(folder, ["train"])
    assert metadata.license == "other" and metadata.get("license_name") == "My own words"
    assert "no service's terms bear on it" in text
    print(f"dpo: {croissant(folder, 'dpo')} rows")


def hostile():
    """Rows that no task makes, and a description that a card must not obey."""
    given = [
        {"id": "a", "text": "x y", "no": "yes", "odd name": 1, "deep": {"k": [1]}, "tags": ["p", "q"]},
        {"id": "b", "text": "---\n---\n{}: [", "no": "no", "odd name": 2, "deep": {"k": []}, "tags": []},
    ]
    with open("hostile.jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in given)
    words = "Of two rows:\n---\nlicense: mit\n\n<img src=x>\u0007\u2028![y](z)\n1. one\n    code"
    stemma("import", "hostile.jsonl", "--dataset", "hostile", "--id", "id", "--description", words,
           "--license", "C'est: \"la\"\u2028vie")
    folder = export("hostile@1", "jsonl")
    metadata, text, found = card(folder, ["train"], languages=())
    assert metadata.license == "other" and metadata.get("license_name").startswith("C'est: \"la\"")
    assert "synthetic" not in metadata.tags and metadata.task_categories is None
    assert "\\<img src=x\\>" in text and "\n\\---\n" in text and "\n1\\. one\n" in text, text
    assert found["train"].to_list() == given
    print(f"hostile: {croissant(folder, 'jsonl')} rows")


def refused():
    """A README of somebody else's is not written over, and a file is no place for a card."""
    os.makedirs("mine")
    with open("mine/README.md", "w", encoding="utf-8") as file:
        file.write("# Mine\n")
    for output, status, code in [("mine", 65, "input.foreign-card"), ("a.jsonl", 64, "command.bad-arguments")]:
        found = subprocess.run(
            [STEMMA, "export", "hostile@1", "--card", "--output", output, "--store", "store", "--json"],
            capture_output=True, text=True)
        assert found.returncode == status and json.loads(found.stderr)["code"] == code, found.stderr
    assert open("mine/README.md", encoding="utf-8").read() == "# Mine\n" and os.listdir("mine") == ["README.md"]
    print("refused: 2")


def main():
    datasets.disable_progress_bars()
    logging.disable(logging.WARNING)
    # Whoever writes Parquet is the Python that has the packages.
    os.environ["PATH"] = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
    coffee()
    preferences()
    hostile()
    refused()


main()
