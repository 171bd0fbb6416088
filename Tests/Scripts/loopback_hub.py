"""A Hugging Face Hub on loopback, as far as the Hub's own client calls it to upload a dataset."""

import base64
import hashlib
import http.server
import json
import threading

import yaml


class Hub:
    """Keeps repositories, and every request with where the token stood in it.

    `fail` may name the call that fails: it answers with that status, or breaks off where it is 0.
    """

    def __init__(self, token):
        self.token = token
        self.repositories = {}
        self.blobs = {}
        self.requests = []
        self.fail = {}
        # What the Hub does where a repository's owner has others see all of them.
        self.always_public = False
        hub = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *words):
                pass

            def answer(self, status, value=None, **headers):
                body = b"" if value is None else json.dumps(value).encode()
                self.send_response(status)
                for name, text in headers.items():
                    self.send_header(name.replace("_", "-"), text)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def refuse(self, status, words, **headers):
                self.answer(status, {"error": words}, X_Error_Message=words, **headers)

            def take(self):
                size = int(self.headers.get("Content-Length") or 0)
                if self.headers.get("Transfer-Encoding") == "chunked":
                    body = b""
                    while size := int(self.rfile.readline(), 16):
                        body += self.rfile.read(size)
                        self.rfile.readline()
                    self.rfile.readline()
                else:
                    body = self.rfile.read(size)
                hub.note(self, body)
                return body

            def do_GET(self):
                self.take()
                hub.get(self)

            def do_POST(self):
                hub.post(self, self.take())

            def do_PUT(self):
                body = self.take()
                if self.breaks("lfs"):
                    return
                hub.blobs[hashlib.sha256(body).hexdigest()] = body
                self.answer(200)

            def breaks(self, call):
                if call not in hub.fail:
                    return False
                if status := hub.fail[call]:
                    self.refuse(status, f"no {call} today, said to {self.headers.get('Authorization')}")
                else:
                    self.close_connection = True
                return True

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def note(self, request, body):
        others = [request.path, *[v for k, v in request.headers.items() if k.lower() != "authorization"]]
        assert not any(self.token in text for text in others) and self.token.encode() not in body
        self.requests.append((request.command, request.path, request.headers.get("Authorization")))

    def known(self, request):
        if request.headers.get("Authorization") == f"Bearer {self.token}":
            return True
        request.refuse(401, "Invalid credentials in Authorization header")
        return False

    def get(self, request):
        if not self.known(request) or request.breaks(request.path.split("/")[2]):
            return
        if request.path == "/api/whoami-v2":
            return request.answer(200, {"type": "user", "name": "me", "orgs": [], "auth": {}})
        name = request.path.removeprefix("/api/datasets/").split("?")[0].split("/revision/")[0]
        if name not in self.repositories:
            return request.refuse(404, "Repository not found", X_Error_Code="RepoNotFound")
        there = self.repositories[name]
        request.answer(200, {
            "id": name, "sha": there["sha"], "private": there["private"], "tags": [], "downloads": 0,
            "siblings": [{"rfilename": file} for file in there["files"]]})

    def post(self, request, body):
        path = request.path.split("?")[0]
        if not self.known(request):
            return
        if path == "/api/repos/create":
            return None if request.breaks("create") else self.create(request, json.loads(body))
        if path == "/api/validate-yaml":
            return request.answer(200, {"errors": complaints(json.loads(body)["content"]), "warnings": []})
        if path.endswith("/info/lfs/objects/batch"):
            objects = json.loads(body)["objects"]
            return request.answer(200, {"transfer": "basic", "objects": [
                {**one, "actions": {"upload": {"href": f"{self.url}/lfs/{one['oid']}"}}}
                for one in objects if one["oid"] not in self.blobs]})
        name, call = path.removeprefix("/api/datasets/").rsplit("/", 2)[:2]
        if name not in self.repositories:
            return request.refuse(404, "Repository not found", X_Error_Code="RepoNotFound")
        if request.breaks(call):
            return None
        if call == "preupload":
            # Data goes by way of LFS, texts with the commit.
            return request.answer(200, {"files": [
                {"path": file["path"], "shouldIgnore": False,
                 "uploadMode": "lfs" if file["path"].endswith((".jsonl", ".parquet")) else "regular"}
                for file in json.loads(body)["files"]]})
        return self.commit(request, name, [json.loads(line) for line in body.splitlines()])

    def create(self, request, asked):
        assert asked["type"] == "dataset"
        if (asked["organization"] or "me") != "me":
            return request.refuse(403, "You don't have the rights to create a dataset under this namespace")
        name = f"me/{asked['name']}"
        private = asked.get("visibility") == "private" or asked.get("private") is True
        self.repositories[name] = {
            "private": private and not self.always_public, "sha": "0" * 40, "files": {}, "commits": 0}
        return request.answer(200, {"url": f"{self.url}/datasets/{name}", "name": name})

    def commit(self, request, name, lines):
        there = self.repositories[name]
        assert lines[0]["key"] == "header"
        if lines[0]["value"].get("parentCommit") != there["sha"]:
            return request.refuse(412, "A commit has happened since")
        for line in lines[1:]:
            value = line["value"]
            if line["key"] == "file":
                there["files"][value["path"]] = base64.b64decode(value["content"])
            else:
                there["files"][value["path"]] = self.blobs[value["oid"]]
        there["commits"] += 1
        there["message"] = lines[0]["value"]["summary"]
        there["sha"] = hashlib.sha1(repr(sorted(there["files"].items())).encode()).hexdigest()
        return request.answer(200, {
            "success": True, "commitOid": there["sha"],
            "commitUrl": f"{self.url}/datasets/{name}/commit/{there['sha']}"})


def complaints(card):
    """What the Hub would not take of a card's metadata."""
    start, front, _ = card.split("---\n", 2)
    metadata = yaml.safe_load(front)
    found = [] if start == "" else ["no front matter"]
    for name in ("language", "size_categories", "task_categories", "tags"):
        values = metadata.get(name, [])
        found += [f"{name}: {value!r}" for value in values if not isinstance(value, str)]
    if metadata.get("license") == "other" and not metadata.get("license_name"):
        found.append("license_name is missing")
    return [{"message": words} for words in found]
