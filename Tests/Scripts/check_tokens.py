"""Holds the tokens that stemma counts by a tokenizer.json against those that the library `tokenizers` counts.

check_tokens.py STEMMA: the path of the binary. Works in the working folder.
"""

import glob
import hashlib
import json
import os
import subprocess
import sys

from packages import READERS, ROOT, run_with

run_with(READERS, "readers")

import tokenizers  # noqa: E402

STEMMA = sys.argv[1]


def stemma(*arguments, status=0, **environment):
    result = subprocess.run(
        [STEMMA, *arguments, "--store", "store"], capture_output=True, text=True,
        env={**os.environ, **environment})
    assert result.returncode == status, result.stderr
    return result.stdout if status == 0 else json.loads(result.stderr)


def train():
    """A small tokenizer, whose own limits are none of stemma's."""
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE())
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel()
    tokenizer.train(
        glob.glob(os.path.join(ROOT, "experiments", "coffee", "*.md")),
        tokenizers.trainers.BpeTrainer(
            vocab_size=600, special_tokens=["<s>"], show_progress=False,
            initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet()))
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        single="<s> $A", special_tokens=[("<s>", 0)])
    tokenizer.enable_truncation(4)
    tokenizer.enable_padding(length=64)
    tokenizer.save("tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False))


def rows(count):
    found = json.loads(stemma("tokens", "coffee@1", "--tokenizer", "tokenizer.json", "--json"))
    records = [json.loads(line) for line in stemma("export", "coffee@1", "--side", "all").splitlines()]
    parts = {
        field: {
            "texts": len([row for row in records if " " in row[field] or len(row[field].encode()) > 64]),
            "tokens": sum(
                count(row[field]) for row in records if " " in row[field] or len(row[field].encode()) > 64),
        } for field in ("answer", "question")}
    sizes = [
        sum(count(row[field]) for field in parts if " " in row[field] or len(row[field].encode()) > 64)
        for row in records]
    body = open("tokenizer.json", "rb").read()
    assert found == {
        "estimated": False, "least": min(sizes), "most": max(sizes), "parts": parts,
        "records": len(records), "tokens": sum(sizes), "version": "coffee@1",
        "tokenizer": {
            "library": f"tokenizers {tokenizers.__version__}", "name": "tokenizer.json",
            "sha256": hashlib.sha256(body).hexdigest()}}, (found, parts)
    # What stemma estimates is what its own statistics say.
    estimated = json.loads(stemma("tokens", "coffee@1", "--json"))
    assert estimated["estimated"] and "tokenizer" not in estimated
    assert estimated["tokens"] == sum(
        -(-len(row[field].encode()) // 4) for row in records for field in parts
        if " " in row[field] or len(row[field].encode()) > 64)
    print(f"rows: {sum(sizes)} tokens")
    return sum(sizes)


def folders(count, whole):
    stemma("export", "coffee@1", "--format", "chatml", "--output", "chats/", "--card", "--tokenizer",
           "tokenizer.json")
    turns = [
        message for side in ("training", "validation")
        for line in open(f"chats/{side}_data.jsonl", encoding="utf-8")
        for message in json.loads(line)["messages"]]
    info = open("chats/dataset_info.txt", encoding="utf-8").read()
    sizes = {role: [count(turn["content"]) for turn in turns if turn["role"] == role]
             for role in ("user", "assistant")}
    means = {role: int(sum(numbers) / len(numbers) * 10 + 0.5) / 10 for role, numbers in sizes.items()}
    for wanted in [
        f"- Tokens: {sum(map(sum, sizes.values()))}\n", "Tokens are those of tokenizer.json (sha256:",
        f"query of the user: {means['user']:.1f} tokens\n", f"assistant: {means['assistant']:.1f} tokens\n",
    ]:
        assert wanted in info, (wanted, info)
    card = open("chats/README.md", encoding="utf-8").read()
    assert f"| tokens | {whole} |\n" in card and "those of tokenizer.json" in card, card
    stemma("export", "coffee@1", "--format", "chatml", "--output", "chats/", "--card")
    card = open("chats/README.md", encoding="utf-8").read()
    assert "| tokens, estimated | about " in card and "Tokens are estimated" in card
    print(f"folders: {len(turns)} turns")


def refused():
    for name, body in [("text.json", "{}"), ("list.json", "[1]"), ("empty.json", ""), ("bytes.json", "\udcff")]:
        with open(name, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(body)
        error = stemma("tokens", "coffee@1", "--tokenizer", name, "--json", status=65)
        assert error["code"] == "tokenizer.unreadable" and error["place"] == name, error
    error = stemma("tokens", "coffee@1", "--tokenizer", "none.json", "--json", status=65)
    assert error["code"] == "input.unreadable", error
    # A library that cannot be found stands for one that is not installed; one in the working folder is none.
    os.makedirs("without")
    with open("without/tokenizers.py", "w", encoding="utf-8") as file:
        file.write("raise ModuleNotFoundError(name='tokenizers')\n")
    with open("tokenizers.py", "w", encoding="utf-8") as file:
        file.write("raise SystemExit('taken from the working folder')\n")
    error = stemma(
        "tokens", "coffee@1", "--tokenizer", "tokenizer.json", "--json", status=1, PYTHONPATH="without")
    assert error["code"] == "tokens.no-library" and "pip install tokenizers" in error["nextStep"], error
    stemma("tokens", "coffee@1", "--tokenizer", "tokenizer.json")
    error = stemma(
        "export", "coffee@1", "--output", "a.jsonl", "--tokenizer", "tokenizer.json", "--side", "all",
        "--json", status=64)
    assert "--card" in error["whatHappened"], error
    print("refused: 7")


def main():
    os.environ["PATH"] = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
    stemma("run", os.path.join(ROOT, "experiments", "coffee.yaml"), "--set", "split={validation: 0.3}")
    count = train()
    folders(count, rows(count))
    refused()


main()
