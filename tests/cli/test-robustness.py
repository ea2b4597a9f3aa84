# SPDX-License-Identifier: GPL-3.0-or-later
"""robustness, sobol, methods and dominance: columns, sums, the same bytes for the same seed, wrong usage, bad requests."""
import math

from harness import SAMPLES, add, bad, case, contains, equal, good, main, path, rows, write

CHINA = "sample:china-provinces"
REGIONS = {"china-provinces": 31, "world-economies": 117}
ALL = "weights,normalise,aggregate,missing,scheme,indicators"
FEW = ["--draws", "300", "--vary", ALL]


def ranked(sample):
    """(region, rank) of the index in the last year"""
    table = rows(good("score", f"sample:{sample}"))
    return {row["region"]: row["rank"] for row in table if row["year"] == table[-1]["year"]}


def robustness(sample):
    table = rows(good("stats", f"sample:{sample}", "robustness", *FEW, "--top", 5))
    equal(list(table[0]), ["region", "median", "p05", "p95", "mean", "p_top_k", "p_near", "firmness"], "columns")
    regions = REGIONS[sample]
    equal({row["region"] for row in table}, set(ranked(sample)), "regions")
    for row in table:
        if not row["median"]:
            equal(set(row.values()), {row["region"], ""}, "nothing at all")
            continue
        low, median, high = (int(row[key]) for key in ("p05", "median", "p95"))
        assert 1 <= low <= median <= high <= regions, row
        assert 1 <= float(row["mean"]) <= regions and 0 <= float(row["p_top_k"]) <= 1, row
        assert high > 5 or float(row["p_top_k"]) >= 0.95, row
        assert low <= 5 or float(row["p_top_k"]) <= 0.05, row
        if row["p_near"]:
            near = float(row["p_near"])
            equal(row["firmness"], "firm" if near >= 0.9 else "fair" if near >= 0.5 else "fragile", str(row))
    assert any(row["p05"] != row["p95"] for row in table), "no rank ever changes"
    assert len({row["firmness"] for row in table}) > 1, "all ranks are as firm"
    # Weights that move by nothing leave the ranking as it is.
    still = rows(good("stats", f"sample:{sample}", "robustness", "--draws", 50, "--vary", "weights", "--spread", 0))
    for row in still:
        equal({row["median"], row["p05"], row["p95"]}, {ranked(sample)[row["region"]]}, "the current rank")
    # The more weights move, the more do ranks.
    widths = []
    for option in (["--spread", 5], ["--spread", 50], ["--dirichlet"]):
        found = rows(good("stats", f"sample:{sample}", "robustness", "--draws", 300, "--vary", "weights", *option))
        widths.append(sum(int(row["p95"]) - int(row["p05"]) for row in found if row["median"]))
    assert widths[0] < widths[1] < widths[2], widths


def sobol(sample):
    code = next(region for region, rank in ranked(sample).items() if rank == "9")
    command = ["stats", f"sample:{sample}", "sobol", "--draws", 128, "--vary", "weights,scheme,normalise", "--region", code]
    table = rows(good(*command))
    equal(list(table[0]), ["target", "factor", "first", "first_low", "first_high", "total", "total_low", "total_high"], "columns")
    equal([(row["target"], row["factor"]) for row in table],
          [(target, factor) for target in ("mean_shift", code) for factor in ("weights", "normalise", "scheme")], "rows")
    for row in table:
        for kind in ("first", "total"):
            low, value, high = (float(row[kind + end]) for end in ("_low", "", "_high"))
            assert low <= high and low - 0.5 <= value <= high + 0.5, row
        assert float(row["total"]) >= 0, row
    sums = {target: sum(float(row["first"]) for row in table if row["target"] == target) for target in ("mean_shift", code)}
    assert all(-0.3 < value < 1.3 for value in sums.values()), sums


def methods(sample):
    table = rows(good("stats", f"sample:{sample}", "methods"))
    equal(list(table[0]), ["alternative", "region", "rank", "shift"], "columns")
    regions = REGIONS[sample]
    indicators = [row["node"] for row in rows(good("weights", f"sample:{sample}")) if row["level"] == "indicator"]
    names = list(dict.fromkeys(row["alternative"] for row in table))
    equal(len(table), regions * len(names), "a row for each region and alternative")
    equal([name for name in names if name.startswith("without=")], [f"without={code}" for code in indicators], "left out")
    for name in ("normalise=rank", "weights=equal", "aggregate=geometric", "missing=linear"):
        assert name in names, name
    assert not {"weights=entropy", "normalise=minmax", "weights=custom"} & set(names), names
    now = ranked(sample)
    for row in table:
        if row["rank"] and now[row["region"]]:
            equal(int(row["shift"]), int(row["rank"]) - int(now[row["region"]]), f"shift of {row}")
        else:
            equal(row["shift"], "", "no shift without two ranks")
    # Each is what the program gives when asked for that method.
    for option in ("normalise=rank", "weights=equal", "aggregate=geometric", "missing=linear"):
        scores = rows(good("score", f"sample:{sample}", *("--" + option).split("=")))
        wanted = {row["region"]: row["rank"] for row in scores if row["year"] == scores[-1]["year"]}
        equal({row["region"]: row["rank"] for row in table if row["alternative"] == option}, wanted, option)


def dominance(sample):
    table = rows(good("stats", f"sample:{sample}", "dominance", *FEW))
    equal(list(table[0]), ["region", "other", "probability"], "columns")
    regions = REGIONS[sample]
    equal(len(table), regions * (regions - 1), "pairs")
    found = {(row["region"], row["other"]): row["probability"] for row in table}
    for (region, other), text in found.items():
        equal(bool(text), bool(found[other, region]), "both or none")
        if text:
            assert 0 <= float(text) <= 1, text
            assert math.isclose(float(text) + float(found[other, region]), 1, abs_tol=1e-12), (region, other)
    code = table[0]["region"]
    one = rows(good("stats", f"sample:{sample}", "dominance", *FEW, "--region", code))
    equal(one, [row for row in table if row["region"] == code], "one region")


for id in SAMPLES:
    add(f"robustness of {id}", robustness, id)
    add(f"sobol of {id}", sobol, id)
    add(f"methods of {id}", methods, id)
    add(f"dominance of {id}", dominance, id)


@case
def seeds():
    """the same seed gives the same bytes for any number of threads, another one others"""
    for name in ("robustness", "dominance", "sobol"):
        command = ["stats", CHINA, name, *FEW, "--seed"]
        text = good(*command, 18446744073709551615)
        for threads in (1, 2, 8):
            equal(good(*command, 18446744073709551615, "--threads", threads) == text, True, f"{name}, {threads} threads")
        assert good(*command, 7) != text, name


@case
def other_measures():
    """a pillar and a year other than the last"""
    command = ["stats", CHINA, "robustness", "--draws", 50, "--vary", "weights", "--spread", 0, "--measure", "carriers"]
    table = rows(good(*command, "--year", 2018))
    scores = rows(good("score", CHINA, "--level", "pillar", "--year", 2018))
    wanted = {row["region"]: row["rank"] for row in scores if row["node"] == "carriers"}
    equal({row["region"]: row["median"] for row in table}, wanted, "ranks of the pillar")
    equal(wanted["540000"], "", "Tibet has no score")
    equal(next(row["p_top_k"] for row in table if row["region"] == "540000"), "", "nor a probability")


def usage(expected, *args):
    text = bad(2, "stats", CHINA, *args)
    contains(text, *expected)
    equal(len(text.splitlines()), 1, "lines of message")


for what, expected, args in (
    ("no draws", ["--draws", "'0'"], ["robustness", "--draws", "0"]),
    ("too many draws", ["--draws", "100000"], ["robustness", "--draws", "100001"]),
    ("draws that are no number", ["'many'"], ["sobol", "--draws", "many"]),
    ("a seed that is no number", ["--seed", "'-1'"], ["robustness", "--seed=-1"]),
    ("spread beyond 100 %", ["--spread", "'101'"], ["robustness", "--spread", "101"]),
    ("spread below 0 %", ["--spread", "'-1'"], ["robustness", "--spread=-1"]),
    ("spread of any weights", ["--dirichlet", "--spread"], ["robustness", "--spread", "10", "--dirichlet"]),
    ("unknown kind", ["--vary", "“weight”", "weights,normalise"], ["robustness", "--vary", "weight"]),
    ("nothing to vary", ["--vary"], ["robustness", "--vary", ""]),
    ("top 0", ["--top", "'0'"], ["robustness", "--top", "0"]),
    ("top of more than there are", ["--top", "31", "'32'"], ["robustness", "--top", "32"]),
    ("no threads", ["--threads", "'0'"], ["robustness", "--threads", "0"]),
    ("top k without a use", ["sobol", "--top"], ["sobol", "--top", "3"]),
    ("draws without a use", ["methods", "--draws"], ["methods", "--draws", "3"]),
):
    add(f"wrong usage: {what}", usage, expected, *args)


@case
def nothing_to_rank():
    """one region, or a year without scores, is refused with a reason"""
    indicators = write("i.csv", "code,name_en,pillar,component,direction\nX,X,drivers,a,+\nY,Y,drivers,b,+\n")
    data = write("one.csv", "region,year,X,Y\nA,2020,1,9\nA,2021,2,8\n")
    good("import", "-o", path("one.nqp"), "--data", data, "--indicators", indicators)
    data = write("gap.csv", "region,year,X,Y\nA,2020,1,9\nA,2021,,\nB,2020,2,4\nB,2021,,\nC,2020,3,5\nC,2021,,\n")
    good("import", "-o", path("gap.nqp"), "--data", data, "--indicators", indicators)
    for name in ("robustness", "sobol", "methods", "dominance"):
        contains(bad(1, "stats", path("one.nqp"), name), "index, 2021", "two regions", "found 1")
        contains(bad(1, "stats", path("gap.nqp"), name), "index, 2021", "two regions", "found 0")
        good("stats", path("gap.nqp"), name, "--year", 2020)


main()
