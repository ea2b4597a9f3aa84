# SPDX-License-Identifier: GPL-3.0-or-later
"""Every chart as PNG, PDF and SVG, in both languages and all styles: the files are whole and say what they show."""
import os
import re
import shutil
import struct
import subprocess
import time
import xml.etree.ElementTree
import zlib

from harness import SANITIZED, Skip, add, bad, case, contains, environment, equal, good, main, path, read, rows, write

CHARTS = [line.split()[0] for line in good("chart", "--list").splitlines() if not line.startswith("framework.")]  # those of regions
OF_TWO = ("compare.waterfall",)  # nothing to draw of one region
OF_ALL = ("data.coverage", "method.weights", "method.correlation", "map.multiples", "disparity.dagum", "disparity.lorenz")  # name no region
FORMATS = ("png", "pdf", "svg")
CHINA = "sample:china-provinces"
FOCUS = {"en": "Guangdong", "zh_CN": "广东"}
SEVERAL = {"en": ("Beijing", "Shanghai", "Zhejiang", "Tibet"), "zh_CN": ("北京", "上海", "浙江", "西藏")}
FIXED = environment(SOURCE_DATE_EPOCH="1700000000")


def squeeze(text):
    return re.sub(r"\s+", "", text)


def names(chart, lang):
    """Regions whose names must be read in the picture"""
    if chart == "robustness.methods":
        return ("Spearman",) if lang == "en" else ()  # columns are ranks; names of alternatives are rows
    if chart == "ranking.bars":
        return (FOCUS[lang], *SEVERAL[lang])
    return () if chart in OF_ALL else (FOCUS[lang],)


def png_chunks(content):
    equal(content[:8], b"\x89PNG\r\n\x1a\n", "signature")
    at, chunks = 8, []
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at:at + 8])
        data = content[at + 8:at + 8 + length]
        crc, = struct.unpack(">I", content[at + 8 + length:at + 12 + length])
        equal(zlib.crc32(kind + data), crc, f"checksum of {kind}")
        chunks.append((kind.decode(), data))
        at += 12 + length
    equal(chunks[-1][0], "IEND", "last chunk")
    return chunks


def png_texts(chunks):
    found = {}
    for kind, data in chunks:
        if kind == "tEXt":
            key, _, value = data.partition(b"\0")
            found[key.decode("latin-1")] = value.decode("latin-1")
        elif kind == "zTXt":
            key, _, value = data.partition(b"\0")
            found[key.decode("latin-1")] = zlib.decompress(value[1:]).decode("latin-1")
        elif kind == "iTXt":
            key, _, rest = data.partition(b"\0")
            compressed, rest = rest[0], rest[2:]
            value = rest.split(b"\0", 2)[2]
            found[key.decode("latin-1")] = (zlib.decompress(value) if compressed else value).decode()
    return found


def png_size(chunks):
    return struct.unpack(">II", dict(chunks)["IHDR"][:8])


def look_at_png(where, chart, lang):
    chunks = png_chunks(read(where))
    width, height = png_size(chunks)
    assert width >= 200 and height >= 200, (width, height)
    x, y, unit = struct.unpack(">IIB", dict(chunks)["pHYs"])
    equal((x, y, unit), (3780, 3780, 1), "96 dpi in dots per metre")
    texts = png_texts(chunks)
    assert texts.get("Title"), texts
    contains(" ".join(texts.values()), "NQP Explorer")
    assert len(set(zlib.decompress(b"".join(data for kind, data in chunks if kind == "IDAT")))) > 20, "the picture is blank"


def look_at_pdf(where, chart, lang):
    for tool in ("pdffonts", "pdftotext", "pdfinfo"):
        if not shutil.which(tool):
            raise Skip(f"{tool} is not installed")
    run = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", "check": True}
    lines = subprocess.run(["pdffonts", where], **run).stdout.splitlines()[2:]
    assert lines, "the picture has no text"
    for line in lines:
        embedded, _, unicode, _, _ = line.split()[-5:]
        equal((embedded, unicode), ("yes", "yes"), f"embedded, maps to Unicode: {line}")
    done = subprocess.run(["pdftotext", where, "-"], **run)
    equal(done.stderr, "", "messages of pdftotext")
    contains(squeeze(done.stdout), *map(squeeze, names(chart, lang)))
    details = subprocess.run(["pdfinfo", where], **run).stdout
    assert re.search(r"^Title:\s+\S", details, re.M), details
    contains(details, "NQP Explorer")
    assert re.search(r"^Pages:\s+1$", details, re.M), details


def look_at_svg(where, chart, lang):
    tree = xml.etree.ElementTree.parse(where)
    root = tree.getroot()
    equal(root.tag, "{http://www.w3.org/2000/svg}svg", "root")
    assert root.find("{http://www.w3.org/2000/svg}title").text.strip()
    texts = ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert len(texts) > 5, texts
    contains(squeeze(" ".join(texts)), *map(squeeze, names(chart, lang)))
    contains("".join(root.itertext()), "NQP Explorer")


LOOK = {"png": look_at_png, "pdf": look_at_pdf, "svg": look_at_svg}


def picture(chart, format, lang, style):
    where = path(f"{chart}-{lang}-{style}.{format}")
    equal(good("chart", CHINA, chart, "-o", where, "--lang", lang, "--style", style, "--region", "440000,320000"), "", "output")
    LOOK[format](where, chart, lang)
    os.unlink(where)


LANGUAGES, STYLES = ("en", "zh_CN"), ("light", "dark", "print")
for number, chart in enumerate(CHARTS):
    for turn, format in enumerate(FORMATS):
        for l, lang in enumerate(LANGUAGES):
            for s, style in enumerate(STYLES):
                # With the sanitizers each chart in each format, in each style and language, but not all of these at once:
                # that is done by tests/chart/test-pictures.c in one process.
                if not SANITIZED or (l, s) == ((number + turn) % len(LANGUAGES), (number + turn) % len(STYLES)):
                    add(f"{chart} as {format}, {lang}, {style}", picture, chart, format, lang, style)


def same_bytes(chart, format):
    first, second = path(f"first-{chart}.{format}"), path(f"second-{chart}.{format}")
    two = ("--region", "440000,320000") if chart in OF_TWO else ()
    good("chart", CHINA, chart, "-o", first, *two, env=FIXED)
    time.sleep(1.02 - time.time() % 1)  # into the next second, so that a time of making would differ
    good("chart", CHINA, chart, "-o", second, *two, env=FIXED)
    equal(read(first) == read(second), True, "the same bytes")


for number, chart in enumerate(CHARTS):
    for turn, format in enumerate(FORMATS):
        if not SANITIZED or number % len(FORMATS) == turn:
            add(f"{chart} as {format} is the same each time", same_bytes, chart, format)


def world(chart):
    where = path(f"world-{chart}.svg")
    good("chart", "sample:world-economies", chart, "-o", where, "--region", "DEU,FRA" if chart in OF_TWO else "DEU", "--lang", "en")
    text = "".join(xml.etree.ElementTree.parse(where).getroot().itertext())
    if chart == "robustness.methods":
        contains(text, "Spearman")
        return
    contains(text, "DEU" if chart == "map.tiles" else "Germany")  # tiles show codes where names do not fit


for chart in CHARTS:
    if chart not in OF_ALL:
        add(f"{chart} of the world", world, chart)


@case
def sizes_and_resolutions():
    """--size is in px of 1/96 inch, --dpi gives a PNG more pixels"""
    for dpi, factor in ((96, 1), (192, 2), (600, 6.25)):
        where = path(f"size-{dpi}.png")
        good("chart", CHINA, "ranking.bars", "-o", where, "--size", "640x960", "--dpi", str(dpi))
        chunks = png_chunks(read(where))
        equal(png_size(chunks), (640 * factor, 960 * factor), f"size at {dpi} dpi")
        x, _, _ = struct.unpack(">IIB", dict(chunks)["pHYs"])
        assert abs(x * 0.0254 - dpi) < 0.1, x
    where = path("size.svg")
    good("chart", CHINA, "map.tiles", "-o", where, "--size", "800x600")
    root = xml.etree.ElementTree.parse(where).getroot()
    equal(root.get("viewBox"), "0 0 800 600", "viewBox")


@case
def options_change_the_picture():
    """year, measure, region and method each change the picture"""
    pictures = {}
    for name, options in {"default": [], "year": ["--year", "2016"], "measure": ["--measure", "drivers"], "leaf": ["--measure", "rdst"],
                          "region": ["--region", "540000"], "weights": ["--weights", "equal"]}.items():
        where = path(f"option-{name}.svg")
        good("chart", CHINA, "map.choropleth", "-o", where, *options, env=FIXED)
        pictures[name] = read(where)
    equal(len(set(pictures.values())), len(pictures), "different pictures")


@case
def draws():
    """options of draws change pictures of robustness and add intervals to the ranking; other charts refuse them"""
    pictures = {}
    for name, options in {"default": [], "draws": ["--draws", "200"], "seed": ["--seed", "2"], "vary": ["--vary", "scheme,missing"],
                          "spread": ["--spread", "5"], "any": ["--dirichlet"], "top": ["--top", "5"], "year": ["--year", "2018"]}.items():
        where = path(f"draws-{name}.svg")
        good("chart", CHINA, "robustness.ranks", "-o", where, *options, env=FIXED)
        pictures[name] = read(where)
    equal(len(set(pictures.values())), len(pictures), "different pictures")
    plain, intervals = path("bars.svg"), path("bars-draws.svg")
    good("chart", CHINA, "ranking.bars", "-o", plain, "--lang", "en", env=FIXED)
    good("chart", CHINA, "ranking.bars", "-o", intervals, "--lang", "en", "--draws", "300", env=FIXED)
    texts = ["".join(xml.etree.ElementTree.parse(where).getroot().itertext()) for where in (plain, intervals)]
    assert "fragile" not in texts[0], texts[0]
    contains(squeeze(texts[1]), "fragile:inlessthan")
    contains(bad(2, "chart", CHINA, "map.choropleth", "-o", path("map.svg"), "--draws", "10"), "--draws")
    contains(bad(2, "chart", CHINA, "robustness.ranks", "-o", path("r.svg"), "--draws", "none"), "--draws")


@case
def assumed_values():
    """--assume changes pictures of the region in focus, and they say so"""
    for chart in ("paths.levers", "paths.whatif", "profile.radar", "map.choropleth", "map.tiles", "ranking.bars"):
        plain, assumed = path(f"plain-{chart}.svg"), path(f"assumed-{chart}.svg")
        good("chart", CHINA, chart, "-o", plain, "--region", "340000", "--lang", "en", env=FIXED)
        good("chart", CHINA, chart, "-o", assumed, "--region", "340000", "--lang", "en", "--assume", "soft=12,ecom=25", "--assume", "traf=300", env=FIXED)
        texts = ["".join(xml.etree.ElementTree.parse(where).getroot().itertext()) for where in (plain, assumed)]
        contains(squeeze(texts[1]), squeeze("With assumed values for Anhui"), squeeze("2023; with assumed values for Anhui"))
        assert "assumed values for" not in texts[0], texts[0]
    contains(squeeze("".join(xml.etree.ElementTree.parse(path("assumed-paths.whatif.svg")).getroot().itertext())),
             "Softwarerevenue", "300GB", "rank12→8of31")


@case
def framework():
    """the diagram names the theory in both languages; depth, live scores and a traced entry change it"""
    pictures = {}
    for lang, words in (("en", ("New quality productivity", "empowers")), ("zh_CN", ("新质生产力", "赋能"))):
        for name, options in {"default": [], "depth": ["--depth", "1"], "live": ["--live", "--region", "340000"],
                              "entry": ["--entry", "drivers"]}.items():
            where = path(f"framework-{lang}-{name}.svg")
            good("chart", CHINA, "framework.diagram", "-o", where, "--size", "1280x800", "--lang", lang, *options, env=FIXED)
            text = "".join(xml.etree.ElementTree.parse(where).getroot().itertext())
            contains(squeeze(text), *(squeeze(word) for word in words))
            pictures[lang, name] = read(where)
    equal(len(set(pictures.values())), len(pictures), "different pictures")


@case
def footer():
    """the footer tells data set, year, method, version and date"""
    where = path("footer.svg")
    good("chart", CHINA, "map.choropleth", "-o", where, "--year", "2021", "--lang", "en", env=FIXED)
    text = "".join(xml.etree.ElementTree.parse(where).getroot().itertext())
    version = good("--version").split()[-1]
    contains(text, "2021", "entropy", version, "2023-11-14")


@case
def leader():
    """without --region the first in rank is in focus"""
    table = rows(good("score", CHINA, "--year", "2023"))
    first = next(row["region"] for row in table if row["rank"] == "1")
    a, b = path("leader-a.svg"), path("leader-b.svg")
    good("chart", CHINA, "profile.strengths", "-o", a, env=FIXED)
    good("chart", CHINA, "profile.strengths", "-o", b, "--region", first, env=FIXED)
    equal(read(a) == read(b), True, "the same picture")


@case
def exchanged():
    """an existing picture is exchanged, and nothing is left beside it"""
    os.makedirs(path("pictures"))
    where = path("pictures", "x.PNG")
    good("chart", CHINA, "map.tiles", "-o", where)
    good("chart", CHINA, "ranking.bars", "-o", where)
    equal(os.listdir(path("pictures")), ["x.PNG"], "files")


@case
def nothing_to_draw():
    """a picture that would hold nothing but an excuse is refused with that excuse, and no file is made"""
    target = path("bare.nqp")
    good("import", "-o", target, "--data", write("bare.csv", "region,year,x\nr1,2020,1\nr2,2020,2\n"), "--indicators",
         write("bare-indicators.csv", "code,name_en,pillar,component,unit,direction\nx,X,elements,labour-force,u,+\n"))
    for ending in ("png", "svg", "pdf"):
        contains(bad(1, "chart", target, "map.choropleth", "-o", path("bare." + ending), "--lang", "en"), "map.choropleth", "no boundaries")
        equal(os.path.exists(path("bare." + ending)), False, "a file")
    good("chart", target, "map.tiles", "-o", path("bare.png"))  # a plain grid
    good("chart", target, "ranking.bars", "-o", path("bare.png"))


main(4)  # some wait for the clock
