#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Convergence: the spatial Markov chain of PySAL's package giddy as published, and plain formulas.

    test_convergence.py NQP SAMPLES

Prints TAP.
"""

import math
import re
import statistics
import sys
import tempfile
from functools import partial

sys.dont_write_bytecode = True
import regional

MEASURE = ["--normalise", "distance"]


def check_giddy(nqp, project):
    done = regional.call(nqp, "stats", project, "markov-spatial", "--classes", 5, *MEASURE)
    found = re.search(r"LR ([\d.]+) .*Q ([\d.]+) .* (\d+) degrees", done.stderr).groups()
    rows = {}
    for row in regional.rows(nqp, "stats", project, "markov-spatial", "--classes", 5, *MEASURE):
        if row["probability"]:
            rows.setdefault((row["lag"], row["from"]), []).append(float(row["probability"]))
    amiss = [f"row {key} sums to {math.fsum(row)}" for key, row in rows.items() if abs(math.fsum(row) - 1) > 1e-12]
    return amiss + ([] if found == ("170.659", "200.624", "60") else [f"LR, Q, df: {found}"])


def check_sigma(nqp, project):
    scores, amiss = regional.scores(nqp, project), []
    for row in regional.rows(nqp, "stats", project, "sigma"):
        y = list(scores[int(row["year"])].values())
        amiss += regional.differences({name: float(row[name]) for name in ("cv", "sd_log")}, {
            "cv": statistics.stdev(y) / statistics.mean(y), "sd_log": statistics.stdev([math.log(v) for v in y])})
    return amiss


def check_beta(nqp, project):
    scores = regional.scores(nqp, project)
    first, last = min(scores), max(scores)
    both = [i for i in scores[first] if i in scores[last]]
    x = [math.log(scores[first][i]) for i in both]
    y = [math.log(scores[last][i] / scores[first][i]) / (last - first) for i in both]
    slope, intercept = statistics.linear_regression(x, y)
    rest = math.fsum((b - intercept - slope * a) ** 2 for a, b in zip(x, y)) / (len(x) - 2)
    error = math.sqrt(rest / math.fsum((a - statistics.mean(x)) ** 2 for a in x))
    found = {row["term"]: row for row in regional.rows(nqp, "stats", project, "beta")}
    return regional.differences(
        {"slope": float(found["ln_initial"]["estimate"]), "se": float(found["ln_initial"]["se"]),
         "intercept": float(found["intercept"]["estimate"])}, {"slope": slope, "se": error, "intercept": intercept})


def main():
    nqp, _ = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        project, sample = regional.project(nqp, "us", scratch), "sample:china-provinces"
        return regional.run([("spatial Markov of 48 states as published", partial(check_giddy, nqp, project)),
                             ("sigma", partial(check_sigma, nqp, sample)), ("beta", partial(check_beta, nqp, sample))])


if __name__ == "__main__":
    sys.exit(main())
