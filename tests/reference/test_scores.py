#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds `nqp score` against score_reference.py: every node, region and year of a sample, for every method.

    test_scores.py NQP FOLDER

imports the CSV files of FOLDER with NQP and compares scores and coverages to 1e-12. Ranks must follow from the scores
printed, exactly, and be those of the reference except among regions whose scores differ there by rounding alone.
Prints TAP.
"""

import bisect
import csv
import io
import itertools
import math
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import score_reference as reference

TOLERANCE = 1e-12
LEVELS = ["index", "pillar", "component", "indicator"]
METHODS = [method for method in itertools.product(["leave", "linear"], ["minmax", "minmax-year", "zscore", "rank"],
                                                  ["equal", "entropy", "critic", "cv"], ["arithmetic", "geometric"])
           if method[1] != "zscore" or method[3] != "geometric"]


def import_folder(nqp, folder, project):
    command = [nqp, "import", "-o", project]
    for option in ["data", "indicators", "regions", "neighbours", "series", "flags"]:
        path = os.path.join(folder, option + ".csv")
        if os.path.exists(path):
            command += ["--" + option, path]
    subprocess.run(command, check=True)


def read_scores(nqp, project, method, level):
    missing, normalise, weights, aggregate = method
    command = [nqp, "score", project, "--missing", missing, "--normalise", normalise, "--weights", weights,
               "--aggregate", aggregate, "--level", level, "--format", "csv"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def number(text):
    return float(text) if text else math.nan


def same(a, b):
    return math.isnan(a) and math.isnan(b) or abs(a - b) <= TOLERANCE


def rank_ranges(scores):
    """The ranks each score of a year can have when others within the tolerance may stand before or behind it."""
    known = sorted(reference.present(scores))

    def rank(score):
        return 1 + len(known) - bisect.bisect_right(known, score)

    return [range(0, 1) if math.isnan(score) else
            range(rank(score + TOLERANCE), max(rank(score + TOLERANCE) + 1, rank(score - TOLERANCE)))
            for score in scores]


def compare(nqp, project, data, method):
    """(number of scores compared, what differs)"""
    expected = reference.compute(data, *method)
    ranks = {node: [ranks for year in data.by_year(scores) for ranks in rank_ranges(year)]
             for node, (scores, _) in expected.items()}
    region_at = {code: i for i, code in enumerate(data.regions)}
    year_at = {str(year): t for t, year in enumerate(data.years)}
    compared, differences = 0, []
    for level in LEVELS:
        rows = read_scores(nqp, project, method, level)
        nodes = [node for node in data.nodes() if data.level(node) == level]
        found = {(row["region"], row["year"], row["node"]) for row in rows}
        wanted = set(itertools.product(region_at, year_at, nodes))
        if found != wanted or len(rows) != len(wanted):
            differences.append(f"{level}: {len(rows)} rows, expected {len(wanted)}; "
                               f"amiss: {sorted(found ^ wanted)[:3]}")
            continue
        printed = {node: [math.nan] * data.n_cells for node in nodes}
        for row in rows:
            printed[row["node"]][year_at[row["year"]] * data.n + region_at[row["region"]]] = number(row["score"])
        places = {node: reference.ranks(data, printed[node]) for node in nodes}
        for row in rows:
            cell = year_at[row["year"]] * data.n + region_at[row["region"]]
            scores, coverages = expected[row["node"]]
            compared += 1
            rank = int(row["rank"] or 0)
            if (not same(number(row["score"]), scores[cell]) or not same(number(row["coverage"]), coverages[cell])
                    or rank != places[row["node"]][cell] or rank not in ranks[row["node"]][cell]
                    or row["level"] != level):
                differences.append(f"{row} against score {scores[cell]!r}, coverage {coverages[cell]!r}, "
                                   f"rank {places[row['node']][cell]}, {ranks[row['node']][cell]}")
    return compared, differences


def main():
    nqp, folder = sys.argv[1:]
    data = reference.Data(folder)
    failed = False
    print(f"1..{len(METHODS)}")
    with tempfile.TemporaryDirectory() as scratch:
        project = os.path.join(scratch, "sample.nqp")
        import_folder(nqp, folder, project)
        for i, method in enumerate(METHODS, 1):
            compared, differences = compare(nqp, project, data, method)
            good = compared > 0 and not differences
            failed = failed or not good
            print("ok" if good else "not ok", i, "-", " ".join(method), f"({compared} scores)")
            for line in differences[:5]:
                print("#", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
