#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds `nqp weights` and the statistics of scores against numbers from elsewhere, for one sample.

    test_weights.py NQP FOLDER PCA.csv

imports the CSV files of FOLDER with NQP. Weights by principal components are those that R found (pca_reference.R wrote
them to PCA.csv); combinations, shifted entropy, importances, alphas and correlations follow from the definitions and
score_reference.py. Prints TAP.
"""

import csv
import io
import math
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import score_reference as reference
from test_scores import import_folder

TOLERANCE = 1e-9


def rows(nqp, *arguments):
    done = subprocess.run([nqp, *arguments], check=True, capture_output=True, encoding="utf-8")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def leaf_weights(nqp, project, *arguments):
    return {row["node"]: float(row["global"]) for row in rows(nqp, "weights", project, *arguments)
            if row["level"] == "indicator"}


def differences(found, expected, tolerance=TOLERANCE):
    """What of two dictionaries of numbers is not the same."""
    if set(found) != set(expected):
        return [f"keys that only one has: {sorted(set(found) ^ set(expected))[:4]}"]
    return [f"{key}: {found[key]!r}, expected {expected[key]!r}" for key in expected
            if not (math.isnan(found[key]) and math.isnan(expected[key]) or abs(found[key] - expected[key]) <= tolerance)]


def shares(raw, codes):
    whole = math.fsum(raw.values())
    return {code: raw.get(code, 0.0) / whole for code in codes}


def scheme(data, name, shift=0.0):
    u = {code: [v + shift for v in reference.scale(data.x[code], data.sign[code])]
         for code in data.codes if reference.varies(data.x[code])}
    return shares(reference.importance(name, u), data.codes)


def below(data, node):
    return [node] if node in data.x else [code for child in data.children[node] for code in below(data, child)]


def check_pca(nqp, project, data, pca):
    return differences(leaf_weights(nqp, project, "--scheme", "pca"), pca)


def check_combine(nqp, project, data, pca):
    one, other = scheme(data, "entropy"), scheme(data, "critic")
    product = shares({code: math.sqrt(one[code] * other[code]) for code in data.codes}, data.codes)
    mean = {code: (one[code] + pca[code]) / 2 for code in data.codes}
    return (differences(leaf_weights(nqp, project, "--scheme", "combine"), product)
            + differences(leaf_weights(nqp, project, "--scheme", "combine(entropy*critic)"), product)
            + differences(leaf_weights(nqp, project, "--scheme", "combine(pca+entropy)"), mean))


def check_shift(nqp, project, data, pca):
    return differences(leaf_weights(nqp, project, "--scheme", "entropy", "--shift", "0.0001"),
                       scheme(data, "entropy", 0.0001))


def check_ahp(nqp, project, data, pca):
    """Judgements made from weights give the weights back; what was not judged counts the same."""
    pillars = data.children["index"]
    wanted = {pillar: (k + 1) / sum(range(len(pillars) + 1)) for k, pillar in enumerate(pillars)}
    path = project + ".csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write("parent,a,b,value\n")
        for k, a in enumerate(pillars):
            for b in pillars[k + 1:]:
                file.write(f"index,{a},{b},{pillars.index(a) + 1}/{pillars.index(b) + 1}\n")
    found = rows(nqp, "weights", project, "--scheme", "ahp", "--judgements", path)
    expected = {child: wanted.get(child, 1 / len(children))
                for children in data.children.values() for child in children}
    return differences({row["node"]: float(row["weight"]) for row in found if row["parent"]}, expected)


def importance(data, scores):
    result = {}
    for parent, children in data.children.items():
        squares = {child: reference.correlation(scores[child][0], scores[parent][0]) ** 2 for child in children}
        result.update({child: square / math.fsum(squares.values()) for child, square in squares.items()})
    return result


def check_importance(nqp, project, data, pca):
    result = []
    for name in ["equal", "entropy"]:
        found = rows(nqp, "stats", project, "importance", "--weights", name)
        expected = importance(data, reference.compute(data, scheme=name))
        result += differences({row["node"]: float(row["importance"]) for row in found}, expected)
    return result


def check_optimise(nqp, project, data, pca):
    """The importances of an independent program, from the weights printed: all the same below each parent."""
    share = {row["node"]: float(row["weight"]) for row in rows(nqp, "weights", project, "--scheme", "optimise")}
    z = {code: reference.scale(data.x[code], data.sign[code]) for code in data.codes}
    found = importance(data, reference.combine_all(data, z, share, "arithmetic"))
    expected = {child: 1 / len(children) for children in data.children.values() for child in children}
    return differences(found, expected, 1e-6)


def check_reliability(nqp, project, data, pca):
    expected = {}
    for node in data.children:
        z = [reference.scale(data.x[code], data.sign[code]) for code in below(data, node)]
        whole = [row for row in zip(*z) if not any(math.isnan(v) for v in row)]
        expected[node] = math.nan
        if len(z) > 1:
            parts = math.fsum(reference.sample_sd(column) ** 2 for column in zip(*whole))
            total = reference.sample_sd([math.fsum(row) for row in whole]) ** 2
            expected[node] = len(z) / (len(z) - 1) * (1 - parts / total)
    found = rows(nqp, "stats", project, "reliability")
    return differences({row["node"]: float(row["alpha"] or "nan") for row in found}, expected)


def check_correlation(nqp, project, data, pca):
    found = rows(nqp, "stats", project, "correlation")
    z = {code: reference.scale(data.x[code], data.sign[code]) for code in data.codes}
    pairs = {(a, b) for i, a in enumerate(data.codes) for b in data.codes[i + 1:]}
    result = differences({tuple(sorted((row["a"], row["b"]))): float(row["r"]) for row in found},
                         {tuple(sorted((a, b))): reference.correlation(z[a], z[b]) for a, b in pairs})
    for row in found:
        a, b, r = row["a"], row["b"], float(row["r"])
        same = data.path[a][1] == data.path[b][1]
        note = "contrary" if same and r < 0 else "redundant" if abs(r) > 0.92 else ""
        if row["note"] != note or row["same_component"] != str(int(same)):
            result.append(f"{row}, expected the note '{note}'")
    return result


CHECKS = [check_pca, check_combine, check_shift, check_ahp, check_importance, check_optimise, check_reliability,
          check_correlation]


def main():
    nqp, folder, path = sys.argv[1:]
    data = reference.Data(folder)
    sample = os.path.basename(os.path.normpath(folder))
    pca = {row["row"]: float(row["value"]) for row in reference.read_csv(path)
           if row["set"] == sample and row["what"] == "weight"}
    failed = False
    print(f"1..{len(CHECKS)}")
    with tempfile.TemporaryDirectory() as scratch:
        project = os.path.join(scratch, "sample.nqp")
        import_folder(nqp, folder, project)
        for i, check in enumerate(CHECKS, 1):
            amiss = check(nqp, project, data, pca)
            failed = failed or bool(amiss)
            print("not ok" if amiss else "ok", i, "-", check.__name__.removeprefix("check_"))
            for line in amiss[:5]:
                print("#", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
