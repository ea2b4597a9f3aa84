#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Least changes to a rank by another solver: HiGHS, through scipy. Run once; its output is plans.csv.

    plan_reference.py FOLDER... > plans.csv

For every sample, some methods, measures, regions and ranks of the last year: the least number of years. Region i gets a
score in the measure of at least that of the k-th best of the others, plus 1e-9. An indicator moves by years u >= 0 at the
pace of the region: its mean improvement a year between the first and the last year with a value, if that is > 0, else the
median of those of the regions that improved; at most to the best value of all regions and years, or of the year with
minmax-year. Minimise the sum of u. Needs Debian's python3-scipy; the rest is score_reference.py and levers_reference.py.
"""

import csv
import math
import os
import statistics
import sys

import score_reference as reference

MARGIN = 1e-9
METHODS = [("leave", "minmax", "entropy", "arithmetic"), ("leave", "minmax-year", "equal", "arithmetic"),
           ("leave", "zscore", "cv", "arithmetic"), ("linear", "minmax", "critic", "arithmetic")]
MEASURES = ["index", "elements", "carriers"]
COLUMNS = ["sample", "missing", "normalise", "weights", "aggregate", "measure", "region", "year", "target_rank", "years"]


def mean_improvement(made, code, i):
    data = made.data
    column = made.x[code][i::data.n]
    there = [t for t, v in enumerate(column) if not math.isnan(v)]
    if len(there) < 2:
        return math.nan
    first, last = there[0], there[-1]
    return data.sign[code] * (column[last] - column[first]) / (data.years[last] - data.years[first])


def pace(made, code, i):
    own = mean_improvement(made, code, i)
    if own > 0:
        return own
    others = [v for v in (mean_improvement(made, code, k) for k in range(made.data.n)) if v > 0]
    return statistics.median(others) if others else math.nan


def pool(made, code, t):
    """What an indicator is measured by in a year."""
    data = made.data
    return reference.present(made.x[code][t * data.n:(t + 1) * data.n] if made.how == "minmax-year" else made.x[code])


def slope(made, code, t):
    """Points of z for a unit of improvement."""
    there = pool(made, code, t)
    if not reference.varies(there):
        return 0.0
    return 1 / reference.sample_sd(there) if made.how == "zscore" else 1 / (max(there) - min(there))


def room(made, code, t, i):
    """Improvement that is left to the best, in the indicator's unit."""
    sign = made.data.sign[code]
    return max(sign * v for v in pool(made, code, t)) - sign * made.x[code][t * made.data.n + i]


def need(made, measure, t, i, rank):
    """Points to gain in the measure; 0 if the rank is there already, NaN if there is no such rank."""
    data = made.data
    scores = made.scores[measure][0][t * data.n:(t + 1) * data.n]
    others = sorted(reference.present(scores[:i] + scores[i + 1:]), reverse=True)
    if math.isnan(scores[i]) or rank > len(others) + 1:
        return math.nan
    if rank > len(others) or scores[i] >= others[rank - 1]:
        return 0.0
    return others[rank - 1] + MARGIN - scores[i]


def least_years(made, measure, t, i, rank):
    """NaN: out of reach."""
    import numpy
    from scipy.optimize import linprog

    points = need(made, measure, t, i, rank)
    if points == 0:
        return 0.0
    gains, bounds = [], []
    for code, weight in made.weights(t * made.data.n + i, measure).items():
        a_year = pace(made, code, i)
        if math.isnan(a_year):
            continue
        gains.append(weight * slope(made, code, t) * a_year / points)
        bounds.append((0, room(made, code, t, i) / a_year))
    done = linprog(numpy.ones(len(gains)), A_ub=[[-gain for gain in gains]], b_ub=[-1.0], bounds=bounds, method="highs-ds",
                   options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10})
    assert done.status in (0, 2), done.message
    return done.fun if done.status == 0 else math.nan


def cases(made):
    """(measure, region, rank): every few regions, ranks near and far."""
    data = made.data
    t = len(data.years) - 1
    for measure in MEASURES:
        scores = made.scores[measure][0][t * data.n:(t + 1) * data.n]
        n_ranked = len(reference.present(scores))
        for i in range(MEASURES.index(measure), data.n, max(6, data.n // 5)):
            for rank in sorted({1, 3 + i % 3, n_ranked // 3}):
                if not math.isnan(scores[i]):
                    yield measure, i, rank


def main():
    import platform

    import levers_reference
    import scipy

    sys.stdout.write(f"# plan_reference.py {' '.join(os.path.basename(folder) for folder in sys.argv[1:])}\n"
                     f"# scipy {scipy.__version__} (HiGHS), Python {platform.python_version()}\n"
                     "# years: least sum of changes in years at past pace; empty = out of reach\n")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    for folder in sys.argv[1:]:
        data = reference.Data(folder)
        t = len(data.years) - 1
        for method in METHODS:
            made = levers_reference.Method(data, *method)
            for measure, i, rank in cases(made):
                years = least_years(made, measure, t, i, rank)
                out.writerow([os.path.basename(folder), *method, measure, data.regions[i], data.years[t], rank,
                              "" if math.isnan(years) else f"{years:.17g}"])


if __name__ == "__main__":
    main()
