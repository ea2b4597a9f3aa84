#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time the import of a long table against sqlite3's .import of the same file.

usage: bench-import.py NQP [--regions N] [--years N] [--indicators N] [--rounds N]

The table is made up, the same each time: 2,800 regions x 25 years x 60 indicators, 4.2 million rows. Each round runs both
programs on it, in turn; the first pair only warms the caches. Prints one line of JSON: the medians and their
ratio (below 1: faster than sqlite3).
"""

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def write_table(path, n_regions, n_years, n_indicators):
    number = random.Random(42)
    codes = [f"IND{j + 1:03d}" for j in range(n_indicators)]
    with open(path, "w", encoding="ascii", newline="") as file:
        file.write("region,year,indicator,value\n")
        for i in range(n_regions):
            for year in range(2000, 2000 + n_years):
                head = f"R{i + 1:05d},{year},"
                file.write("".join(f"{head}{code},{number.random() * 1e4:.6f}\n" for code in codes))


def run(command, **options):
    began = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    elapsed = time.perf_counter() - began
    if done.returncode != 0:
        sys.exit(f"{command[0]}: status {done.returncode}: {done.stderr.strip()}")
    return elapsed, done.stdout


def time_sqlite(table, database):
    database.unlink(missing_ok=True)
    run(["sqlite3", str(database), "CREATE TABLE t (region TEXT, year INTEGER, indicator TEXT, value REAL);"])
    return run(["sqlite3", str(database), f".import --csv --skip 1 {table} t"])[0]


def time_nqp(nqp, table, project):
    project.unlink(missing_ok=True)
    return run([nqp, "import", "-o", str(project), "--data", str(table)])[0]


def check_same(database, nqp, project, n_rows):
    """A fast import that lost rows would be worth nothing."""
    rows = int(run(["sqlite3", str(database), "SELECT count(*) FROM t;"])[1])
    info = dict(line.split(",", 1) for line in run([nqp, "info", str(project)])[1].splitlines())
    if rows != n_rows or int(info["cells"]) != n_rows or int(info["missing"]) != 0:
        sys.exit(f"expected {n_rows} values; sqlite3 has {rows}, nqp info says {info}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nqp")
    parser.add_argument("--regions", type=int, default=2800)
    parser.add_argument("--years", type=int, default=25)
    parser.add_argument("--indicators", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if shutil.which("sqlite3") is None:
        print("sqlite3 is not installed", file=sys.stderr)
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="nqp-bench-") as folder:
        table, database, project = (Path(folder) / name for name in ("long.csv", "plain.db", "project.nqp"))
        write_table(table, options.regions, options.years, options.indicators)
        ours, theirs = [], []
        for round_number in range(options.rounds + 1):
            pair = time_nqp(options.nqp, table, project), time_sqlite(table, database)
            if round_number > 0:
                ours.append(pair[0])
                theirs.append(pair[1])
        n_rows = options.regions * options.years * options.indicators
        check_same(database, options.nqp, project, n_rows)
        result = {
            "name": "import: long CSV",
            "median_ms": round(statistics.median(ours) * 1000, 1),
            "sqlite3_import_ms": round(statistics.median(theirs) * 1000, 1),
            "ratio": round(statistics.median(ours) / statistics.median(theirs), 3),
            "target_ratio": 1.0,
            "rounds": options.rounds,
            "rows": n_rows,
            "table_mb": round(table.stat().st_size / 1e6, 1),
            "project_mb": round(project.stat().st_size / 1e6, 1),
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
