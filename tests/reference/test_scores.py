#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds `nqp score` against score_reference.py: every node, region and year of a sample, for every method.

    test_scores.py NQP FOLDER

imports the CSV files of FOLDER with NQP and compares scores and coverages to 1e-12 (1e-9 with Box-Cox). Ranks must follow from the scores
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
CLASSIC = [method for method in itertools.product(["leave", "linear"], ["minmax", "minmax-year", "zscore", "rank"],
                                                  ["equal", "entropy", "critic", "cv"], ["arithmetic", "geometric"])
           if method[1] != "zscore" or method[3] != "geometric"]
# missing, normalise, weights, aggregate, outliers, winsor, power: each new choice with others it may meet
MORE = [
    ("nearest", "minmax", "entropy", "arithmetic", "none", 0.01, 0.5),
    ("nearest", "rank", "critic", "geometric", "winsorise", 0.05, 0.5),
    ("group-median", "minmax", "critic", "arithmetic", "none", 0.01, 0.5),
    ("group-median", "zscore", "cv", "topsis", "winsorise", 0.01, 0.5),
    ("leave", "minmax", "entropy", "arithmetic", "winsorise", 0.01, 0.5),
    ("leave", "minmax-year", "equal", "arithmetic", "winsorise", 0.1, 0.5),
    ("leave", "zscore", "entropy", "arithmetic", "box-cox", 0.01, 0.5),
    ("leave", "minmax", "entropy", "geometric", "box-cox", 0.01, 0.5),
    ("nearest", "percentile", "cv", "topsis", "box-cox", 0.01, 0.5),
    ("leave", "percentile", "entropy", "arithmetic", "none", 0.01, 0.5),
    ("linear", "percentile", "equal", "harmonic", "winsorise", 0.02, 0.5),
    ("leave", "distance", "entropy", "arithmetic", "none", 0.01, 0.5),
    ("leave", "distance", "equal", "power", "winsorise", 0.01, 3),
    ("leave", "goalposts", "entropy", "arithmetic", "winsorise", 0.01, 0.5),
    ("leave", "minmax", "entropy", "harmonic", "none", 0.01, 0.5),
    ("leave", "minmax", "equal", "harmonic", "none", 0.01, 0.5),
    *[("leave", "minmax", "entropy", "power", "none", 0.01, power) for power in (-10, -2.5, -1, 0, 0.5, 1, 2, 10)],
    ("leave", "minmax", "entropy", "topsis", "none", 0.01, 0.5),
    ("leave", "zscore", "equal", "topsis", "none", 0.01, 0.5),
    ("leave", "minmax", "entropy", "copeland", "none", 0.01, 0.5),
    ("leave", "zscore", "equal", "copeland", "none", 0.01, 0.5),
    ("group-median", "rank", "cv", "copeland", "none", 0.01, 0.5),
    ("leave", "minmax", "entropy", "component=geometric,pillar=arithmetic,index=geometric", "none", 0.01, 0.5),
    ("leave", "minmax", "critic", "component=arithmetic,pillar=geometric,index=harmonic", "none", 0.01, 0.5),
    ("leave", "percentile", "equal", "component=power,pillar=topsis,index=power", "winsorise", 0.01, -0.5),
    ("linear", "minmax", "entropy", "component=arithmetic,pillar=arithmetic,index=topsis", "none", 0.01, 0.5),
    ("leave", "zscore", "entropy", "component=topsis,pillar=copeland,index=arithmetic", "none", 0.01, 0.5),
    ("leave", "rank", "equal", "component=arithmetic,pillar=copeland,index=geometric", "none", 0.01, 0.5),
]
# With the sanitizers it is the choices that count, not all that may be made of them: these numbers were compared without.
METHODS = [(*method, "none", 0.01, 0.5) for method in CLASSIC[::4 if os.environ.get("NQP_SANITIZED") else 1]] + MORE


def import_folder(nqp, folder, project):
    command = [nqp, "import", "-o", project]
    for option in ["data", "indicators", "regions", "neighbours", "series", "flags"]:
        path = os.path.join(folder, option + ".csv")
        if os.path.exists(path):
            command += ["--" + option, path]
    subprocess.run(command, check=True)


def read_scores(nqp, project, method, level, check=True):
    missing, normalise, weights, aggregate, outliers, winsor, power = method
    command = [nqp, "score", project, "--missing", missing, "--normalise", normalise, "--weights", weights,
               "--aggregate", aggregate, "--outliers", outliers, "--winsor", str(winsor), "--power", str(power),
               "--level", level, "--format", "csv"]
    done = subprocess.run(command, check=check, capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        return done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def number(text):
    return float(text) if text else math.nan


def same(a, b, tolerance=TOLERANCE):
    return math.isnan(a) and math.isnan(b) or abs(a - b) <= tolerance


def rank_ranges(scores, tolerance):
    """The ranks each score of a year can have when others within the tolerance may stand before or behind it."""
    known = sorted(reference.present(scores))

    def rank(score):
        return 1 + len(known) - bisect.bisect_right(known, score)

    return [range(0, 1) if math.isnan(score) else
            range(rank(score + tolerance), max(rank(score + tolerance) + 1, rank(score - tolerance)))
            for score in scores]


def compare(nqp, project, data, method):
    """(number of scores compared, what differs)"""
    try:
        expected = reference.compute(data, *method)
    except ValueError as impossible:  # refused, and by name
        message = read_scores(nqp, project, method, "index", check=False)
        good = isinstance(message, str) and any(f"({code})" in message for code in data.codes)
        return 1, [] if good else [f"{impossible}: not refused: {message[:3]}"]
    # the exponent of Box-Cox is the end of a search
    tolerance = 1e-9 if "box-cox" in method else TOLERANCE
    ranks = {node: [ranks for year in data.by_year(scores) for ranks in rank_ranges(year, tolerance)]
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
            if (not same(number(row["score"]), scores[cell], tolerance) or not same(number(row["coverage"]), coverages[cell], tolerance)
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
            print("ok" if good else "not ok", i, "-", " ".join(map(str, method)), f"({compared} scores)")
            for line in differences[:5]:
                print("#", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
