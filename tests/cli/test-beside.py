# SPDX-License-Identifier: GPL-3.0-or-later
"""nqp import --append: outlines, lists of regions, neighbours, series, indicators, flags and remarks come to a project that is there."""
import itertools
import json
import os
import shutil
import sqlite3

from harness import bad, case, contains, equal, good, main, nqp, path, read, rows, write

CHINA = "sample:china-provinces"
FILES = {"regions": "regions.csv", "neighbours": "neighbours.csv", "series": "series.csv", "flags": "flags.csv",
         "boundaries": "boundaries.geojson", "indicators": "indicators.csv"}
_count = itertools.count(1)


def exported(project):
    folder = path(f"beside-{next(_count)}.out")
    good("export", project, "-o", folder, "--raw")
    return folder


def content(project):
    folder = exported(project)
    return {name: read(os.path.join(folder, name)) for name in sorted(os.listdir(folder))}


def append(target, *options, status=0):
    done = nqp("import", "--append", target, *options)
    equal(done.returncode, status, done.stderr)
    return done.stderr + done.stdout


def counted_then_done(target, *options):
    """Says the same before and after, is one step, is taken back whole and done again; nothing comes twice."""
    before, steps = content(target), len(rows(good("history", target)))
    said = append(target, *options, "--dry-run")
    equal(content(target), before, "a dry run writes nothing")
    done = append(target, *options)
    for line in done.splitlines():
        contains(said, line.removeprefix("nqp: "))
    whole = content(target)
    equal(len(rows(good("history", target))), steps + 1, "one step")
    good("history", target, "--revert-to", str(steps))
    equal(content(target), before, "taken back")
    good("history", target, "--revert-to", str(steps + 1))
    equal(content(target), whole, "done again")
    equal([row for row in rows(nqp("check", target).stdout) if row["severity"] == "error"], [], "errors")
    append(target, *options)
    equal(len(rows(good("history", target))), steps + 1, "nothing comes twice")
    return done


def of(folder, *kinds):
    return [word for kind in kinds for word in (f"--{kind}", os.path.join(folder, FILES[kind]))]


def bare(folder, *kinds):
    """A project of the sample's data with what is named beside it."""
    target = path(f"beside-{next(_count)}.nqp")
    good("import", "-o", target, "--data", os.path.join(folder, "data.csv"), *of(folder, *kinds))
    return target


@case
def each_kind():
    """what is made with a project and what comes to it later gives the same project"""
    folder = exported(CHINA)
    counts = {"regions": "regions with another name: 31 (", "neighbours": "neighbours: 71 new, 0 changed, 0 as they are", "series": "series described anew: 26 (",
              "boundaries": "outlines: 3", "flags": "flags: 2 new, 0 changed, 0 as they are"}
    for kind, count in counts.items():
        target = bare(folder) if kind in ("regions", "boundaries") else bare(folder, "regions")
        said = counted_then_done(target, *of(folder, kind))
        contains(said, count)
    target, wanted = bare(folder), bare(folder, *FILES)
    counted_then_done(target, *of(folder, *FILES))
    found, wanted = content(target), content(wanted)
    for name in wanted:
        if name == "boundaries.geojson":
            shapes = [sorted((json.dumps(f, sort_keys=True) for f in json.loads(c[name])["features"])) for c in (found, wanted)]
            equal(shapes[0], shapes[1], name)
        elif name == "indicators.csv":  # what waited for its place goes on waiting
            equal(set(wanted[name].splitlines()) - set(found[name].splitlines()), set(), name)
        else:
            equal(sorted(found[name].splitlines()), sorted(wanted[name].splitlines()), name)


@case
def outlines():
    """outlines are known by code or name, replace those of the same region, and say what has none"""
    target = path("beside-outlines.nqp")
    good("import", "-o", target, "--data", write("beside-o.csv", "region,year,A\n北京,2020,1\n天津,2020,2\n河北,2020,3\n"))

    def square(name, x, **properties):
        ring = [[x, 30], [x + 1, 30], [x + 1, 31], [x, 31], [x, 30]]
        return {"type": "Feature", "properties": {"name": name, **properties}, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    def file(*features):
        return write(f"beside-{next(_count)}.geojson", json.dumps({"type": "FeatureCollection", "features": features}))

    said = counted_then_done(target, "--boundaries", file(square("北京市", 1), square("天津市", 3), square("山东", 5)))
    contains(said, "outlines: 3 new, 0 changed, 0 as they are", "outlines of no region with values: 1 (山东)", "regions without outline: 1 (河北)",
             "new on the map, without values: 1 (山东)")
    said = counted_then_done(target, "--boundaries", file(square("北京市", 7), square("河北省", 3), square("天津市", 3)))
    contains(said, "outlines: 1 new, 1 changed, 1 as they are", "regions without outline: 0")
    before = content(target)
    contains(append(target, "--boundaries", file(square("Paris", 1), square("Roma", 3)), status=1), "None of the 2 outlines")
    contains(append(target, "--boundaries", write("beside-no.geojson", "{}"), status=1), "FeatureCollection")
    contains(append(target, "--boundaries", path("beside-none.geojson"), status=1), "beside-none.geojson")
    equal(content(target), before, "nothing is written")


@case
def asked():
    """what is only like a region is asked, and a list of names answers"""
    folder = exported(CHINA)
    target = path("beside-asked.nqp")
    good("import", "-o", target, "--data", write("beside-a.csv", "region,year,A\nShanghai,2020,1\nBeijing,2020,2\n"))
    regions = write("beside-a-regions.csv", "code,name_zh\nShangai,上海\nBeijing,北京\n")
    before = content(target)
    contains(append(target, "--regions", regions, status=1), "Shanghai", "--names")
    equal(content(target), before, "nothing is written")
    names = write("beside-a-names.csv", "name,code\nShangai,Shanghai\n")
    contains(counted_then_done(target, "--regions", regions, "--names", names), "regions with another name: 2 (")
    steps = len(rows(good("history", target)))
    pairs = write("beside-a-pairs.csv", "code,neighbour\nShangai,Beijing\n")
    contains(append(target, "--neighbours", pairs), "neighbours: 1 new")  # what was answered is not asked again
    good("history", target, "--revert-to", str(steps - 1))
    contains(append(target, "--neighbours", pairs, status=1), "Shangai", "--names")
    contains(append(target, "--neighbours", pairs, "--names", names), "neighbours: 1 new")
    shape = {"type": "Polygon", "coordinates": [[[1, 30], [2, 30], [2, 31], [1, 30]]]}
    features = [{"type": "Feature", "properties": {"name": name}, "geometry": shape} for name in ("Shangai", "Beijing")]
    geojson = write("beside-a.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    good("history", target, "--revert-to", str(steps - 1))
    contains(append(target, "--boundaries", geojson, status=1), "Shangai", "--names")
    contains(append(target, "--boundaries", geojson, "--names", names), "outlines: 2 new", "regions without outline: 0")
    contains(append(target, "--regions", os.path.join(folder, "flags.csv"), status=1), "flags.csv")
    contains(append(bare(folder), "--regions", write("beside-world.csv", "code,name\nFRA,France\nITA,Italy\n"), status=1), "None of the 2 regions")


@case
def names():
    """names come later, in one language or both; what a list leaves open stays"""
    target = path("beside-names.nqp")
    good("import", "-o", target, "--data", write("beside-n.csv", "region,year,A\nr1,2020,1\nr2,2020,2\n"),
         "--regions", write("beside-n-regions.csv", "code,name_en,longitude,latitude\nr1,One,10,20\nr2,Two,11,21\n"))
    said = counted_then_done(target, "--regions", write("beside-n-more.csv", "code,name_zh,group_en\nr1,一,East\n"))
    contains(said, "regions with another name: 1 (r1)")
    region = rows(read(os.path.join(exported(target), "regions.csv")).decode())[0]
    equal([region[key] for key in ("code", "name_en", "name_zh", "group_en", "longitude")], ["r1", "One", "一", "East", "10"], "region")


@case
def indicators():
    """indicators come to the index, those there are change, and weights stay in proportion"""
    target = path("beside-indicators.nqp")
    good("import", "-o", target, "--data", write("beside-i.csv", "region,year,A,B,C\nr1,2020,1,2,3\nr2,2020,3,5,4\nr3,2020,2,7,4\n"),
         "--indicators", write("beside-i1.csv", "code,pillar,component,direction\nA,drivers,green,+\nB,elements,labour-force,-\n"))
    said = counted_then_done(target, "--indicators", write("beside-i2.csv", "code,name_zh,pillar,component,direction,formula\nC2,比,drivers,green,+,A / C\nB,乙,,,,\n"))
    contains(said, "new indicators: 1 (C2)", "indicators described anew: 1 (B)")
    found = {row["code"]: row for row in rows(read(os.path.join(exported(target), "indicators.csv")).decode())}
    equal([found["B"]["pillar"], found["B"]["direction"], found["B"]["name_zh"], found["C2"]["formula"]], ["elements", "-", "乙", "A / C"], "indicators")
    weights = {row["node"]: float(row["weight"]) for row in rows(good("weights", target, "--scheme", "equal"))}
    equal([weights[node] for node in ("drivers", "A", "C2")], [0.5, 0.5, 0.5], "weights")
    before = content(target)
    for file, why in (("code,pillar,component,direction\nD,drivers,green,+\n", "series “D”"), ("code,formula\nC2,A / nothing\n", "nothing"),
                      ("code,pillar,component\nE2,drivers,\n", "E2")):
        contains(append(target, "--indicators", write(f"beside-{next(_count)}.csv", file), status=1), why)
    equal(content(target), before, "nothing is written")
    # with the data that they are made of, in one step
    said = counted_then_done(target, "--data", write("beside-i3.csv", "region,year,D\nr1,2020,5\nr2,2020,6\nr3,2020,9\n"),
                             "--indicators", write("beside-i4.csv", "code,pillar,component,direction\nD,carriers,new,+\n"))
    contains(said, "new series: 1 (D)", "new indicators: 1 (D)", "3 new, 0 changed")
    equal(rows(good("weights", target))[-1]["node"], "D", "in the index")


@case
def marks():
    """flags and accepted remarks come, change, and are refused where there is nothing to mark"""
    target = path("beside-marks.nqp")
    good("import", "-o", target, "--data", write("beside-m.csv", "region,year,A\nr1,2020,1\nr2,2020,2\n"))
    said = counted_then_done(target, "--flags", write("beside-m1.csv", "region,year,series,flag,note\nr1,2020,A,suspect,why\n"))
    contains(said, "flags: 1 new")
    said = counted_then_done(target, "--flags", write("beside-m2.csv", "region,year,series,flag,note\nr1,2020,A,accepted,looked at\nr2,2020,A,edited,\n"))
    contains(said, "flags: 0 new, 1 changed", "values marked as changed by hand: 1")
    contains(append(target, "--flags", write("beside-m3.csv", "region,year,series,flag\nr1,2021,A,suspect\n"), status=1), "2021")
    contains(counted_then_done(target, "--checks", write("beside-m4.csv", "finding,value,note\njump:A/2020/r1,3,fine\n")), "accepted remarks: 1 new")
    contains(append(target, "--series", write("beside-m5.csv", "code,name_en\nX,Unknown\n"), status=1), "series “X”")


def emptied(source):
    """As a project begins that has nothing yet."""
    target = path(f"beside-{next(_count)}.nqp")
    shutil.copyfile(source, target)
    db = sqlite3.connect(target)
    for table in ("formula", "goalpost", "flag", "value", "accepted_finding", "boundary", "neighbour", "place", "region_group", "year", "history"):
        db.execute(f"DELETE FROM {table}")
    db.execute("DELETE FROM node WHERE parent_id IS NOT NULL")
    for table in ("indicator", "series"):
        db.execute(f"DELETE FROM {table}")
    db.commit()
    db.close()
    return target


@case
def empty():
    """what comes to an empty project makes the same as a new one"""
    folder = exported(CHINA)
    lists = of(folder, *FILES)
    wanted = bare(folder, *FILES)
    for words in ([], lists):
        other = bare(folder, *FILES) if words else bare(folder)
        target = emptied(wanted)
        counted_then_done(target, "--data", os.path.join(folder, "data.csv"), *words)
        equal(good("info", target).split("\n")[1:], good("info", other).split("\n")[1:], "info")
        if words:
            for level in ("index", "indicator"):
                equal(good("score", target, "--level", level), good("score", other, "--level", level), level)
            found, made = content(target), content(other)
            for name in made:
                equal(found[name], made[name], name)
    # names in the data, codes in the outlines
    data = write("beside-e.csv", "地区,年份,甲\n北京市,2020,1\n天津市,2020,2\n")
    made, target = path("beside-made.nqp"), emptied(wanted)
    good("import", "-o", made, "--data", data, *of(folder, "boundaries"))
    append(target, "--data", data, *of(folder, "boundaries"))
    equal(content(target), content(made), "as a new one")
    # the outlines first, the data later
    target = emptied(wanted)
    append(target, *of(folder, "boundaries"))
    contains(append(target, "--data", data), "matched by name: 2")


@case
def usage():
    """what belongs to a new project, and nothing at all"""
    target = path("beside-usage.nqp")
    good("import", "-o", target, "--data", write("beside-u.csv", "region,year,A\nr1,2020,1\nr2,2020,2\n"))
    contains(bad(2, "import", "--append", target), "nothing to append")
    contains(bad(2, "import", "--append", target, "--boundaries", "x.geojson", "--weights", "w.csv"), "--weights")
    contains(append(CHINA, "--boundaries", "x.geojson", status=1), "sample")


if __name__ == "__main__":
    main()
