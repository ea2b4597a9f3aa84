# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of faults share: commands that write, on a folder with all that they read.

NQP_FUZZ_ROUNDS chooses how long a test goes on.
"""
import os
import shutil
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from harness import NQP, environment, good, path, read, write  # noqa: E402

CHINA = "sample:china-provinces"
# name: words of the command, what it makes or changes. "P.nqp" and what it reads lie in the folder.
COMMANDS = {
    "import": (["import", "-o", "new.nqp", "--data", "china/data.csv", "--indicators", "china/indicators.csv", "--regions", "china/regions.csv",
                "--boundaries", "china/boundaries.geojson"], "new.nqp"),
    "import in the place of another": (["import", "-o", "old.nqp", "--replace", "--data", "small.csv"], "old.nqp"),
    "append": (["import", "--append", "P.nqp", "--data", "more.csv"], "P.nqp"),
    "method": (["method", "P.nqp", "--set", "normalise=zscore"], "P.nqp"),
    "go back": (["history", "P.nqp", "--revert-to", "1"], "P.nqp"),
    "compact": (["compact", "P.nqp"], "P.nqp"),
    "copy": (["copy", "P.nqp", "-o", "copy.nqp"], "copy.nqp"),
    "salvage": (["salvage", "P.nqp", "-o", "saved.nqp"], "saved.nqp"),
    "export": (["export", "P.nqp", "-o", "out"], "out"),
    "export again": (["export", "P.nqp", "-o", "china", "--replace"], "china"),
    **{f"export as {form}": (["export", CHINA, "-o", f"out.{form}", "--as", form], f"out.{form}")
       for form in ("xlsx", "coinr", "datapackage", "dta", "json")},
    **{f"chart as {ending}": (["chart", "P.nqp", "map.choropleth", "-o", f"map.{ending}"], f"map.{ending}") for ending in ("png", "pdf", "svg")},
    "report": (["report", "P.nqp", "--lesson", "-o", "lesson.pdf"], "lesson.pdf"),
    "template": (["template", "-o", "template"], "template"),
    "template as a workbook": (["template", "-o", "template.xlsx"], "template.xlsx"),
}


def rounds(usual):
    return int(os.environ.get("NQP_FUZZ_ROUNDS", usual))


def prepare():
    """The folder that each try begins with"""
    where = path("begin")
    os.makedirs(where)
    good("export", CHINA, "-o", os.path.join(where, "china"))
    write("begin/small.csv", "region,year,A,B\n" + "".join(f"r{k},{y},{k * y % 7},{k}\n" for k in range(9) for y in (2020, 2021)))
    write("begin/more.csv", "region,year,GDP\n" + "".join(f"{code}0000,2019,{code * 7}.5\n" for code in (11, 12, 13, 14, 15)))
    good("import", "-o", os.path.join(where, "old.nqp"), "--data", os.path.join(where, "small.csv"))
    project = os.path.join(where, "P.nqp")
    good("copy", CHINA, "-o", project)
    for way in ("rank", "zscore", "minmax", "rank"):
        good("method", project, "--set", f"normalise={way}")
    return where


def fresh(begin, name):
    where = path(name)
    shutil.rmtree(where, ignore_errors=True)
    shutil.copytree(begin, where)
    return where


def rows_of(project):
    """All that a project holds but for times and random numbers; sound"""
    db = sqlite3.connect(project)
    try:
        assert db.execute("PRAGMA quick_check").fetchall() == [("ok",)], f"{project} is damaged"
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
        found = {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in tables if name not in ("history", "state")}
        found["project"] = [row for row in found.get("project", []) if "'created'" not in row and "'uuid'" not in row]
        if "history" in tables:
            columns = {row[1] for row in db.execute("PRAGMA table_info (history)")}
            found["history"] = list(map(repr, db.execute(f"SELECT {', '.join(sorted(columns & {'id', 'label', 'undone', 'step'}))} FROM history")))
        return found
    finally:
        db.close()


def content(where):
    """{name: what it holds} of a folder, projects by their rows"""
    found = {}
    for folder, _, names in os.walk(where):
        for name in sorted(names, key=lambda name: not name.endswith(".nqp")):
            file = os.path.join(folder, name)
            if not os.path.exists(file):
                continue  # the journal of a project that was opened above
            short = os.path.relpath(file, where)
            found[short] = rows_of(file) if name.endswith(".nqp") else read(file)
    return found


def differ(a, b):
    return sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name))
