# SPDX-License-Identifier: GPL-3.0-or-later
"""Input that is made to do harm: coordinates off the globe, depth, size, devices without end.

Whatever is named or in a file, the program ends within bounds of time and memory, with a result or a line that says why not.
"""
import math
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import threading

from bounds import WAIT, limited
from harness import NQP, SANITIZED, Skip, add, case, contains, environment, good, main, path, write

# The sanitizers look at what is done, not at how often: smaller heaps of the same are enough for them.
FEWER = 10 if SANITIZED else 1


# ---- a good project ------------------------------------------------------------------------------------------------

good("export", "sample:china-provinces", "-o", path("good"))
FILES = {kind: path("good", f"{kind}.csv") for kind in ("data", "indicators", "regions", "neighbours", "series", "flags")}
FILES["boundaries"] = path("good", "boundaries.geojson")


def imported(name, **exchanged):
    """Status of an import of the good files with some exchanged, its words, and the project"""
    files = {**FILES, **exchanged}
    project = path(f"{name}.nqp")
    options = [word for kind, file in files.items() if file is not None for word in ("--" + kind, file)]
    status, said = limited("import", "-o", project, "--replace", *options)
    assert os.path.exists(project) == (status == 0), f"{name}: half a project, or none"
    return status, said, project


COMMANDS = [["info"], ["check"], ["score"], ["weights"], ["stats", "{}", "obstacles"], ["stats", "{}", "levers"],
            ["export", "{}", "--replace", "-o", "{}-out"], ["report", "{}", "--lesson", "-o", "{}.pdf"]]
CHARTS = [("map.choropleth", "png"), ("map.choropleth", "svg"), ("map.choropleth", "pdf"), ("map.tiles", "png"), ("map.tiles", "pdf"),
          ("ranking.bars", "svg"), ("profile.radar", "png"), ("trends.lines", "pdf"), ("method.correlation", "png"), ("paths.levers", "svg")]


def use(project, charts=CHARTS[::3] if SANITIZED else CHARTS, statuses=(0, 1)):
    """Every command on one project"""
    found = set()
    for command in COMMANDS:
        words = [word.replace("{}", project) for word in command]
        found.add(limited(*(words if len(words) > 1 else [*words, project]), statuses=statuses)[0])
    for chart, ending in charts:
        found.add(limited("chart", project, chart, "-o", f"{project}.{ending}", statuses=statuses)[0])
    return found


# ---- outlines ------------------------------------------------------------------------------------------------------

def ring(points):
    points = list(points)
    return "[" + ",".join(f"[{x:.6f},{y:.6f}]" for x, y in [*points, points[0]]) + "]"


def collection(*features):
    return '{"type":"FeatureCollection","features":[' + ",".join(features) + "]}"


def polygon(*rings, code="110000"):
    return ('{"type":"Feature","properties":{"code":"%s"},"geometry":{"type":"Polygon","coordinates":[%s]}}' % (code, ",".join(rings)))


def polygons(rings, code="110000"):
    return ('{"type":"Feature","properties":{"code":"%s"},"geometry":{"type":"MultiPolygon","coordinates":[%s]}}'
            % (code, ",".join(f"[{r}]" for r in rings)))


def box(x, y, w, h):
    return ring([(x, y), (x + w, y), (x + w, y + h), (x, y + h)])


def tangle(n, west=80, east=130, seed=0):
    rand = random.Random(f"{n} {west} {seed}")  # its own: cases run beside each other
    return ring((rand.uniform(west, east), rand.uniform(20, 50)) for _ in range(n // FEWER))


def comb(n, east):
    n //= FEWER
    teeth = [(100 + 30 * k / n, 20 if k % 2 else 50) for k in range(n)]
    return ring([(y + 70, 20 + (x - 100)) for x, y in teeth] + [(125, 55)] if east else teeth + [(131, 55), (99, 55)])


def many(n, w=0.05, h=0.03):
    return (box(75 + k % 400 * 0.14, 18 + k // 400 * 0.07, w, h) for k in range(n // FEWER))


OUTLINES = {
    "tangle": lambda: collection(polygon(tangle(20000))),
    "tangles": lambda: collection(*(polygon(tangle(3000, seed=k), code=str(110000 + 10000 * k)) for k in range(5))),
    "tangles across 180 degrees": lambda: collection(polygons([tangle(4000, 170, 180), tangle(4000, -180, -170), box(-180, 20, 9, 9)])),
    "combs": lambda: collection(polygons([comb(4000, False), comb(4000, True)])),
    "slivers": lambda: collection(polygon(ring([(105, 20), (105.0000001, 40), (105, 40)])),
                                  polygon(ring([(80, 30), (130, 30.0000001), (130, 30)]), code="120000"),
                                  polygon(ring([(80, 20), (130, 50.0000001), (130, 50)]), code="130000"),
                                  polygon(ring([(105, 30), (105, 30), (105, 30)]), code="140000")),
    "the world": lambda: collection(polygon(box(-180, -90, 360, 180))),
    "the world, from 0 to 360": lambda: collection(polygon(box(0, -90, 360, 180))),
    "the world, with holes": lambda: collection(polygon(box(-180, -90, 360, 180), *many(20000))),
    "around the pole": lambda: collection(polygon(ring([(x / 10, -70 + math.sin(x)) for x in range(-1800, 1801)] + [(180, -90), (-180, -90)]))),
    "rings": lambda: collection(polygons(many(200000))),
    "holes": lambda: collection(polygon(box(70, 10, 65, 50), *many(100000))),
    "features of a code": lambda: collection(*(polygon(r) for r in many(20000))),
    "codes": lambda: collection(*(polygon(r, code=f"c{k}" if k > 0 else "110000") for k, r in enumerate(many(20000)))),
    "a spiral": lambda: collection(polygon(ring([(105 + t / 2000 * math.cos(t / 10), 35 + t / 3000 * math.sin(t / 10)) for t in range(30000)]))),
}


def outlines(name, make):
    status, said, project = imported("o" + name.replace(" ", "-"), boundaries=write(f"{name}.geojson", make()))
    assert status == 0, said
    found = use(project, charts=CHARTS[:4] if SANITIZED or name not in ("tangle", "the world") else CHARTS)
    assert found == {0}, found


for name, make in OUTLINES.items():
    add(f"drawn within bounds: {name}", outlines, name, make)


@case
def turned():
    """longitudes from 0 to 360 are taken, in outlines and places"""
    regions = write("turned.csv", "code,name,longitude,latitude\nf,Fiji,178,-17\ng,Samoa,188,-14\n")
    data = write("turned-data.csv", "region,year,v\nf,2020,1\ng,2020,2\n")
    one = write("turned.geojson", collection(polygon(box(176, -18, 8, 2), code="f"), polygon(box(186, -15, 3, 2), code="g")))
    project = path("turned.nqp")
    good("import", "-o", project, "--data", data, "--regions", regions, "--boundaries", one)
    db = sqlite3.connect(project)
    assert db.execute("SELECT longitude FROM place ORDER BY id").fetchall() == [(178.0,), (-172.0,)]
    db.close()
    good("export", project, "-o", path("turned-out"))
    contains(open(path("turned-out", "boundaries.geojson")).read(), "-174", "-176")


# ---- coordinates and figures at import ----------------------------------------------------------------------------

for place in ("1e308,10", "-1e308,10", "-181,10", "-1000,10", "361,10", "10,90.001", "10,-1e9", '"1",2', "null,2", "1e999,2"):
    def off_the_globe(place=place):
        text = collection(polygon("[[%s],[1,1],[2,2],[%s]]" % (place, place)))
        status, said, _ = imported("off", boundaries=write(f"off-{abs(hash(place))}.geojson", text))
        assert status == 1, said
        contains(said, "position")
    add(f"outline refused: {place}", off_the_globe)

for column, value in (("longitude", "-1000"), ("longitude", "1e308"), ("latitude", "91"), ("area_km2", "-1"), ("area_km2", "1e12"),
                      ("tile_col", "1000"), ("tile_row", "99999999999"), ("tile_col", "-1")):
    def off_regions(column=column, value=value):
        lines = open(FILES["regions"], encoding="utf-8").read().splitlines()
        header = lines[0].split(",")
        if column not in header:
            header.append(column)
            lines = [lines[0] + "," + column, *(line + "," for line in lines[1:])]
        cells = lines[1].split(",")
        cells[header.index(column)] = value
        status, said, _ = imported(f"region-{column}", regions=write(f"regions-{column}-{value}.csv", "\n".join([lines[0], ",".join(cells), *lines[2:]])))
        assert status == 1, said
        contains(said, value[:2])
    add(f"regions refused: {column} = {value}", off_regions)


# ---- depth ---------------------------------------------------------------------------------------------------------

BEFORE = ["", '/* " */', '// "\n', "/* ' // */", '/* a\n " \n*/ // "\n', '"\\"" , ', '{"a": /* " */ ', "/**/", "/* * / \" **/",
          '{"a":"\\\\", "b": // "\n', '"\\ud800"', '"\\u12"']
for number, before in enumerate(BEFORE):
    def deep(number=number, before=before):
        for bracket in ("[", '{"a":', "[/* \" */"):
            file = write(f"deep-{number}-{ord(bracket[0])}-{len(bracket)}.json", before + bracket * 100000)
            status, said, _ = imported(f"deep-{number}", boundaries=file)
            assert status == 1, said
            assert len(said.splitlines()) == 1, said[:300]
            contains(said, file)
            status, said = limited("import", "-o", path("f.nqp"), "--data", FILES["data"], "--framework", file)
            assert status == 1 and len(said.splitlines()) == 1, said[:300]
    add(f"too deep behind {before!r}", deep)


@case
def comments():
    """comments in JSON are taken as before, whatever is in them"""
    text = open(FILES["boundaries"], encoding="utf-8").read()
    status, said, _ = imported("comments", boundaries=write("comments.geojson", '/* "[[[[ */ // "{\n' + text.replace(":", ": /* ] \" */ ", 50)))
    assert status == 0, said


# ---- size ----------------------------------------------------------------------------------------------------------

@case
def columns():
    """fifty thousand columns, as many rows of the long form, as many regions"""
    n = 50000 // FEWER
    wide = "region,year," + ",".join(f"c{k}" for k in range(n)) + "\nr,2020," + ",".join("1" for _ in range(n)) + "\n"
    twice = "region,year," + ",".join(f"c{k % (n - 1)}" for k in range(n)) + "\nr,2020" + ",1" * n + "\n"
    long = "region,year,indicator,value\n" + "".join(f"r,2020,s{k},{k % 7}\n" for k in range(n))
    places = "region,year,v\n" + "".join(f"r{k},2020,{k % 7}\n" for k in range(n))
    groups = "code,group\n" + "".join(f"r{k},g{k}\n" for k in range(n))
    for name, text, more in (("wide", wide, []), ("long", long, []), ("places", places, ["--regions", write("groups.csv", groups)])):
        project = path(f"{name}.nqp")
        assert limited("import", "-o", project, "--data", write(f"{name}.csv", text), *more)[0] == 0
        use(project, charts=CHARTS[:1])
    status, said = limited("import", "-o", path("twice.nqp"), "--data", write("twice.csv", twice))
    assert status == 1
    contains(said, "c0", "second time")


@case
def indicators():
    """more indicators than a project can hold are refused, not written and then refused"""
    for n in (5000, 30000):
        data = "region,year," + ",".join(f"C{k}" for k in range(n)) + "\n" + "".join(
            f"{r},2020," + ",".join(str((k * 7 + i) % 97) for k in range(n)) + "\n" for i, r in enumerate("abc"))
        listed = "code,pillar,component,direction\n" + "".join(f"C{k},drivers,x{k % 50},+\n" for k in range(n))
        project = path(f"indicators-{n}.nqp")
        status, said = limited("import", "-o", project, "--data", write("i-data.csv", data), "--indicators", write("i-list.csv", listed))
        assert status == (0 if n < 20000 else 1), said
        if status == 0:
            assert limited("score", project)[0] == 0


# ---- devices -------------------------------------------------------------------------------------------------------

OPTIONS = ["data", "indicators", "regions", "boundaries", "neighbours", "series", "flags", "framework", "weights"]
DEVICES = ["/dev/zero", "/dev/urandom", "/proc/self/mem", "/dev/full", "/", "/dev/null"]


def devices(option):
    for device in DEVICES:
        status, said, _ = imported(f"device-{option}", **{option: device})
        assert status == 1, f"{option} {device}: {status}"
        contains(said, device)


for option in OPTIONS:
    add(f"--{option} of a device that never ends", devices, option)


@case
def other_devices():
    """the same as a project, as weights, as judgements, and all at once"""
    for device in DEVICES:
        assert limited("info", device)[0] == 1
        assert limited("score", "sample:china-provinces", "--weights", device)[0] == 1
        assert limited("score", "sample:china-provinces", "--weights", "ahp", "--judgements", device)[0] in (1, 2)
        assert imported("all", **dict.fromkeys(OPTIONS[:-2], device))[0] == 1


@case
def large_files():
    """a file larger than any, and one that is full of nothing"""
    for size in (1 << 42, 3 << 30):
        file = path("large.csv")
        with open(file, "wb") as out:
            try:
                out.truncate(size)
            except OSError as reason:
                raise Skip(f"no sparse files: {reason}")
        for option in ("data", "boundaries", "framework"):
            assert imported("large", **{option: file})[0] == 1


def endless(fd, stop):
    try:
        while not stop.is_set():
            os.write(fd, b"a,b,c\n" * 10000)
    except OSError:
        pass


@case
def pipes():
    """a pipe without a writer or an end is left; one with an end is read, named or not"""
    fifo = path("fifo")
    os.mkfifo(fifo)
    status, said, _ = imported("fifo", data=fifo)
    assert status == 1
    contains(said, "Nothing came")
    fd, stop = os.open(fifo, os.O_RDWR), threading.Event()
    writer = threading.Thread(target=endless, args=(fd, stop), daemon=True)
    writer.start()
    status, said, _ = imported("fifo", data=fifo)
    assert status == 1, said
    contains(said, "256 MB")
    stop.set()
    os.read(fd, 1 << 20)
    data = open(FILES["data"], "rb").read()
    for name in ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"):
        done = subprocess.run([NQP, "import", "-o", path("stdin.nqp"), "--replace", "--data", name], input=data, env=environment(),
                              capture_output=True, timeout=WAIT)
        assert done.returncode == 0, done.stderr


# ---- project files -------------------------------------------------------------------------------------------------

def wkb(*rings, kind=3):
    body = b"".join(struct.pack("<I", len(r)) + b"".join(struct.pack("<dd", *p) for p in r) for r in rings)
    return struct.pack("<BII", 1, kind, len(rings)) + body


CHANGES = {
    "UPDATE place SET longitude = -1000 WHERE id = 3": "place",
    "UPDATE place SET longitude = 1e308": "place",
    "UPDATE place SET latitude = -9e999 WHERE id = 30": "place",
    "UPDATE place SET area_km2 = 1e300 WHERE id = 0": "place",
    "UPDATE place SET tile_col = 2147483647, tile_row = 2147483647": "place",
    "UPDATE place SET tile_row = -9223372036854775808 WHERE id = 1": "place",
    "UPDATE year SET year = year + 4294967296": "year",
    "UPDATE value SET value = 9e999 WHERE series_id = 0 AND place_id = 1": "value",
    "UPDATE node SET weight = -9e999 WHERE id = 2": "node",
    "UPDATE indicator SET factor = 9e999 WHERE id = 2": "indicator",
    "INSERT INTO goalpost VALUES (0, -9e999, 1)": "indicator",
    "UPDATE boundary SET wkb = x'' WHERE id = 2": "boundary",
}
WKBS = {
    "no ring": struct.pack("<BII", 1, 3, 0), "no polygon": struct.pack("<BII", 1, 6, 0), "an empty ring": wkb([]), "one point": wkb([(1, 1)]),
    "not closed": wkb([(100, 30), (101, 30), (101, 31), (100, 31)]), "bytes over": wkb([(1, 1), (2, 1), (2, 2), (1, 1)]) + b"\0",
    "a wrong count": struct.pack("<BII", 1, 3, 0xffffffff) + struct.pack("<I", 0x7fffffff),
    "NaN": wkb([(1, 1), (math.nan, 1), (2, 2), (1, 1)]), "infinity": wkb([(1, 1), (2, math.inf), (2, 2), (1, 1)]),
    "west of everything": wkb([(-1000, 1), (2, 1), (2, 2), (-1000, 1)]), "too large": wkb([(1, 1), (1e308, 1), (2, 2), (1, 1)]),
    "many polygons of nothing": struct.pack("<BII", 1, 6, 100000) + struct.pack("<BII", 1, 3, 0) * 100000,
}


def changed(name, *statements):
    project = path(f"{name}.nqp")
    shutil.copy(path("base.nqp"), project)
    db = sqlite3.connect(project)
    db.execute("PRAGMA ignore_check_constraints = 1")
    for statement, *values in statements:
        db.execute(statement, *values)
    db.commit()
    db.close()
    return project


good("import", "-o", path("base.nqp"), *(word for kind, file in FILES.items() for word in ("--" + kind, file)))


def damaged(number, change, table):
    project = changed(f"damaged-{number}", (change,))
    for command in (["score"], ["export", "-o", path("no")], ["chart", "map.choropleth", "-o", path("no.png")]):
        status, said = limited(command[0], project, *command[1:], statuses=(0, 1))
        # a score needs no outlines
        assert status == 1 or (table == "boundary" and command[0] == "score"), f"{change}: {command[0]}: {said}"
        if status == 1:
            contains(said, "damaged", f"“{table}”", "(row ")
            assert len(said.splitlines()) == 1, said
    assert not os.path.exists(path("no")) and not os.path.exists(path("no.png"))


for number, (change, table) in enumerate(CHANGES.items()):
    add(f"damaged: {change}", damaged, number, change, table)


@case
def well_known_binary():
    """outlines of no shape"""
    for number, (name, body) in enumerate(WKBS.items()):
        project = changed(f"wkb-{number}", ("UPDATE boundary SET wkb = ? WHERE id = 1", (body,)))
        status, said = limited("chart", project, "map.choropleth", "-o", path("wkb.png"))
        assert status == 1, f"{name}: {said}"
        contains(said, "“boundary” contradicts itself (row 1)")


@case
def large_values():
    """values near the end of what a number can be: missing with a word, never nonsense"""
    for number, change in enumerate((
            "UPDATE value SET value = CASE WHEN place_id % 2 THEN 1.5e308 ELSE -1.5e308 END",
            "UPDATE value SET value = 1.7e308 WHERE series_id = 2",
            "UPDATE indicator SET factor = 1e308",
            "INSERT OR REPLACE INTO goalpost SELECT id, -1.7e308, 1.7e308 FROM indicator",
            "UPDATE value SET value = value * 1e-320",
            "UPDATE place SET area_km2 = 0",
            "UPDATE node SET weight = 0",
            "UPDATE place SET tile_col = id * 30, tile_row = 999 - id * 30")):
        project = changed(f"large-{number}", (change,))
        for how in ("minmax", "zscore", "goalposts", "percentile", "distance"):
            status, said = limited("score", project, "--weights", "equal", "--normalise", how)
            if status == 0:
                text = good("score", project, "--weights", "equal", "--normalise", how).lower()
                assert "nan" not in text and "inf" not in text, f"{change}: {how}"
            if "1.5e308" in change and status == 0:
                contains(said, "beyond 1e+60")
        use(project, charts=CHARTS[:4])


@case
def texts_of_the_window():
    """what the window remembers, a kept result, a method: any text"""
    project = changed("texts", *(
        ("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value)) for key in ("page", "year", "measure", "view", "order")
        for value in ("99999999999999999999", "x" * 100000, "\x1b[31m")),
        ("INSERT OR REPLACE INTO result VALUES ('uncertainty', 'draws=99999999999', 'x', ?)", (b"\xff" * 1000,)))
    assert use(project, charts=CHARTS[:2]) == {0}
    for line in ("power=1e308", "weights=zz", "coverage=nan", "x" * 100000):
        project = changed("method", ("INSERT OR REPLACE INTO project VALUES ('method', ?)", (line,)))
        limited("score", project)


main(workers=2)
