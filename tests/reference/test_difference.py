#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds `nqp stats difference` against difference_reference.py, the Owen value by brute force.

    test_difference.py NQP FOLDER

Regions with gaps and without, two years and two regions, every mean that depends on no other region, to 1e-11. Prints TAP.
"""

import csv
import io
import math
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import difference_reference
from test_scores import import_folder, number

METHODS = [("geometric", 0.5), ("harmonic", 0.5), ("power", 0.3), ("component=geometric,pillar=arithmetic,index=harmonic", 0.5),
           ("component=arithmetic,pillar=arithmetic,index=geometric", 0.5)]


def missing(data, region):
    cell = (len(data.years) - 1) * data.n + data.regions.index(region)
    return sum(math.isnan(data.x[code][cell]) for code in data.codes)


def with_scores(nqp, project, years):
    """Regions that have an index in each of the years, in the order of the project"""
    done = subprocess.run([nqp, "score", project, "--weights", "equal", "--missing", "leave", "--normalise", "minmax"],
                          check=True, capture_output=True, encoding="utf-8")
    found = {}
    for row in csv.DictReader(io.StringIO(done.stdout)):
        if row["node"] == "index" and int(row["year"]) in years and row["score"]:
            found.setdefault(row["region"], set()).add(row["year"])
    return [code for code, of in found.items() if len(of) == len(years)]


def main():
    nqp, folder = sys.argv[1:]
    data = difference_reference.prepare(folder, "leave", "minmax", "equal")[0]
    first, last = data.years[0], data.years[-1]
    failed, case = False, 0
    with tempfile.TemporaryDirectory() as scratch:
        project = os.path.join(scratch, "sample.nqp")
        import_folder(nqp, folder, project)
        scored = with_scores(nqp, project, (first, last))
        one, other = scored[3], scored[11]
        gaps = max(scored, key=lambda code: missing(data, code))
        pairs = [((one, first), (one, last)), ((other, last), (one, last)), ((gaps, last), (other, last)),
                 ((gaps, first), (gaps, last))]
        print(f"1..{len(METHODS) * len(pairs)}")
        for aggregate, power in METHODS:
            for start, end in pairs:
                case += 1
                regions = end[0] if start[0] == end[0] else f"{end[0]},{start[0]}"
                years = ["--year", str(end[1])] + (["--from", str(start[1])] if start[1] != end[1] else [])
                done = subprocess.run([nqp, "stats", project, "difference", "--region", regions, *years, "--weights", "equal",
                                       "--missing", "leave", "--normalise", "minmax", "--aggregate", aggregate,
                                       *(["--power", str(power)] if aggregate == "power" else [])],
                                      check=True, capture_output=True, encoding="utf-8")
                found = {row["node"]: number(row["part"]) for row in csv.DictReader(io.StringIO(done.stdout))}
                want = difference_reference.explain(folder, start, end, aggregate=aggregate, power=power)
                wrong = [f"{node}: {found.get(node)!r}, expected {part!r}" for node, part in want.items()
                         if not abs(found.get(node, float("nan")) - part) <= 1e-11]
                failed = failed or bool(wrong)
                print("not ok" if wrong else "ok", case, "-", aggregate, *start, *end, flush=True)
                for line in wrong[:5]:
                    print("#", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
