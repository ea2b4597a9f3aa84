#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Disparity and coupling by the plainest of programs, pair by pair, and by published numbers.

    test_disparity.py NQP SAMPLES

Theil's index of Mexico's states: the example in the documentation of PySAL's package inequality. Prints TAP.
"""

import math
import os
import statistics
import sys
import tempfile
from functools import partial

sys.dont_write_bytecode = True
import regional
from test_scores import import_folder

THEIL_OF_MEXICO = [0.20894344, 0.15222451, 0.10472941, 0.10194725, 0.09560113, 0.10511256, 0.10660832]
BETWEEN_IN_MEXICO = [0.0345889, 0.02816853, 0.05260921, 0.05931219, 0.03205257, 0.02963731, 0.03635872]


def mean(values):
    return math.fsum(values) / len(values)


def dagum(members):
    """Dagum (1997) as his formulas stand; members: {group: values}. The parts, and {(g, h): G_gh}."""
    everyone = [y for values in members.values() for y in values]
    n, m = len(everyone), mean(everyone)
    total = math.fsum(abs(a - b) for a in everyone for b in everyone) / (2 * n * n * m)
    p = {g: len(values) / n for g, values in members.items()}
    s = {g: len(values) * mean(values) / (n * m) for g, values in members.items()}
    gini, within, between, transvariation = {}, 0, 0, 0
    for i, g in enumerate(members):
        for h in list(members)[i:]:
            high, low = (g, h) if mean(members[g]) >= mean(members[h]) else (h, g)
            pairs = [a - b for a in members[high] for b in members[low]]
            gini[g, h] = mean([abs(v) for v in pairs]) / (mean(members[g]) + mean(members[h]))
            if g == h:
                within += p[g] * s[g] * gini[g, h]
                continue
            ahead, behind = mean([max(v, 0) for v in pairs]), mean([max(-v, 0) for v in pairs])
            d = (ahead - behind) / (ahead + behind) if ahead + behind > 0 else 0
            part = gini[g, h] * (p[g] * s[h] + p[h] * s[g])
            between += part * d
            transvariation += part * (1 - d)
    return {"total": total, "within": within, "between": between, "transvariation": transvariation}, gini


def theil(values):
    m = mean(values)
    return math.fsum(y / m * math.log(y / m) for y in values if y > 0) / len(values)


def theil_parts(members):
    everyone = [y for values in members.values() for y in values]
    whole = math.fsum(everyone)
    s = {g: math.fsum(values) / whole for g, values in members.items()}
    between = math.fsum(s[g] * math.log(s[g] * len(everyone) / len(members[g])) for g in members)
    return {"total": theil(everyone), "between": between, "within": math.fsum(s[g] * theil(members[g]) for g in members)}


def members(year_scores, group_of):
    result = {}
    for region, score in year_scores.items():
        result.setdefault(group_of[region], []).append(score)
    return result


def parts(nqp, project, statistic, *options):
    result = {}
    for row in regional.rows(nqp, "stats", project, statistic, *options):
        result.setdefault(int(row["year"]), {})[row["part"]] = float(row["value"])
    return result


def check_parts(nqp, project, scores, group_of, statistic, reference):
    found, amiss = parts(nqp, project, statistic), []
    for year, year_scores in scores.items():
        expected = reference(members(year_scores, group_of))
        expected = expected[0] if isinstance(expected, tuple) else expected
        amiss += regional.differences(found[year], expected, 1e-12)
        whole = math.fsum(value for part, value in found[year].items() if part != "total")
        if abs(whole - found[year]["total"]) > 1e-12:
            amiss.append(f"{year}: parts sum to {whole}, not to {found[year]['total']}")
    return amiss


def check_pairs(nqp, project, scores, group_of):
    found = {(int(row["year"]), frozenset((row["group"], row["other"]))): float(row["gini"])
             for row in regional.rows(nqp, "stats", project, "dagum-pairs")}
    expected = {(year, frozenset(pair)): value for year, year_scores in scores.items()
                for pair, value in dagum(members(year_scores, group_of))[1].items()}
    return regional.differences(found, expected, 1e-12)


def check_lorenz(nqp, project, scores):
    found, amiss = {}, []
    for row in regional.rows(nqp, "stats", project, "lorenz"):
        found.setdefault(int(row["year"]), []).append((float(row["share_regions"]), float(row["share_total"])))
    for year, year_scores in scores.items():
        ordered = sorted(year_scores.values())
        for k in range(len(ordered) + 1):
            amiss += regional.differences(dict(enumerate(found[year][k])), {
                0: k / len(ordered), 1: math.fsum(ordered[:k]) / math.fsum(ordered)}, 1e-12)
    return amiss


def bandwidth(values):
    quartiles = statistics.quantiles(values, n=4, method="inclusive")
    return 0.9 * min(statistics.stdev(values), (quartiles[2] - quartiles[0]) / 1.34) * len(values) ** -0.2


def check_density(nqp, project, scores):
    found, amiss = {}, []
    for row in regional.rows(nqp, "stats", project, "density"):
        found.setdefault(int(row["year"]), []).append((float(row["x"]), float(row["density"])))
    wide = {year: bandwidth(list(values.values())) for year, values in scores.items()}
    low = min(min(values.values()) - 3 * wide[year] for year, values in scores.items())
    high = max(max(values.values()) + 3 * wide[year] for year, values in scores.items())
    for year, values in scores.items():
        h = wide[year]
        for k in range(0, 512, 7):
            x = low + (high - low) * k / 511
            density = math.fsum(math.exp(-((x - y) / h) ** 2 / 2) for y in values.values()) / (
                len(values) * h * math.sqrt(2 * math.pi))
            amiss += regional.differences(dict(enumerate(found[year][k])), {0: x, 1: density})
        if len(found[year]) != 512:
            amiss.append(f"{year}: {len(found[year])} points")
    return amiss


def coupling(u, form):
    k = len(u)
    t = mean(u)
    if form == "classic":
        c = k * math.prod(u) ** (1 / k) / math.fsum(u) if any(u) else 0
    else:
        apart = mean([abs(a - b) for i, a in enumerate(u) for b in u[:i]])
        c = math.sqrt((1 - apart) * math.prod(v / max(u) for v in u) ** (1 / (k - 1))) if max(u) > 0 else 0
    d = math.sqrt(c * t)
    return c, t, d, min(int(d * 10 + 1e-12) + 1, 10)


def check_coupling(nqp, project, form):
    parts_of, amiss = {}, []
    for row in regional.rows(nqp, "score", project, "--level", "pillar"):
        parts_of.setdefault((row["year"], row["region"]), {})[row["node"]] = regional.number(row["score"])
    found = {(row["year"], row["region"]): row for row in regional.rows(nqp, "stats", project, "coupling", "--form", form)}
    if set(found) != set(parts_of):
        return ["not the same regions and years"]
    for key, u in parts_of.items():
        row = found[key]
        if any(math.isnan(value) for value in u.values()):
            amiss += [] if row["c"] == row["lagging"] == "" else [f"{key}: expected nothing, found {row}"]
            continue
        expected = dict(zip("c t d grade".split(), coupling(list(u.values()), form)))
        amiss += regional.differences({name: float(row[name]) for name in expected}, expected, 1e-12)
        if row["lagging"] != min(u, key=u.get):
            amiss.append(f"{key}: {row['lagging']} lags, expected {min(u, key=u.get)}")
    return amiss


def check_mexico(nqp, folder):
    project = regional.project(nqp, "mexico", folder)
    found = parts(nqp, project, "theil", "--normalise", "distance")  # x / max: shares stay as they are
    return (regional.differences(dict(enumerate(found[year]["total"] for year in found)),
                                 dict(enumerate(THEIL_OF_MEXICO)), 5e-9)
            + regional.differences(dict(enumerate(found[year]["between"] for year in found)),
                                   dict(enumerate(BETWEEN_IN_MEXICO)), 5e-9))


def main():
    nqp, samples = sys.argv[1:]
    checks = []
    with tempfile.TemporaryDirectory() as scratch:
        for sample in "china-provinces", "world-economies":
            project, folder = os.path.join(scratch, sample + ".nqp"), os.path.join(samples, sample)
            import_folder(nqp, folder, project)
            scores = regional.scores(nqp, project)
            group_of = {row["code"]: row["group_en"] for row in regional.read(os.path.join(folder, "regions.csv"))}
            checks += [
                (f"Dagum of {sample}", partial(check_parts, nqp, project, scores, group_of, "dagum", dagum)),
                (f"Gini of pairs in {sample}", partial(check_pairs, nqp, project, scores, group_of)),
                (f"Theil of {sample}", partial(check_parts, nqp, project, scores, group_of, "theil", theil_parts)),
                (f"Lorenz of {sample}", partial(check_lorenz, nqp, project, scores)),
                (f"density of {sample}", partial(check_density, nqp, project, scores)),
                (f"classic coupling of {sample}", partial(check_coupling, nqp, project, "classic")),
                (f"corrected coupling of {sample}", partial(check_coupling, nqp, project, "corrected"))]
        return regional.run(checks + [("Theil of Mexico as published", partial(check_mexico, nqp, scratch))])


if __name__ == "__main__":
    sys.exit(main())
