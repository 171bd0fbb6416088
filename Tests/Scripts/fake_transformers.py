#!/usr/bin/env python3
"""A stand-in for `transformers serve`: pairs that are a function of the request."""
import hashlib, http.server, json, os, sys, time
arguments = sys.argv[1:]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "process"), "w") as file:
    file.write(" ".join([str(os.getpid())] + arguments))
assert arguments[0] == "serve" and arguments[1:3] == ["--host", "127.0.0.1"]
# WHAT COMES BEFORE
class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *words): pass
    def say(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        self.say({"object": "list", "data": []})
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        name = hashlib.sha256(body).hexdigest()[:12]
        pairs = [{"question": f"What is said of {name} and of {n}?",
                  "answer": f"It is said that {name} comes before {n}."} for n in range(4)]
        self.say({"choices": [{"index": 0, "finish_reason": "stop", "message": {
            "role": "assistant", "content": json.dumps({"pairs": pairs})}}]})
http.server.ThreadingHTTPServer(
    ("127.0.0.1", int(arguments[arguments.index("--port") + 1])), Server).serve_forever()
