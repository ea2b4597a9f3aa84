# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: calling the program, and one TAP line a case.

A test file decorates functions with @case, or adds cases with add(), and ends with main(). Its arguments: the program nqp, the
root of the sources.
"""
import csv
import io
import os
import subprocess
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor

NQP = os.path.abspath(sys.argv[1])
ROOT = os.path.abspath(sys.argv[2])
SAMPLES = ("china-provinces", "world-economies")
SANITIZED = bool(os.environ.get("NQP_SANITIZED"))
SLOW = 10 if SANITIZED else 1

_cases = []
_tmp = tempfile.TemporaryDirectory(prefix="nqp-cli-")
tmp = _tmp.name


class Skip(Exception):
    """The case cannot be tried here; says why."""


def add(name, function, *args):
    _cases.append((name, function, args))


def case(function):
    add((function.__doc__ or function.__name__).strip().splitlines()[0], function)
    return function


def path(*parts):
    return os.path.join(tmp, *parts)


def environment(**more):
    """The caller's, without what would change the result"""
    env = {k: v for k, v in os.environ.items() if not k.startswith("LC_") and k not in ("LANGUAGE", "SOURCE_DATE_EPOCH")}
    env.update({"LANG": "C.UTF-8", **more})
    return env


def nqp(*args, env=None, text=True, **kwargs):
    """The finished process; output as text"""
    return subprocess.run([NQP, *map(str, args)], env=env or environment(), stdin=subprocess.DEVNULL, timeout=120 * SLOW,
                          stdout=kwargs.pop("stdout", subprocess.PIPE), stderr=kwargs.pop("stderr", subprocess.PIPE),
                          encoding="utf-8" if text else None, **kwargs)


def good(*args, **kwargs):
    """Standard output of a call that must succeed"""
    done = nqp(*args, **kwargs)
    assert done.returncode == 0, f"nqp {' '.join(map(str, args))}: status {done.returncode}: {done.stderr}"
    return done.stdout


def bad(status, *args, **kwargs):
    """Standard error of a call that must fail with this status, say why in lines "nqp: ...", and print nothing"""
    done = nqp(*args, **kwargs)
    what = f"nqp {' '.join(map(str, args))}"
    assert done.returncode == status, f"{what}: expected status {status}, found {done.returncode}: {done.stderr}"
    lines = done.stderr.splitlines()
    assert lines, f"{what}: failed without a word"
    for line in lines:
        assert line.startswith("nqp: "), f"{what}: not a message of nqp: {line}"
    assert not done.stdout, f"{what}: failed, but printed {done.stdout[:200]!r}"
    return done.stderr


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def write(name, content):
    where = path(name)
    os.makedirs(os.path.dirname(where), exist_ok=True)
    with open(where, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return where


def read(where):
    with open(where, "rb") as file:
        return file.read()


def equal(found, expected, what=""):
    assert found == expected, f"{what}: expected {expected!r}, found {found!r}"


def contains(text, *parts):
    for part in parts:
        assert part in text, f"expected {part!r} in {text!r}"


def _try(entry):
    name, function, args = entry
    try:
        function(*args)
        return "ok", name, ""
    except Skip as reason:
        return "ok", f"{name} # SKIP {reason}", ""
    except Exception:  # a case that breaks is a case that failed
        return "not ok", name, traceback.format_exc()


def main(workers=1):
    print(f"1..{len(_cases)}", flush=True)
    failed = 0
    with ThreadPoolExecutor(workers) as pool:
        for number, (verdict, name, trace) in enumerate(pool.map(_try, _cases), 1):
            failed += verdict != "ok"
            for line in trace.splitlines():
                print(f"# {line}")
            print(f"{verdict} {number} - {name}", flush=True)
    _tmp.cleanup()
    sys.exit(1 if failed else 0)
