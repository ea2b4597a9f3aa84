#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores of a folder of CSV files, computed from the published formulas alone.

An independent program to hold the engine against: it shares no code and no file format with it, reads the CSV files
that the samples are made from, and says each formula in the plainest way. Needs Python 3 alone.

    score_reference.py FOLDER [--missing leave|linear] [--normalise minmax|minmax-year|zscore|rank]
                       [--weights equal|entropy|critic|cv] [--aggregate arithmetic|geometric]

prints region,year,node,level,score,rank,coverage for every node. Formulas: OECD/JRC Handbook on Constructing Composite
Indicators (2008), steps 5 to 7; entropy weights as in Zeleny (1982); CRITIC: Diakoulaki, Mavrotas, Papayannakis (1995).
"""

import argparse
import bisect
import csv
import math
import os
import sys

PILLARS = ["elements", "drivers", "carriers", "relations"]
LEAST_COVERAGE = 2 / 3
FLOOR = 0.01


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text.strip() else math.nan


class Data:
    """Indicators of a folder: flat lists of cells, the regions of the first year first; NaN = missing."""

    def __init__(self, folder):
        indicators = read_csv(os.path.join(folder, "indicators.csv"))
        places = {row["code"]: row for row in read_csv(os.path.join(folder, "regions.csv"))}
        rows = read_csv(os.path.join(folder, "data.csv"))
        self.memo = {}
        self.regions = list(dict.fromkeys(row["region"] for row in rows))
        self.years = sorted({int(row["year"]) for row in rows})
        self.n = len(self.regions)
        self.n_cells = self.n * len(self.years)
        region_at = {code: i for i, code in enumerate(self.regions)}

        def cell(row):
            return self.years.index(int(row["year"])) * self.n + region_at[row["region"]]

        series = {name: [math.nan] * self.n_cells for name in rows[0] if name not in ("region", "year")}
        for row in rows:
            for name, values in series.items():
                values[cell(row)] = number(row[name])
        flags = os.path.join(folder, "flags.csv")
        for row in read_csv(flags) if os.path.exists(flags) else []:
            assert row["flag"] == "suspect"
            series[row["series"]][cell(row)] = math.nan
        if all("area_km2" in place for place in places.values()):
            series["AREA"] = [number(places[code]["area_km2"]) for code in self.regions] * len(self.years)
        self.codes, self.sign, self.x, self.path = [], {}, {}, {}
        for row in indicators:
            code = row["code"]
            if not row["pillar"]:
                continue
            factor = float(row["factor"]) if row["factor"] else 1.0
            top = series[row["numerator"] or code]
            below = series[row["denominator"]] if row["denominator"] else [1.0] * self.n_cells
            self.codes.append(code)
            self.sign[code] = {"+": 1, "-": -1}[row["direction"]]
            self.x[code] = [factor * a / b if b != 0 else math.nan for a, b in zip(top, below)]
            self.path[code] = (row["pillar"], row["pillar"] + "." + row["component"])
        self.children = {"index": [p for p in PILLARS if any(self.path[c][0] == p for c in self.codes)]}
        for code in self.codes:
            pillar, component = self.path[code]
            if component not in self.children.setdefault(pillar, []):
                self.children[pillar].append(component)
            self.children.setdefault(component, []).append(code)

    def once(self, key, make):
        """What many methods have in common is computed for the first of them."""
        if key not in self.memo:
            self.memo[key] = make()
        return self.memo[key]

    def level(self, node):
        if node == "index":
            return "index"
        if node in PILLARS:
            return "pillar"
        return "indicator" if node in self.x else "component"

    def nodes(self, node="index"):
        yield node
        for child in self.children.get(node, []):
            yield from self.nodes(child)

    def by_year(self, values):
        return [values[t * self.n:(t + 1) * self.n] for t in range(len(self.years))]


def present(values):
    return [v for v in values if not math.isnan(v)]


def mean(values):
    return math.fsum(values) / len(values)


def sample_sd(values):
    middle = mean(values)
    return math.sqrt(math.fsum((v - middle) ** 2 for v in values) / (len(values) - 1))


def varies(values):
    return len(set(present(values))) > 1


def fill_linear(x, years, n):
    filled = list(x)
    for i in range(n):
        known = [t for t in range(len(years)) if not math.isnan(x[t * n + i])]
        for before, after in zip(known, known[1:]):
            for t in range(before + 1, after):
                share = (years[t] - years[before]) / (years[after] - years[before])
                filled[t * n + i] = (1 - share) * x[before * n + i] + share * x[after * n + i]
    return filled


def scale(x, sign):
    if not varies(x):
        return [v if math.isnan(v) else 0.5 for v in x]
    low, high = min(present(x)), max(present(x))
    return [(v - low if sign > 0 else high - v) / (high - low) for v in x]


def average_ranks(x):
    """Share of the way up, worst first; equal values share the average of their places."""
    there = present(x)
    return [v if math.isnan(v) else (sum(o < v for o in there) + (sum(o == v for o in there) + 1) / 2) / len(there)
            for v in x]


def normalise(data, x, sign, how):
    if how == "minmax":
        return scale(x, sign)
    if how == "minmax-year":
        return [v for year in data.by_year(x) for v in scale(year, sign)]
    if how == "zscore":
        if not varies(x):
            return [v if math.isnan(v) else 0.0 for v in x]
        middle, sd = mean(present(x)), sample_sd(present(x))
        return [sign * (v - middle) / sd for v in x]
    assert how == "rank"
    return [v for year in data.by_year(x) for v in average_ranks([sign * o for o in year])]


def correlation(a, b):
    both = [(p, q) for p, q in zip(a, b) if not math.isnan(p) and not math.isnan(q)]
    if not varies([p for p, _ in both]) or not varies([q for _, q in both]):
        return 0.0
    a0, b0 = mean([p for p, _ in both]), mean([q for _, q in both])
    products = math.fsum((p - a0) * (q - b0) for p, q in both)
    return products / math.sqrt(math.fsum((p - a0) ** 2 for p, _ in both) * math.fsum((q - b0) ** 2 for _, q in both))


def importance(scheme, u):
    """u: min-max values of all years of the indicators that vary, by code."""
    result = {}
    for code, values in u.items():
        there = present(values)
        if scheme == "entropy":
            whole = math.fsum(there)
            entropy = -math.fsum(v / whole * math.log(v / whole) for v in there if v > 0) / math.log(len(there))
            result[code] = 1 - entropy
        elif scheme == "cv":
            result[code] = sample_sd(there) / abs(mean(there))
        else:
            assert scheme == "critic"
            conflict = math.fsum(1 - correlation(values, other) for name, other in u.items() if name != code)
            result[code] = sample_sd(there) * conflict
    return result


def local_weights(data, x, scheme):
    """Share of the parent for every node below the index."""
    share = {}
    if scheme == "equal":
        return {child: 1 / len(children) for children in data.children.values() for child in children}
    raw = importance(scheme, {code: scale(x[code], data.sign[code]) for code in data.codes if varies(x[code])})
    whole = math.fsum(raw.values())
    leaf = {code: raw.get(code, 0.0) / whole for code in data.codes}

    def total(node):
        return leaf[node] if node in leaf else math.fsum(total(child) for child in data.children[node])

    for parent, children in data.children.items():
        below = total(parent)
        for child in children:
            share[child] = total(child) / below if below > 0 else 1 / len(children)
    return share


def leaves_below(data, share, node):
    """(code, weight in node) of the leaves of a node."""
    if node in data.x:
        return [(node, 1.0)]
    return [(code, share[child] * weight) for child in data.children[node]
            for code, weight in leaves_below(data, share, child)]


def mix(parts, aggregate):
    """parts: (weight, score) of the children that have one, or nothing."""
    weight = math.fsum([w for w, _ in parts])
    if weight <= 0:
        return math.nan
    if aggregate == "geometric":
        return math.prod([s ** (w / weight) for w, s in parts])
    return math.fsum([w / weight * s for w, s in parts])


def compute(data, missing="leave", how="minmax", scheme="entropy", aggregate="arithmetic"):
    """{node: (scores, coverages)}, flat lists of cells."""
    x = {code: fill_linear(data.x[code], data.years, data.n) if missing == "linear" else data.x[code]
         for code in data.codes}
    z = data.once(("z", missing, how), lambda: {code: normalise(data, x[code], data.sign[code], how)
                                                for code in data.codes})
    share = data.once(("share", missing, scheme), lambda: local_weights(data, x, scheme))
    return combine_all(data, z, share, aggregate)


def combine_all(data, z, share, aggregate):
    """{node: (scores, coverages)} of normalised values: lists of any number of cells."""
    n_cells = len(z[data.codes[0]])
    result, taken = {}, {}
    for code in data.codes:
        result[code] = (z[code], [0.0 if math.isnan(v) else 1.0 for v in z[code]])
        taken[code] = [FLOOR + (1 - FLOOR) * v for v in z[code]] if aggregate == "geometric" else z[code]

    def combine(node):
        children = data.children[node]
        for child in children:
            if child not in result:
                combine(child)
        columns = [(z[code], weight) for code, weight in leaves_below(data, share, node)]
        scores, coverages = [], []
        for c in range(n_cells):
            coverage = math.fsum([weight for column, weight in columns if not math.isnan(column[c])])
            parts = [(share[child], taken[child][c]) for child in children if not math.isnan(taken[child][c])]
            coverages.append(coverage)
            scores.append(mix(parts, aggregate) if coverage >= LEAST_COVERAGE - 1e-12 else math.nan)
        result[node] = (scores, coverages)
        taken[node] = scores

    combine("index")
    return result


def ranks(data, scores):
    """1 = best of the year, equal scores (within 1e-12 of the best of them) share the best place; 0 = no score."""
    result = []
    for year in data.by_year(scores):
        place, best = {}, None
        for n, score in enumerate(sorted(present(year), reverse=True), 1):
            if best is None or best - score > 1e-12:
                best, first = score, n
            place[score] = first
        result += [0 if math.isnan(s) else place[s] for s in year]
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--missing", default="leave", choices=["leave", "linear"])
    parser.add_argument("--normalise", default="minmax", choices=["minmax", "minmax-year", "zscore", "rank"])
    parser.add_argument("--weights", default="entropy", choices=["equal", "entropy", "critic", "cv"])
    parser.add_argument("--aggregate", default="arithmetic", choices=["arithmetic", "geometric"])
    args = parser.parse_args()
    if args.normalise == "zscore" and args.aggregate == "geometric":
        parser.error("z-scores have no geometric mean")
    data = Data(args.folder)
    result = compute(data, args.missing, args.normalise, args.weights, args.aggregate)
    places = {node: ranks(data, result[node][0]) for node in result}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["region", "year", "node", "level", "score", "rank", "coverage"])
    for i, region in enumerate(data.regions):
        for t, year in enumerate(data.years):
            for node in data.nodes():
                score, coverage = (values[t * data.n + i] for values in result[node])
                out.writerow([region, year, node, data.level(node), "" if math.isnan(score) else f"{score:.17g}",
                              places[node][t * data.n + i] or "", f"{coverage:.17g}"])


if __name__ == "__main__":
    main()
