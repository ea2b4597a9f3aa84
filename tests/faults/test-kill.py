# SPDX-License-Identifier: GPL-3.0-or-later
"""The program killed at any moment of a command that writes: what was there is as before or as after, nothing half done has a name, and the
next run clears what is left.

NQP_FUZZ_ROUNDS: how many are killed. NQP_FUZZ_SEED: when.
"""
import os
import random
import signal
import subprocess
import time

from faults import COMMANDS, content, differ, fresh, prepare, rounds
from harness import NQP, case, environment, main

ROUNDS = rounds(40)


def start(folder, words):
    return subprocess.Popen([NQP, *words], cwd=folder, env=environment(SOURCE_DATE_EPOCH="1000000000"), stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@case
def killed():
    """killed at any moment"""
    rand = random.Random(int(os.environ.get("NQP_FUZZ_SEED", "20261127")))
    begin = prepare()
    before = content(begin)
    took, after = {}, {}
    counts = {"before": 0, "after": 0, "ended": 0}
    for number in range(ROUNDS):
        name = list(COMMANDS)[number % len(COMMANDS)]
        words, made = COMMANDS[name]
        if name not in after:
            folder = fresh(begin, "whole")
            at = time.monotonic()
            assert start(folder, words).wait(300) == 0, name
            took[name] = time.monotonic() - at
            after[name] = content(folder)
        folder = fresh(begin, "killed")
        process = start(folder, words)
        time.sleep(rand.uniform(0, took[name] * 1.1))
        process.send_signal(signal.SIGKILL)
        ended = process.wait() == 0
        left = {file for file in os.listdir(folder) if file.startswith(".")}
        # what it has no name for yet is the next run's to clear; a journal is SQLite's, to be applied by who opens the file
        assert all(".nqp-" in file for file in left), left
        assert start(folder, ["info", "P.nqp"]).wait(300) == 0
        found = content(folder)
        hidden = {file for file in found if file.split(os.sep)[0] in left or file.endswith("-journal")}
        found = {file: found[file] for file in found if file not in hidden}
        what = f"round {number}: {name}"
        if not differ(found, after[name]):
            counts["ended" if ended else "after"] += 1
        else:
            assert not ended, f"{what}: it ended, but {differ(found, after[name])}"
            assert not differ(found, before), f"{what}: {differ(found, before)} are neither as before nor as after"
            counts["before"] += 1
            assert start(folder, words).wait(300) == 0, f"{what}: cannot be done any more"
            assert not differ(content(folder), after[name]), f"{what}: and then {differ(content(folder), after[name])}"
    print(f"# {ROUNDS} killed: {counts}", flush=True)


main()
