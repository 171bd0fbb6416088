"""Uploads versions by the Hub's own client to a Hub on loopback, and looks at what it has then.

check_upload.py STEMMA: the path of the binary. Works in the working folder.
"""

import json
import os
import signal
import socket
import subprocess
import sys

from packages import READERS, ROOT, run_with

run_with(READERS, "readers")

from loopback_hub import Hub  # noqa: E402

STEMMA = sys.argv[1]
TOKEN = "hf_aVerySecretTokenOfMine"


class Desk:
    """Runs stemma against a Hub, and sees to it that the token is written nowhere."""

    def __init__(self):
        self.hub = Hub(TOKEN)
        self.environment = {
            "HF_ENDPOINT": self.hub.url, "HF_HUB_DISABLE_XET": "1", "HF_TOKEN": TOKEN,
            "HOME": os.path.join(os.getcwd(), "home"), "TMPDIR": os.path.join(os.getcwd(), "tmp"),
            "PATH": f"{os.path.dirname(sys.executable)}:/usr/bin:/bin"}
        os.makedirs("home")
        os.makedirs("tmp")

    def stemma(self, *arguments, status=0, **environment):
        environment = {k: v for k, v in {**self.environment, **environment}.items() if v is not None}
        result = subprocess.run(
            [STEMMA, *arguments, "--store", "store", "--json"], capture_output=True, text=True,
            env=environment)
        assert result.returncode == status, (arguments, result.returncode, result.stderr)
        assert TOKEN not in result.stdout + result.stderr
        assert os.listdir("tmp") == [], os.listdir("tmp")
        return json.loads(result.stdout if status == 0 else result.stderr)

    def upload(self, *more, status=0, **environment):
        return self.stemma("upload", "coffee@1", *more, status=status, **environment)

    def events(self):
        return [e for e in self.stemma("show", "coffee@1")["events"] if e["kind"] == "upload"]

    def refused(self, code, *more, status=1, **environment):
        """What goes wrong is not recorded."""
        before = self.events()
        error = self.upload(*more, "--yes", status=status, **environment)
        assert error["code"] == code, error
        assert self.events() == before
        return error


def dry(desk):
    report = desk.upload("hf:me/coffee", "--dry-run", HF_TOKEN=None, PATH="/usr/bin:/bin")
    assert not report["uploaded"] and report["private"] and desk.hub.requests == []
    assert [f["path"] for f in report["files"]] == [
        "train.jsonl", "validation.jsonl", "README.md", "croissant.json"]
    error = desk.upload("hf:me/coffee", status=64)
    assert error["code"] == "command.unconfirmed-upload" and desk.hub.repositories == {}, error
    print("dry: nothing sent")


def whole(desk):
    report = desk.upload("hf:me/coffee", "--yes")
    there = desk.hub.repositories["me/coffee"]
    assert report["uploaded"] and report["created"] and report["private"] and there["private"] is True
    assert report["commit"] == there["sha"] and "coffee@1" in there["message"] and there["commits"] == 1
    desk.stemma("export", "coffee@1", "--card", "--output", "folder")
    wanted = {name: open(f"folder/{name}", "rb").read() for name in os.listdir("folder")}
    page = f'"{desk.hub.url}/datasets/me/coffee"'.encode()
    found = dict(there["files"])
    assert page in found["croissant.json"]
    document = json.loads(found["croissant.json"])
    del document["url"]
    assert document == json.loads(wanted.pop("croissant.json")) and found.pop("croissant.json")
    assert found == wanted, (found.keys(), wanted.keys())
    # Of all requests those to the Hub's own interface have the token, in the header for it.
    assert {header for _, _, header in desk.hub.requests} == {f"Bearer {TOKEN}", None}
    assert [path for _, path, header in desk.hub.requests if header is None and "/datasets/" in path] == []
    event = desk.events()[0]
    assert event["target"] == "hf:me/coffee" and event["commit"] == there["sha"] and event["private"]
    assert event["version"] == "coffee@1" and event["files"] == report["files"], event
    log = desk.stemma("log", "coffee")["versions"][0]
    assert log["uploads"] == [{k: event[k] for k in ("at", "commit", "private", "target")}], log
    # The same again is the same commit, and no second event.
    assert desk.upload("hf:me/coffee", "--yes")["created"] is False and len(desk.events()) == 1
    print(f"whole: {len(there['files'])} files")


def visible(desk):
    report = desk.upload("hf:me/open", "--yes", "--public", "--format", "chatml")
    there = desk.hub.repositories["me/open"]
    assert not report["private"] and there["private"] is False
    assert sorted(there["files"]) == [
        "README.md", "croissant.json", "dataset_info.txt", "training_data.jsonl", "validation_data.jsonl"]
    assert len(desk.events()) == 2
    # Into what can be seen by all nothing goes unasked, whether it was so or has just become so.
    sha = there["sha"]
    desk.refused("upload.repository-public", "hf:me/open")
    desk.hub.always_public = True
    desk.refused("upload.repository-public", "hf:me/wide")
    desk.hub.always_public = False
    assert there["sha"] == sha and desk.hub.repositories["me/wide"]["files"] == {}
    print("visible: only where it was asked for")


def token(desk):
    error = desk.refused("upload.token-rejected", "hf:me/coffee", HF_TOKEN="hf_anotherSecretToken")
    assert "hf_another" not in json.dumps(error)
    desk.refused("upload.no-token", "hf:me/coffee", HF_TOKEN=None)
    # It is found where the teachers' keys are, and nowhere else that others could read.
    os.makedirs("home/.config/stemma")
    with open("home/.config/stemma/keys", "w", encoding="utf-8") as file:
        file.write(f"HF_TOKEN={TOKEN}\n")
    os.chmod("home/.config/stemma/keys", 0o600)
    desk.upload("hf:me/keyed", "--yes", HF_TOKEN=None)
    os.chmod("home/.config/stemma/keys", 0o644)
    desk.refused("teacher.key-file-open", "hf:me/keyed", status=20, HF_TOKEN=None)
    os.remove("home/.config/stemma/keys")
    found = subprocess.run(["grep", "-rl", TOKEN, "store", "home", "tmp", "folder"], capture_output=True, text=True)
    assert found.stdout == "", found.stdout
    print("token: in its header alone")


def failing(desk):
    desk.refused("upload.forbidden", "hf:other/coffee")
    desk.refused("upload.unavailable", "hf:me/coffee", status=20, HF_ENDPOINT="http://127.0.0.1:1")
    # In the middle: the repository is made, data is there, and then the Hub breaks off or fails.
    for status, number in [(0, 20), (500, 20), (409, 1), (400, 1)]:
        desk.hub.fail = {"commit": status}
        code = {0: "upload.unavailable", 500: "upload.unavailable", 409: "upload.conflict",
                400: "upload.refused"}[status]
        error = desk.refused(code, f"hf:me/broken{status}", status=number)
        assert desk.hub.repositories[f"me/broken{status}"]["files"] == {}, error
    desk.hub.fail = {}
    report = desk.upload("hf:me/broken500", "--yes")
    assert not report["created"] and len(desk.hub.repositories["me/broken500"]["files"]) == 4
    # A Python that finds no libraries but its own stands for one that has no client.
    os.makedirs("bare")
    with open("bare/python3", "w", encoding="utf-8") as file:
        file.write('#!/bin/sh\nexec /usr/bin/python3 -I -S "$@"\n')
    os.chmod("bare/python3", 0o755)
    bare = os.path.abspath("bare") + ":/usr/bin:/bin"
    desk.refused("upload.no-client", "hf:me/coffee", PATH=bare)
    # Where only the client's program is on the path, the Python that runs it is taken.
    with open("bare/hf", "w", encoding="utf-8") as file:
        file.write(f"#!{sys.executable}\n")
    os.chmod("bare/hf", 0o755)
    desk.upload("hf:me/coffee", "--yes", PATH=bare)
    for target in ("me/coffee", "hf:coffee", "hf:me/../x", "hf:me/a b", "hf:me/-x", "hf:a/b/c"):
        desk.upload(target, status=64)
    print("failing: nothing recorded")


def killed(desk):
    """In the middle of an upload: the Hub is called, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        environment = {**desk.environment, "HF_ENDPOINT": f"http://127.0.0.1:{server.getsockname()[1]}"}
        process = subprocess.Popen(
            [STEMMA, "upload", "coffee@1", "hf:me/coffee", "--yes", "--store", "store"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        server.settimeout(120)
        server.accept()[0].close()
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert os.listdir("tmp") == [], os.listdir("tmp")
    print("killed: nothing left behind")


def main():
    desk = Desk()
    desk.stemma("run", os.path.join(ROOT, "experiments", "coffee.yaml"), "--set", "split={validation: 0.3}")
    dry(desk)
    whole(desk)
    visible(desk)
    token(desk)
    failing(desk)
    killed(desk)


main()
