"""Plays a session of `stemma review` in a terminal of its own.

    python3 review_session.py STEPS PROGRAM ARGUMENT...

STEPS is a JSON list of pairs: a text to wait for, and what to type then; "^C" sends Ctrl-C,
"KILL" kills the program, null types nothing. Writes what the terminal showed, and ends as the program did.
"""

import json
import os
import pty
import select
import signal
import sys
import termios
import time

TIMEOUT_SECONDS = 60


def main():
    steps, arguments = json.loads(sys.argv[1]), sys.argv[2:]
    process, terminal = pty.fork()
    if process == 0:
        os.execv(arguments[0], arguments)
    shown = bytearray()

    def read():
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if not ready:
            return True
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            return False
        shown.extend(piece)
        return bool(piece)

    before = termios.tcgetattr(terminal)[3]
    seen = 0
    for text, keys in steps:
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while (place := shown.find(text.encode(), seen)) < 0:
            if not read() or time.monotonic() > deadline:
                sys.stdout.buffer.write(shown)
                sys.exit(f"\n{text!r} was never shown")
        seen = place + len(text.encode())
        if keys == "KILL":
            os.kill(process, signal.SIGKILL)
        elif keys is not None:
            os.write(terminal, b"\x03" if keys == "^C" else keys.encode())
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while read() and time.monotonic() < deadline:
        pass
    _, status = os.waitpid(process, 0)
    sys.stdout.buffer.write(shown)
    sys.stdout.flush()
    try:
        after = termios.tcgetattr(terminal)[3]
        if after != before and not os.WIFSIGNALED(status):
            sys.exit("the terminal was not left as it was found")
    except termios.error:
        pass
    code = os.waitstatus_to_exitcode(status)
    sys.exit(code if code >= 0 else 128 - code)


main()
