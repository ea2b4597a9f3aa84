#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a score differs, by indicator: the Owen value by brute force, from the formula alone; see score_reference.py.

    difference_reference.py FOLDER FROM_REGION FROM_YEAR TO_REGION TO_YEAR [method options of score_reference.py]

prints node,level,part as CSV. Owen (1977) for a tree of coalitions: an indicator's part is the sum, over the sets P of the other
pillars, C of the other components of its pillar and I of the other indicators of its component, of w(P) w(C) w(I) times what the
indicator changes where all of P, C and I have come to what they are on the second side; w(S) = |S|! (n - |S| - 1)! / n!. On the way
the index is made of whatever there is; at both ends it has the least coverage. Not for TOPSIS and Copeland.
"""

import argparse
import csv
import functools
import itertools
import math
import sys

import score_reference as reference


def weight(size, n):
    return math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n)


def subsets(items):
    return itertools.chain.from_iterable(itertools.combinations(items, k) for k in range(len(items) + 1))


class Difference:
    def __init__(self, data, z, share, aggregate, power, start, end):
        self.data, self.share, self.power = data, share, power
        self.made = reference.parse_levels(aggregate)
        self.sides = [{code: z[code][cell] for code in data.codes} for cell in (start, end)]
        self.memo = {}

    def leaves(self, node):
        return [node] if node in self.data.x else [leaf for child in self.data.children[node] for leaf in self.leaves(child)]

    def evaluate(self, node, come):
        """(score, coverage) where the leaves in "come" are as on the second side."""
        key = node, tuple(leaf in come for leaf in self.leaves(node))
        if key in self.memo:
            return self.memo[key]
        if node in self.data.x:
            value = self.sides[node in come][node]
            result = (value, 0.0 if math.isnan(value) else 1.0)
        else:
            how = self.made[self.data.level(node)]
            parts, coverage = [], 0.0
            for child in self.data.children[node]:
                score, there = self.evaluate(child, come)
                coverage += self.share[child] * there
                safe = child not in self.data.x and reference.needs_positive(self.made[self.data.level(child)], self.power)
                if reference.needs_positive(how, self.power) and not safe:
                    score = reference.FLOOR + (1 - reference.FLOOR) * score
                if not math.isnan(score):
                    parts.append((self.share[child], score))
            enough = node == "index" or coverage >= reference.LEAST_COVERAGE - 1e-12
            result = (reference.mix(parts, how, self.power) if enough and parts else math.nan, coverage)
        self.memo[key] = result
        return result

    def index(self, come):
        return self.evaluate("index", come)[0]

    def part(self, code):
        """What one indicator adds."""
        pillar, component = self.data.path[code]
        total = 0.0
        levels = []
        for node, parent in ((pillar, "index"), (component, pillar), (code, component)):
            others = [child for child in self.data.children[parent] if child != node]
            levels.append([(frozenset(leaf for child in chosen for leaf in self.leaves(child)), weight(len(chosen), len(others) + 1))
                           for chosen in subsets(others)])
        for (p, wp), (c, wc), (i, wi) in itertools.product(*levels):
            come = p | c | i
            total += wp * wc * wi * (self.index(come | {code}) - self.index(come))
        return total

    def parts(self):
        leaf = {code: self.part(code) for code in self.data.codes}
        return {node: math.fsum(leaf[code] for code in self.leaves(node)) for node in self.data.nodes()}


@functools.lru_cache(maxsize=None)
def prepare(folder, missing, how, scheme):
    data = reference.Data(folder)
    x = {code: reference.fill(data, data.x[code], missing) for code in data.codes}
    z = {code: reference.normalise(data, code, x[code], how) for code in data.codes}
    return data, z, reference.local_weights(data, x, scheme)


def explain(folder, start, end, missing="leave", how="minmax", scheme="equal", aggregate="geometric", power=0.5):
    """{node: part}; start and end: (region, year)."""
    data, z, share = prepare(folder, missing, how, scheme)
    cells = [data.years.index(year) * data.n + data.regions.index(region) for region, year in (start, end)]
    return Difference(data, z, share, aggregate, power, *cells).parts()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("ends", nargs=4)
    parser.add_argument("--missing", default="leave")
    parser.add_argument("--normalise", default="minmax")
    parser.add_argument("--weights", default="equal")
    parser.add_argument("--aggregate", default="geometric")
    parser.add_argument("--power", type=float, default=0.5)
    args = parser.parse_args()
    from_region, from_year, to_region, to_year = args.ends
    parts = explain(args.folder, (from_region, int(from_year)), (to_region, int(to_year)), args.missing, args.normalise, args.weights,
                    args.aggregate, args.power)
    data = prepare(args.folder, args.missing, args.normalise, args.weights)[0]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["node", "level", "part"])
    for node, part in parts.items():
        out.writerow([node, data.level(node), f"{part:.17g}"])


if __name__ == "__main__":
    main()
