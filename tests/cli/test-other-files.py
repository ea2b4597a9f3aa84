# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of other programs: Stata, Excel 97, Shapefile, KML, TopoJSON, read through their libraries where these are there."""
import os

from harness import Skip, case, contains, equal, good, main, nqp, path, rows, write
from other_files import shapefile, square, xls

SHAPES = [(110000, "北京市", square(116, 39)), (120000, "天津市", square(117, 39)), (130000, "河北省", square(115, 38))]
CODES = "region,year,A\n110000,2020,1\n120000,2020,2\n130000,2020,3\n"
NAMES = "region,year,A\n北京,2020,1\n天津,2020,2\n河北,2020,3\n"
MERCATOR = ('PROJCS["Mercator",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
            'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],'
            'PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],'
            'PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]')


def check_built(done):
    if "made without" in done.stderr or "an old XLS workbook, which is not read" in done.stderr:
        raise Skip("built without the library")


def imported(*args):
    """Standard error of an import that succeeds, and the folder it exports to"""
    target = path(f"other-{len(os.listdir(path()))}.nqp")
    done = nqp("import", "-o", target, *args)
    check_built(done)
    equal(done.returncode, 0, done.stderr[:2000])
    folder = target + ".out"
    good("export", target, "-o", folder, "--raw")
    return done.stderr, folder


def content(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


def refused(*args):
    done = nqp("import", "-o", path("refused.nqp"), *args)
    check_built(done)
    equal(done.returncode, 1, done.stderr[:2000])
    return done.stderr


@case
def stata_of_our_own():
    """what is exported as DTA comes in with the same values, names and codes"""
    made = nqp("export", "sample:china-provinces", "-o", path("own.dta"))
    if made.returncode != 0:
        raise Skip("built without libreadstat")
    said, folder = imported("--data", path("own.dta"))
    contains(said, "31 regions x 8 years")
    contains(said, "numbers the texts of")
    before = path("sample.out")
    good("export", "sample:china-provinces", "-o", before, "--raw")
    found = {(row["region"], row["year"]): row for row in rows(content(folder, "data.csv"))}
    values = {(row["region"], row["year"]): row for row in rows(content(before, "data.csv"))}
    equal(set(found), set(values), "regions and years")
    codes = [row["code"] for row in rows(content(before, "indicators.csv"))]
    shared = [code for code in codes if code in values["110000", "2020"]]
    for code in shared:
        for key, row in values.items():
            equal(found[key][code], row[code], f"{code} of {key}")
    equal(found["110000", "2020"].keys() >= set(codes), True, "codes of the indicators")


@case
def excel_97():
    """an XLS workbook with a sheet of notes comes in from the file alone"""
    book = {"说明": [["单位：亿元"]], "数据": [["城市", "年份", "地区生产总值", "人口"], ["北京市", 2020.0, 36102.6, 2189.0],
                                     ["天津市", 2020.0, 14083.7, None]]}
    said, folder = imported("--data", write("other/old.xls", xls(book)))
    contains(said, "the sheet “数据” of old.xls")
    found = rows(content(folder, "data.csv"))
    equal([list(row.values()) for row in found], [["北京市", "2020", "36102.6", "2189"], ["天津市", "2020", "14083.7", ""]], "values")


@case
def excel_problem():
    """a problem in an XLS workbook names sheet and cell; a damaged one is refused"""
    book = {"S": [["region", "year", "A", "B"], ["a", 2020.0, 1.0, 2.0], ["b", 2020.0, "x", 2.0], ["c", 2020.0, 3.0, 4.0]]}
    said = refused("--data", write("other/bad.xls", xls(book)))
    contains(said, "C3")
    whole = xls(book)
    said = refused("--data", write("other/cut.xls", whole[:1800]))
    equal(said.count("cut.xls"), 1, said)


@case
def shapefile_gbk():
    """a Shapefile with texts in GBK: names of the outlines are those of the regions"""
    file = shapefile(path("gbk"), "省界", SHAPES, "gbk")
    _, folder = imported("--data", write("other/names.csv", NAMES), "--boundaries", file)
    contains(content(folder, "boundaries.geojson"), "116")
    equal(content(folder, "boundaries.geojson").count('"Feature"'), 3, "outlines")


@case
def shapefile_projected():
    """a Shapefile in metres: outlines come in degrees"""
    metres = [(code, name, [(x * 111319.49079327357, (y - 39) * 100000 + 4721671.57) for x, y in ring])
              for code, name, ring in SHAPES[:2]]
    file = shapefile(path("metres"), "m", metres, "utf-8", MERCATOR)
    _, folder = imported("--data", write("other/codes.csv", CODES), "--boundaries", file)
    contains(content(folder, "boundaries.geojson"), "116")
    equal("12913060" in content(folder, "boundaries.geojson"), False, "metres")


@case
def topojson():
    """TopoJSON, its arcs joined"""
    file = write("other/t.topojson", '{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon",'
                 '"properties":{"code":"110000"},"arcs":[[0]]}]}},"arcs":[[[116,39],[116,40],[117,40],[117,39],[116,39]]]}')
    said, _ = imported("--data", write("other/codes2.csv", CODES), "--boundaries", file)
    contains(said, "2 regions have no outline")


@case
def kml():
    """KML: places by their names"""
    file = write("other/k.kml", '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
                 "<name>北京市</name><Polygon><outerBoundaryIs><LinearRing><coordinates>116,39 117,39 117,40 116,40 116,39</coordinates>"
                 "</LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>")
    said, _ = imported("--data", write("other/names2.csv", NAMES), "--boundaries", file)
    contains(said, "2 regions have no outline")


@case
def outlines_refused():
    """what is damaged, in an unknown encoding, or holds no outlines is refused with the reason, and nothing is made"""
    file = shapefile(path("cut"), "c", SHAPES, "utf-8")
    with open(file, "r+b") as out:
        out.truncate(120)
    codes = write("other/codes3.csv", CODES)
    contains(refused("--data", codes, "--boundaries", file), "c.shp")
    latin = shapefile(path("latin"), "l", [(1, "Niederösterreich x", square(1, 1))], "latin-1")
    contains(refused("--data", codes, "--boundaries", latin), "neither in UTF-8 nor in GB18030")
    contains(refused("--data", codes, "--boundaries", write("other/p.kml", '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
                                                                         "</Document></kml>")), "p.kml")
    contains(refused("--data", codes, "--boundaries", write("other/db.gpkg", b"SQLite format 3\0" + bytes(2000))), "db.gpkg")
    equal(os.path.exists(path("refused.nqp")), False, "a project")


if __name__ == "__main__":
    main()
