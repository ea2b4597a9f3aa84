# SPDX-License-Identifier: GPL-3.0-or-later
"""The project file as a whole: its history and the way back, copies, the room it takes, what is left of a damaged one."""
import json
import os
import re
import sqlite3
from contextlib import closing

from harness import SAMPLES, SANITIZED, add, bad, case, contains, equal, good, main, nqp, path, read, rows, write

SAMPLE = f"sample:{SAMPLES[0]}"


def edited(name):
    """A project with three steps in its history"""
    where = path(name)
    good("copy", SAMPLE, "-o", where)
    for choice in ("normalise=rank", "aggregate=geometric", "weights=equal"):
        good("method", where, "--set", choice)
    return where


def method(where):
    return good("method", where)


@case
def history():
    """history tells what was done and when, as CSV and JSON"""
    where = edited("history.nqp")
    table = rows(good("history", where))
    equal([(row["step"], row["state"]) for row in table], [("1", "in force"), ("2", "in force"), ("3", "in force")])
    assert all(row["action"] and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row["time"]) for row in table), table
    equal([row["action"] for row in json.loads(good("history", where, "--format", "json"))], [row["action"] for row in table])
    equal(good("history", SAMPLE).strip(), "step,time,action,state")


@case
def revert():
    """--revert-to goes back and forth; what is edited then takes the place of what was undone"""
    where = path("revert.nqp")
    good("copy", SAMPLE, "-o", where)
    lines = [method(where)]
    for choice in ("normalise=rank", "aggregate=geometric", "weights=equal"):
        good("method", where, "--set", choice)
        lines.append(method(where))
    for step in (1, 3, 0, 2, 2, 3, 0):
        table = rows(good("history", where, "--revert-to", step))
        equal([row["state"] for row in table], ["in force" if int(row["step"]) <= step else "undone" for row in table])
        equal(method(where), lines[step], step)
    good("history", where, "--revert-to", 1)
    good("method", where, "--set", "aggregate=geometric")
    equal(len(rows(good("history", where))), 2)
    contains(bad(1, "history", where, "--revert-to", 3), "no longer has that entry")
    contains(bad(2, "history", where, "--revert-to", "first"), "--revert-to", "first")
    contains(bad(1, "history", SAMPLE, "--revert-to", 1), "sample")


@case
def copy():
    """copy is the same project, with its history or without; nothing is replaced without being asked"""
    where, target = edited("original.nqp"), path("copy.nqp")
    good("copy", where, "-o", target)
    equal(good("history", target), good("history", where))
    equal(good("score", target), good("score", where))
    contains(bad(1, "copy", where, "-o", target), "exists already")
    good("copy", where, "-o", target, "--replace", "--drop-history")
    equal(rows(good("history", target)), [])
    equal(good("score", target), good("score", where))
    equal(len(rows(good("history", where))), 3, "the original")
    contains(bad(1, "copy", where, "-o", where, "--replace"), "itself")
    contains(bad(2, "copy", where), "-o")
    foreign = write("foreign.txt", "mine")
    bad(1, "copy", where, "-o", foreign, "--replace")
    equal(read(foreign), b"mine")


@case
def compact():
    """compact gives back room and keeps the history unless told to drop it"""
    where = edited("compact.nqp")
    with closing(sqlite3.connect(where)) as db:
        db.execute("INSERT INTO result VALUES ('x', '', '', zeroblob(2000000))")
        db.commit()
        db.execute("DELETE FROM result")
        db.commit()
    told, scores = good("history", where), good("score", where)
    size = os.path.getsize(where)
    table = {row["key"]: int(row["value"]) for row in rows(good("compact", where))}
    equal(table, {"before": size, "after": os.path.getsize(where), "won": size - os.path.getsize(where)})
    assert table["won"] > 1900000, table
    equal(good("history", where), told)
    equal(good("score", where), scores)
    good("compact", where, "--drop-history")
    equal(rows(good("history", where)), [])
    equal(good("score", where), scores)
    equal(os.listdir(os.path.dirname(where)).count("compact.nqp-journal"), 0)
    contains(bad(1, "compact", SAMPLE), "sample")


# ---- salvage ---------------------------------------------------------------------------------------------------------

def salvage(name, content):
    """What is lost of a damaged file, after the new project was checked; None where nothing could be saved"""
    damaged, target = write(f"{name}.nqp", content), path(f"{name}-new.nqp")
    done = nqp("salvage", damaged, "-o", target)
    equal(read(damaged) == content, True, f"{name}: the damaged file is as it was")
    equal(os.path.exists(damaged + "-journal"), False)
    if done.returncode != 0:
        equal((done.returncode, os.path.exists(target), done.stdout), (1, False, ""), f"{name}: {done.stderr}")
        assert done.stderr.startswith("nqp: "), done.stderr
        return None
    checked = nqp("check", target)
    equal(checked.returncode, 0, f"{name}: {checked.stdout}{checked.stderr}")
    contains(done.stderr, "nqp: ")
    return rows(done.stdout)


def whole():
    where = path("whole.nqp")
    if not os.path.exists(where):
        edited("whole.nqp")
    return read(where)


@case
def salvage_sound():
    """nothing is lost of a file that is not damaged"""
    equal(salvage("sound", whole()), [])
    target = path("sound-new.nqp")
    equal(good("score", target), good("score", path("whole.nqp")))
    equal(good("history", target), good("history", path("whole.nqp")))
    contains(bad(1, "salvage", path("whole.nqp"), "-o", target), "exists already")
    contains(bad(1, "salvage", path("whole.nqp"), "-o", path("whole.nqp"), "--replace"), "itself")
    contains(bad(2, "salvage", path("whole.nqp")), "-o")


def page_of(table):
    """The number of the first page of a table"""
    with closing(sqlite3.connect(path("whole.nqp"))) as db:
        return db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]


@case
def salvage_named():
    """figures that are lost are told by series, year and region"""
    content = bytearray(whole())
    with closing(sqlite3.connect(path("whole.nqp"))) as db:
        size = db.execute("PRAGMA page_size").fetchone()[0]
        n_values = db.execute("SELECT count(*) FROM value").fetchone()[0]
    root = (page_of("value") - 1) * size
    equal(content[root], 2, "the figures take several pages")
    first = int.from_bytes(content[root + 12:root + 14], "big")
    child = int.from_bytes(content[root + first:root + first + 4], "big")
    content[(child - 1) * size:child * size] = bytes(size)
    lost = salvage("named", bytes(content))
    table = [row for row in lost if row["table"] == "value"]
    assert table, lost
    with closing(sqlite3.connect(path("named-new.nqp"))) as db:
        left = db.execute("SELECT count(*) FROM value").fetchone()[0]
        codes = {code for code, in db.execute("SELECT code FROM series")}
    told = sum(int(row["rows"]) for row in table)
    assert 0 < n_values - left <= told, (n_values, left, told)
    for row in table:
        assert re.match(r"(\S+) \d{4}", row["what"]).group(1) in codes, row


@case
def salvage_truncated():
    """a file that ends too early: what is there is saved, and the less there is the more is lost"""
    content = whole()
    n_saved = 0
    for share in (0.99, 0.9, 0.7, 0.5, 0.3, 0.1, 0.01):
        lost = salvage(f"truncated-{share}", content[:int(len(content) * share)])
        n_saved += lost is not None
        if lost == []:  # the end is of what can be made again
            equal(good("score", path(f"truncated-{share}-new.nqp")), good("score", path("whole.nqp")))
    assert n_saved >= 3, n_saved


@case
def salvage_zeroed():
    """pages of zeros, one after the other"""
    content = whole()
    step = 4096 * (16 if SANITIZED else 5)
    n_saved = n = 0
    for start in range(0, len(content) - 4096, step):
        n += 1
        broken = bytearray(content)
        broken[start:start + 4096] = bytes(4096)
        n_saved += salvage(f"zeroed-{start}", bytes(broken)) is not None
    assert n_saved >= 0.8 * n, (n_saved, n)


@case
def salvage_foreign():
    """refused: what is no project, and what is not there"""
    contains(bad(1, "salvage", write("text.nqp", "no database at all\n" * 500), "-o", path("none.nqp")), "text.nqp")
    with closing(sqlite3.connect(path("other.nqp"))) as db:
        db.executescript("PRAGMA application_id = 7; CREATE TABLE place (a); INSERT INTO place VALUES (1)")
    contains(bad(1, "salvage", path("other.nqp"), "-o", path("none.nqp")), "another program")
    contains(bad(1, "salvage", path("nowhere.nqp"), "-o", path("none.nqp")), "no such file")
    equal(os.path.exists(path("none.nqp")), False)


add("helps", lambda: [contains(good(command, "--help"), "Usage: nqp " + command) for command in ("history", "copy", "compact", "salvage")])
main()
