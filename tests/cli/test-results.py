# SPDX-License-Identifier: GPL-3.0-or-later
"""What info, check, score, weights and export print: columns, sums, both samples, the same bytes each time."""
import json
import math
import os
import re
import shutil
import sqlite3

from harness import ROOT, SAMPLES, add, bad, case, contains, environment, equal, good, main, nqp, path, read, rows, write

SCHEMES = ("equal", "entropy", "critic", "cv", "pca", "ahp", "optimise", "combine", "combine(pca+ahp)")
CHINA = "sample:china-provinces"
SIZES = {"china-provinces": (31, 8, 22), "world-economies": (117, 13, 19)}


def info(sample):
    table = rows(good("info", f"sample:{sample}"))
    equal(list(table[0]), ["key", "value"], "columns")
    found = {row["key"]: row["value"] for row in table}
    regions, years, indicators = SIZES[sample]
    equal((int(found["regions"]), int(found["years"]), int(found["indicators"])), (regions, years, indicators), "size")
    equal(int(found["cells"]), regions * years * indicators, "cells")
    for key in ("missing", "derived", "suspect"):
        assert 0 <= int(found[key]) < int(found["cells"]), key
    for key in ("title", "method", "app", "schema", "first_year", "last_year"):
        assert found[key], key
    assert re.search("[\u4e00-\u9fff]", good("info", f"sample:{sample}", "--lang", "zh_CN"))


def suspect_cells():
    """two flagged series values make the cells of their indicators suspect"""
    found = {row["key"]: row["value"] for row in rows(good("info", CHINA))}
    assert int(found["suspect"]) >= 2, found


add("info counts the suspect cells", suspect_cells)


def check(sample):
    table = rows(good("check", f"sample:{sample}"))
    for row in table:
        equal(list(row), ["severity", "where", "what"], "columns")
        assert row["severity"] in ("warning", "remark"), row
        assert row["where"] and row["what"], row


@case
def check_flags():
    """check names the suspect values of the provinces"""
    where = " ".join(row["where"] for row in rows(good("check", CHINA)))
    contains(where, "SOFTWARE/2021/150000", "CABLE/2016/360000")


def score(sample, scheme):
    regions, years, indicators = SIZES[sample]
    text = good("score", f"sample:{sample}", "--weights", scheme, "--format", "csv")
    equal(good("score", f"sample:{sample}", "--weights", scheme), text, "the same call twice")
    table = rows(text)
    equal(list(table[0]), ["region", "year", "node", "level", "score", "rank", "coverage"], "columns")
    equal(len(table), regions * years, "rows")
    assert text.endswith("\r\n") or "\r" not in text, "line ends"
    for row in table:
        equal((row["node"], row["level"]), ("index", "index"), "node")
        equal(bool(row["score"]), bool(row["rank"]), "a rank with each score")
        if row["score"]:
            assert 0.0 <= float(row["score"]) <= 1.0, row
            assert float(row["coverage"]) >= 2 / 3 - 1e-9, row
    for year in {row["year"] for row in table}:
        ranked = sorted((row for row in table if row["year"] == year and row["score"]), key=lambda r: -float(r["score"]))
        for place, row in enumerate(ranked, 1):
            if place == 1 or float(row["score"]) < float(ranked[place - 2]["score"]):
                equal(int(row["rank"]), place, f"rank of {row['region']} in {year}")


def levels(sample):
    count = {}
    for level in ("index", "pillar", "component", "indicator"):
        table = rows(good("score", f"sample:{sample}", "--level", level))
        equal({row["level"] for row in table}, {level}, "level")
        nodes = {row["node"] for row in table}
        count[level] = len(nodes)
        if level == "component":
            assert all(re.fullmatch(r"[a-z-]+\.[a-z-]+", node) for node in nodes), nodes
    equal((count["index"], count["pillar"]), (1, 4), "nodes")
    assert count["pillar"] <= count["component"] <= count["indicator"], count


def one_year(sample):
    table = rows(good("score", f"sample:{sample}"))
    year = table[-1]["year"]
    equal(rows(good("score", f"sample:{sample}", "--year", year)), [row for row in table if row["year"] == year])


def json_result(sample, *command):
    table = rows(good(*command, f"sample:{sample}"))
    objects = json.loads(good(*command, f"sample:{sample}", "--format", "json"))
    equal(len(objects), len(table), "rows")
    for found, row in zip(objects, table):
        equal(list(found), list(row), "keys")
        for key, value in found.items():
            text = row[key]
            if value is None:
                equal(text, "", key)
            elif isinstance(value, str):
                equal(value, text, key)
            else:
                equal(float(text), float(value), key)


def weights(sample, scheme):
    text = good("weights", f"sample:{sample}", "--scheme", scheme)
    equal(good("weights", f"sample:{sample}", "--weights", scheme), text, "--weights")
    table = rows(text)
    equal(list(table[0]), ["node", "level", "parent", "weight", "global"], "columns")
    equal((table[0]["node"], table[0]["parent"], float(table[0]["global"])), ("index", "", 1.0), "root")
    by_id = {row["node"]: row for row in table}
    sums = {}
    for row in table[1:]:
        sums[row["parent"]] = sums.get(row["parent"], 0.0) + float(row["weight"])
        product = float(by_id[row["parent"]]["global"]) * float(row["weight"])
        assert math.isclose(float(row["global"]), product, rel_tol=1e-12, abs_tol=1e-15), row
    for parent, total in sums.items():
        assert math.isclose(total, 1.0, abs_tol=1e-12), (parent, total)
    leaves = sum(float(row["global"]) for row in table if row["level"] == "indicator")
    assert math.isclose(leaves, 1.0, abs_tol=1e-12), leaves
    # Read back, they give the same scores.
    file = write(f"{sample}-{scheme}.csv", text)
    again = rows(good("score", f"sample:{sample}", "--weights", file))
    for a, b in zip(again, rows(good("score", f"sample:{sample}", "--weights", scheme)), strict=True):
        equal((a["region"], a["year"], a["rank"]), (b["region"], b["year"], b["rank"]))
        if a["score"]:
            assert math.isclose(float(a["score"]), float(b["score"]), rel_tol=1e-12), (a, b)


def obstacles(sample):
    text = good("stats", f"sample:{sample}", "obstacles")
    table = rows(text)
    equal(list(table[0]), ["region", "year", "node", "level", "obstacle"], "columns")
    sums, parents = {}, {}
    for row in table:
        if row["obstacle"]:
            assert 0.0 <= float(row["obstacle"]) <= 1.0, row
            key = (row["region"], row["year"], row["level"])
            sums[key] = sums.get(key, 0.0) + float(row["obstacle"])
    for key, total in sums.items():
        assert math.isclose(total, 1.0, abs_tol=1e-12), (key, total)
    ranked = {(row["region"], row["year"]) for row in rows(good("score", f"sample:{sample}")) if row["rank"]}
    equal({key[:2] for key in sums}, ranked, "regions with obstacles")
    one = rows(good("stats", f"sample:{sample}", "obstacles", "--year", table[0]["year"], "--region", table[0]["region"]))
    equal(one, [row for row in table if (row["region"], row["year"]) == (table[0]["region"], table[0]["year"])], "one")
    part = rows(good("stats", f"sample:{sample}", "obstacles", "--measure", "drivers", "--region", table[0]["region"]))
    assert part and all(row["node"].startswith("drivers.") or row["level"] == "indicator" for row in part), part[:3]


def levers(sample):
    table = rows(good("stats", f"sample:{sample}", "levers"))
    equal(list(table[0]), ["region", "year", "path", "measure", "indicator", "obstacle", "gap_best", "gap_median",
                           "rank_gain"], "columns")
    regions, _, _ = SIZES[sample]
    year = rows(good("score", f"sample:{sample}"))[-1]["year"]
    equal({row["year"] for row in table}, {year}, "the last year")
    equal(len({row["region"] for row in table}), regions, "regions")
    assert len({row["path"] for row in table}) == 4, "paths"
    equal(len({(row["region"], row["measure"], row["indicator"]) for row in table}), len(table), "once each")
    # What the indicators are here is what the obstacles say.
    degrees = {(row["region"], row["node"]): row["obstacle"]
               for row in rows(good("stats", f"sample:{sample}", "obstacles", "--year", year))}
    for row in table:
        assert row["measure"].startswith(row["path"] + "."), row
        equal(row["obstacle"], degrees[row["region"], row["indicator"]], "obstacle")
        if row["gap_best"]:
            assert float(row["gap_best"]) >= max(0.0, float(row["gap_median"])), row
        if float(row["gap_best"] or 1) == 0:
            assert row["rank_gain"] in ("", "0"), row


def plan(sample, region, rank):
    table = rows(good("stats", f"sample:{sample}", "plan", "--region", region, "--target-rank", rank))
    equal(list(table[0]), ["indicator", "current", "target", "change_in_pace_years"], "columns")
    for row in table:
        years = float(row["change_in_pace_years"])
        equal(years > 0, row["current"] != row["target"], row["indicator"])
    assert any(float(row["change_in_pace_years"]) > 0 for row in table)
    # To keep the place there is takes nothing.
    index = [row for row in rows(good("score", f"sample:{sample}")) if row["region"] == region]
    stay = rows(good("stats", f"sample:{sample}", "plan", "--region", region, "--target-rank", index[-1]["rank"]))
    assert all(row["current"] == row["target"] and float(row["change_in_pace_years"]) == 0 for row in stay), stay


def next_rank(sample, region):
    """what it says is done with the scores of a project in which that one value is another"""
    table = rows(good("stats", f"sample:{sample}", "next-rank", "--region", region))
    shares = [float(row["share_of_scale"]) for row in table if row["share_of_scale"]]
    equal(shares, sorted(shares), "the smallest share first")
    assert shares and not any(row["rank_after"] for row in table[len(shares):])
    ranks = {row["region"]: row["rank"] for row in rows(good("score", f"sample:{sample}")) if row["node"] == "index" and row["year"] == max(
        r["year"] for r in rows(good("score", f"sample:{sample}")))}
    assert all(int(row["rank_after"]) < int(ranks[region]) for row in table[:len(shares)])
    first = [code for code, rank in ranks.items() if rank == "1"][0]
    done = nqp("stats", f"sample:{sample}", "next-rank", "--region", first)
    equal(len(rows(done.stdout)), 0, "rows where nobody is ahead")
    contains(done.stderr, "nobody is ahead")


def difference(sample, region, other):
    """parts sum to the difference of the scores that are printed, at every node, whatever the mean"""
    scores = {(row["region"], row["year"], row["node"]): row["score"] for row in rows(good("score", f"sample:{sample}"))}
    years = sorted({year for _, year, _ in scores})
    for aggregate in ("arithmetic", "geometric", "harmonic", "power", "topsis", "copeland"):
        scores = {(row["region"], row["year"], row["node"]): row["score"]
                  for row in rows(good("score", f"sample:{sample}", "--aggregate", aggregate))}
        for regions, year, from_year in ((region, years[-1], years[0]), (f"{region},{other}", years[-1], years[-1])):
            table = rows(good("stats", f"sample:{sample}", "difference", "--region", regions, "--from", from_year,
                              "--aggregate", aggregate))
            equal(list(table[0]), ["node", "level", "from", "to", "part"], "columns")
            equal(table[0]["node"], "index", "the whole first")
            equal(table[0]["to"], scores[region, year, "index"], "to")
            equal(table[0]["from"], scores[regions.split(",")[-1], from_year, "index"], "from")
            whole = float(table[0]["to"]) - float(table[0]["from"])
            for level in ("pillar", "component", "indicator"):
                total = sum(float(row["part"]) for row in table if row["level"] in (level, "others"))
                assert abs(total - whole) < 1e-12, (aggregate, regions, level, total, whole)
            equal(any(row["level"] == "others" for row in table), aggregate == "copeland", "others")
    before = rows(good("stats", f"sample:{sample}", "difference", "--region", region))
    equal(before, rows(good("stats", f"sample:{sample}", "difference", "--region", region, "--from", years[-2])), "the year before")


@case
def difference_without_a_score():
    """no lines, and in words why"""
    done = nqp("stats", "sample:china-provinces", "difference", "--region", "540000", "--measure", "carriers")
    equal(len(rows(done.stdout)), 0, "rows")
    contains(done.stderr, "has no score in 2023")


@case
def plan_out_of_reach():
    """a rank that no change leads to is refused with the one that can be reached"""
    data = write("stuck.csv", "region,year,X,Y\nA,2020,1,9\nA,2021,2,9\nB,2020,1,1\nB,2021,1,1\nC,2020,0,1\nC,2021,0,1\n")
    indicators = write("stuck-indicators.csv", "code,name_en,pillar,component,direction\nX,Moves,drivers,a,+\nY,Stands,drivers,b,+\n")
    project = path("stuck.nqp")
    good("import", "-o", project, "--data", data, "--indicators", indicators)
    command = ["stats", project, "plan", "--weights", "equal"]
    contains(bad(1, *command, "--region", "B", "--target-rank", 1), "out of reach", "rank it can reach is 2")
    found = {row["indicator"]: row for row in rows(good(*command, "--region", "C", "--target-rank", 2))}
    # B moved by nothing and C by nothing: the pace is that of A, one a year.
    assert math.isclose(float(found["X"]["change_in_pace_years"]), 1.0, abs_tol=1e-6), found
    equal((found["Y"]["target"], float(found["Y"]["change_in_pace_years"])), (found["Y"]["current"], 0.0), "Y")


@case
def judgements():
    """judgements become weights; a contradiction is said, a file that cannot be used is an error with its place"""
    pairs = [("elements", "drivers", 2), ("elements", "carriers", 4), ("elements", "relations", 8),
             ("drivers", "carriers", 2), ("drivers", "relations", 4), ("carriers", "relations", "2")]
    def file(name, *lines):
        return write(name, "\n".join(("parent,a,b,value",) + lines) + "\n")
    agreed = file("agreed.csv", *(f"index,{a},{b},{value}" for a, b, value in pairs))
    found = {row["node"]: float(row["weight"]) for row in
             rows(good("weights", CHINA, "--scheme", "ahp", "--judgements", agreed))}
    for node, part in (("elements", 8), ("drivers", 4), ("carriers", 2), ("relations", 1)):
        assert math.isclose(found[node], part / 15, abs_tol=1e-12), (node, found[node])
    equal(found["stud"], 0.5, "what was not judged")
    # 1/9 where 8 would agree
    odd = file("odd.csv", *(f"index,{a},{b},{value if value != 8 else '1/9'}" for a, b, value in pairs))
    done = nqp("weights", CHINA, "--scheme", "ahp", "--judgements", odd)
    equal(done.returncode, 0, "status")
    contains(done.stderr, "warning", "contradict", "consistency ratio")
    contains(bad(1, "score", CHINA, "--weights", "ahp", "--judgements", file("zero.csv", "index,elements,drivers,0")),
             "zero.csv:2:4:", "“0”")
    contains(bad(1, "score", CHINA, "--weights", "ahp", "--judgements",
                 file("twice.csv", "index,elements,drivers,2", "index,drivers,elements,2")), "twice.csv:3:4:", "0.5")
    contains(bad(1, "score", CHINA, "--weights", "ahp", "--judgements", file("few.csv", "index,elements,drivers,2")),
             "few.csv:", "“elements”", "“carriers”")
    contains(bad(1, "score", CHINA, "--weights", "ahp", "--judgements", path("nowhere.csv")), "nowhere.csv")


def score_statistics(sample):
    importance = rows(good("stats", f"sample:{sample}", "importance"))
    sums = {}
    for row in importance:
        sums[row["parent"]] = sums.get(row["parent"], 0) + float(row["importance"])
    for parent, total in sums.items():
        assert math.isclose(total, 1, abs_tol=1e-9), (parent, total)
    part = rows(good("stats", f"sample:{sample}", "importance", "--measure", "drivers"))
    equal(part, [row for row in importance if row["parent"].split(".")[0] == "drivers"], "importance below drivers")
    alphas = rows(good("stats", f"sample:{sample}", "reliability"))
    equal(alphas[0]["node"], "index", "first")
    for row in alphas:
        assert not row["alpha"] or float(row["alpha"]) <= 1, row
    pairs = rows(good("stats", f"sample:{sample}", "correlation"))
    n = len({row["node"] for row in importance} - set(sums))
    equal(len(pairs), n * (n - 1) // 2, "pairs")
    one = rows(good("stats", f"sample:{sample}", "correlation", "--measure", "drivers"))
    of_drivers = {row["node"] for row in importance if row["parent"].startswith("drivers.")}
    equal({row["a"] for row in one} | {row["b"] for row in one}, of_drivers if len(of_drivers) > 1 else set(),
          "indicators of drivers")


@case
def statistics():
    """stats --list names each statistic with its columns"""
    text = good("stats", "--list")
    contains(text, "obstacles ", "region,year,node,level,obstacle", "levers ",
             "region,year,path,measure,indicator,obstacle,gap_best,gap_median,rank_gain", "plan ", "indicator,current,target,change_in_pace_years",
             "importance ", "node,parent,weight,importance", "reliability ", "node,n,alpha", "correlation ",
             "a,b,r,same_component,same_pillar,note")


for id in SAMPLES:
    add(f"info of {id}", info, id)
    add(f"check of {id}", check, id)
    for scheme in SCHEMES:
        add(f"scores of {id} with {scheme} weights", score, id, scheme)
        add(f"{scheme} weights of {id} sum to 1 and can be read back", weights, id, scheme)
    add(f"levels of {id}", levels, id)
    add(f"one year of {id} is that year of all", one_year, id)
    add(f"obstacles of {id} sum to 1", obstacles, id)
    add(f"levers of {id}", levers, id)
    add(f"importance, reliability and correlation of {id}", score_statistics, id)
    for command in (["info"], ["check"], ["weights"], ["score"], ["score", "--level", "pillar"]):
        add(f"JSON of {' '.join(command)} of {id} holds what CSV holds", json_result, id, *command)


add("a plan for Anhui", plan, "china-provinces", "340000", 8)
add("why Anhui is not Jiangsu", difference, "china-provinces", "340000", "320000")
add("why Australia is not Bolivia", difference, "world-economies", "AUS", "BOL")
add("the next rank for Anhui", next_rank, "china-provinces", "340000")
add("a plan for China", plan, "world-economies", "CHN", 5)


@case
def method_options():
    """each method option changes the scores"""
    default = good("score", CHINA)
    for option in (["--missing", "linear"], ["--normalise", "minmax-year"], ["--normalise", "zscore"], ["--normalise", "rank"],
                   ["--weights", "equal"], ["--weights", "critic"], ["--weights", "cv"], ["--aggregate", "geometric"],
                   ["--aggregate", "geometric", "--floor", "0.1"], ["--coverage", "1"]):
        assert good("score", CHINA, *option) != default, option
    for option in (["--missing", "leave"], ["--outliers", "none"], ["--normalise", "minmax"], ["--weights", "entropy"],
                   ["--aggregate", "arithmetic"]):
        equal(good("score", CHINA, *option), default, str(option))


@case
def locale():
    """results do not depend on the locale"""
    expected = good("score", CHINA, "--level", "indicator", "--year", "2020")
    for lang in ("de_DE.UTF-8", "zh_CN.UTF-8", "fr_FR.UTF-8", "C"):
        for name in ("LANG", "LC_ALL", "LC_NUMERIC"):
            found = good("score", CHINA, "--level", "indicator", "--year", "2020", env=environment(**{name: lang}))
            equal(found == expected, True, f"same with {name}={lang}")


@case
def no_rank_without_score():
    """Tibet has no score for carriers, as its software revenue is not published"""
    table = rows(good("score", CHINA, "--level", "pillar"))
    tibet = [row for row in table if row["region"] == "540000" and row["node"] == "carriers"]
    equal({(row["score"], row["rank"]) for row in tibet}, {("", "")}, "score and rank")


def bad_weights(expected, content):
    file = write(f"bad-{len(os.listdir(path()))}.csv", content)
    for command in ("score", "weights"):
        text = bad(1, command, CHINA, "--weights", file)
        contains(text, os.path.basename(file), *expected)
        equal(len(text.splitlines()), 1, "lines of message")


HALVES = "node,weight\nelements,0.4\ndrivers,0.3\ncarriers,0.2\nrelations,0.1\n"
for what, expected, content in (
    ("do not sum to 1", [], HALVES.replace("0.4", "0.6")),
    ("negative", [], HALVES.replace("0.4", "-0.4").replace("0.3", "1.1")),
    ("all zero", [], re.sub(r"0\.\d", "0", HALVES)),
    ("no number", ["heavy"], HALVES.replace("0.4", "heavy")),
    ("not finite", [], HALVES.replace("0.4", "inf")),
    ("unknown node", ["elemenst"], HALVES.replace("elements", "elemenst")),
    ("a node twice", ["drivers"], HALVES + "drivers,0.3\n"),
    ("no weight column", ["weight"], HALVES.replace("node,weight", "node,share")),
    ("no node column", ["node"], HALVES.replace("node,weight", "label,weight")),
    ("an empty file", [], ""),
    ("an unclosed quote", [], HALVES + '"index,1\n'),
):
    add(f"weights file: {what}", bad_weights, expected, content)


@case
def own_weights():
    """weights that a project was made with are used, and given up for a scheme that is asked for"""
    good("export", CHINA, "-o", path("own"))
    table = rows(good("weights", CHINA, "--scheme", "equal"))
    pillars = {"elements": 0.7, "drivers": 0.1, "carriers": 0.1, "relations": 0.1}
    text = "node,weight\n" + "".join(f"{row['node']},{pillars.get(row['node'], row['weight'])}\n" for row in table)
    file = write("own.csv", text)
    target = path("own.nqp")
    good("import", "-o", target, *sources("own"), "--weights", file)
    found = {row["node"]: row for row in rows(good("weights", target))}
    for node, weight in pillars.items():
        assert math.isclose(float(found[node]["weight"]), weight, rel_tol=1e-12), found[node]
    contains(good("info", target), "weights=custom")
    equal(good("score", target), good("score", CHINA, "--weights", file), "scores")
    equal(good("score", target, "--weights", "custom"), good("score", target), "--weights custom")
    equal(good("score", target, "--weights", "entropy"), good("score", CHINA, "--weights", "entropy"), "entropy")


def sources(folder):
    args = []
    for name in ("data", "series", "indicators", "regions", "neighbours", "flags"):
        if os.path.exists(path(folder, f"{name}.csv")):
            args += [f"--{name}", path(folder, f"{name}.csv")]
    if os.path.exists(path(folder, "boundaries.geojson")):
        args += ["--boundaries", path(folder, "boundaries.geojson")]
    return args


def export(sample):
    folder = f"export-{sample}"
    good("export", f"sample:{sample}", "-o", path(folder))
    contains(" ".join(sorted(os.listdir(path(folder)))), "boundaries.geojson", "data.csv", "indicators.csv", "regions.csv",
             "series.csv", "weights.csv")
    target = path(f"{folder}.nqp")
    good("import", "-o", target, *sources(folder))
    for level in ("index", "pillar", "component", "indicator"):
        equal(good("score", target, "--level", level) == good("score", f"sample:{sample}", "--level", level), True,
              f"the same scores at level {level}")
    good("export", target, "-o", path(folder + "-again"))
    for name in sorted(os.listdir(path(folder))):
        assert read(path(folder, name)) == read(path(folder + "-again", name)), f"{name} differs after a round trip"
    # A second time only when asked
    before = {name: read(path(folder, name)) for name in os.listdir(path(folder))}
    bad(1, "export", f"sample:{sample}", "-o", path(folder))
    equal({name: read(path(folder, name)) for name in os.listdir(path(folder))} == before, True, "left as it was")
    good("export", f"sample:{sample}", "-o", path(folder), "--replace")


for id in SAMPLES:
    add(f"export of {id} can be imported and gives the same", export, id)


@case
def projects_are_not_changed():
    """no command but import writes into a project"""
    good("export", CHINA, "-o", path("still"))
    target = path("still.nqp")
    good("import", "-o", target, *sources("still"))
    before = read(target)
    folder = sorted(os.listdir(path()))
    for command in (["info"], ["check"], ["score"], ["weights"]):
        good(*command, target)
    equal(read(target) == before, True, "the same bytes")
    equal(sorted(os.listdir(path())), folder, "no file left beside it")


@case
def read_only_project():
    """a project in a folder without write permission can be read"""
    good("export", CHINA, "-o", path("locked-csv"))
    os.makedirs(path("locked"))
    target = path("locked", "p.nqp")
    good("import", "-o", target, *sources("locked-csv"))
    os.chmod(target, 0o444)
    os.chmod(path("locked"), 0o555)
    try:
        equal(good("score", target), good("score", CHINA))
    finally:
        os.chmod(path("locked"), 0o755)
        shutil.rmtree(path("locked"))


METHOD = ("missing=leave outliers=none normalise=minmax weights=entropy aggregate=arithmetic "
          "coverage=0.6666666666666666 floor=0.01\n")


def own_project(name):
    folder = path(name)
    if not os.path.exists(folder):
        good("export", CHINA, "-o", folder)
    project = path(f"{name}.nqp")
    good("import", "-o", project, "--replace", *(word for kind in ("data", "indicators", "series", "regions")
                                                 for word in (f"--{kind}", os.path.join(folder, f"{kind}.csv"))))
    return project


def history(project):
    with sqlite3.connect(project) as db:
        found = [row[0] for row in db.execute("SELECT label FROM history ORDER BY id")]
    db.close()
    return found


@case
def method_changes():
    """method shows the line, --set changes what it names and leaves the rest, as one step of the history"""
    project = own_project("method")
    equal(good("method", CHINA), METHOD)
    equal(good("method", project), METHOD)
    levels = "component=geometric,pillar=arithmetic,index=arithmetic"
    wanted = METHOD.replace("minmax", "rank").replace("aggregate=arithmetic", f"aggregate={levels}")
    equal(good("method", project, "--set", "normalise=rank", "--set", f"aggregate={levels}"), wanted)
    equal(good("method", project), wanted)
    equal(history(project), ["Change of method"])
    equal(good("score", project), good("score", own_project("method-2"), "--normalise", "rank", "--aggregate", levels))
    good("method", project, "--set", "normalise=rank")  # so it is already
    equal(len(history(project)), 1)


@case
def method_refusals():
    """what is not known, makes no sense or gives no scores is refused, and nothing is written"""
    project = own_project("refused")
    contains(bad(2, "method", project, "--set", "normalise=best"), "normalise", "zscore")
    contains(bad(2, "method", project, "--set", "sofa=2"), "sofa")
    contains(bad(2, "method", project, "--set", "sofa"), "KEY=VALUE")
    contains(bad(1, "method", CHINA, "--set", "normalise=rank"), "sample")
    bad(1, "method", project, "--set", "normalise=zscore", "--set", "aggregate=geometric")
    with sqlite3.connect(project) as db:
        db.execute("UPDATE value SET value = 7 WHERE series_id = (SELECT numerator_id FROM indicator ORDER BY id LIMIT 1)")
        db.execute("INSERT INTO goalpost (indicator_id, lower, upper) SELECT id, 1e30, NULL FROM indicator ORDER BY id LIMIT 1")
    db.close()
    bad(1, "method", project, "--set", "normalise=goalposts")
    equal(good("method", project), METHOD)
    equal(history(project), [])


def broken_project(name, *statements):
    """A project of one's own whose method gives no scores, made behind the program's back"""
    project = own_project(name)
    with sqlite3.connect(project) as db:
        for statement in statements:
            db.execute(statement)
    db.close()
    return project


def set_line(line):
    return f"UPDATE project SET value = '{line}' WHERE key = 'method'"


@case
def method_that_does_not_compute():
    """score says why, check finds it, method --set mends it; what still gives no scores is refused, what is not named stays"""
    line = METHOD.strip().replace("minmax", "distance").replace("entropy", "cv")
    project = broken_project("broken", "UPDATE value SET value = 0 WHERE series_id = (SELECT numerator_id FROM indicator "
                             "ORDER BY id LIMIT 1)", set_line(line))
    contains(bad(1, "score", project), "distance", "minmax")
    found = nqp("check", project)
    equal((found.returncode, [row["severity"] for row in rows(found.stdout) if row["where"] == "method"]), (1, ["error"]))
    contains(bad(1, "method", project, "--set", "aggregate=geometric"), "distance", "minmax")
    equal(good("method", project), line + "\n")
    equal(good("method", project, "--set", "normalise=minmax"), line.replace("distance", "minmax") + "\n")
    good("score", project)
    equal(history(project), ["Change of method"])


@case
def method_that_cannot_be_read():
    """the rest of the project is there: method --set begins with a plain one, and says so"""
    project = broken_project("unreadable", set_line("weights=astrology"))
    contains(bad(1, "score", project), "astrology")
    done = nqp("method", project, "--set", "normalise=rank")
    equal(done.returncode, 0, done.stderr)
    contains(done.stderr, "warning", "astrology")
    contains(done.stdout, "normalise=rank", "weights=custom")
    good("score", project)


@case
def no_score_yet():
    """a project without an indicator that counts, a region or a year: info and check work, score says why not"""
    switched_off = "UPDATE node SET is_on = 0 WHERE parent_id IS NOT NULL"
    tables = ("scenario_value", "scenario", "flag", "value")
    no_years = [f"DELETE FROM {table}" for table in (*tables, "year")]
    no_regions = [f"DELETE FROM {table}" for table in (*tables, "neighbour", "place")]
    for name, statements in (("off", [switched_off]), ("years", no_years), ("regions", no_regions), ("waiting", None)):
        project = broken_project(f"no-{name}", *statements) if statements else path("waiting.nqp")
        if not statements:
            good("import", "-o", project, "--data", write("waiting.csv", "region,year,a\nr1,2020,1\nr2,2020,2\n"))
        good("info", project)
        done = nqp("check", project)
        equal(done.returncode, 0, f"{name}: {done.stdout}")
        contains(done.stdout, "no score yet")
        bad(1, "score", project)
        bad(1, "chart", project, "map.tiles", "-o", project + ".svg")
        changed = good("method", project, "--set", "aggregate=geometric")
        contains(changed, "aggregate=geometric")


PILLARS = ("elements", "drivers", "carriers", "relations")


@case
def rounded_weights():
    """weights rounded to a few digits, and percentages, are rescaled and said"""
    for name, weights, expected in (("thirds", (0.333, 0.333, 0.333, 0), 1 / 3), ("percent", (25, 25, 25, 25), 0.25),
                                    ("signs", ("33.3 %", "33.3%", "33.3％", "0%"), 1 / 3), ("tiny", (0.5, 0.5, 1e-13, 0), 0.5)):
        file = write(name + ".csv", "node,weight\n" + "".join(f"{n},{w}\n" for n, w in zip(PILLARS, weights)))
        done = nqp("weights", CHINA, "--scheme", file, "--lang", "en")
        equal(done.returncode, 0, done.stderr)
        found = {row["node"]: float(row["weight"]) for row in rows(done.stdout)}
        assert abs(found["elements"] - expected) < 1e-15, found
        assert found["relations"] in (0, expected), found
        equal("rescaled" in done.stderr, name != "tiny", done.stderr)


@case
def named_weights():
    """weights may name indicators as people read them, in either language"""
    names = {row["code"]: row for row in rows(open(os.path.join(ROOT, "data/samples/china-provinces/indicators.csv"), encoding="utf-8").read())}
    table = [row for row in rows(good("weights", CHINA, "--scheme", "equal")) if row["level"] == "indicator"]
    for key in ("name_en", "name_zh"):
        file = write(f"named-{key}.csv", "indicator,global\n" + "".join(f'"{names[row["node"]][key]}",{row["global"]}\n' for row in table))
        equal([row for row in rows(good("weights", CHINA, "--scheme", file)) if row["level"] == "index"],
              [row for row in rows(good("weights", CHINA, "--scheme", "equal")) if row["level"] == "index"])


@case
def several_starts():
    """optimise finds what a search from equal weights misses, and says "nearest" of what is"""
    data = write("three.csv", "region,year,A,C,D\nr1,2020,1,3,4\nr2,2020,2,4,1\nr3,2020,3,2,5\n")
    parts = write("three-parts.csv", "code,name_en,pillar,component,unit,direction\nA,A,elements,a,x,+\nC,C,carriers,c,x,+\nD,D,relations,d,x,-\n")
    target = path("three.nqp")
    good("import", "-o", target, "--data", data, "--indicators", parts)
    done = nqp("stats", target, "importance", "--weights", "optimise", "--lang", "en")
    equal(done.returncode, 0, done.stderr)
    contains(done.stderr, "the nearest give them 33.2 %, 19.9 %, 46.9 %")
    found = [float(row["importance"]) for row in rows(done.stdout) if row["parent"] == "index"]
    assert sum((x - 1 / 3) ** 2 for x in found) < 0.03641, found
    weights = [float(row["weight"]) for row in rows(good("weights", target, "--scheme", "optimise"))]
    equal([w for w in weights if 0 < w < 1e-12], [], "traces")


def panel(name, years, value):
    """A project of six regions and one indicator"""
    table = write(f"{name}/data.csv", "region,year,a\n" + "".join(f"R{i},{year},{value(i, year)!r}\n" for i in range(6) for year in years))
    project = path(f"{name}.nqp")
    good("import", "-o", project, "--data", table)
    good("place", project, "a", "--pillar", "drivers", "--component", "A", "--direction=+")
    good("method", project, "--set", "normalise=distance")
    return project


@case
def convergence_in_words():
    """what cannot be told of moves and growth is said, and why"""
    apart = panel("apart", (2010, 2015, 2020), lambda i, year: 1 + i + year % 7)
    contains(bad(1, "stats", apart, "markov"), "in a row")
    contains(bad(1, "stats", panel("one-year", (2010,), lambda i, year: 1 + i), "beta"), "two years and more")
    alike = nqp("stats", panel("alike", (2010, 2011), lambda i, year: (1.0 + i) * 2.0 ** (year - 2010)), "beta")
    equal(alike.returncode, 0, alike.stderr)
    contains(alike.stderr, "at the same rate")
    assert "nan" not in alike.stderr + alike.stdout
    still = nqp("stats", panel("still-standing", (2010, 2011, 2012), lambda i, year: 1 if i < 5 else 2 + year % 2), "markov")
    equal(still.returncode, 0, still.stderr)
    assert "depends on where they begin" not in still.stderr, still.stderr


main()
