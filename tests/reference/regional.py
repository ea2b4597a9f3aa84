# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of regional statistics share: projects of samples and of regional.csv, and results of `nqp stats`."""

import csv
import io
import math
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
TOLERANCE = 1e-9


def read(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
    return path


def call(nqp, *arguments):
    done = subprocess.run([nqp, *map(str, arguments)], check=False, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"nqp {' '.join(map(str, arguments))}: {done.stderr}")
    return done


def rows(nqp, *arguments):
    return list(csv.DictReader(io.StringIO(call(nqp, *arguments).stdout)))


def number(text):
    return float(text) if text else math.nan


def values(name):
    """{year: {region: value}} of a set in regional.csv"""
    result = {}
    for row in read(os.path.join(HERE, "regional.csv")):
        if row["set"] == name:
            result.setdefault(int(row["year"]), {})[row["region"]] = float(row["value"])
    return result


def groups(name):
    return {row["region"]: row["group"] for row in read(os.path.join(HERE, "regional.csv")) if row["set"] == name}


def links(name):
    """{region: neighbours in order} of a set in regional-neighbours.csv"""
    result = {region: [] for region in groups(name)}
    for row in read(os.path.join(HERE, "regional-neighbours.csv")):
        if row["set"] == name:
            result[row["code"]].append(row["neighbour"])
    return result


def project(nqp, name, folder):
    """A project of one indicator, "value", from a set of regional.csv"""
    grouped, near = groups(name), links(name)
    data = write(os.path.join(folder, f"{name}-data.csv"), ["region", "year", "indicator", "value"],
                 [(region, year, "value", repr(value)) for year, year_values in values(name).items()
                  for region, value in year_values.items()])
    regions = write(os.path.join(folder, f"{name}-regions.csv"), ["code", "name_en", "group"],
                    [(region, region, group) for region, group in grouped.items()])
    neighbours = write(os.path.join(folder, f"{name}-neighbours.csv"), ["code", "neighbour", "kind"],
                       [(a, b, "land") for a in near for b in near[a] if a < b])
    indicators = write(os.path.join(folder, f"{name}-indicators.csv"),
                       ["code", "name_en", "pillar", "component", "direction"],
                       [("value", "Value", "elements", "labour-force", "+")])
    path = os.path.join(folder, f"{name}.nqp")
    call(nqp, "import", "-o", path, "--data", data, "--regions", regions, "--indicators", indicators,
         *(["--neighbours", neighbours] if any(near.values()) else []))
    return path


def scores(nqp, path, *options):
    """{year: {region: score of the index}}, in the order of the project"""
    result = {}
    for row in rows(nqp, "score", path, *options):
        if row["score"] and row["node"] == "index":
            result.setdefault(int(row["year"]), {})[row["region"]] = float(row["score"])
    return result


def differences(found, expected, tolerance=TOLERANCE):
    """What of two dictionaries of numbers is not the same."""
    if set(found) != set(expected):
        return [f"keys that only one has: {sorted(set(found) ^ set(expected), key=str)[:4]}"]
    return [f"{key}: {found[key]!r}, expected {expected[key]!r}" for key in expected
            if not (math.isnan(found[key]) and math.isnan(expected[key]) or abs(found[key] - expected[key]) <= tolerance)]


def run(checks):
    """Prints TAP of functions that return what is amiss; the exit status."""
    failed = False
    print(f"1..{len(checks)}")
    for i, (name, check) in enumerate(checks, 1):
        amiss = check()
        failed = failed or bool(amiss)
        print("not ok" if amiss else "ok", i, "-", name)
        for line in amiss[:5]:
            print("#", line)
    return 1 if failed else 0
