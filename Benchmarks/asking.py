#!/usr/bin/env python3
"""Measures how fast `stemma run` asks a live teacher and records what it answers.

    Benchmarks/asking.py .build/release/stemma [--requests 50000]

The teacher is nginx on loopback, which answers each request alike: at once, and after 200 ms (Debian's
`nginx-light` and `libnginx-mod-http-echo`). Each question is another one, journalled, synced, judged and
published. Printed are recorded requests a second and the most memory at width 64, beside aiohttp
(Debian's `python3-aiohttp`) that only posts requests of the same size and reads the answers, in the same
run; and at 200 ms the share of what width divided by latency allows.
"""

import argparse
import importlib.util
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from measure import median, run

WIDTH = 64
LATENCY = 0.2
MODULE = "/usr/lib/nginx/modules/ngx_http_echo_module.so"
ROW = {"instruction": "Say how the tides come about.", "response": "The moon draws the sea."}
ANSWER = {
    "id": "c1", "object": "chat.completion", "created": 1, "model": "tiny",
    "choices": [{"index": 0, "finish_reason": "stop",
                 "message": {"role": "assistant", "content": json.dumps([ROW])}}],
    "usage": {"prompt_tokens": 400, "completion_tokens": 40, "total_tokens": 440},
}
CONFIGURATION = """
load_module {module};
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log stderr crit;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  client_body_buffer_size 64k;
  keepalive_requests 100000000;
  default_type application/json;
  server {{
    listen 127.0.0.1:{port};
    location /now/ {{ echo_read_request_body; echo '{answer}'; }}
    location /later/ {{ echo_read_request_body; echo_sleep {latency}; echo '{answer}'; }}
  }}
}}
"""
MANIFEST = """\
stemma: 1
dataset: asked
task: instruction
inputs: {{seeds: [seeds.jsonl]}}
teacher: {{provider: vllm-server, model: tiny, base_url: "http://127.0.0.1:{port}/{place}/v1"}}
sampling: {{seed: 7, temperature: 0.7, top_p: 0.95, max_tokens: 200}}
count: {count}
filters: [schema]
"""
AIOHTTP = """
import aiohttp, asyncio, sys
url, count, size, width = sys.argv[1], *map(int, sys.argv[2:])
async def main():
    body, left = b"x" * size, iter(range(count))
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=width)) as session:
        async def post():
            for _ in left:
                async with session.post(url, data=body) as answer:
                    await answer.json()
        await asyncio.gather(*(post() for _ in range(width)))
asyncio.run(main())
"""


class Teacher:
    """nginx, for as long as the block lasts."""

    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        path = pathlib.Path(folder) / "nginx.conf"
        path.write_text(CONFIGURATION.format(
            module=MODULE, folder=folder, port=self.port, latency=LATENCY,
            answer=json.dumps(ANSWER).replace("\\", "\\\\").replace("'", "\\'")))
        self.process = subprocess.Popen(["nginx", "-p", folder, "-c", path])

    def __enter__(self):
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise RuntimeError("nginx does not answer")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def asked(stemma, teacher, place, count):
    """- Returns: the cost of a run of so many questions, in a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        with open(folder / "seeds.jsonl", "w", encoding="utf-8") as file:
            for number in range(500):
                text = f"Explain how number {number} is written in binary, step by step."
                file.write(json.dumps({"instruction": text, "output": f"It is {number:b}."}) + "\n")
        (folder / "m.yaml").write_text(
            MANIFEST.format(port=teacher.port, place=place, count=count))
        cost = run([stemma, "run", "m.yaml", "--width", WIDTH, "--yes", "--json"], folder, keep=True)
        report = json.loads(cost.output)
        assert report["teacher"]["asked"] == count, report["teacher"]
        return cost


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stemma", type=pathlib.Path)
    parser.add_argument("--requests", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if not shutil.which("nginx") or not pathlib.Path(MODULE).exists():
        print("asking is not measured: apt-get install nginx-light libnginx-mod-http-echo")
        return
    stemma, count = options.stemma.resolve(), options.requests
    with tempfile.TemporaryDirectory() as folder, Teacher(folder) as teacher:
        costs, peers = [], []
        for _ in range(options.rounds):
            costs.append(asked(stemma, teacher, "now", count))
            if importlib.util.find_spec("aiohttp"):
                url = f"http://127.0.0.1:{teacher.port}/now/v1"
                peers.append(run([sys.executable, "-c", AIOHTTP, url, count, 1800, WIDTH]))
        speed = count / median([cost.wall for cost in costs])
        memory = max(cost.memory for cost in costs) / 1e6
        line = f"asked at width {WIDTH}: {speed:.0f} recorded requests/s, {memory:.0f} MB at {count}"
        if peers:
            bare = count / median([cost.wall for cost in peers])
            line += f"; aiohttp, which keeps nothing: {bare:.0f}/s (ratio {speed / bare:.2f})"
        print(line)
        few = int(20 * WIDTH / LATENCY)
        best = WIDTH / LATENCY
        speed = few / asked(stemma, teacher, "later", few).wall
        print(f"asked at {LATENCY * 1000:.0f} ms: {speed:.0f} requests/s, "
              f"{speed / best:.1%} of {best:.0f}")


if __name__ == "__main__":
    main()
