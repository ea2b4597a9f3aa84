# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is full at any byte, for each command that writes: one message, nothing half done, nothing left, and the next try works.

NQP_FUZZ_ROUNDS: so many sizes of the disk for each command; 0 = one each 512 bytes up to 64 KB, then one each 4 KB.
"""
import os
import resource
import shutil
import subprocess

from faults import COMMANDS, content, differ, fresh, prepare, rounds
from harness import NQP, Skip, add, environment, main, path

ROUNDS = rounds(4)


def call(folder, words, limit=None):
    """SIGXFSZ is ignored, as Python has it: writing beyond the limit is an error then"""
    shrink = None if limit is None else (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    return subprocess.run([NQP, *words], cwd=folder, env=environment(SOURCE_DATE_EPOCH="1000000000"), stdin=subprocess.DEVNULL, capture_output=True,
                          encoding="utf-8", timeout=300, preexec_fn=shrink, restore_signals=False)


def largest(folder):
    return max(os.path.getsize(os.path.join(where, name)) for where, _, names in os.walk(folder) for name in names)


def sizes(most):
    if ROUNDS == 0:
        return [*range(0, min(most, 65536), 512), *range(65536, most, 4096), most - 1]
    return sorted({0, most - 1, *(most * k // ROUNDS for k in range(1, ROUNDS))})


def full(name, words, made):
    begin = BEGIN if os.path.isdir(BEGIN) else prepare()
    folder = fresh(begin, "full")
    before = content(folder)
    done = call(folder, words)
    assert done.returncode == 0, done.stderr
    after = content(folder)
    target = os.path.join(folder, made)
    most = largest(target) if os.path.isdir(target) else os.path.getsize(target)
    stopped = 0
    for limit in sizes(most):
        folder = fresh(begin, "full")
        done = call(folder, words, limit)
        found = content(folder)
        what = f"{name}, full at {limit} of {most} bytes"
        if done.returncode == 0:
            assert not differ(found, after), f"{what}: done, but for {differ(found, after)}"
            continue
        stopped += 1
        assert done.returncode == 1, f"{what}: status {done.returncode}: {done.stderr}"
        lines = [line for line in done.stderr.splitlines() if "warning" not in line]
        assert lines and all(line.startswith("nqp: ") for line in lines), f"{what}: {done.stderr}"
        found = {file: found[file] for file in found if not file.endswith("-journal")}  # nothing in it to be taken back: sound, and as before
        assert not differ(found, before), f"{what}: {differ(found, before)} left or changed"
        done = call(folder, words)
        assert done.returncode == 0, f"{what}: and then: {done.stderr}"
        assert not differ(content(folder), after), f"{what}: and then: {differ(content(folder), after)}"
    assert stopped > 0 or most <= 512 or "compact" in name, f"{name}: nothing ever stopped it"


def small_disk(kilobytes):
    """the same on a file system of that size"""
    begin = BEGIN if os.path.isdir(BEGIN) else prepare()
    folder = path("small")
    os.makedirs(folder, exist_ok=True)
    for name, (words, made) in COMMANDS.items():
        words = [os.path.join(begin, word) if os.path.exists(os.path.join(begin, word)) and word != made else word for word in words]
        if os.path.exists(os.path.join(begin, made)):
            continue
        script = ('mount -t tmpfs -o size=$1k none "$2" && cd "$2" && shift 2 && "$@"; status=$?; echo "left: $(ls -A)"; exit $status')
        done = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", str(kilobytes), folder, NQP, *words], env=environment(), stdin=subprocess.DEVNULL,
                              capture_output=True, encoding="utf-8", timeout=300)
        if "unshare" in done.stderr or "mount" in done.stderr:
            raise Skip("not permitted here")
        left = done.stdout.splitlines()[-1]
        assert left == (f"left: {made}" if done.returncode == 0 else "left: "), f"{name}: status {done.returncode}: {done.stderr}{left}"
        assert done.returncode in (0, 1) and (done.returncode == 0 or done.stderr.startswith("nqp: ")), f"{name}: {done.stderr}"


BEGIN = path("begin")
for _name, (_words, _made) in COMMANDS.items():
    add(f"disk full: {_name}", full, _name, _words, _made)
if shutil.which("unshare"):
    for _size in (4, 60, 200, 500):
        add(f"a disk of {_size} KB", small_disk, _size)
main()
