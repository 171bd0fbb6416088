"""Runs programs and says what they cost."""

import os
import pathlib
import subprocess
import time


class Cost:
    """One run: seconds on the wall, seconds of processor, the most memory in bytes."""

    def __init__(self, wall, cpu, memory, output):
        self.wall, self.cpu, self.memory, self.output = wall, cpu, memory, output


def run(arguments, folder=None, environment=None, check=True, keep=False):
    """- Raises: RuntimeError where the program fails."""
    began = time.monotonic()
    child = subprocess.Popen(
        [str(a) for a in arguments], cwd=folder, env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if keep else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    output = child.stdout.read() if keep else b""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if check and child.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, arguments))}: exit {child.returncode}")
    return Cost(time.monotonic() - began, usage.ru_utime + usage.ru_stime,
                usage.ru_maxrss * 1024, output)


def size(folder):
    return sum(p.stat().st_size for p in pathlib.Path(folder).rglob("*") if p.is_file())


def median(values):
    values = sorted(values)
    return values[len(values) // 2]
