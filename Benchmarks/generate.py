#!/usr/bin/env python3
"""Writes a deterministic set of records as JSON Lines, or an edited version of it.

    Benchmarks/generate.py A.jsonl --size 1000000
    Benchmarks/generate.py B.jsonl --size 1000000 --edits 20000

Every record is a function of its number alone. Of the edits half change a text, a quarter inserts a
record and a quarter removes one, spread over the set. How many of each there are is written as JSON
to standard output.
"""

import argparse
import json

WHO = ("the engineer|a careful reader|our team|a retired teacher|every student|an old sailor|the "
       "gardener|my neighbour|the librarian|a young chemist|the city council|the night watch|a "
       "beekeeper|the historian|the orchestra|a travelling merchant").split("|")
DOES = ("describes|measures|repairs|remembers|compares|translates|builds|questions|protects|records|"
        "explains|predicts|borrows|improves|audits|sketches|verifies|collects|divides|merges").split("|")
WHAT = ("the broken clock|a list of numbers|three quiet villages|the annual report|a simple theorem|the "
        "northern lights|the missing chapter|a bag of seeds|the power supply|two old versions|the "
        "shortest path|a bowl of soup|the winter harvest|every single invoice|a piece of music").split("|")
HOW = ("slowly|with great care|in the early morning|without complaint|for the second time|at a fixed "
       "price|under heavy rain|by hand|as agreed|in plain language|before the deadline|from memory|twice "
       "a year|despite the noise|using only paper and pencil|on behalf of others").split("|")
WHY = "because|although|so that|while|until|even though|as soon as|whereas".split("|")
ASK = ("Explain why|Summarise how|Write a short note about how|List three reasons why|Describe in your "
       "own words how|Argue against the claim that|Give an example in which|Answer briefly: is it true "
       "that").split("|")
KIND = "coding|math|history|science|writing|reasoning|safety|dialogue|extraction|planning".split("|")
MASK = (1 << 64) - 1


class Dice:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15) & MASK

    def draw(self, limit):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        word = self.state
        word = ((word ^ word >> 30) * 0xBF58476D1CE4E5B9) & MASK
        word = ((word ^ word >> 27) * 0x94D049BB133111EB) & MASK
        return (word ^ word >> 31) % limit


def sentence(dice):
    draw = dice.draw(16 * 20 * 15 * 16 * 16)
    text = (f"{WHO[draw % 16]} {DOES[draw // 16 % 20]} {WHAT[draw // 320 % 15]} "
            f"{HOW[draw // 4800 % 16]}")
    if draw // 76800 < 9:
        draw = dice.draw(8 * 16 * 20 * 15)
        text += (f" {WHY[draw % 8]} {WHO[draw // 8 % 16]} {DOES[draw // 128 % 20]} "
                 f"{WHAT[draw // 2560]}")
    return text


def record(number, edition=0):
    dice = Dice(number * 4 + edition)
    ask = f"{ASK[dice.draw(8)]} {sentence(dice)} ({dice.draw(10**6)})"
    answer = ". ".join(s[0].upper() + s[1:] for s in (sentence(dice) for _ in range(4 + dice.draw(3))))
    answer += f". Reference {dice.draw(10**8)}."
    name = f"n{number:09d}" if edition == 2 else f"r{number:09d}"
    return (f'{{"id":"{name}","instruction":"{ask}","response":"{answer}","category":'
            f'"{KIND[dice.draw(10)]}","score":{dice.draw(5000) / 1000},"meta":{{"model":'
            f'"synth-{dice.draw(4)}","seed":{dice.draw(2**31)},"tokens":{len(answer) // 4}}}}}\n')


def write(path, size, edits):
    """- Returns: how many records were changed, inserted and removed."""
    counts = {"changed": 0, "inserted": 0, "removed": 0}
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as file:
        for number in range(size):
            # An edit wherever the running share of edits steps over a whole number.
            place = number * edits // size
            if edits == 0 or place == (number + 1) * edits // size:
                file.write(record(number))
            elif place % 4 < 2:
                counts["changed"] += 1
                file.write(record(number, 1))
            elif place % 4 == 2:
                counts["inserted"] += 1
                file.write(record(number) + record(number, 2))
            else:
                counts["removed"] += 1
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("--size", type=int, default=1_000_000, help="how many records")
    parser.add_argument("--edits", type=int, default=0, help="how many of them are edited")
    options = parser.parse_args()
    print(json.dumps(write(options.path, options.size, options.edits)))


if __name__ == "__main__":
    main()
