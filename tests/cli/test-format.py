# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/format.md is true: it names every table, view and column there is, and its examples run."""
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

from harness import ROOT, SAMPLES, Skip, add, case, environment, equal, good, main, path, rows

with open(os.path.join(ROOT, "docs", "format.md"), encoding="utf-8") as file:
    TEXT = file.read()


def project(sample):
    """A copy of a sample, with something in its history and an edited, a lost and a suspect figure"""
    where = path(sample, "project.nqp")
    if not os.path.exists(where):
        os.makedirs(path(sample), exist_ok=True)
        good("copy", f"sample:{sample}", "-o", where)
        good("method", where, "--set", "normalise=rank")
    return where


def columns_told():
    """{table or view: its columns} as the page has them"""
    told = {}
    for name, body in re.findall(r"^### (\w+)$(.*?)(?=^##|\Z)", TEXT, re.M | re.S):
        cells = [line.split("|")[1] for line in body.splitlines() if line.startswith("| `")]
        told[name] = [column for cell in cells for column in re.findall(r"`(\w+)`", cell)]
    return told


@case
def schema():
    """every table, view and column is told of, and nothing else"""
    with closing(sqlite3.connect(project(SAMPLES[0]))) as db:
        names = [name for name, in db.execute(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'")]
        there = {name: {row[1] for row in db.execute(f"PRAGMA table_info({name})")} for name in names}
        told = columns_told()
        equal(sorted(told), sorted(there), "tables and views")
        for name, columns in told.items():
            equal(sorted(columns), sorted(there[name]), name)
        version = db.execute("PRAGMA user_version").fetchone()[0]
        assert f"version of the layout: {version}." in TEXT, version
        assert f"`{db.execute('PRAGMA application_id').fetchone()[0]:#x}`" in TEXT


def examples(language):
    return re.findall(rf"^```{language}$\n(.*?)^```$", TEXT, re.M | re.S)


def sql(sample):
    """the examples in SQL run on {}"""
    assert len(examples("sql")) == 2
    with closing(sqlite3.connect(project(sample))) as db:
        for example in examples("sql"):
            for statement in filter(str.strip, example.split(";")):
                assert db.execute(statement).fetchall(), statement


def run(program, sample, text):
    done = subprocess.run([*program, text], cwd=os.path.dirname(project(sample)), env=environment(), encoding="utf-8", timeout=120,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    equal(done.returncode, 0, done.stderr)
    return done.stdout


def expected(sample):
    info = {row["key"]: row["value"] for row in rows(good("info", project(sample)))}
    return f"{info['last_year']} {info['regions']} regions\n"


def python(sample):
    """the example in Python runs on {}"""
    for example in examples("python"):
        equal(run((sys.executable, "-c"), sample, example), expected(sample))


def r(sample):
    """the example in R runs on {}"""
    if shutil.which("Rscript") is None:
        raise Skip("Rscript is not installed")
    probe = subprocess.run(["Rscript", "-e", "library(DBI); library(RSQLite)"], stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, timeout=120, check=False)
    if probe.returncode != 0:
        raise Skip("the packages DBI and RSQLite are not installed")
    for example in examples("r"):
        equal(run(("Rscript", "-e"), sample, example), expected(sample))


for _sample in SAMPLES:
    for _function in (sql, python, r):
        add(_function.__doc__.format(_sample), _function, _sample)


@case
def weights():
    """v_weights has the weights in force of a project whose weights are its own"""
    where = path("custom.nqp")
    good("copy", f"sample:{SAMPLES[0]}", "-o", where)
    good("method", where, "--set", "weights=custom")
    told = {row["node"]: (row["level"], row["parent"], float(row["weight"]), float(row["global"])) for row in rows(good("weights", where))}
    with closing(sqlite3.connect(where)) as db:
        there = {node: (level, parent or "", weight, share) for node, level, parent, weight, share in
                 db.execute("SELECT node, level, parent, weight, global FROM v_weights")}
    equal(sorted(there), sorted(told))
    for node, (level, parent, weight, share) in told.items():
        equal(there[node][:2], (level, parent), node)
        assert abs(there[node][2] - weight) < 1e-12 and abs(there[node][3] - share) < 1e-12, node


@case
def figures():
    """v_values and v_scores_input have the figures that export writes, and what follows from them"""
    for sample in SAMPLES:
        folder = path(sample, "export")
        good("export", project(sample), "-o", folder)

        def table(name, folder=folder):
            with open(os.path.join(folder, name), encoding="utf-8-sig") as file:
                return rows(file.read())

        with closing(sqlite3.connect(project(sample))) as db:
            there = {(region, year, series): value for region, year, series, value in
                     db.execute("SELECT region, year, series, value FROM v_values WHERE value IS NOT NULL")}
            told = {}
            for row in table("data.csv"):
                if "indicator" in row:
                    told[row["region"], int(row["year"]), row["indicator"]] = row["value"]
                else:
                    told.update({(row["region"], int(row["year"]), series): value for series, value in row.items()
                                 if series not in ("region", "year")})
            equal(there, {key: float(value) for key, value in told.items() if value not in ("", None)}, sample)
            suspect = set(db.execute("SELECT region, year, series FROM v_values WHERE state = 'suspect'"))
            area = dict(db.execute("SELECT region, area_km2 FROM v_regions"))
            made = {}
            for indicator, top, bottom, factor in db.execute("SELECT indicator, numerator, denominator, factor FROM v_indicators"):
                for (region, year, series), value in there.items():
                    keys = [(region, year, top)] + ([] if bottom in (None, "AREA") else [(region, year, bottom)])
                    if series != top or suspect & set(keys):
                        continue
                    divisor = 1 if bottom is None else area[region] if bottom == "AREA" else there.get((region, year, bottom))
                    if divisor:
                        made[region, year, indicator] = factor * value / divisor
            equal({(region, year, indicator): value for region, year, indicator, value in
                   db.execute("SELECT region, year, indicator, value FROM v_scores_input")}, made, sample)


main()
