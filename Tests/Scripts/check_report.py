#!/usr/bin/env python3
"""Opens pages that `compare --html` wrote in a real Chromium without a network.

    check_report.py STEMMA [FOLDER]

Records with markup, control characters and 2 MB of text are compared; pages are to show them as text,
print to at most four sheets, load nothing, run nothing, and be fit for everybody. With FOLDER, pictures
of the pages are kept there.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser

MARKUP = "<script>document.title='owned'</script>\"\u0301 onmouseover=\"document.title='owned' \x1b[31m\u202e<b>"
WORDS = "water steam grind bean cup roast bloom kettle filter scale sour sweet dark light".split()


def rows(second):
    """A version's records: as many kinds of statistics, and as long texts, as a page has to bear."""
    dice = random.Random(4)
    found = []
    for number in range(400):
        words = [dice.choice(WORDS) for _ in range(dice.randint(60, 120))]
        row = {
            "id": f"r{number}", "question": f"How is step {number} done? " + " ".join(words[:40]),
            "answer": " ".join(words), "label": dice.choice("abc"), "score": dice.random(),
            "meta": {"model": dice.choice(["m1", "m2"]), MARKUP[:40]: dice.choice(["x", "y"])},
        }
        for place in range(8):
            row[f"field_{place}"] = " ".join(words[place : place + 30])
        if second and number < 40:
            row["answer"] = row["answer"].replace("water", "hot water").replace("cup", "<b>cup</b>")
            row["field_0"] = "other " + row["field_0"] + " and more of it"
            row["label"] = MARKUP[:60]
        if second and number == 0:
            row["answer"] = MARKUP + "word <script>alert(1)</script> " * 70_000
        if not second or number % 9:
            found.append(row)
    if second:
        for number in range(9):
            found.append({"id": f"n{number}", "question": MARKUP, "answer": "<img src=x onerror=alert(1)> " * 40})
    return found


def made(stemma, folder):
    """The pages, by name."""
    def run(*arguments, status=0):
        done = subprocess.run([stemma, *arguments], cwd=folder, capture_output=True, text=True)
        if done.returncode != status:
            sys.exit(f"{arguments}: {done.returncode} {done.stderr}")

    for name, second in (("a", False), ("b", True)):
        with open(f"{folder}/{name}.jsonl", "w", encoding="utf-8") as file:
            for row in rows(second):
                file.write(json.dumps(row) + "\n")
        run("import", f"{name}.jsonl", "--dataset", "hostile", "--id", "id")
    with open(f"{folder}/expect.txt", "w", encoding="utf-8") as file:
        for limit in range(12):
            file.write(f"records >= {390 + limit}\n")
    run("compare", "hostile@1", "hostile@2", "--html", "hostile.html", "--expect", "expect.txt", status=4)
    run("compare", "hostile@1", "hostile@1", "--html", "same.html")
    run("compare", "hostile@1", "hostile@2", "--html", "bare.html", "--no-statistics")
    return ["hostile", "same", "bare"]


def main():
    browser.run_with_browser()
    keep = sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as folder:
        names = made(os.path.abspath(sys.argv[1]), folder)
        for width in (1200, 400):
            window = browser.Browser(width=width)
            window.command("Network.enable")
            window.command("Network.emulateNetworkConditions", offline=True, latency=0,
                           downloadThroughput=0, uploadThroughput=0)
            for name in names:
                window.show(f"file://{folder}/{name}.html")
                window.check(f"{name} at {width}")
                driver = window.driver
                if "owned" in driver.title:
                    window.faults.append(f"{name}: a record's script ran")
                if driver.execute_script("return performance.getEntriesByType('resource').length"):
                    window.faults.append(f"{name}: something was loaded")
                text = driver.execute_script("return document.body.innerText")
                if name != "same" and "<script>document.title='owned'</script>" not in text:
                    window.faults.append(f"{name}: the markup is not shown")
                if "\x1b" in text or "\u202e" in text:
                    window.faults.append(f"{name}: a control character is not shown but there")
                font = driver.execute_script("return getComputedStyle(document.body).maxWidth")
                if font == "none":
                    window.faults.append(f"{name}: the style sheet was refused")
                sheets = window.printed_pages()
                print(f"{name} at {width}: {sheets} sheets, {os.path.getsize(f'{folder}/{name}.html')} bytes")
                if sheets > 4:
                    window.faults.append(f"{name}: {sheets} sheets of paper")
                if keep:
                    window.picture(f"{keep}/{name}-{width}.png")
            window.close()
            if window.faults:
                sys.exit("\n".join(window.faults))


main()
