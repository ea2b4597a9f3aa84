#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ranks with one alternative at a time, from the formulas of score_reference.py alone.

    methods_reference.py FOLDER [YEAR]

prints alternative,region,rank,shift. The current method is entropy weights of min-max values, arithmetic mean, nothing done
about missing values. Leaving out an indicator means that it is not there: schemes weigh what is left.
"""

import copy
import csv
import sys

sys.dont_write_bytecode = True
import score_reference as reference

CURRENT = {"missing": "leave", "how": "minmax", "scheme": "entropy", "aggregate": "arithmetic"}
KEYS = {"missing": "missing", "normalise": "how", "weights": "scheme", "aggregate": "aggregate"}
# choices that score_reference.py has; those of a method that it does not have yet are not compared
CHOICES = {"missing": ["leave", "linear", "nearest", "group-median"],
           "normalise": ["minmax", "minmax-year", "zscore", "rank", "percentile"],
           "weights": ["equal", "entropy", "critic", "cv"], "aggregate": ["arithmetic", "geometric", "harmonic", "power", "copeland"]}


def without(data, code):
    """The data as if the indicator had never been collected."""
    less = copy.copy(data)
    less.memo = {}
    less.codes = [other for other in data.codes if other != code]
    less.sign, less.x, less.path = ({k: v for k, v in table.items() if k != code} for table in (data.sign, data.x, data.path))
    less.children = {}
    for node, children in data.children.items():
        kept = [child for child in children if child != code]
        if node in reference.PILLARS or node == "index":
            kept = [child for child in children if any(child in (other, *less.path[other]) for other in less.codes)]
        if kept:
            less.children[node] = kept
    return less


def index_scores(data, year, **method):
    t = data.years.index(year)
    return reference.compute(data, **method)["index"][0][t * data.n:(t + 1) * data.n]


def alternatives(data):
    """(name, data, method), in no order that matters"""
    for option, choices in CHOICES.items():
        for choice in choices:
            if CURRENT[KEYS[option]] != choice:
                yield f"{option}={choice}", data, {**CURRENT, KEYS[option]: choice}
    for code in data.codes:
        yield f"without={code}", without(data, code), CURRENT


def main():
    data = reference.Data(sys.argv[1])
    year = int(sys.argv[2]) if len(sys.argv) > 2 else data.years[-1]
    one_year = copy.copy(data)
    one_year.years = [year]
    now = reference.ranks(one_year, index_scores(data, year, **CURRENT))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["alternative", "region", "rank", "shift"])
    for name, other, method in alternatives(data):
        ranks = reference.ranks(one_year, index_scores(other, year, **method))
        for region, rank, before in zip(data.regions, ranks, now):
            out.writerow([name, region, rank or "", rank - before if rank and before else ""])


if __name__ == "__main__":
    main()
