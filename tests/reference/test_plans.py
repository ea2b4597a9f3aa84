#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds `nqp stats plan` against the optima of another solver: plans.csv, made by plan_reference.py.

    test_plans.py NQP FOLDER PLANS.csv

For every plan of the sample: the sum of the changes is the other solver's to 1e-7 of it, each change is the distance over
the pace, no indicator gets worse or better than the best there was, and the score that the definitions give for the targets
has the rank. A plan may differ from the other's in which indicators it changes. Prints TAP, a line a method.
"""

import csv
import io
import itertools
import math
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import levers_reference
import plan_reference
import score_reference as reference
from test_scores import import_folder


def read_plans(path, sample):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [row for row in rows if row["sample"] == sample]


def ask(nqp, project, row):
    return subprocess.run([nqp, "stats", project, "plan", "--region", row["region"], "--year", row["year"],
                           "--target-rank", row["target_rank"], "--measure", row["measure"], "--missing", row["missing"],
                           "--normalise", row["normalise"], "--weights", row["weights"],
                           "--aggregate", row["aggregate"]], capture_output=True, encoding="utf-8")


def problems(made, row, done):
    """What is wrong with the answer, or nothing."""
    data = made.data
    t, i = data.years.index(int(row["year"])), data.regions.index(row["region"])
    if not row["years"]:
        return [] if done.returncode == 1 and "out of reach" in done.stderr else ["out of reach, but a plan came"]
    if done.returncode != 0:
        return [f"status {done.returncode}: {done.stderr}"]
    steps = {step["indicator"]: step for step in csv.DictReader(io.StringIO(done.stdout))}
    weights = made.weights(t * data.n + i, row["measure"])
    wanted, found, wrong = float(row["years"]), 0.0, []
    if steps.keys() != weights.keys():
        return [f"indicators {sorted(steps.keys() ^ weights.keys())}"]
    gained = 0.0
    for code, step in steps.items():
        current, target, years = (float(step[key]) for key in ("current", "target", "change_in_pace_years"))
        better = data.sign[code] * (target - current)
        found += years
        gained += weights[code] * plan_reference.slope(made, code, t) * better
        if current != made.x[code][t * data.n + i] and abs(current / made.x[code][t * data.n + i] - 1) > 1e-12:
            wrong.append(f"{code} is {made.x[code][t * data.n + i]!r}, not {current!r}")
        if better < 0 or better > plan_reference.room(made, code, t, i) + 1e-12 * abs(target):
            wrong.append(f"{code} from {current!r} to {target!r}: out of bounds")
        if better > 0 and abs(better / plan_reference.pace(made, code, i) - years) > 1e-9 * max(1.0, years):
            wrong.append(f"{code}: {years!r} years at a pace of {plan_reference.pace(made, code, i)!r}")
    if abs(found - wanted) > 1e-7 * max(wanted, 1e-3):
        wrong.append(f"{found!r} years, expected {wanted!r}")
    # rounding may not cost the margin
    if gained < plan_reference.need(made, row["measure"], t, i, int(row["target_rank"])) - plan_reference.MARGIN / 2:
        wrong.append(f"gains {gained!r}: too little for the rank")
    return wrong


def main():
    nqp, folder, plans = sys.argv[1:]
    data = reference.Data(folder)
    rows = read_plans(plans, os.path.basename(os.path.normpath(folder)))
    by_method = [(method, list(group)) for method, group in
                 itertools.groupby(rows, lambda row: (row["missing"], row["normalise"], row["weights"], row["aggregate"]))]
    failed = not by_method
    print(f"1..{len(by_method)}")
    with tempfile.TemporaryDirectory() as scratch:
        project = os.path.join(scratch, "sample.nqp")
        import_folder(nqp, folder, project)
        for number, (method, group) in enumerate(by_method, 1):
            made = levers_reference.Method(data, *method)
            wrong = [(row, problem) for row in group for problem in problems(made, row, ask(nqp, project, row))]
            changing = sum(float(row["years"] or math.inf) > 0 for row in group)
            good = changing > 0 and not wrong
            failed = failed or not good
            print("ok" if good else "not ok", number, "-", *method, f"({len(group)} plans)", flush=True)
            for row, problem in wrong[:5]:
                print("#", row["measure"], row["region"], row["target_rank"], problem)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
