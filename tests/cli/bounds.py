# SPDX-License-Identifier: GPL-3.0-or-later
"""What any call of the program has to keep to, whatever it is given: time, memory, words."""
import subprocess
import sys
import threading

from harness import NQP, SANITIZED, SLOW, environment, path

SECONDS = 20 * SLOW  # of the processor: by this clock a machine that is busy with others makes nothing slower
WAIT = 10 * SECONDS  # of the wall: it hangs
KILOBYTES = 500 * 1024

# A small process in between: a child's memory counts from that of the process it was forked from, and a test may hold a lot.
BETWEEN = """
import os, signal, sys
pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
signal.signal(signal.SIGALRM, lambda *_: os.kill(pid, signal.SIGKILL))
signal.alarm(int(sys.argv[1]))
_, code, usage = os.wait4(pid, 0)
print(os.waitstatus_to_exitcode(code), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""


def limited(*args, statuses=(0, 1, 2), kilobytes=KILOBYTES):
    """(status, standard error) of a call that has to stay within the bounds"""
    what = f"nqp {' '.join(map(str, args))}"
    with open(path(f"err-{threading.get_ident()}"), "w+b") as err:
        between = subprocess.run([sys.executable, "-ISc", BETWEEN, str(WAIT), NQP, *map(str, args)], stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=err, env=environment())
        err.seek(0)
        said = err.read().decode("utf-8")
    status, took, most = between.stdout.split()
    status = int(status)
    assert status != -9, f"{what}: killed, after {WAIT} s at the latest: {said[:2000]}"
    assert status in statuses, f"{what}: status {status}: {said[:2000]}"
    assert float(took) < SECONDS, f"{what}: took {float(took):.0f} s of the processor"
    assert SANITIZED or int(most) < kilobytes, f"{what}: {int(most) // 1024} MB"
    for line in said.splitlines():
        assert line.startswith("nqp: ") and len(line) < 4000, f"{what}: not a message of nqp: {line[:200]}"
    # check says what it finds on standard output
    assert status == 0 or said or args[0] == "check", f"{what}: failed without a word"
    return status, said
