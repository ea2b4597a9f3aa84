# SPDX-License-Identifier: GPL-3.0-or-later
"""Import: what must work, what must be refused with a place, and that nothing is lost whatever goes wrong."""
import itertools
import json
import os
import pwd
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import time

from harness import NQP, Skip, add, bad, case, contains, environment, equal, good, main, nqp, path, read, rows, write

DATA = """region,year,a,b,c
r1,2020,1,10.5,
r2,2020,2,20.5,7
r3,2020,4,30.5,8
r1,2021,3,12.5,9
r2,2021,5,22.5,
r3,2021,6,33.5,2
"""
INDICATORS = """code,name_en,name_zh,pillar,component,unit,direction
a,Alpha,甲,elements,labour-force,x,+
b,Beta,乙,drivers,innovation-input,x,+
c,Gamma,丙,carriers,industry,x,-
"""
REGIONS = """code,name_en,name_zh,group,longitude,latitude
r1,One,一,West,100,30
r2,Two,二,West,105,31
r3,Three,三,East,110,32
"""
LONG = "region,year,indicator,value\n" + "".join(
    f"{line.split(',')[0]},{line.split(',')[1]},{code},{value}\n"
    for line in DATA.splitlines()[1:] for code, value in zip("abc", line.split(",")[2:]))
SQUARE = {"type": "Feature", "properties": {"code": "r1"},
          "geometry": {"type": "Polygon", "coordinates": [[[100, 30], [101, 30], [101, 31], [100, 31], [100, 30]]]}}
MAP = json.dumps({"type": "FeatureCollection", "features": [SQUARE]})

_count = itertools.count(1)


def make(**files):
    """A new folder with these files (data=..., indicators=...); the options that name them, and the folder"""
    folder = f"in-{next(_count)}"
    args = []
    for name, content in files.items():
        file = f"{name}.geojson" if name == "boundaries" else f"{name}.csv"
        args += [f"--{name}", write(f"{folder}/{file}", content)]
    return args, folder


def project(**files):
    args, folder = make(**{"data": DATA, "indicators": INDICATORS, "regions": REGIONS, **files})
    target = path(folder, "p.nqp")
    good("import", "-o", target, *args)
    return target


def listing(folder):
    return sorted(os.listdir(path(folder)))


def integrity(target):
    with sqlite3.connect(f"file:{target}?mode=ro", uri=True) as db:
        equal(db.execute("PRAGMA integrity_check").fetchall(), [("ok",)], "integrity_check")


# What must work

def accepted(expected, **files):
    equal(good("score", project(**files), "--level", "indicator"), expected())


def reference():
    return good("score", project(), "--level", "indicator")


for what, files in (
    ("long form", {"data": LONG}),
    ("columns in another order", {"data": "c,year,b,region,a\n" + "".join(
        ",".join((f[4], f[1], f[3], f[0], f[2])) + "\n" for f in (l.split(",") for l in DATA.splitlines()[1:]))}),
    ("upper-case header", {"data": DATA.replace("region,year", "REGION,Year")}),
    ("Chinese header", {"data": DATA.replace("region,year", "省份,年份")}),
    ("Chinese header of the long form", {"data": LONG.replace("region,year,indicator,value", "地区,年份,指标,数值")}),
    ("carriage returns", {"data": DATA.replace("\n", "\r\n")}),
    ("no line end at the end", {"data": DATA.rstrip("\n")}),
    ("quoted fields", {"data": DATA.replace("r1", '"r1"').replace("10.5", '"10.5"')}),
    ("missing marks", {"data": DATA.replace("10.5,\n", "10.5,NA\n").replace("22.5,\n", "22.5,..\n")}),
    ("a dash for missing", {"data": DATA.replace("10.5,\n", "10.5,-\n").replace("22.5,\n", '22.5,""\n')}),
    ("UTF-8 with a byte order mark", {"data": b"\xef\xbb\xbf" + DATA.encode()}),
    ("UTF-16, little end first", {"data": b"\xff\xfe" + DATA.encode("utf-16-le")}),
    ("UTF-16, big end first", {"data": b"\xfe\xff" + DATA.encode("utf-16-be")}),
    ("UTF-16 in every file", {"data": DATA.encode("utf-16"), "indicators": INDICATORS.encode("utf-16"),
                              "regions": REGIONS.encode("utf-16")}),
    ("semicolons and decimal commas", {"data": DATA.replace(",", ";").replace(".", ",")}),
    ("tabs", {"data": DATA.replace(",", "\t")}),
    ("blank lines", {"data": DATA.replace("r3,2020", "\nr3,2020") + "\n\n"}),
):
    add(f"import: {what}", lambda f=files: accepted(reference, **f))


@case
def gb18030():
    """import: GB18030 in the data and in the regions"""
    names = {"r1": "北京市", "r2": "天津市", "r3": "内蒙古自治区"}
    data = DATA.replace("region,year", "地区,年份")
    regions = REGIONS
    for code, name in names.items():
        data, regions = data.replace(code, name), regions.replace(f"{code},", f"{name},")
    expected = good("score", project(data=data, regions=regions), "--level", "indicator")
    target = project(data=data.encode("gb18030"), regions=regions.encode("gb18030"), indicators=INDICATORS.encode("gb18030"))
    equal(good("score", target, "--level", "indicator"), expected)
    contains(expected, "内蒙古自治区,2021,a")


@case
def data_alone():
    """import: without --indicators every column waits for its pillar"""
    args, folder = make(data=DATA)
    target = path(folder, "p.nqp")
    good("import", "-o", target, *args)
    found = {row["key"]: row["value"] for row in rows(good("info", target))}
    equal((found["regions"], found["years"], found["indicators"]), ("3", "2", "3"))
    done = nqp("check", target)
    equal(done.returncode, 0, "status of check: that there is nothing to score yet is no error")
    contains(done.stdout, "no score yet")
    equal({row["where"] for row in rows(done.stdout) if row["severity"] == "warning"} >= {"a", "b", "c"}, True, "waiting")
    bad(1, "score", target)


@case
def titles():
    """import: --title and --title-zh"""
    args, folder = make(data=DATA)
    target = path(folder, "p.nqp")
    good("import", "-o", target, *args, "--title", 'Mine, "all" of it', "--title-zh", "我的")
    found = {row["key"]: row["value"] for row in rows(good("info", target))}
    equal(found["title"], 'Mine, "all" of it')
    contains(good("info", target, "--lang", "zh_CN"), "我的")


@case
def skip_bad_rows():
    """import: --skip-bad-rows leaves out bad rows and reports each"""
    args, folder = make(data=DATA + "r1,2020,1,1,1\nr9,2020,1,1,1\nr3,2022,x,1,1\n", indicators=INDICATORS, regions=REGIONS)
    target = path(folder, "p.nqp")
    bad(1, "import", "-o", target, *args)
    done = nqp("import", "-o", target, *args, "--skip-bad-rows")
    equal(done.returncode, 0, done.stderr)
    contains(done.stderr, "data.csv:8", "data.csv:9", "data.csv:10")
    equal(good("score", target, "--level", "indicator", "--year", "2021"),
          good("score", project(), "--level", "indicator", "--year", "2021"))


# What must be refused

def refused(place, parts, **files):
    args, folder = make(**{"data": DATA, "indicators": INDICATORS, "regions": REGIONS, **files})
    target = path(folder, "p.nqp")
    before = listing(folder)
    text = bad(1, "import", "-o", target, *args)
    contains(text, place, *parts)
    equal(listing(folder), before, "no new file")
    shutil.copyfile(project(), target)
    kept, before = read(target), listing(folder)
    bad(1, "import", "-o", target, *args, "--replace")
    equal(read(target) == kept, True, "the existing project is left as it was")
    equal(listing(folder), before, "no new file beside it")


for what, place, parts, files in (
    ("no year column", "data.csv:1", ["year"], {"data": DATA.replace("region,year", "region,when")}),
    ("no region column", "data.csv:1", ["region"], {"data": DATA.replace("region,year", "place,year")}),
    ("the same column twice", "data.csv:1", ["a"], {"data": DATA.replace("a,b,c", "a,b,a")}),
    ("a duplicate row", "data.csv:8", ["r1", "2020"], {"data": DATA + "r1,2020,1,1,1\n"}),
    ("a duplicate row of the long form", "data.csv:20", ["r1", "2020", "a"], {"data": LONG + "r1,2020,a,1\n"}),
    ("an unknown region", "data.csv:8", ["r9"], {"data": DATA + "r9,2020,1,1,1\n"}),
    ("an unknown indicator in the long form", "data.csv:20", ["zzz"], {"data": LONG + "r1,2020,zzz,1\n"}),
    ("an indicator without data", "indicators.csv:5", ["d"], {"indicators": INDICATORS + "d,Delta,丁,elements,labour-force,x,+\n"}),
    ("text in a value", "data.csv:3:", ["many"], {"data": DATA.replace("r2,2020,2", "r2,2020,many")}),
    ("an infinite value", "data.csv:3:", ["inf"], {"data": DATA.replace("r2,2020,2", "r2,2020,inf")}),
    ("a value too large for a number", "data.csv:3:", ["1e999"], {"data": DATA.replace("r2,2020,2", "r2,2020,1e999")}),
    ("text in a year", "data.csv:3:", ["20x0"], {"data": DATA.replace("r2,2020", "r2,20x0")}),
    ("an empty region", "data.csv:3", [], {"data": DATA.replace("r2,2020", ",2020")}),
    ("too many fields", "data.csv:3", [], {"data": DATA.replace("r2,2020,2", "r2,2020,2,2")}),
    ("too few fields", "data.csv:3", [], {"data": DATA.replace("r2,2020,2,20.5,7", "r2,2020,2")}),
    ("an unclosed quote", "data.csv:3", [], {"data": DATA.replace("r2,2020,2", 'r2,2020,"2')}),
    ("an empty file", "data.csv", ["empty"], {"data": ""}),
    ("a header without rows", "data.csv", [], {"data": "region,year,a,b,c\n"}),
    ("a file of blanks", "data.csv", [], {"data": "\n\n  \n"}),
    ("a picture", "data.csv", [], {"data": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))}),
    ("nul bytes", "data.csv", [], {"data": DATA.replace("20.5", "2\x000.5")}),
    ("an empty indicators file", "indicators.csv", [], {"indicators": ""}),
    ("an indicator without direction", "indicators.csv:2", ["direction"], {"indicators": INDICATORS.replace("force,x,+", "force,x,")}),
    ("a direction that is none", "indicators.csv:2", ["up"], {"indicators": INDICATORS.replace("force,x,+", "force,x,up")}),
    ("an unknown pillar", "indicators.csv:2", ["elementz"], {"indicators": INDICATORS.replace("elements", "elementz")}),
    ("an indicator twice", "indicators.csv:5", ["a"], {"indicators": INDICATORS + "a,Alpha,甲,elements,labour-force,x,+\n"}),
    ("an unknown numerator", "indicators.csv:2", ["ZZ"],
     {"indicators": INDICATORS.replace("direction\n", "direction,numerator\n").replace("force,x,+", "force,x,+,ZZ")
      .replace("input,x,+", "input,x,+,b").replace("industry,x,-", "industry,x,-,c")}),
    ("a region twice", "regions.csv:5", ["r1"], {"regions": REGIONS + "r1,One,一,West,100,30\n"}),
    ("a longitude that is none", "regions.csv:2", ["east"], {"regions": REGIONS.replace("100,30", "east,30")}),
    ("a neighbour that is not there", "neighbours.csv:2", ["r9"], {"neighbours": "code,neighbour,kind\nr1,r9,land\n"}),
    ("a region as its own neighbour", "neighbours.csv:2", ["r1"], {"neighbours": "code,neighbour,kind\nr1,r1,land\n"}),
    ("a flag on an unknown series", "flags.csv:2", ["zz"], {"flags": "region,year,series,flag,note\nr1,2020,zz,suspect,\n"}),
    ("a flag that is none", "flags.csv:2", ["odd"], {"flags": "region,year,series,flag,note\nr1,2020,a,odd,\n"}),
    ("outlines that are no JSON", "boundaries.geojson", [], {"boundaries": MAP[:-10]}),
    ("outlines that are no GeoJSON", "boundaries.geojson", [], {"boundaries": "[1, 2, 3]"}),
    ("an outline without a code", "boundaries.geojson", ["code"], {"boundaries": MAP.replace('"code"', '"kode"')}),
    ("an outline with text as a coordinate", "boundaries.geojson", [], {"boundaries": MAP.replace("[101, 31]", '["x", 31]')}),
):
    add(f"refused: {what}", lambda p=place, q=parts, f=files: refused(p, q, **f))


@case
def outlines_cut_off_in_chinese():
    """refused: outlines that are no JSON, told in Chinese with the reason and nothing else"""
    args, folder = make(data=DATA, boundaries=MAP[:-10])
    text = bad(1, "import", "-o", path(folder, "p.nqp"), *args, "--lang", "zh_CN")
    found = re.search(r"boundaries\.geojson:1:\d+: 这不是 GeoJSON：(.*)\n", text)
    assert found, text
    assert re.match(r"Parse error|解析", found[1]), f"the reason of json-glib, translated or not: {found[1]}"


@case
def several_problems():
    """refused: every problem is told, one a line, and how many there are"""
    args, folder = make(data=DATA.replace("r2,2020,2", "r2,2020,many").replace("r3,2021,6", "r3,2021,few"))
    text = bad(1, "import", "-o", path(folder, "p.nqp"), *args)
    contains(text, "data.csv:3:", "many", "data.csv:7:", "few")
    contains(text.splitlines()[-1], "2 problems")


@case
def a_directory():
    """refused: a directory in place of the data"""
    os.makedirs(path("folder.csv"))
    contains(bad(1, "import", "-o", path("d.nqp"), "--data", path("folder.csv")), "folder.csv", "folder; expected a file")
    assert not os.path.exists(path("d.nqp"))


@case
def no_such_file():
    """refused: files that are not there"""
    args, folder = make(data=DATA)
    contains(bad(1, "import", "-o", path(folder, "p.nqp"), "--data", path("nowhere.csv")), "nowhere.csv")
    for option in ("indicators", "regions", "boundaries", "neighbours", "series", "flags", "weights"):
        contains(bad(1, "import", "-o", path(folder, "p.nqp"), *args, f"--{option}", path("nowhere.csv")), "nowhere.csv")
    equal(listing(folder), ["data.csv"], "no new file")


@case
def existing_project():
    """refused: an existing project without --replace; exchanged with it"""
    target = project()
    kept = read(target)
    other, _ = make(data=DATA.replace("r2,2020,2", "r2,2020,3"), indicators=INDICATORS, regions=REGIONS)
    contains(bad(1, "import", "-o", target, *other), "p.nqp", "--replace")
    equal(read(target) == kept, True, "left as it was")
    good("import", "-o", target, *other, "--replace")
    assert read(target) != kept
    integrity(target)


@case
def other_file():
    """refused: a file that is no project is not exchanged, also with --replace"""
    args, folder = make(data=DATA)
    letter = write(f"{folder}/letter.txt", "Dear reader,\n" * 500)
    bad(1, "import", "-o", letter, *args)
    contains(bad(1, "import", "-o", letter, *args, "--replace"), "letter.txt")
    equal(read(letter), b"Dear reader,\n" * 500)
    equal(listing(folder), ["data.csv", "letter.txt"], "no new file")


@case
def output_is_a_directory():
    """refused: a directory as the project to make"""
    args, folder = make(data=DATA)
    os.makedirs(path(folder, "sub"))
    for replace in ([], ["--replace"]):
        bad(1, "import", "-o", path(folder, "sub"), *args, *replace)
        bad(1, "import", "-o", path(folder, "no", "such", "p.nqp"), *args, *replace)
    equal(listing(folder), ["data.csv", "sub"], "no new file")


# Projects that are none

def no_project(parts, content):
    folder = f"none-{next(_count)}"
    where = write(f"{folder}/p.nqp", content)
    kept, before = read(where), listing(folder)
    for command in (["info"], ["check"], ["score"], ["weights"], ["export", "-o", path(folder, "csv")],
                    ["chart", "map.tiles", "-o", path(folder, "x.png")]):
        done = nqp(command[0], where, *command[1:])
        equal(done.returncode, 1, f"status of {command[0]}: {done.stderr}")
        contains(done.stderr, os.path.basename(where), *parts)
        equal(len(done.stderr.splitlines()), 1, f"lines of message of {command[0]}")
    equal(read(where) == kept, True, "left as it was")
    equal(listing(folder), before, "no new file")


@case
def not_projects():
    """refused: a 0-byte, a text and a foreign file, truncated projects"""
    whole = read(project())
    no_project([], b"")
    no_project([], "This is a letter, not a project.\n" * 50)
    for length in (10, 100, 1024, len(whole) // 2, len(whole) - 512):
        no_project([], whole[:length])
    foreign = path("foreign.db")
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE t (a)")
    no_project([], read(foreign))
    bad(1, "info", path())


@case
def damaged_project():
    """refused or reported: a project with damaged pages"""
    whole = bytearray(read(project()))
    for start in range(4096, len(whole), 8192):
        broken = bytearray(whole)
        broken[start:start + 2048] = b"\xa5" * len(broken[start:start + 2048])
        where = write("damaged.nqp", bytes(broken))
        done = nqp("check", where)
        equal(done.returncode, 1, f"status with damage at {start}: {done.stdout}{done.stderr}")


@case
def newer_project():
    """a project of a newer version is read with a word about it, or refused; it is never changed"""
    where = project()
    with sqlite3.connect(where) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        db.execute(f"PRAGMA user_version = {version + 1}")
    kept = read(where)
    done = nqp("info", where)
    assert done.returncode in (0, 1), done.returncode
    contains(done.stderr, "nqp: ", "newer")
    equal(read(where) == kept, True, "left as it was")


@case
def foreign_schema():
    """refused: a project with a trigger, a view or a virtual table that is not ours"""
    for sql in ("CREATE VIEW v AS SELECT 1", "CREATE TABLE stranger (a)",
                "CREATE TRIGGER t AFTER INSERT ON stranger BEGIN SELECT 1; END"):
        where = project()
        with sqlite3.connect(where) as db:
            if "TRIGGER" in sql:
                db.execute("CREATE TABLE stranger (a)")
            db.execute(sql)
        contains(bad(1, "info", where), "p.nqp")


# Nothing is lost

def limited(size):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


@case
def file_size_limit():
    """a limit on file sizes: one message, no new file, an existing one unchanged"""
    args, folder = make(data=DATA, indicators=INDICATORS, regions=REGIONS)
    target = path(folder, "p.nqp")
    before = listing(folder)
    for size in (0, 512, 4096, 20000):
        contains(bad(1, "import", "-o", target, *args, preexec_fn=limited(size)), "p.nqp")
        equal(listing(folder), before, f"no new file with a limit of {size}")
    good("import", "-o", target, *args)
    kept, before = read(target), listing(folder)
    for size in (0, 512, 4096, 20000):
        bad(1, "import", "-o", target, *args, "--replace", preexec_fn=limited(size))
        equal(read(target) == kept, True, "left as it was")
        equal(listing(folder), before, f"no new file with a limit of {size}")
    integrity(target)


@case
def small_disk():
    """a full disk: one message, no new file, an existing one unchanged"""
    if os.geteuid() != 0:
        raise Skip("needs root to mount a small file system")
    disk = path("disk")
    os.makedirs(disk)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise Skip("no file system can be mounted here")
    try:
        many = "region,year,a,b,c\n" + "".join(f"r{i},{y},{i},{y},{i * y}\n" for i in range(400) for y in range(2000, 2025))
        large, _ = make(data=many)
        small, _ = make(data=DATA, indicators=INDICATORS, regions=REGIONS)
        target = os.path.join(disk, "p.nqp")
        contains(bad(1, "import", "-o", target, *large), "p.nqp")
        equal(os.listdir(disk), [], "no new file")
        done = nqp("import", "-o", target, *small)
        if done.returncode == 0:
            kept = read(target)
            bad(1, "import", "-o", target, *large, "--replace")
            equal(read(target) == kept, True, "left as it was")
            equal(os.listdir(disk), ["p.nqp"], "no new file")
        # Pictures and exports too
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        with open(os.path.join(disk, "filler"), "wb") as file:
            file.write(b"x" * max(0, free - 8192))
        before = sorted(os.listdir(disk))
        for format in ("png", "pdf", "svg"):
            picture = os.path.join(disk, f"x.{format}")
            contains(bad(1, "chart", "sample:china-provinces", "map.choropleth", "-o", picture), f"x.{format}")
        bad(1, "export", "sample:china-provinces", "-o", os.path.join(disk, "csv"))
        equal(sorted(os.listdir(disk)), before, "no new file")
    finally:
        subprocess.run(["umount", disk], check=True)


@case
def locked_folder():
    """a read-only folder: one message, an existing project unchanged"""
    user = {}
    if os.geteuid() == 0:
        try:
            user = {"user": pwd.getpwnam("nobody").pw_uid, "group": pwd.getpwnam("nobody").pw_gid}
            subprocess.run([NQP, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, **user)
        except (KeyError, OSError, subprocess.CalledProcessError) as error:
            raise Skip("root may write everywhere, and nobody cannot run the program") from error
        os.chmod(path(), 0o755)
    target = project()
    folder = os.path.dirname(target)
    args, _ = make(data=DATA, indicators=INDICATORS, regions=REGIONS)
    kept, before = read(target), sorted(os.listdir(folder))
    os.chmod(folder, 0o555)
    try:
        contains(bad(1, "import", "-o", os.path.join(folder, "new.nqp"), *args, **user), "new.nqp")
        bad(1, "import", "-o", target, *args, "--replace", **user)
        bad(1, "chart", "sample:china-provinces", "map.tiles", "-o", os.path.join(folder, "x.png"), **user)
        bad(1, "export", "sample:china-provinces", "-o", os.path.join(folder, "csv"), **user)
        good("score", target, **user)
        equal(read(target) == kept, True, "left as it was")
        equal(sorted(os.listdir(folder)), before, "no new file")
    finally:
        os.chmod(folder, 0o755)


@case
def killed():
    """an import killed at any time leaves the existing project or the whole new one"""
    many = "region,year,a,b,c\n" + "".join(f"r{i},{y},{i},{y},{i * y % 97}\n" for i in range(300) for y in range(2000, 2020))
    new, _ = make(data=many)
    target = project()
    folder = os.path.dirname(target)
    old = good("info", target)
    good("import", "-o", os.path.join(folder, "whole.nqp"), *new)
    whole = good("info", os.path.join(folder, "whole.nqp"))
    started = time.monotonic()
    good("import", "-o", os.path.join(folder, "timing.nqp"), *new)
    duration = time.monotonic() - started
    for step in range(20):
        with subprocess.Popen([NQP, "import", "-o", target, *new, "--replace"], env=environment(),
                              stderr=subprocess.DEVNULL) as process:
            time.sleep(duration * step / 18)
            process.send_signal(signal.SIGKILL)
        integrity(target)
        assert good("info", target) in (old, whole), f"neither the old nor the new project after kill {step}"


main(2)
