# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of regions as people write them: which region is meant, what is asked, what is said of what looks like a slip."""
import itertools
import json
import os
import sqlite3

from harness import bad, add, case, contains, equal, good, main, nqp, path, rows, write

REGIONS = "code,name_en,name_zh,initials\n110000,Beijing,北京,bj\n120000,Tianjin,天津,tj\n150000,Inner Mongolia,内蒙古,nmg\n" \
          "140000,Shanxi,山西,sx\n610000,Shaanxi,陕西,sx\n"
ECONOMIES = "code,name_en,name_zh\nKOR,South Korea,韩国\nTUR,Türkiye,土耳其\nNER,Niger,尼日尔\nNGA,Nigeria,尼日利亚\nCZE,Czech Republic,捷克\n"
_n = 0
_folders = itertools.count(1)


def run(data, *more, regions=REGIONS, boundaries=None, names=None, **files):
    """The finished import and its project"""
    global _n
    _n += 1
    folder = f"names-{_n}"
    target = path(folder, "p.nqp")
    args = ["import", "-o", target, "--data", write(f"{folder}/data.csv", data), *more]
    for name, text in dict(regions=regions, names=names, **files).items():
        if text is not None:
            args += [f"--{name}", write(f"{folder}/{name}.csv", text)]
    if boundaries is not None:
        args += ["--boundaries", write(f"{folder}/b.geojson", outlines(*boundaries))]
    return nqp(*args), target


def outlines(*features):
    """Squares in a row with these properties; "feature" is the id of the feature itself"""
    made = []
    for i, properties in enumerate(features):
        properties = dict(properties)
        feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [
            [[i, 0], [i + 1, 0], [i + 1, 1], [i, 1], [i, 0]]]}}
        if "feature" in properties:
            feature["id"] = properties.pop("feature")
        made.append(feature)
    return json.dumps({"type": "FeatureCollection", "features": made})


def codes(target):
    """Regions of the data in the project"""
    return sorted({row["region"] for row in rows(good("score", target, "--weights", "equal"))})


INDICATORS = "code,name_en,name_zh,pillar,component,unit,direction\nx,X,甲,elements,labour-force,u,+\n"


def accepted(names, expected, **more):
    data = "region,year,x\n" + "".join(f'"{name}",2020,{i}\n' for i, name in enumerate(names))
    done, target = run(data, indicators=INDICATORS, **more)
    equal(done.returncode, 0, done.stderr)
    equal(codes(target), sorted(expected))
    return done


ADMIN = ["110000", "120000", "150000"]
for what, names in (
    ("names in Chinese", ["北京", "天津", "内蒙古"]),
    ("names in English", ["Beijing", "TIANJIN", "inner mongolia"]),
    ("both languages and codes together", ["北京", "Tianjin", "150000"]),
    ("spaces of any kind", ["北　京", " 天津\u00a0", "内 蒙\t古"]),
    ("full names", ["北京市", "天津市", "内蒙古自治区"]),
    ("full names in English", ["Beijing Municipality", "Tianjin City", "Inner Mongolia Autonomous Region"]),
    ("pinyin", ["Bei Jing", "tian jin", "Nei Mongol"]),
    ("tones", ["Běijīng", "Tiānjīn", "Nèi Měnggǔ"]),
):
    add(f"import: {what}", lambda n=names: accepted(n, ADMIN))


@case
def economies():
    """import: other names of economies"""
    accepted(["Korea, Rep.", "Turkey", "Czechia", "Niger", "Nigeria"], ["KOR", "TUR", "CZE", "NER", "NGA"], regions=ECONOMIES)
    accepted(["Republic of Korea", "Turkiye", "捷克共和国"], ["KOR", "TUR", "CZE"], regions=ECONOMIES)


@case
def apart():
    """import: names that are alike stay apart"""
    done = accepted(["Shanxi", "Shaanxi"], ["140000", "610000"])
    equal(done.stderr.count("warning"), 0, done.stderr)


@case
def said():
    """import: what is matched by more than its letters is said"""
    done = accepted(["北京市", "天津"], ["110000", "120000"])
    contains(done.stderr, "“北京市” = ", "110000", "warning")


@case
def asked():
    """import: a name that is close is proposed, never taken; the message names the option that answers, and the option does"""
    data = "region,year,x\nBeijng,2020,1\nBeijng,2021,2\n天津,2020,2\n新疆兵团,2020,4\nsx,2020,3\n"
    done, target = run(data, indicators=INDICATORS)
    equal(done.returncode, 1)
    contains(done.stderr, "data.csv:2:1:", "“Beijng” (2 rows)", "Beijing (110000)", "data.csv:5:1:", "“新疆兵团”", "--names",
             "Shanxi (140000)", "Shaanxi (610000)", "3 problems")
    done, target = run(data, indicators=INDICATORS, names="name,code\nBeijng,110000\n新疆兵团,\nsx,610000\nnobody,140000\n")
    equal(done.returncode, 0, done.stderr)
    equal(codes(target), ["110000", "120000", "610000"])
    contains(done.stderr, "1 row was left out", "1 name is in no other file")


@case
def bad_rules():
    """import: a list of names with an unknown code, or a name twice, is refused"""
    for names, place, word in (("name,code\n北京,119999\n", "names.csv:2:2", "119999"), ("name,code\n北京,110000\n北京,120000\n", "names.csv:3:1", "line 2"),
                               ("name\n北京\n", "names.csv:1", "code"), ("name,code\n,110000\n", "names.csv:2", "no name")):
        done, target = run("region,year,x\n北京,2020,1\n", names=names)
        equal(done.returncode, 1, names)
        contains(done.stderr, place, word)


@case
def doubled():
    """import: two names of one region in the same year are a problem; in different years they are one region"""
    done, target = run("region,year,x\n北京,2020,1\n北京市,2020,2\n", indicators=INDICATORS)
    equal(done.returncode, 1)
    contains(done.stderr, "data.csv:3:", "“北京”", "“北京市”", "2020", "--names")
    done, target = run("region,year,indicator,value\n北京,2020,x,1\n北京市,2020,y,2\n", indicators=INDICATORS + "y,Y,乙,drivers,a,u,+\n")
    equal(done.returncode, 1, "in the long form")
    done, target = run("region,year,x\n北京,2020,1\n北京市,2021,2\n", indicators=INDICATORS)
    equal(done.returncode, 0, done.stderr)
    equal(codes(target), ["110000"])


@case
def other_files():
    """import: neighbours and flags may name regions, too"""
    done, target = run("region,year,x\n北京,2020,1\n天津,2020,2\n", indicators=INDICATORS, neighbours="code,neighbour,kind\n北京市,Tianjin,land\n",
                       flags="region,year,series,flag,note\nbeijing,2020,x,suspect,\n")
    equal(done.returncode, 0, done.stderr)
    good("export", target, "-o", target + ".d")
    contains(open(target + ".d/neighbours.csv", encoding="utf-8").read(), "110000,120000")
    contains(open(target + ".d/flags.csv", encoding="utf-8").read(), "110000,2020,x,suspect")


# Without a list of regions

@case
def spaces_alone():
    """import: spaces of any kind make no second region"""
    done, target = run("region,year,x\n北　京,2020,1\n天津　,2020,2\n河北\u00a0,2020,3\n北京,2021,2\n天津,2021,3\n河北,2021,4\n", indicators=INDICATORS,
                       regions=None)
    equal(done.returncode, 0, done.stderr)
    equal(codes(target), sorted(["北京", "天津", "河北"]))


SUFFIXES = "region,year,x\n北京市,2020,1\n内蒙古自治区,2020,2\nHebei Province,2020,3\n北京,2021,2\n内蒙古,2021,3\nhebei,2021,4\n"


@case
def suffixes():
    """import and check: regions that differ by a suffix and share no year are said; --names makes them one"""
    done, target = run(SUFFIXES, indicators=INDICATORS, regions=None)
    equal(done.returncode, 0, done.stderr)
    equal(done.stderr.count("share no year"), 3)
    contains(done.stderr, "--names")
    found = [row for row in rows(good("check", target)) if "share no year" in row["what"]]
    equal({row["where"] for row in found}, {"北京市", "内蒙古自治区", "hebei"})
    done, target = run(SUFFIXES, indicators=INDICATORS, regions=None, names="name,code\n北京市,北京\n内蒙古自治区,内蒙古\nHebei Province,hebei\n")
    equal(done.returncode, 0, done.stderr)
    equal(codes(target), sorted(["北京", "内蒙古", "hebei"]))
    equal("share no year" in done.stderr, False)


@case
def neighbours_by_name():
    """import and check: a province and a city of one name, with the same years, are two"""
    done, target = run("region,year,x\n吉林省,2020,1\n吉林市,2020,2\n", indicators=INDICATORS, regions=None)
    equal((done.returncode, done.stderr.count("warning")), (0, 0), done.stderr)


def slip(regions, years, words, where):
    data = "region,year,x\n" + "".join(f"{region},{year},{i}\n" for i, region in enumerate(regions) for year in years)
    done, target = run(data, indicators=INDICATORS, regions=None)
    equal(done.returncode, 0, done.stderr)
    found = [row for row in rows(good("check", target)) if row["where"] == where]
    if words is None:
        equal(found, [])
        equal("warning" in done.stderr, False, done.stderr)
        return
    contains(done.stderr, "warning", *words)
    equal(len(found), 1, str(found))
    contains(found[0]["what"], *words)


for what, regions, years, words, where in (
    ("a lone year", ["a", "b"], [2019, 2020, 2021, 1921], ["1921", "98 years"], "1921"),
    ("a lone last year", ["a", "b"], [2019, 2020, 2203], ["2203"], "2203"),
    ("decades", ["a", "b"], [1990, 2000, 2010, 2020], None, "1990"),
    ("a gap in the middle", ["a", "b"], [1990, 1991, 2010, 2011], None, "1990"),
    ("codes in exponent form", ["1.1E+05", "1.2E+05", "130000"], [2020, 2021], ["1.1E+05", "text"], "regions"),
    ("codes without their zeros", ["1001", "1003", "36001", "48201"], [2020, 2021], ["4 digits", "1001", "5"], "regions"),
    ("numbers in a row", ["98", "99", "100", "101"], [2020, 2021], None, "regions"),
    ("numbers in a row, longer", ["9998", "9999", "10000", "10001"], [2020, 2021], None, "regions"),
    ("codes of one width", ["110000", "120000", "659000"], [2020, 2021], None, "regions"),
):
    add(f"import and check: {what}", lambda r=regions, y=years, w=words, p=where: slip(r, y, w, p))


# Outlines

THREE = "region,year,x\n北京,2020,1\n天津,2020,2\n内蒙古,2020,3\n"
PLAIN = "code,name_zh\n北京,北京\n天津,天津\n内蒙古,内蒙古\n"


def drawn(target):
    """Codes of the outlines in the project"""
    good("export", target, "-o", target + ".d")
    with open(target + ".d/boundaries.geojson", encoding="utf-8") as file:
        return sorted(feature["properties"]["code"] for feature in json.load(file)["features"])


def placed(features, expected, words=(), regions=PLAIN, data=THREE):
    done, target = run(data, indicators=INDICATORS, regions=regions, boundaries=features)
    equal(done.returncode, 0, done.stderr)
    equal(drawn(target), sorted(expected))
    contains(done.stderr, *words)
    return target


ZH = ["北京", "天津", "内蒙古"]
for what, features, expected, words, regions in (
    ("code", [{"code": c} for c in ADMIN], ADMIN, [], REGIONS),
    ("adcode, a number", [{"adcode": int(c)} for c in ADMIN], ADMIN, ["“adcode”"], REGIONS),
    ("ISO_A3", [{"ISO_A3": c, "ADMIN": "x"} for c in ("KOR", "TUR")], ["KOR", "TUR"], ["“ISO_A3”"], ECONOMIES),
    ("iso3", [{"iso3": c} for c in ("KOR", "NER")], ["KOR", "NER"], ["“iso3”"], ECONOMIES),
    ("id of the feature", [{"feature": c} for c in ADMIN], ADMIN, [], REGIONS),
    ("id among the properties", [{"id": c} for c in ADMIN], ADMIN, ["“id”"], REGIONS),
    ("name", [{"name": "北京市"}, {"NAME": "天津"}, {"name": "Nei Mongol"}], ADMIN, ["北京市"], REGIONS),
    ("adcode where id is a number in a row", [{"feature": i, "id": i, "adcode": c} for i, c in enumerate(ADMIN)], ADMIN, ["“adcode”"], REGIONS),
    ("code with a suffix", [{"code": "北京市"}, {"code": "天津市"}, {"code": "内蒙古自治区"}], ZH, ["北京市"], PLAIN),
    ("name where code is of another kind", [{"code": f"X{i}", "name": n} for i, n in enumerate(ZH)], ZH, ["“name”"], PLAIN),
):
    data = "region,year,x\n" + "".join(f"{line.split(',')[0]},2020,{i}\n" for i, line in enumerate(regions.splitlines()[1:]))
    add(f"outlines by {what}", lambda f=features, e=expected, w=words, r=regions, d=data: placed(f, e, w, r, d))


@case
def outlines_give_codes():
    """import: names in the data, codes in the outlines, no list of regions"""
    done, target = run(THREE.replace("北京", "北京市"), indicators=INDICATORS, regions=None,
                       boundaries=[{"adcode": int(c), "name": n} for c, n in zip(ADMIN, ZH)])
    equal(done.returncode, 0, done.stderr)
    equal((codes(target), drawn(target)), (ADMIN, ADMIN))
    contains(open(target + ".d/regions.csv", encoding="utf-8").read(), "110000", "北京")
    done, target = run("region,year,x\n北京市,2020,1\n北京,2020,3\n", indicators=INDICATORS, regions=None,
                       boundaries=[{"adcode": 110000, "name": "北京"}])
    equal(done.returncode, 0, done.stderr)
    equal(codes(target), sorted(["110000", "北京市"]), "both have that year: they stay two, and one is without outline")
    contains(done.stderr, "no outline")


@case
def islands():
    """import: several features of one region are one outline, whatever names them"""
    placed([{"name": "北京市"}, {"name": "北京市"}, {"name": "天津"}], ["110000", "120000"], regions=REGIONS)


@case
def without():
    """import and check: regions without outline and outlines without region are said, with count and names"""
    target = placed([{"code": "110000"}, {"code": "990000", "name_zh": "别处"}], ["110000", "990000"], ["no outline", "no region"], REGIONS,
                    "region,year,x\n110000,2020,1\n120000,2020,2\n")
    found = [row["what"] for row in rows(good("check", target)) if row["where"] == "boundaries"]
    equal(len(found), 2, str(found))
    contains(found[0], "1 region", "Tianjin")
    contains(found[1], "1 outline")


@case
def none_at_all():
    """import: outlines of which none belongs to a region are refused, with what was found in both"""
    done, target = run("region,year,x\n110000,2020,1\n120000,2020,2\n", indicators=INDICATORS, regions=REGIONS,
                       boundaries=[{"code": "KOR"}, {"code": "TUR"}])
    equal(done.returncode, 1)
    contains(done.stderr, "b.geojson", "None of the 2 outlines (KOR, TUR)", "110000", "--names")
    done, target = run("region,year,x\n110000,2020,1\n120000,2020,2\n", indicators=INDICATORS, regions=REGIONS,
                       boundaries=[{"code": "KOR"}, {"code": "TUR"}], names="name,code\nKOR,110000\nTUR,\n")
    equal(done.returncode, 0, done.stderr)
    equal(drawn(target), ["110000"])


@case
def round_trip():
    """import, export, import: the same project, whatever the names were"""
    done, target = run(THREE, indicators=INDICATORS, boundaries=[{"name": n} for n in ("北京市", "天津市", "别处")])
    equal(done.returncode, 0, done.stderr)
    folder, again = target + ".d", target + ".again.nqp"
    good("export", target, "-o", folder)
    args = []
    for name in ("data", "indicators", "regions", "series", "neighbours", "flags", "weights"):
        args += [f"--{name}", f"{folder}/{name}.csv"]
    good("import", "-o", again, *args, "--boundaries", f"{folder}/boundaries.geojson")
    equal(good("score", again, "--level", "indicator"), good("score", target, "--level", "indicator"))
    good("export", again, "-o", folder + "2")
    for name in ("data.csv", "regions.csv", "boundaries.geojson", "weights.csv"):
        equal(open(f"{folder}2/{name}", "rb").read(), open(f"{folder}/{name}", "rb").read(), name)


def settled(target):
    """name: code, as the project knows them"""
    folder = f"{target}.{next(_folders)}.d"
    good("export", target, "-o", folder, "--raw")
    file = os.path.join(folder, "names.csv")
    return {row["name"]: row["code"] for row in rows(open(file, encoding="utf-8").read())} if os.path.exists(file) else {}


def append(target, data, *more, status=0):
    done = nqp("import", "--append", target, "--data", write(f"append-{next(_folders)}.csv", data), *more)
    equal(done.returncode, status, done.stderr)
    return done.stderr


@case
def remembered():
    """what is settled stays with the project: the next file that comes to it need not ask, an exported folder has it"""
    done, target = run("region,year,x\nBejing City,2020,1\nTianjin,2020,2\nSum,2020,3\n", names="name,code\nBejing City,110000\nSum,\n"
                       "Tientsin,120000\n")
    equal(done.returncode, 0, done.stderr)
    known = {"Bejing City": "110000", "Sum": "", "Tientsin": "120000"}
    equal(settled(target), known)
    said = append(target, "region,year,x\nBejing City,2021,4\nTientsin,2021,5\nSum,2021,9\n")
    contains(said, "new regions: 0", "2 new, 0 changed", "1 row was left out")
    good("check", target)

    saved = target + ".saved.nqp"
    good("salvage", target, "-o", saved)
    equal(settled(saved), known)

    # another word counts before it, and is known from then on; taken back as one step with the figures
    append(target, "region,year,x\nTientsin,2022,6\n", "--names", write("other.csv", "name,code\nTientsin,110000\n"))
    equal(settled(target), {**known, "Tientsin": "110000"})
    good("history", target, "--revert-to", "1")
    equal(settled(target), known)

    folder = target + ".out"
    good("export", target, "-o", folder)
    again = target + ".again.nqp"
    good("import", "-o", again, *(word for name in ("data", "regions", "series", "indicators", "names")
                                  for word in (f"--{name}", os.path.join(folder, f"{name}.csv"))))
    equal(settled(again), known)


@case
def remembered_by_append():
    """what is settled when a file is added is known to the next one; a name of a region that is gone is asked again, or is a new region"""
    done, target = run("region,year,x\nBeijing,2020,1\nTianjin,2020,2\n")
    equal(done.returncode, 0, done.stderr)
    data = "region,year,x\nBeijin,2021,3\nTianjin,2021,2\n"
    contains(append(target, data, status=1), "“Beijin” is not known", "--names")
    append(target, data, "--names", write("by-append.csv", "name,code\nBeijin,Beijing\n"))
    equal(settled(target), {"Beijin": "110000"})
    contains(append(target, "region,year,x\nBeijin,2022,3\n"), "new regions: 0", "1 new, 0 changed")
    with sqlite3.connect(target) as db:
        db.execute("UPDATE region_name SET code = 'gone'")
    db.close()
    contains(append(target, "region,year,x\nBeijin,2023,3\n", status=1), "“Beijin” is not known")
    equal(settled(target), {})
    good("check", target)


@case
def remembered_by_lists():
    """what is settled when lists come without figures is known to the next file, too, and is taken back with them"""
    done, target = run("region,year,x\nBeijing,2020,1\nTianjin,2020,2\n")
    equal(done.returncode, 0, done.stderr)
    known = settled(target)
    pairs = write("pairs.csv", "code,neighbour,kind\nBeijin,Tianjin,land\n")
    contains(bad(1, "import", "--append", target, "--neighbours", pairs), "Beijin")
    good("import", "--append", target, "--neighbours", pairs, "--names", write("pair-names.csv", "name,code\nBeijin,110000\n"))
    equal(settled(target), {**known, "Beijin": "110000"})
    contains(append(target, "region,year,x\nBeijin,2021,3\n"), "new regions: 0", "1 new, 0 changed")
    good("history", target, "--revert-to", "0")
    equal(settled(target), known)


main()
