#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores of a folder of CSV files, computed from the published formulas alone.

An independent program to hold the engine against: it shares no code and no file format with it, reads the CSV files
that the samples are made from, and says each formula in the plainest way. Needs Python 3 alone.

    score_reference.py FOLDER [--missing ...] [--outliers ...] [--normalise ...] [--weights ...] [--aggregate ...]

prints region,year,node,level,score,rank,coverage for every node. Formulas: OECD/JRC Handbook on Constructing Composite
Indicators (2008), steps 5 to 7; entropy weights as in Zeleny (1982); CRITIC: Diakoulaki, Mavrotas, Papayannakis (1995);
TOPSIS: Hwang and Yoon (1981); Copeland: Munda and Nardo (2009); skewness and kurtosis: Joanes and Gill (1998), G1 and G2.
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
        self.groups = [places[code].get("group_en", "") for code in self.regions]
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


def fill_nearest(x, years, n):
    filled = list(x)
    for i in range(n):
        known = [t for t in range(len(years)) if not math.isnan(x[t * n + i])]
        for t in range(len(years)):
            if known and t not in known:
                nearest = min(known, key=lambda k: (abs(years[k] - years[t]), years[k]))
                filled[t * n + i] = x[nearest * n + i]
    return filled


def median(values):
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def fill_group_median(x, years, n, groups):
    filled = list(x)
    for cell in range(len(x)):
        if math.isnan(x[cell]) and groups[cell % n]:
            year = cell // n * n
            known = present(x[year + i] for i in range(n) if groups[i] == groups[cell % n])
            if known:
                filled[cell] = median(known)
    return filled


def fill(data, x, missing):
    if missing == "linear":
        return fill_linear(x, data.years, data.n)
    if missing == "nearest":
        return fill_nearest(x, data.years, data.n)
    if missing == "group-median":
        return fill_group_median(x, data.years, data.n, data.groups)
    assert missing == "leave"
    return x


def quantile(values, p):
    """Type 7 of Hyndman and Fan (1996)."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * p
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def skewness(values):
    n, middle, sd = len(values), mean(values), sample_sd(values)
    return n / (n - 1) / (n - 2) * math.fsum(((v - middle) / sd) ** 3 for v in values)


def excess_kurtosis(values):
    n, middle, sd = len(values), mean(values), sample_sd(values)
    fourth = math.fsum(((v - middle) / sd) ** 4 for v in values)
    return n * (n + 1) / (n - 1) / (n - 2) / (n - 3) * fourth - 3 * (n - 1) ** 2 / (n - 2) / (n - 3)


def box_cox(v, exponent):
    """But for a constant, which goes when values are put back between the lowest and the highest."""
    return math.log(v) if exponent == 0 else v ** exponent / exponent


def likeliest_exponent(values):
    """Box and Cox (1964): the exponent of the greatest profile likelihood, by halving between signs of its
    derivative."""
    logs = [math.log(v) for v in values]
    middle = mean(logs)

    def slope(exponent):
        """Derivative of (exponent - 1) sum ln x - n / 2 ln var y, divided by n."""
        y = [math.expm1(exponent * (u - middle)) / exponent for u in logs]
        dy = [((u - middle) * math.exp(exponent * (u - middle)) - v) / exponent for u, v in zip(logs, y)]
        y0 = mean(y)
        return -math.fsum((v - y0) * d for v, d in zip(y, dy)) / math.fsum((v - y0) ** 2 for v in y)

    low, high = -5.1, 5.0  # halved, they do not come upon 0, where the formulas divide by 0
    assert slope(low) > 0 > slope(high), "the likeliest exponent is beyond -5 and 5"
    for _ in range(60):
        half = (low + high) / 2
        low, high = (half, high) if slope(half) > 0 else (low, half)
    return (low + high) / 2


def treat(code, x, outliers, winsor):
    """The values that count. Box-Cox: back between the lowest and the highest value, which normalisation does not see."""
    there = present(x)
    if outliers == "none" or not there:
        return x
    if outliers == "winsorise":
        low, high = quantile(there, winsor), quantile(there, 1 - winsor)
        return [v if math.isnan(v) else min(max(v, low), high) for v in x]
    assert outliers == "box-cox"
    if len(there) < 4 or not varies(there) or not (abs(skewness(there)) > 2 and excess_kurtosis(there) > 3.5):
        return x
    if min(there) <= 0:
        raise ValueError(code)
    exponent = likeliest_exponent(there)
    low, high = min(there), max(there)
    bottom, top = box_cox(low, exponent), box_cox(high, exponent)
    return [v if math.isnan(v) else low + (high - low) * (box_cox(v, exponent) - bottom) / (top - bottom) for v in x]


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


def percentiles(x, sign):
    """Values equal but for rounding (1e-12 of the largest) are equal: filled ones may differ in their last bits."""
    ordered = sorted(sign * v for v in present(x))
    tie = 1e-12 * max((abs(v) for v in ordered), default=0)
    return [v if math.isnan(v) else
            (bisect.bisect_left(ordered, sign * v - tie) + bisect.bisect_right(ordered, sign * v + tie))
            / 2 / len(ordered) for v in x]


def normalise(data, code, x, how):
    sign = data.sign[code]
    if how == "minmax":
        return scale(x, sign)
    if how == "minmax-year":
        return [v for year in data.by_year(x) for v in scale(year, sign)]
    if how == "zscore":
        if not varies(x):
            return [v if math.isnan(v) else 0.0 for v in x]
        middle, sd = mean(present(x)), sample_sd(present(x))
        return [sign * (v - middle) / sd for v in x]
    if how == "percentile":
        return percentiles(x, sign)
    if how == "distance":
        if min(present(x), default=1) <= 0:
            raise ValueError(code)
        return [v / max(present(x)) if sign > 0 else min(present(x)) / v for v in x]
    if how == "goalposts":  # the samples set none: the lowest and the highest value
        return scale(x, sign)
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


NEED_POSITIVE = ("geometric", "harmonic")


def needs_positive(aggregate, power):
    return aggregate in NEED_POSITIVE or (aggregate == "power" and power <= 0)


def mix(parts, aggregate, power=0.5):
    """parts: (weight, score) of the children that have one, or nothing."""
    weight = math.fsum([w for w, _ in parts])
    if weight <= 0:
        return math.nan
    if aggregate == "power" and power in (-1, 0, 1):
        aggregate = {-1: "harmonic", 0: "geometric", 1: "arithmetic"}[power]
    if aggregate == "geometric":
        return math.prod([s ** (w / weight) for w, s in parts])
    if aggregate == "harmonic":
        return 0.0 if any(s == 0 and w > 0 for w, s in parts) else 1 / math.fsum([w / weight / s for w, s in parts])
    if aggregate == "power":
        return math.fsum([w / weight * s ** power for w, s in parts]) ** (1 / power)
    assert aggregate == "arithmetic"
    return math.fsum([w / weight * s for w, s in parts])


def topsis(parts):
    """parts: (weight, score, worst, best)."""
    if math.fsum([w for w, *_ in parts]) <= 0:
        return math.nan
    up = math.sqrt(math.fsum([(w * (s - best)) ** 2 for w, s, _, best in parts]))
    down = math.sqrt(math.fsum([(w * (s - worst)) ** 2 for w, s, worst, _ in parts]))
    return down / (up + down) if up + down > 0 else 0.5


def copeland(data, children, share, result, taking):
    """Scores of the cells that take part: in each year every region meets every other."""
    scores = [math.nan] * len(taking)
    places = [(share[child], ranks(data, result[child][0])) for child in children]
    for year in range(0, len(taking), data.n):
        there = [c for c in range(year, year + data.n) if taking[c]]
        for c in there:
            won = 0
            for other in there:
                both = [(w, place[c], place[other]) for w, place in places if place[c] and place[other]]
                ahead = math.fsum([w if a < b else w / 2 if a == b else 0 for w, a, b in both])
                behind = math.fsum([w if a > b else w / 2 if a == b else 0 for w, a, b in both])
                won += (ahead - behind > 1e-12) - (behind - ahead > 1e-12)
            scores[c] = (won + len(there) - 1) / 2 / (len(there) - 1) if len(there) > 1 else 0.5
    return scores


def treated_values(data, missing, outliers, winsor):
    return {code: treat(code, fill(data, data.x[code], missing), outliers, winsor) for code in data.codes}


def compute(data, missing="leave", how="minmax", scheme="entropy", aggregate="arithmetic", outliers="none",
            winsor=0.01, power=0.5):
    """{node: (scores, coverages)}, flat lists of cells. ValueError: an indicator that cannot be treated that way."""
    treatment = (missing, outliers, winsor)
    x = data.once(("x", treatment), lambda: treated_values(data, *treatment))
    z = data.once(("z", treatment, how), lambda: {code: normalise(data, code, x[code], how) for code in data.codes})
    share = data.once(("share", treatment, scheme), lambda: local_weights(data, x, scheme))
    return combine_all(data, z, share, aggregate, power)


def parse_levels(aggregate):
    """What makes components, pillars and the index: one word, or "component=ONE,pillar=OTHER,index=THIRD"."""
    if "=" not in aggregate:
        return {level: aggregate for level in ("component", "pillar", "index")}
    made = {level: "arithmetic" for level in ("component", "pillar", "index")}
    made.update(part.split("=") for part in aggregate.split(","))
    return made


def combine_all(data, z, share, aggregate, power=0.5):
    """{node: (scores, coverages)} of normalised values: lists of any number of cells."""
    n_cells = len(z[data.codes[0]])
    made = parse_levels(aggregate)
    result = {code: (z[code], [0.0 if math.isnan(v) else 1.0 for v in z[code]]) for code in data.codes}

    def taken(child, how):
        """A child's scores as a parent made by "how" takes them."""
        safe = child not in data.x and needs_positive(made[data.level(child)], power)
        if not needs_positive(how, power) or safe:
            return result[child][0]
        return [FLOOR + (1 - FLOOR) * v for v in result[child][0]]

    def ends(node):
        there = present(result[node][0])
        return (min(there), max(there)) if there else (math.nan, math.nan)

    def effective(node, c, weight=1.0):
        """(leaf, weight) below a node in one cell, what has no score left out and its weight handed on."""
        children = [child for child in data.children[node] if not math.isnan(result[child][0][c])]
        whole = math.fsum([share[child] for child in children])
        for child in children if whole > 0 else []:
            if child in data.x:
                yield child, weight * share[child] / whole
            else:
                yield from effective(child, c, weight * share[child] / whole)

    def combine(node):
        children = data.children[node]
        for child in children:
            if child not in result:
                combine(child)
        how = made[data.level(node)]
        columns = [(z[code], weight) for code, weight in leaves_below(data, share, node)]
        coverages = [math.fsum([weight for column, weight in columns if not math.isnan(column[c])])
                     for c in range(n_cells)]
        values = {child: taken(child, how) for child in children}
        span = {child: ends(child) for child in [*children, *data.codes]} if how == "topsis" else {}
        scores = []
        for c in range(n_cells):
            there = [child for child in children if not math.isnan(values[child][c])]
            if coverages[c] < LEAST_COVERAGE - 1e-12 or math.fsum([share[child] for child in there]) <= 0:
                scores.append(math.nan)
            elif how == "copeland":
                scores.append(0.0)
            elif how == "topsis" and set(made.values()) == {"topsis"}:
                scores.append(topsis([(w, z[code][c], *span[code]) for code, w in effective(node, c)]))
            elif how == "topsis":
                scores.append(topsis([(share[child], values[child][c], *span[child]) for child in there]))
            else:
                scores.append(mix([(share[child], values[child][c]) for child in there], how, power))
        if how == "copeland":
            scores = copeland(data, children, share, result, [not math.isnan(s) for s in scores])
        result[node] = (scores, coverages)

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
    parser.add_argument("--missing", default="leave", choices=["leave", "linear", "nearest", "group-median"])
    parser.add_argument("--outliers", default="none", choices=["none", "winsorise", "box-cox"])
    parser.add_argument("--winsor", type=float, default=0.01)
    parser.add_argument("--normalise", default="minmax", choices=["minmax", "minmax-year", "zscore", "rank", "percentile",
                                                                  "distance", "goalposts"])
    parser.add_argument("--weights", default="entropy", choices=["equal", "entropy", "critic", "cv"])
    parser.add_argument("--aggregate", default="arithmetic", help="arithmetic, geometric, harmonic, power, topsis, copeland; "
                        "or a level each: component=...,pillar=...,index=...")
    parser.add_argument("--power", type=float, default=0.5)
    args = parser.parse_args()
    if args.normalise == "zscore" and set(parse_levels(args.aggregate).values()) & {"geometric", "harmonic", "power"}:
        parser.error("z-scores have no such mean")
    data = Data(args.folder)
    result = compute(data, args.missing, args.normalise, args.weights, args.aggregate, args.outliers, args.winsor,
                     args.power)
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
