#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Obstacle degrees and levers of a folder of CSV files, from the definitions alone; see score_reference.py.

    levers_reference.py FOLDER FRAMEWORK.json obstacles|levers [method options of score_reference.py]

prints region,year,node,level,obstacle or region,year,path,measure,indicator,obstacle,gap_best,gap_median,rank_gain; levers
for the last year.

Obstacle degree of indicator j: w_j (1 - z_j) / sum_k w_k (1 - z_k), with the weights that a region has after missing parts
have handed theirs to their siblings; for z-scores the best of all regions and years in place of 1.
"""

import argparse
import csv
import json
import math
import statistics
import sys

import score_reference as reference

TOLERANCE = 1e-12


class Method:
    """What scores are made of: values, normalised values, weights and the result."""

    def __init__(self, data, missing, how, scheme, aggregate):
        self.data, self.how, self.aggregate = data, how, aggregate
        self.x = {code: reference.fill_linear(data.x[code], data.years, data.n) if missing == "linear" else data.x[code]
                  for code in data.codes}
        self.z = {code: reference.normalise(data, code, self.x[code], how) for code in data.codes}
        self.share = reference.local_weights(data, self.x, scheme)
        self.scores = reference.combine_all(data, self.z, self.share, aggregate)
        self.best = {code: max(reference.present(self.z[code])) if how == "zscore" else 1.0 for code in data.codes}

    def weights(self, cell, top="index"):
        """Weight in the index, or another node, of every indicator that takes part in a cell."""
        found = {}

        def go_down(node, weight):
            if math.isnan(self.scores[node][0][cell]):
                return
            if node in self.data.x:
                found[node] = weight
                return
            there = [child for child in self.data.children[node] if not math.isnan(self.scores[child][0][cell])]
            whole = math.fsum(self.share[child] for child in there)
            for child in there:
                go_down(child, weight * self.share[child] / whole if whole > 0 else 0.0)

        go_down(top, 1.0)
        return found

    def obstacles(self, cell):
        """{node: degree} below the index, NaN for what takes no part."""
        short = {code: weight * (self.best[code] - self.z[code][cell]) for code, weight in self.weights(cell).items()}
        whole = math.fsum(short.values())
        result = {}

        def add_up(node):
            if node in self.data.x:
                parts = [short[node] / whole if whole > 0 else 0.0] if node in short else []
            else:
                parts = [add_up(child) for child in self.data.children[node]]
                parts = [part for part in parts if not math.isnan(part)]
            result[node] = math.fsum(parts) if parts else math.nan
            return result[node]

        add_up("index")
        del result["index"]
        return result

    def index_with(self, code, t, i, value):
        """The index of the year's regions if region i had this value, measured by the bounds there are."""
        data = self.data
        start = t * data.n
        year = slice(start, start + data.n)
        scores = self.scores["index"][0][year]
        if self.how == "rank":
            x = [data.sign[code] * v for v in self.x[code][year]]
            x[i] = data.sign[code] * value
            z = {other: self.z[other][year] for other in data.codes}
            z[code] = reference.average_ranks(x)
            return reference.combine_all(data, z, self.share, self.aggregate)["index"][0]
        z = {other: [self.z[other][start + i]] for other in data.codes}
        pool = self.x[code][year] if self.how == "minmax-year" else self.x[code]
        there = reference.present(pool)
        if not reference.varies(pool):
            pass
        elif self.how == "zscore":
            z[code] = [data.sign[code] * (value - reference.mean(there)) / reference.sample_sd(there)]
        else:
            low, high = min(there), max(there)
            z[code] = [(value - low if data.sign[code] > 0 else high - value) / (high - low)]
        scores = list(scores)
        scores[i] = reference.combine_all(data, z, self.share, self.aggregate)["index"][0][0]
        return scores


class Framework:
    """Paths, measures and what bears on them."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.entries = json.load(file)["entries"]
        self.by_id = {entry["id"]: entry for entry in self.entries}
        self.links = [(entry["from"], entry["to"]) for entry in self.entries if entry["kind"] == "link"]

    def kind(self, id):
        return self.by_id[id]["kind"] if id in self.by_id else None

    def within(self, id, ancestor):
        while id is not None and id != ancestor:
            id = self.by_id[id].get("parent")
        return id is not None

    def targets(self, code, pillar, component):
        """What an indicator is evidence for."""
        def sort(target):
            return "path" if self.kind(target) == "measure" else self.kind(target)

        own = {to for source, to in self.links if source == code}
        sorts = {sort(to) for to in own}
        concepts = {id for id in (pillar, component) if self.kind(id) == "concept"}
        general = {to for source, to in self.links if source == component and sort(to) not in sorts}
        return own | concepts | general

    def measures(self):
        for path in self.entries:
            if path["kind"] == "path":
                for measure in self.entries:
                    if measure["kind"] == "measure" and measure["parent"] == path["id"]:
                        yield path["id"], measure["id"]

    def indicators(self, measure, data):
        worked_on = [to for source, to in self.links if source == measure]
        return [code for code in data.codes
                if any(target == measure or any(self.within(target, concept) for concept in worked_on)
                       for target in self.targets(code, *data.path[code]))]


def rank_of(scores, i, tolerance=0.0):
    """1 = best; 0 without a score. A tolerance lets those as good as equal stand behind (> 0) or before (< 0)."""
    if math.isnan(scores[i]):
        return 0
    return 1 + sum(score > scores[i] + tolerance for k, score in enumerate(scores) if k != i)


def leaves(data, node="index"):
    if node in data.x:
        yield node
    for child in data.children.get(node, []):
        yield from leaves(data, child)


def levers(method, framework, t, regions):
    """One dictionary a row; rank_gain as the set of what rounding may make of it."""
    data = method.data
    order = list(leaves(data))
    by_measure = {pair: framework.indicators(pair[1], data) for pair in framework.measures()}
    for i in regions:
        obstacles = method.obstacles(t * data.n + i)
        facts = {}
        for code in order:
            year = method.x[code][t * data.n:(t + 1) * data.n]
            sign, own, there = data.sign[code], year[i], reference.present(year)
            if math.isnan(own):
                facts[code] = (math.nan, math.nan, math.nan, {0})
                continue
            best = max(sign * v for v in there) - sign * own
            before = method.scores["index"][0][t * data.n:(t + 1) * data.n]
            after = method.index_with(code, t, i, own + sign * best / 4)
            gains = {rank_of(before, i, a) - rank_of(after, i, b) for a in (-TOLERANCE, 0, TOLERANCE)
                     for b in (-TOLERANCE, 0, TOLERANCE)}
            facts[code] = (obstacles[code], best, sign * (statistics.median(there) - own), gains)
        for (path, measure), codes in by_measure.items():
            ranked = sorted(codes, key=lambda c: (-facts[c][0] if not math.isnan(facts[c][0]) else 1.0, order.index(c)))
            for code in ranked:
                obstacle, gap_best, gap_median, gains = facts[code]
                yield {"region": data.regions[i], "path": path, "measure": measure, "indicator": code,
                       "obstacle": obstacle, "gap_best": gap_best, "gap_median": gap_median, "rank_gain": gains,
                       "ranked": not math.isnan(method.scores["index"][0][t * data.n + i])}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("framework")
    parser.add_argument("what", choices=["obstacles", "levers"])
    parser.add_argument("--missing", default="leave", choices=["leave", "linear"])
    parser.add_argument("--normalise", default="minmax", choices=["minmax", "minmax-year", "zscore", "rank"])
    parser.add_argument("--weights", default="entropy", choices=["equal", "entropy", "critic", "cv"])
    parser.add_argument("--aggregate", default="arithmetic", choices=["arithmetic", "geometric"])
    args = parser.parse_args()
    data = reference.Data(args.folder)
    method = Method(data, args.missing, args.normalise, args.weights, args.aggregate)
    out = csv.writer(sys.stdout, lineterminator="\n")

    def text(value):
        return "" if math.isnan(value) else f"{value:.17g}"

    if args.what == "obstacles":
        out.writerow(["region", "year", "node", "level", "obstacle"])
        for i, region in enumerate(data.regions):
            for t, year in enumerate(data.years):
                for node, degree in method.obstacles(t * data.n + i).items():
                    out.writerow([region, year, node, data.level(node), text(degree)])
        return
    out.writerow(["region", "year", "path", "measure", "indicator", "obstacle", "gap_best", "gap_median", "rank_gain"])
    last = len(data.years) - 1
    for row in levers(method, Framework(args.framework), last, range(data.n)):
        known = row["ranked"] and not math.isnan(row["gap_best"])
        out.writerow([row["region"], data.years[last], row["path"], row["measure"], row["indicator"],
                      text(row["obstacle"]), text(row["gap_best"]), text(row["gap_median"]),
                      min(row["rank_gain"]) if known else ""])


if __name__ == "__main__":
    main()
