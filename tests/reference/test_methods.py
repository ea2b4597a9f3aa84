#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds `nqp stats methods` against methods_reference.py.

    test_methods.py NQP FOLDER

For every alternative that the reference has, in the last and in an earlier year: the rank of each region is the reference's,
except among regions whose scores differ there by rounding alone, and the shift is that from the current rank. Prints TAP, a
line a year and alternative.
"""

import csv
import io
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import methods_reference
import score_reference as reference
from test_scores import import_folder, rank_ranges

TOLERANCE = 1e-12


def main():
    nqp, folder = sys.argv[1:]
    data = reference.Data(folder)
    names = [name for name, _, _ in methods_reference.alternatives(data)]
    years = [data.years[-1], data.years[len(data.years) // 2]]
    failed = False
    print(f"1..{len(names) * len(years)}")
    with tempfile.TemporaryDirectory() as scratch:
        project = os.path.join(scratch, "sample.nqp")
        import_folder(nqp, folder, project)
        number = 0
        for year in years:
            done = subprocess.run([nqp, "stats", project, "methods", "--year", str(year), "--weights", "entropy",
                                   "--normalise", "minmax", "--aggregate", "arithmetic", "--missing", "leave"],
                                  check=True, capture_output=True, encoding="utf-8")
            found = {(row["alternative"], row["region"]): row for row in csv.DictReader(io.StringIO(done.stdout))}
            now = rank_ranges(methods_reference.index_scores(data, year, **methods_reference.CURRENT), TOLERANCE)
            for name, other, method in methods_reference.alternatives(data):
                number += 1
                ranks = rank_ranges(methods_reference.index_scores(other, year, **method), TOLERANCE)
                wrong = []
                for region, allowed, before in zip(data.regions, ranks, now):
                    row = found.get((name, region), {"rank": "-1", "shift": ""})
                    rank = int(row["rank"] or 0)
                    shifts = {rank - b for b in before} if rank and 0 not in before else {None}
                    if rank not in allowed or (int(row["shift"]) if row["shift"] else None) not in shifts:
                        wrong.append(f"{region}: {row}, expected a rank of {allowed}, a shift of {shifts}")
                failed = failed or bool(wrong)
                print("not ok" if wrong else "ok", number, "-", name, year)
                for line in wrong[:5]:
                    print("#", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
