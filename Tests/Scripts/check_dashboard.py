#!/usr/bin/env python3
"""Goes through all pages of `stemma serve` in a real Chromium, and asks it what it must refuse.

    check_dashboard.py STEMMA [FOLDER]

A store with made, imported, reviewed and unfinished versions and runs is served on loopback. With
FOLDER, pictures of the pages are kept there.
"""
import base64
import contextlib
import http.client
import http.server
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MARKUP = "<script>document.title='owned'</script>\"\u0301 onmouseover=\"document.title='owned' \x1b[31m\u202e<b>"
TOKEN = "correct-horse-battery-staple"
# Which file of schemas/ describes a page's JSON, by the page's address.
SCHEMAS = [
    (r"/(index|datasets/[^/]+|compare)", "log"), (r"/versions/[^/]+", "show"),
    (r"/versions/[^/]+/records", "sample"), (r"/versions/[^/]+/records/\d+", "trace"),
    (r"/compare\?before=.*", "compare"), (r"/lineage/[^/]+", "lineage"), (r"/runs", "runs"),
]
DOCUMENT = "# {0}\n\nA {0} is a thing that people make of clay. People use a {0} because it keeps water cool.\n\n"
MANIFEST = """stemma: 1
dataset: {dataset}
task: qa
inputs:
  documents: ["{documents}"]
teacher: {teacher}
sampling: {{seed: 7, temperature: {temperature}}}
per_section: 3
filters: [schema, {{length: {{answer_max: 90}}}}, duplicates]
{more}
"""


class SlowModel(http.server.BaseHTTPRequestHandler):
    """A server that has a model and takes its time."""

    def answer(self, document):
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer({"object": "list", "data": [{"id": "m", "object": "model"}]})

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(0.2)
        self.answer({"id": "x", "object": "chat.completion", "model": "m", "created": 1, "choices": [
            {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": json.dumps(
                {"pairs": [{"question": "What is a pot made of?", "answer": "A pot is made of clay."}]})}}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}})

    def log_message(self, *_):
        pass


class World:
    """A store to be served."""

    def __init__(self, stemma, folder):
        self.stemma = stemma
        self.folder = folder

    def run(self, *arguments, status=(0,)):
        done = subprocess.run([self.stemma, *arguments], cwd=self.folder, capture_output=True, text=True)
        if done.returncode not in status:
            sys.exit(f"{arguments}: {done.returncode} {done.stderr}")
        return done.stdout

    def write(self, name, text):
        with open(f"{self.folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)

    def make(self):
        self.write("pots.md", "".join(DOCUMENT.format(name) for name in ("pot", "jar", "cup", "urn")))
        self.write("pots.yaml", MANIFEST.format(
            dataset="pots", documents="pots.md", teacher="embedded", temperature=0.5,
            more="split: {validation: 0.3}\nexpect: [records >= 2, words < 1]"))
        self.run("run", "pots.yaml", status=(0, 3, 4))
        self.run("run", "pots.yaml", "--set", "sampling.temperature=0.9", status=(0, 3, 4))
        self.run("tag", "pots@1", "first")
        self.run("note", "pots@1", MARKUP)
        rows = [{"id": f"r{n}", "question": f"Number {n}?", "answer": f"It is {n}, of course.", "label": "ab"[n % 2]}
                for n in range(60)]
        for second in (False, True):
            if second:
                rows[0]["answer"] = MARKUP + "word <script>alert(1)</script> " * 70_000
                rows[1] = {"id": MARKUP, MARKUP: MARKUP, "question": MARKUP, "answer": MARKUP, "label": MARKUP[:60]}
            self.write("rows.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
            os.makedirs(f"{self.folder}/secret-folder", exist_ok=True)
            os.replace(f"{self.folder}/rows.jsonl", f"{self.folder}/secret-folder/rows.jsonl")
            self.run("import", "secret-folder/rows.jsonl", "--dataset", "rows.json", "--id", "id")
        self.write("decisions.jsonl", json.dumps({"record": "r3", "decision": "reject", "note": MARKUP}) + "\n"
                   + json.dumps({"record": "r4", "decision": "edit", "row": {"id": "r4", "question": "Why?",
                                 "answer": "So it is.", "label": "a"}}) + "\n")
        self.run("review", "rows.json@1", "--apply", "decisions.jsonl")

    @contextlib.contextmanager
    def unfinished(self):
        """While it is entered, a run is under way; then it is interrupted."""
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), SlowModel)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.write("live.md", "".join(DOCUMENT.format(f"thing{n}") for n in range(300)))
        url = f"http://127.0.0.1:{server.server_port}/v1"
        self.write("live.yaml", MANIFEST.format(
            dataset="live", documents="live.md", temperature=0.5, more="",
            teacher="{provider: vllm-server, model: m, base_url: '" + url + "'}"))
        run = subprocess.Popen([self.stemma, "run", "live.yaml", "--quiet", "--width", "1"], cwd=self.folder,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            for _ in range(300):
                if '"answers": 0' not in (told := self.run("runs", "--json")) and "isUnderWay" in told:
                    break
                time.sleep(0.1)
            else:
                sys.exit(f"no run is under way: {told}")
            yield
        finally:
            run.send_signal(signal.SIGINT)
            run.wait(60)
            server.shutdown()

    @contextlib.contextmanager
    def served(self, *arguments, token=None):
        """The server's port; its output is looked through at its end."""
        environment = {**os.environ, **({"STEMMA_TOKEN": token} if token else {})}
        process = subprocess.Popen([self.stemma, "serve", "--port", "0", *arguments], cwd=self.folder, text=True,
                                   env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = process.stdout.readline()
        found = re.fullmatch(r"serving http://\S+:(\d+)/\n", line)
        if not found:
            sys.exit(f"it does not serve: {line}{process.communicate()}")
        try:
            yield int(found[1])
        finally:
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=20)
            if process.returncode != 0 or output or errors != "Ctrl-C ends it.\n":
                sys.exit(f"it ended with {process.returncode}: {output}{errors}")


def ask(port, target, method="GET", body=None, **headers):
    """Status, headers and body of a request that no client has put in order."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest(method, target, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    if body:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()


def expect(what, condition, seen=""):
    if not condition:
        sys.exit(f"{what}: {str(seen)[:2000]}")


def check_refusals(world, port):
    """What must not be answered, and how it is said."""
    for host in ("evil.example", f"evil.example:{port}", "localhost.evil.example", "127.0.0.1.nip.io", "192.168.0.9"):
        status, _, body = ask(port, "/", Host=host)
        expect(f"the host {host}", status == 421 and b"pots" not in body, body)
    for host in ("localhost", f"localhost:{port}", "127.0.0.1", "[::1]:1"):
        expect(f"the host {host}", ask(port, "/", Host=host)[0] == 200)
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        status, headers, _ = ask(port, "/", method, body=b"x=1")
        expect(f"the method {method}", status == 405 and headers.get("allow") == "GET, HEAD", (status, headers))
    for site, mode, wanted in (("cross-site", "navigate", 403), ("cross-site", "no-cors", 403), ("none", "navigate", 200),
                               ("same-origin", "navigate", 200), ("same-site", "cors", 403)):
        status, _, body = ask(port, "/", **{"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode})
        expect(f"a request that is {site}", status == wanted and (status == 200 or b"pots" not in body), (status, body))
    status, headers, body = ask(port, "/", "HEAD")
    expect("HEAD", status == 200 and not body and int(headers["content-length"]) > 1000, headers)
    for target in ("/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/versions/..%2f..%2f..%2fetc%2fpasswd",
                   "/datasets/..%2Fformat", "/datasets/%00", "/lineage/../../store/format", "/versions//etc/passwd",
                   "/datasets/" + "a" * 9000, "/versions/pots@1/records/0", "/versions/pots@1/records/-1",
                   "/versions/pots@1/records/99999999999999999999", "/versions/pots@1/records?from=0",
                   "/versions/pots@1/records?from=9999", "/versions/pots@9", "/datasets/none", "/compare?before=a&after=b",
                   "/versions/pots@1/records?find=" + "x" * 2000, "/nothing", "/favicon.ico", "/store/format"):
        for suffix, kind in (("", "text/html"), ("JSON", "application/json")):
            headers = {"Accept": "application/json"} if suffix else {}
            status, headers, body = ask(port, target, **headers)
            expect(f"{target}", status in (400, 404) and headers["content-type"].startswith(kind), (status, headers))
            expect(f"{target} tells a path", world.folder.encode() not in body and b"root:" not in body, body)
            if suffix:
                expect(f"{target} as JSON", {"code", "whatHappened", "nextStep", "place"} <= set(json.loads(body)), body)
    status, headers, body = ask(port, "/versions/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    expect("markup in an address", b"<script" not in body and b"&lt;script&gt;" in body, body)
    policy = headers["content-security-policy"]
    for part in ("default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"):
        expect(f"the policy's {part}", part in policy and "unsafe" not in policy, policy)
    for name, value in (("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
                        ("x-frame-options", "DENY"), ("cache-control", "no-store")):
        expect(name, headers.get(name) == value, headers)


def check_search(port):
    """A text is looked for in texts, not in what fields are called."""
    for text, found in (("NUMBER 17", 1), ("ANSWER", 0), ("row", 0), ("r17", 1), ("It is", 59)):
        target = "/versions/rows.json@1/records.json?find=" + urllib.parse.quote_plus(text)
        report = json.loads(ask(port, target)[2])
        wanted = min(found, 25)
        expect(f"the search for {text}", report["matching"] == len(report["records"]) == wanted, report["page"])


def check_token(world):
    """Nobody comes in without the token, on whatever address."""
    refused = subprocess.run([world.stemma, "serve", "--port", "0", "--host", "0.0.0.0", "--json"], cwd=world.folder,
                             capture_output=True, text=True, env={"PATH": os.environ["PATH"]})
    expect("no token", refused.returncode == 64 and '"dashboard.token-wanted"' in refused.stderr, refused)
    short = subprocess.run([world.stemma, "serve", "--port", "0", "--json"], cwd=world.folder, capture_output=True,
                           text=True, env={"PATH": os.environ["PATH"], "STEMMA_TOKEN": "short"})
    expect("a short token", short.returncode == 64 and "short\"" not in short.stderr, short)
    basic = "Basic " + base64.b64encode(f"me:{TOKEN}".encode()).decode()
    with world.served("--host", "0.0.0.0", token=TOKEN) as port:
        for good in (f"Bearer {TOKEN}", basic):
            expect("the token", ask(port, "/", Authorization=good)[0] == 200)
        for bad in ("", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Basic bWU6eA==", TOKEN):
            status, headers, body = ask(port, f"/?token={TOKEN}", **({"Authorization": bad} if bad else {}))
            expect(f"the token {bad}", status == 401 and "Basic" in headers["www-authenticate"], (status, headers))
            expect("a page without the token", b"pots" not in body and TOKEN.encode() not in body, body)
        status, _, body = ask(port, "/", Authorization=basic, Host="evil.example")
        expect("a foreign host with the token", status == 421 and TOKEN.encode() not in body, status)
    with world.served(token=TOKEN) as port:
        expect("a token on loopback", ask(port, "/")[0] == 401)
    taken = subprocess.Popen([world.stemma, "serve", "--port", "0"], cwd=world.folder, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True)
    port = re.search(r":(\d+)/", taken.stdout.readline())[1]
    second = subprocess.run([world.stemma, "serve", "--port", port, "--json"], cwd=world.folder, capture_output=True,
                            text=True)
    expect("a port that is taken", second.returncode == 1 and '"dashboard.cannot-listen"' in second.stderr, second)
    taken.terminate()
    expect("a polite end", taken.wait(20) == 0)


def check_json(window, port, address):
    """A page's twin is what its schema says."""
    import jsonschema

    target = window.driver.execute_script("return document.querySelector('footer a').getAttribute('href')")
    status, headers, body = ask(port, target)
    expect(f"{target}", status == 200 and headers["content-type"].startswith("application/json"), (status, body))
    path, _, query = target.partition("?")
    plain = path[:-len(".json")] + (f"?{query}" if path == "/compare.json" and query else "")
    name = next((schema for pattern, schema in SCHEMAS if re.fullmatch(pattern, plain)), None)
    expect(f"{target} has no schema", name is not None, plain)
    with open(f"{ROOT}/schemas/{name}.report.schema.json", encoding="utf-8") as file:
        for fault in jsonschema.Draft202012Validator(json.load(file)).iter_errors(json.loads(body)):
            window.faults.append(f"{target} is not as {name}: {fault.message[:300]} at {list(fault.absolute_path)}")
    accepted = ask(port, address, Accept="application/json")[2]
    expect(f"{address} by Accept", accepted == body or name == "runs", accepted)


def walk(window, port, keep):
    """Every page that links lead to, from the first."""
    root = f"http://127.0.0.1:{port}"
    waiting, seen, kinds = ["/"], {"/"}, {}
    while waiting:
        address = waiting.pop(0)
        # Of a long list of alike pages the first, the next and the last are enough.
        kind = re.sub(r"\d+", "0", urllib.parse.unquote(address))
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > 4:
            continue
        window.show(root + address)
        for _ in range(50):
            if "being made" not in window.driver.page_source:
                break
            time.sleep(0.2)
            window.show(root + address)
        window.check(address)
        text = window.driver.execute_script("return document.body.innerText")
        if "owned" in window.driver.title or "\x1b" in text or "\u202e" in text:
            window.faults.append(f"{address}: a record is obeyed")
        if "/tmp/" in text or "secret-folder" in text:
            window.faults.append(f"{address}: a path of this machine")
        check_json(window, port, address)
        if keep:
            window.picture(f"{keep}/{len(seen)}{re.sub('[^a-z0-9@.=]+', '_', address)}.png")
        links = window.driver.execute_script(
            "return [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
        for link in links:
            if link.startswith("/") and not urllib.parse.urlsplit(link).path.endswith(".json") and link not in seen:
                seen.add(link)
                waiting.append(link)
            elif not link.startswith(("/", "#")):
                window.faults.append(f"{address}: a link to {link}")
    print(f"{len(seen)} addresses, {sum(min(4, n) for n in kinds.values())} pages looked at")
    for wanted in ("/datasets/pots", "/versions/pots@1", "/versions/pots@1/records/1", "/lineage/pots@2", "/runs",
                   "/compare?before=pots@1&after=pots@2", "/datasets/rows%2Ejson", "/versions/rows.json@2/records?from=26"):
        expect(f"no link leads to {wanted}", wanted in seen, sorted(seen))


def by_hand(window, port):
    """Search and choose as people do: by keyboard, and without scripts."""
    from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import Select, WebDriverWait

    driver = window.driver

    def expect_soon(name, holds, told):
        """What a key leads to is there when it is loaded, and nobody says when that is."""
        try:
            WebDriverWait(driver, 300, ignored_exceptions=[StaleElementReferenceException]).until(lambda _: holds())
        except TimeoutException:
            expect(name, False, told())

    window.command("Emulation.setScriptExecutionDisabled", value=True)
    window.show(f"http://127.0.0.1:{port}/versions/rows.json@2/records")
    field = driver.find_element(By.NAME, "find")
    field.send_keys("NUMBER 17", Keys.ENTER)
    expect_soon("the search", lambda: "find=NUMBER+17" in driver.current_url, lambda: driver.current_url)
    expect_soon("what was found", lambda: "1 found in records 1 to 60 of 60" in driver.page_source,
                lambda: driver.page_source)
    driver.find_element(By.CSS_SELECTOR, "tbody th a").send_keys(Keys.ENTER)
    expect_soon("the record", lambda: driver.current_url.endswith("/records/18") and driver.find_elements(By.LINK_TEXT, "Compare"),
                lambda: driver.current_url)
    driver.find_element(By.LINK_TEXT, "Compare").send_keys(Keys.ENTER)
    expect_soon("what to compare", lambda: driver.find_elements(By.NAME, "before"), lambda: driver.current_url)
    Select(driver.find_element(By.NAME, "before")).select_by_visible_text("pots@1")
    Select(driver.find_element(By.NAME, "after")).select_by_visible_text("pots@2")
    driver.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    expect_soon("the comparison",
                lambda: "after=pots%402" in driver.current_url and driver.title.startswith("pots@1 → pots@2"),
                lambda: driver.current_url)
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    expect_soon("the way past what is above", lambda: driver.switch_to.active_element.text == "To the content",
                lambda: driver.switch_to.active_element.text)
    window.command("Emulation.setScriptExecutionDisabled", value=False)


def main():
    browser.run_with_browser()
    keep = sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as folder:
        world = World(os.path.abspath(sys.argv[1]), folder)
        world.make()
        check_token(world)
        with world.served() as port:
            check_refusals(world, port)
            check_search(port)
            window = browser.Browser()
            with world.unfinished():
                window.show(f"http://127.0.0.1:{port}/runs")
                expect("a run under way", "under way" in window.driver.page_source, window.driver.page_source)
                expect("the next look", ask(port, "/runs")[1].get("refresh") == "2")
                expect("a page that stays", "refresh" not in ask(port, "/runs?still=1")[1])
                window.check("/runs with one under way")
            expect("a run that was interrupted", b"interrupted" in ask(port, "/runs")[2])
            expect("a page that has come to its end", "refresh" not in ask(port, "/runs")[1])
            walk(window, port, keep)
            by_hand(window, port)
            window.close()
            narrow = browser.Browser(width=400)
            for address in ("/", "/datasets/pots", "/versions/pots@1", "/versions/rows.json@2/records",
                            "/versions/rows.json@2/records/1", "/compare?before=pots@1&after=pots@2", "/lineage/pots@1"):
                narrow.show(f"http://127.0.0.1:{port}{address}")
                narrow.check(f"{address} narrow")
            narrow.close()
        if window.faults or narrow.faults:
            sys.exit("\n".join(window.faults + narrow.faults))


main()
