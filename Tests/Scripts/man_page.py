#!/usr/bin/env python3
"""Writes the manual page from what the commands say of themselves.

    Tests/Scripts/man_page.py .build/debug/stemma > stemma.1

`make man` does it. The page has no date of its own: it changes when the commands do.
"""

import json
import subprocess
import sys

ENVIRONMENT = [("STEMMA_STORE", "The store's folder, where --store names none.")]
FILES = [
    ("./store", "The store that commands make where there is none upwards."),
    ("experiments/*.yaml", "Manifests, by custom."),
]


def text(line):
    """A line of text, safe from being read as a request."""
    line = line.replace("\\", "\\e").replace("-", "\\-").replace("`", "")
    return "\\&" + line if line[:1] in (".", "'") else line


def parts(discussion):
    """A discussion's prose, its examples, and its exit codes."""
    found = {"": [], "EXAMPLES": [], "EXIT CODES": []}
    place = ""
    for line in (discussion or "").split("\n"):
        if line in found:
            place = line
        else:
            found[place].append(line)
    prose = "\n".join(found[""]).strip().split("\n\n")
    return (
        [p for p in prose if p], [line for line in found["EXAMPLES"] if line],
        [line.split(None, 1) for line in found["EXIT CODES"] if line])


def flags(argument):
    names = [("-" if n["kind"] == "short" else "--") + n["name"] for n in argument["names"]]
    names.sort(key=len)
    value = f" <{argument.get('valueName', 'value')}>" if argument["kind"] == "option" else ""
    return ", ".join(names) + value


def shown(argument):
    if argument["kind"] == "positional":
        word = f"<{argument.get('valueName', 'value')}>"
    else:
        names = argument["names"]
        longest = max(names, key=lambda n: len(n["name"]))
        word = ("-" if longest["kind"] == "short" else "--") + longest["name"]
        if argument["kind"] == "option":
            word += f" <{argument.get('valueName', 'value')}>"
    word += " ..." if argument.get("isRepeating") else ""
    return f"[{word}]" if argument.get("isOptional") else word


def visible(arguments):
    return [a for a in arguments if a.get("shouldDisplay", True)
            and not (a["kind"] == "flag"
                     and any(n["name"] in ("help", "version") for n in a.get("names", [])))]


def flattened(tools, before=""):
    """Every command with its whole name, those of a command behind it."""
    for tool in tools:
        if tool.get("shouldDisplay", True) and tool["commandName"] != "help":
            name = before + tool["commandName"]
            yield name, tool
            yield from flattened(tool.get("subcommands", []), name + " ")


def command(page, name, tool, described):
    page.append(f".SS {name}")
    page.append(text(tool["abstract"]))
    arguments = visible(tool.get("arguments", []))
    page += [".PP", ".nf", text(" ".join([f"stemma {name}", *map(shown, arguments)])), ".fi"]
    if tool.get("aliases"):
        page += [".PP", text("Also called " + ", ".join(tool["aliases"]) + ".")]
    prose, examples, codes = parts(tool.get("discussion"))
    for paragraph in prose:
        page += [".PP", *map(text, paragraph.split("\n"))]
    for argument in arguments:
        label = shown(argument).strip("[]") if argument["kind"] == "positional" else flags(argument)
        if label in described:
            continue
        page += [".TP", ".B " + text(label), text(argument.get("abstract") or "")]
        if argument.get("defaultValue"):
            page.append(text(f"Default: {argument['defaultValue']}"))
    if examples:
        page += [".PP", "Examples:", ".PP", ".RS 4", ".nf", *map(text, examples), ".fi", ".RE"]
    if codes:
        page += [".PP", text("Exit codes: " + ", ".join(code for code, _ in codes) + ".")]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tool = json.loads(subprocess.run(
        [sys.argv[1], "--experimental-dump-help"], check=True, capture_output=True).stdout)
    tool = tool["command"]
    version = subprocess.run(
        [sys.argv[1], "--version"], check=True, capture_output=True, text=True).stdout.strip()
    prose, _, codes = parts(tool.get("discussion"))
    commands = list(flattened(tool["subcommands"]))
    shared = {}
    for argument in (a for _, c in commands for a in visible(c.get("arguments", []))):
        if argument["kind"] != "positional":
            shared.setdefault(flags(argument), [argument, 0])[1] += 1
    everywhere = {label: a for label, (a, n) in shared.items() if n >= len(commands) - 3}
    page = [
        '.\\" Made by `make man` from what the commands say of themselves; not to be edited.',
        f'.TH STEMMA 1 2026-11-26 "stemma {version}" "User Commands"', ".SH NAME",
        "stemma \\- " + text(tool["abstract"][0].lower() + tool["abstract"][1:].rstrip(".")),
        ".SH SYNOPSIS", ".B stemma", ".I command", "[arguments]", ".PP", ".B stemma help",
        ".I command", ".SH DESCRIPTION",
    ]
    for place, paragraph in enumerate(prose):
        page += ([".PP"] if place else []) + [text(line) for line in paragraph.split("\n")]
    page.append(".SH OPTIONS")
    page.append("Most commands take these:")
    for label, argument in sorted(everywhere.items()):
        page += [".TP", ".B " + text(label), text(argument.get("abstract") or "")]
    page.append(".SH COMMANDS")
    for name, each in commands:
        command(page, name, each, everywhere)
    page.append(".SH EXIT STATUS")
    for code, meaning in codes:
        page += [".TP", f".B {code}", text(meaning)]
    for title, rows in (("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        page.append(f".SH {title}")
        for name, meaning in rows:
            page += [".TP", ".B " + text(name), text(meaning)]
    page += [".SH SEE ALSO", ".BR git (1),", ".BR dot (1)"]
    print("\n".join(page))


if __name__ == "__main__":
    main()
