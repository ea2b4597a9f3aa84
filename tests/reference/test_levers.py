#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds `nqp stats obstacles` and `nqp stats levers` against levers_reference.py.

    test_levers.py NQP FOLDER FRAMEWORK.json

Obstacles of all regions, years and nodes to 1e-12; levers of the last year: the same rows in the same order, obstacles to
1e-12, gaps to 1e-12 of the values, places exactly but for scores that rounding alone tells apart. Prints TAP.
"""

import csv
import io
import math
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import levers_reference
import score_reference as reference
from test_scores import import_folder, number

METHODS = [("leave", "minmax", "entropy", "arithmetic"), ("leave", "minmax-year", "equal", "geometric"),
           ("linear", "zscore", "critic", "arithmetic"), ("leave", "rank", "cv", "arithmetic")]
MANY = 40  # regions whose levers are looked at


def stats(nqp, project, method, *command):
    missing, normalise, weights, aggregate = method
    done = subprocess.run([nqp, "stats", project, *command, "--missing", missing, "--normalise", normalise, "--weights",
                           weights, "--aggregate", aggregate], check=True, capture_output=True, encoding="utf-8")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def near(a, b, tolerance):
    return math.isnan(a) and math.isnan(b) or abs(a - b) <= tolerance


def obstacles_differ(rows, made):
    data = made.data
    expected = {}
    for i, region in enumerate(data.regions):
        for t, year in enumerate(data.years):
            for node, degree in made.obstacles(t * data.n + i).items():
                expected[region, str(year), node] = degree
    found = {(row["region"], row["year"], row["node"]): number(row["obstacle"]) for row in rows}
    if found.keys() != expected.keys() or len(rows) != len(expected):
        return [f"{len(rows)} rows, expected {len(expected)}: {sorted(found.keys() ^ expected.keys())[:3]}"]
    return [f"{key}: {found[key]!r}, expected {degree!r}" for key, degree in expected.items()
            if not near(found[key], degree, 1e-12)]


def levers_differ(rows, made, framework, regions):
    last = len(made.data.years) - 1
    expected = list(levers_reference.levers(made, framework, last, regions))
    if len(rows) != len(expected):
        return [f"{len(rows)} rows, expected {len(expected)}"]
    differences = []
    for row, want in zip(rows, expected):
        scale = max(abs(v) for v in reference.present(made.x[want["indicator"]]))
        known = want["ranked"] and not math.isnan(want["gap_best"])
        names_differ = any(row[key] != want[key] for key in ("region", "path", "measure", "indicator"))
        if (names_differ or row["year"] != str(made.data.years[last])
                or not near(number(row["obstacle"]), want["obstacle"], 1e-12)
                or not near(number(row["gap_best"]), want["gap_best"], 1e-12 * scale)
                or not near(number(row["gap_median"]), want["gap_median"], 1e-12 * scale)
                or (int(row["rank_gain"]) not in want["rank_gain"] if known else row["rank_gain"] != "")):
            differences.append(f"{row} against {want}")
    return differences


def main():
    nqp, folder, model = sys.argv[1:]
    data = reference.Data(folder)
    framework = levers_reference.Framework(model)
    step = max(1, data.n // MANY)
    regions = range(0, data.n, step)
    failed, case = False, 0
    print(f"1..{2 * len(METHODS)}")
    with tempfile.TemporaryDirectory() as scratch:
        project = os.path.join(scratch, "sample.nqp")
        import_folder(nqp, folder, project)
        for method in METHODS:
            made = levers_reference.Method(data, *method)
            rows = stats(nqp, project, method, "obstacles")
            chosen = stats(nqp, project, method, "levers", "--region", ",".join(data.regions[i] for i in regions))
            for what, table, differences in (("obstacles", rows, obstacles_differ(rows, made)),
                                             ("levers", chosen, levers_differ(chosen, made, framework, regions))):
                case += 1
                good = bool(table) and not differences
                failed = failed or not good
                print("ok" if good else "not ok", case, "-", what, *method, f"({len(table)} rows)", flush=True)
                for line in differences[:5]:
                    print("#", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
