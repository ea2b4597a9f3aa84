#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Association in space against R's spdep (space.csv, by space_reference.R), and neighbours and ellipses by a second program.

    test_space.py NQP SAMPLES

Prints TAP.
"""

import math
import os
import sys
import tempfile
from functools import partial

sys.dont_write_bytecode = True
import regional
from test_scores import import_folder

# set: the one indicator that is looked at
SETS = {"columbus": "value", "china-provinces": "stud", "world-economies": "human"}
OPTIONS = ["--normalise", "distance"]  # scores are values over the greatest
QUADRANTS = {"LL": 1, "HL": 2, "LH": 3, "HH": 4}  # as factor levels of spdep
PERMUTATIONS = 99999


def expected_of(name):
    """{(what, year, region, name): value}"""
    return {(row["what"], row["year"], row["region"], row["name"]): float(row["value"])
            for row in regional.read(os.path.join(regional.HERE, "space.csv")) if row["set"] == name}


def check_globals(nqp, project, options, expected):
    found = {}
    for what, value in ("moran", "i"), ("geary", "c"), ("getis", "g"):
        for row in regional.rows(nqp, "stats", project, what, *options):
            for name, column in ("value", value), ("z", "z"), ("p", "p"), ("expected", "expected"):
                if column in row:
                    found[what, row["year"], "", name] = float(row[column])
    return regional.differences(found, {key: value for key, value in expected.items() if key in found
                                        or key[0] in ("moran", "geary", "getis")
                                        and key[3] not in ("p_permutation", "expected")})


def check_locals(nqp, project, options, expected):
    found = {}
    for row in regional.rows(nqp, "stats", project, "lisa", "--permutations", "99", *options):
        found["lisa", row["year"], row["region"], "i"] = float(row["i"])
        found["lisa", row["year"], row["region"], "quadrant"] = QUADRANTS[row["quadrant"]]
    for row in regional.rows(nqp, "stats", project, "getis-local", *options):
        for name in "gzp":
            found["getis-local", row["year"], row["region"], name] = float(row[name])
    return regional.differences(found, {key: value for key, value in expected.items()
                                        if key[0] in ("lisa", "getis-local") and key[3] != "p_permutation"})


def check_permutations(nqp, project, options, expected):
    """Both are counts of 99,999 draws: apart by five deviations of their difference at most."""
    found, amiss = {}, []
    year = max(key[1] for key in expected)
    for row in regional.rows(nqp, "stats", project, "moran", "--year", year, "--permutations", PERMUTATIONS, *options):
        found["moran", year, ""] = float(row["p_permutation"])
    for row in regional.rows(nqp, "stats", project, "lisa", "--year", year, "--permutations", PERMUTATIONS, *options):
        found["lisa", year, row["region"]] = float(row["p"])
        if row["cluster"] != (row["quadrant"] if float(row["p"]) <= 0.05 else "ns"):
            amiss.append(f"cluster of {row}")
    wanted = {key[:3]: value for key, value in expected.items() if key[3] == "p_permutation"}
    if set(found) != set(wanted):
        return ["not the same regions"]
    for key, p in wanted.items():
        error = math.sqrt(2 * max(p * (1 - p), 1e-4) / PERMUTATIONS)
        if abs(found[key] - p) > 5 * error:
            amiss.append(f"{key}: {found[key]}, expected {p}")
    return amiss


def check_threads(nqp, project, options):
    amiss = []
    for what in "moran", "lisa":
        texts = {regional.call(nqp, "stats", project, what, *options, "--threads", threads).stdout
                 for threads in (1, 2, 7)}
        other = regional.call(nqp, "stats", project, what, *options, "--seed", "2").stdout
        amiss += [f"{what} differs between numbers of threads"] if len(texts) > 1 else []
        amiss += [f"{what} does not depend on the seed"] if other in texts else []
    return amiss


def kilometres(a, b):
    """Haversine on the mean sphere"""
    (l1, p1), (l2, p2) = [[math.radians(v) for v in place] for place in (a, b)]
    return 2 * 6371.0088 * math.asin(math.sqrt(
        math.sin((p1 - p2) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin((l1 - l2) / 2) ** 2))


def moran(y, weights):
    """weights: {i: {j: w}}, made to sum to 1"""
    mean = math.fsum(y.values()) / len(y)
    z = {i: value - mean for i, value in y.items()}
    lags = {i: math.fsum(w * z[j] for j, w in row.items()) / math.fsum(row.values()) for i, row in weights.items()}
    return math.fsum(z[i] * lags[i] for i in z) / math.fsum(v * v for v in z.values())


def check_neighbours(nqp, folder, project):
    scores = regional.scores(nqp, project)
    place = {row["code"]: (float(row["longitude"]), float(row["latitude"]))
             for row in regional.read(os.path.join(folder, "regions.csv"))}
    year = max(scores)
    y = scores[year]
    km = {i: {j: kilometres(place[i], place[j]) for j in y if j != i} for i in y}
    nearest = {i: sorted(km[i], key=km[i].get)[:4] for i in y}
    patents = {}
    for row in regional.read(os.path.join(folder, "data.csv")):
        patents.setdefault(row["region"], []).append(float(row["PATENTS"]) / float(row["POP"]))
    level = {i: math.fsum(patents[i]) / len(patents[i]) for i in y}
    own = regional.write(os.path.join(os.path.dirname(project), "own.csv"), ["code", "neighbour", "weight"],
                         [(i, j, k + 1) for i in y for k, j in enumerate(nearest[i])])
    wanted = {
        "knn:4": {i: {j: 1 for j in nearest[i]} for i in y},
        "distance:1500": {i: {j: 1 for j in y if j != i and km[i][j] <= 1500} for i in y},
        "inverse:1": {i: {j: 1 / km[i][j] for j in km[i]} for i in y},
        "inverse:2:2000": {i: {j: km[i][j] ** -2 for j in km[i] if km[i][j] <= 2000} for i in y},
        "economic:pat": {i: {j: 1 / abs(level[i] - level[j]) for j in km[i]} for i in y},
        own: {i: {j: k + 1 for k, j in enumerate(nearest[i])} for i in y},
    }
    found = {}
    for name in wanted:
        row, = regional.rows(nqp, "stats", project, "moran", "--year", year, "--neighbours", name, "--permutations", 99)
        found[name] = float(row["i"])
    return regional.differences(found, {name: moran(y, weights) for name, weights in wanted.items()})


def check_ellipse(nqp, folder, project):
    """On the plane that touches the globe in the middle of the regions: by vectors, axes found by turning."""
    scores, amiss = regional.scores(nqp, project), []
    place = {row["code"]: [math.radians(float(row[name])) for name in ("longitude", "latitude")]
             for row in regional.read(os.path.join(folder, "regions.csv"))}

    def dot(a, b):
        return math.fsum(p * q for p, q in zip(a, b))

    def vector(l, p):
        return math.cos(p) * math.cos(l), math.cos(p) * math.sin(l), math.sin(p)

    for row in regional.rows(nqp, "stats", project, "ellipse"):
        y = scores[int(row["year"])]
        at = {i: vector(*place[i]) for i in y}
        middle = [math.fsum(v[k] for v in at.values()) for k in range(3)]
        middle = [v / math.sqrt(dot(middle, middle)) for v in middle]
        east = [-middle[1] / math.hypot(*middle[:2]), middle[0] / math.hypot(*middle[:2]), 0]
        north = [middle[1] * east[2] - middle[2] * east[1], middle[2] * east[0] - middle[0] * east[2],
                 middle[0] * east[1] - middle[1] * east[0]]
        plane = {}
        for i, v in at.items():
            away = math.sqrt(2 / (1 + dot(v, middle))) * 6371.0088  # equal areas
            plane[i] = away * dot(v, east), away * dot(v, north)
        whole = math.fsum(y.values())
        cx, cy = (math.fsum(y[i] * plane[i][k] for i in y) / whole for k in range(2))
        xx, xy, yy = (math.fsum(y[i] * (plane[i][a] - (cx, cy)[a]) * (plane[i][b] - (cx, cy)[b]) for i in y) / whole
                      for a, b in ((0, 0), (0, 1), (1, 1)))
        turn = math.radians(float(row["angle"]))
        along = math.sin(turn) ** 2 * xx + 2 * math.sin(turn) * math.cos(turn) * xy + math.cos(turn) ** 2 * yy
        across = math.cos(turn) ** 2 * xx - 2 * math.sin(turn) * math.cos(turn) * xy + math.sin(turn) ** 2 * yy
        cross = math.sin(turn) * math.cos(turn) * (xx - yy) + (math.cos(turn) ** 2 - math.sin(turn) ** 2) * xy
        centre = vector(*(math.radians(float(row[name])) for name in ("longitude", "latitude")))
        away = math.sqrt(2 / (1 + dot(centre, middle))) * 6371.0088
        amiss += regional.differences(
            {"major": float(row["major_km"]), "minor": float(row["minor_km"]), "axes meet": cross / along,
             "x": away * dot(centre, east), "y": away * dot(centre, north)},
            {"major": math.sqrt(2 * along), "minor": math.sqrt(2 * across), "axes meet": 0, "x": cx, "y": cy}, 1e-8)
        if along < across:
            amiss.append(f"{row['year']}: the major axis is the minor one")
    return amiss


def import_one(nqp, folder, indicator, scratch):
    """A project of a sample with one indicator alone"""
    kept = [row for row in regional.read(os.path.join(folder, "indicators.csv")) if row["code"] == indicator]
    path = regional.write(os.path.join(scratch, "one.csv"), list(kept[0]), [row.values() for row in kept])
    project = os.path.join(scratch, f"{indicator}.nqp")
    regional.call(nqp, "import", "-o", project, "--indicators", path,
                  *(word for name in ("data", "regions", "neighbours")
                    for word in (f"--{name}", os.path.join(folder, f"{name}.csv"))))
    return project


def main():
    nqp, samples = sys.argv[1:]
    checks = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, indicator in SETS.items():
            folder = os.path.join(samples, name)
            expected = expected_of(name)
            if name == "columbus":
                one = regional.project(nqp, name, scratch)
            else:
                one = import_one(nqp, folder, indicator, scratch)
                project = os.path.join(scratch, name + ".nqp")
                import_folder(nqp, folder, project)
                checks.append((f"ellipses of {name}", partial(check_ellipse, nqp, folder, project)))
            checks += [(f"global measures of {name}", partial(check_globals, nqp, one, OPTIONS, expected)),
                       (f"local measures of {name}", partial(check_locals, nqp, one, OPTIONS, expected))]
            if name != "world-economies":
                checks.append((f"permutations of {name}", partial(check_permutations, nqp, one, OPTIONS, expected)))
            if name == "china-provinces":
                checks += [(f"neighbours of {name}", partial(check_neighbours, nqp, folder, project)),
                           (f"threads with {name}", partial(check_threads, nqp, one, OPTIONS))]
        return regional.run(checks)


if __name__ == "__main__":
    sys.exit(main())
