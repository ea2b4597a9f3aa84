# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables as people send them: what is unambiguous is read from the file alone, and what is not is asked, naming the option that answers."""
import itertools
import os

from harness import add, bad, case, contains, equal, good, main, nqp, path, rows, write

_count = itertools.count(1)


def import_table(content, *options, name="t.csv", status=0):
    """The project, and what was said"""
    folder = f"table-{next(_count)}"
    file = write(f"{folder}/{name}", content)
    target = path(folder, "p.nqp")
    done = nqp("import", "-o", target, "--data", file, *options)
    equal(done.returncode, status, done.stderr)
    equal(os.path.exists(target), status == 0, "a project")
    return target, done.stderr


def exported(target):
    folder = f"{target}.csv"
    good("export", target, "-o", folder)
    tables = {}
    for name in ("data", "series", "regions"):
        with open(os.path.join(folder, f"{name}.csv"), encoding="utf-8") as file:
            tables[name] = rows(file.read())
    return tables


def cells(tables):
    """{(region, year, series): value}, missing as None"""
    found = {}
    for row in tables["data"]:
        key = {"region", "year"}
        for code, value in row.items():
            if code not in key:
                found[row["region"], int(row["year"]), code] = float(value) if value != "" else None
    return found


def read(content, expected, *options, said=(), names=None, units=None, regions=None, name="t.csv"):
    """The values; of some series or regions also names and units"""
    target, text = import_table(content, *options, name=name)
    tables = exported(target)
    equal(cells(tables), expected, "values")
    contains(text, *said)
    series = {row["code"]: row for row in tables["series"]}
    for code, wanted in (names or {}).items():
        equal(series[code]["name_zh"] or series[code]["name_en"], wanted, f"name of {code}")
    for code, wanted in (units or {}).items():
        equal(series[code].get("unit") or series[code].get("unit_zh") or series[code].get("unit_en"), wanted, f"unit of {code}")
    places = {row["code"]: row for row in tables["regions"]}
    for code, wanted in (regions or {}).items():
        equal(places[code]["name_zh"] or places[code]["name_en"], wanted, f"name of {code}")
    return tables


def grid(regions, years, series, numbers):
    """Cells in the order region, year, series"""
    return dict(zip(itertools.product(regions, years, series), numbers))


NBS = """数据库：分省年度数据,,,
指标：地区生产总值(亿元),,,
时间：最近3年,,,
地区,2022年,2021年,2020年
北京市,41540.9,41045.6,35943.3
天津市,16132.2,15685.1,14008.0
数据来源：国家统计局,,,
"""
NBS_VALUES = grid(["北京市", "天津市"], [2022, 2021, 2020], ["地区生产总值"],
                  [41540.9, 41045.6, 35943.3, 16132.2, 15685.1, 14008.0])
ONE = {("r1", 2020, "A"): 1.0, ("r2", 2020, "A"): 2.0}


# What is read from the file alone: name, content, values, what else

READ = (
    ("spaces of all kinds around and inside names of regions",
     "region,year,A\n北　京,2020,1\n天津　,2020,2\n河北\u00a0,2020,3\n\t北京,2021,4\n天津,2021,5\n河北,2021,6\nNew\u00a0  York,2021,7\nNew York,2020,8\n",
     {**grid(["北京", "天津", "河北"], [2020], ["A"], [1, 2, 3]), **grid(["北京", "天津", "河北"], [2021], ["A"], [4, 5, 6]),
      ("New York", 2021, "A"): 7, ("New York", 2020, "A"): 8}, {}),
    ("the statistical bureau's download in GBK", NBS.encode("gb18030"), NBS_VALUES,
     {"names": {}, "units": {"地区生产总值": "亿元"}, "said": ["2 regions x 3 years x 1 indicator from rows 5 to 6 of t.csv (GB18030)"]}),
    ("the same with lines of titles that are not filled up", NBS.replace(",,,", "").encode("gb18030"), NBS_VALUES, {}),
    ("the same in UTF-16 with tabs", NBS.replace(",", "\t").encode("utf-16"), NBS_VALUES, {"said": ["(UTF-16LE)"]}),
    ("years across without titles: the file names the indicator", NBS.split("\n", 3)[3].rsplit("数据", 1)[0],
     {(r, y, "gdp"): v for (r, y, _), v in NBS_VALUES.items()}, {"name": "gdp.csv", "said": ["called “gdp”"]}),
    ("the World Bank's layout",
     "Country Name,Country Code,Indicator Name,Indicator Code,2019,2020\nAruba,ABW,GDP,NY.GDP,3.1,2.5\nAngola,AGO,GDP,NY.GDP,70,50\n",
     grid(["ABW", "AGO"], [2019, 2020], ["NY.GDP"], [3.1, 2.5, 70, 50]),
     {"names": {"NY.GDP": "GDP"}, "regions": {"ABW": "Aruba", "AGO": "Angola"}}),
    ("the World Bank's DataBank with its footer",
     'Country Name,Country Code,Series Name,Series Code,2016 [YR2016],2017 [YR2017]\nAruba,ABW,"Population, total",SP.POP.TOTL,104822,..\n'
     'Angola,AGO,"Population, total",SP.POP.TOTL,29154746,30208628\n,,,,,\n,,,,,\nData from database: World Development Indicators\n'
     'Last Updated: 07/25/2024\n',
     grid(["ABW", "AGO"], [2016, 2017], ["SP.POP.TOTL"], [104822, None, 29154746, 30208628]),
     {"names": {"SP.POP.TOTL": "Population, total"}}),
    ("the World Bank's bulk file with its head",
     '\ufeff"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-06-28",\n\n'
     '"Country Name","Country Code","Indicator Name","Indicator Code","1960","1961",\n"Aruba","ABW","GDP","NY.GDP","","1.5",\n'
     '"Angola","AGO","GDP","NY.GDP","","2.5",\n',
     grid(["ABW", "AGO"], [1960, 1961], ["NY.GDP"], [None, 1.5, None, 2.5]), {"said": ["rows 6 to 7"]}),
    ("the World Bank's rows of years with codes in brackets",
     'Time,Time Code,Country Name,Country Code,"GDP (current US$) [NY.GDP.MKTP.CD]"\n2016,YR2016,Aruba,ABW,2.9e9\n2017,YR2017,Aruba,ABW,3.1e9\n',
     grid(["ABW"], [2016, 2017], ["NY.GDP.MKTP.CD"], [2.9e9, 3.1e9]),
     {"names": {"NY.GDP.MKTP.CD": "GDP"}, "units": {"NY.GDP.MKTP.CD": "current US$"}}),
    ("COINr's iData", "uName,uCode,Time,Group_GDP,LPI,CO2\nAustria,AUT,2018,XL,4.1,7\nBelgium,BEL,2018,L,4.2,8.4\n",
     grid(["AUT", "BEL"], [2018], ["LPI", "CO2"], [4.1, 7, 4.2, 8.4]), {"regions": {"AUT": "Austria"}}),
    ("a yearbook: years over indicators, titles, a note",
     "表3-1  分地区主要指标,,,,\n单位：亿元,,,,\n地区,2020年,,2021年,\n,GDP,R&D 经费,GDP,R&D 经费\n北　京,1,2,3,4\n天　津,5,…,7,8\n注：2021年为初步数。,,,,\n",
     grid(["北京", "天津"], [2020, 2021], ["GDP", "R_D_经费"], [1, 2, 3, 4, 5, None, 7, 8]),
     {"names": {"R_D_经费": "R&D 经费"}, "units": {"GDP": "亿元"}, "said": ["rows 5 to 6"]}),
    ("years over indicators, each repeated, with the region below",
     ",2020年,2020年,2021年,2021年\n地区,GDP,人口,GDP,人口\n北京,1,2,3,4\n天津,5,6,7,8\n",
     grid(["北京", "天津"], [2020, 2021], ["GDP", "人口"], range(1, 9)), {}),
    ("indicators over years", "地区,GDP（亿元）,,人口（万人）,\n,2020,2021,2020,2021\n北京,1,2,3,4\n天津,5,6,7,8\n",
     {("北京", 2020, "GDP"): 1, ("北京", 2021, "GDP"): 2, ("北京", 2020, "人口"): 3, ("北京", 2021, "人口"): 4,
      ("天津", 2020, "GDP"): 5, ("天津", 2021, "GDP"): 6, ("天津", 2020, "人口"): 7, ("天津", 2021, "人口"): 8},
     {"units": {"GDP": "亿元", "人口": "万人"}}),
    ("a row of units", "地区,年份,GDP,人口\n,,(亿元),(万人)\n北京,2020,1,2\n天津,2020,3,4\n",
     grid(["北京", "天津"], [2020], ["GDP", "人口"], [1, 2, 3, 4]), {"units": {"GDP": "亿元", "人口": "万人"}}),
    ("a header in two languages", "地区,年份,人口\nRegion,Year,Population\n北京,2020,1\n天津,2020,2\n",
     grid(["北京", "天津"], [2020], ["人口_Population"], [1, 2]), {}),
    ("a workbook's city,year,...", "city,year,pgdp,patent\n北京,2020,1,2\n天津,2020,3,4\n",
     grid(["北京", "天津"], [2020], ["pgdp", "patent"], [1, 2, 3, 4]), {}),
    ("REGION CODE,YEAR and 600 county-years",
     "REGION CODE,YEAR,var 1\n" + "".join(f"{110000 + i},{y},{i}.5\n" for i in range(300) for y in (2000, 2001)),
     {(str(110000 + i), y, "var_1"): i + 0.5 for i in range(300) for y in (2000, 2001)}, {"names": {"var_1": "var 1"}}),
    ("province, city and its code, units, remarks",
     "省份,城市,城市代码,年份,GDP（亿元）,备注\n河北,石家庄,130100,2020,5935.1,\n河北,唐山,130200,2020,7211,初步\n山西,太原,140100,2020,4153,\n",
     grid(["130100", "130200", "140100"], [2020], ["GDP"], [5935.1, 7211, 4153]),
     {"regions": {"130100": "石家庄", "140100": "太原"}, "units": {"GDP": "亿元"}, "said": ["“备注”", "not read"]}),
    ("long, with names, codes and units",
     "Country,Code,Year,Indicator,Unit,OBS_VALUE\nAustria,AUT,2020,GDP growth,%,1.5\nAustria,AUT,2020,R&D,EUR,10\n",
     grid(["AUT"], [2020], ["GDP_growth", "R&D"], [1.5, 10]),
     {"names": {"GDP_growth": "GDP growth"}, "units": {"GDP_growth": "%", "R&D": "EUR"}, "regions": {"AUT": "Austria"}}),
    ("names with what tells them apart in brackets",
     "region,year,GDP per capita (USD),Jobless (male),Jobless (female)\nr1,2020,1,2,3\n",
     grid(["r1"], [2020], ["GDP_per_capita", "Jobless_male", "Jobless_female"], [1, 2, 3]),
     {"names": {"Jobless_male": "Jobless (male)"}, "units": {"GDP_per_capita": "USD"}}),
    ("what a data frame's index leaves", ",province,year,gdp\n0,北京,2020.0,1\n1,天津,2020.0,2\n",
     grid(["北京", "天津"], [2020], ["gdp"], [1, 2]), {"said": ["counts the rows"]}),
    ("regions under a header without a word, years across", ",2019,2020\n北京,1,2\n天津,3,4\n",
     grid(["北京", "天津"], [2019, 2020], ["t"], [1, 2, 3, 4]), {}),
    ("a year in the title", "2022年各地区主要指标,\n地区,甲\n北京,1\n天津,2\n", grid(["北京", "天津"], [2022], ["甲"], [1, 2]),
     {"said": ["taken for 2022"]}),
    ("years as people write them", "地区,年份,甲\n北京,２０２０年,1\n北京,2021年度,2\n北京,YR2022,3\n北京,2023-12-31,4\n",
     grid(["北京"], [2020, 2021, 2022, 2023], ["甲"], [1, 2, 3, 4]), {}),
    ("thousands in a file with commas", 'region,year,A,B\nr1,2020,"1,234",5\nr2,2020,"44,263",6\nr3,2020,999,8\n',
     grid(["r1", "r2", "r3"], [2020], ["A", "B"], [1234, 5, 44263, 6, 999, 8]), {}),
    ("thousands by spaces and apostrophes", "region,year,A\nr1,2020,1 234\nr2,2020,44 263.5\nr3,2020,12\u00a0345\nr4,2020,1'234\u2009567\n".replace("\u2009", "'"),
     grid(["r1", "r2", "r3", "r4"], [2020], ["A"], [1234, 44263.5, 12345, 1234567]), {}),
    ("points between thousands", "region;year;A;B\nr1;2020;1.234,5;2\nr2;2020;12.345,5;3\n",
     grid(["r1", "r2"], [2020], ["A", "B"], [1234.5, 2, 12345.5, 3]), {}),
    ("thousands that a later number tells", "region\tyear\tA\nr1\t2020\t1,234\nr2\t2020\t1,234,567\n",
     grid(["r1", "r2"], [2020], ["A"], [1234, 1234567]), {}),
    ("decimal commas that a later number tells", "region\tyear\tA\nr1\t2020\t1,234\nr2\t2020\t1,5\n",
     grid(["r1", "r2"], [2020], ["A"], [1.234, 1.5]), {}),
    ("percent signs", "region,year,A\nr1,2020,45.6%\nr2,2020,12 %\nr3,2020,3.1％\nr4,2020,0\n",
     grid(["r1", "r2", "r3", "r4"], [2020], ["A"], [45.6, 12, 3.1, 0]), {"units": {"A": "%"}}),
    ("full-width digits", "region,year,A\nr1,2020,１２３\nr2,2020,４５．６\nr3,2020,－７\n",
     grid(["r1", "r2", "r3"], [2020], ["A"], [123, 45.6, -7]), {}),
    ("minus signs", "region,year,A\nr1,2020,−3\nr2,2020,4\nr3,2020,–5\n", grid(["r1", "r2", "r3"], [2020], ["A"], [-3, 4, -5]), {}),
    ("marks of missing values",
     "region,year,A\nr0,2020,45.6\n" + "".join(f"r{i},2020,{mark}\n" for i, mark in enumerate(
         "… # — n.a. － ... NaN null #N/A : * – 无 N/A None -- / …… .. - NA".split(), 1)),
     {("r0", 2020, "A"): 45.6, **{(f"r{i}", 2020, "A"): None for i in range(1, 22)}}, {}),
    ("empty columns", "region,year,A,,\nr1,2020,1,,\nr2,2020,2,,\n", ONE, {}),
    ("empty rows", "region,year,A\nr1,2020,1\n,,\nr2,2020,2\n\n\n,,\n", ONE, {}),
    ("rows with empty cells behind their end", "region,year,A\nr1,2020,1,,\nr2,2020,2\n", ONE, {}),
    ("a line sep=;", "sep=;\nregion;year;A\nr1;2020;1\nr2;2020;2\n", ONE, {"said": ["rows 3 to 4"]}),
    ("a line sep=| for a separator that is not looked for", "sep=|\nregion|year|A\nr1|2020|1\nr2|2020|2\n", ONE, {}),
    ("a title with a comma above semicolons and decimal commas", "Daten, Auswahl\nregion;year;A\nr1;2020;1,0\nr2;2020;2,0\n", ONE, {}),
    ("a source and a note below", "region,year,A\nr1,2020,1\nr2,2020,2\nSource: the bureau\nNote: preliminary.\n", ONE, {"said": ["rows 2 to 3"]}),
)
for what, content, values, more in READ:
    add(f"read: {what}", lambda c=content, v=values, m=more: read(c, v, **m))


@case
def plain_words_stay_series():
    """read: words that may mean something else stay columns with values where the program's own words stand"""
    read("region,year,area,time,unit,group\nr1,2020,1,7,3,9\nr2,2020,2,6,4,8\n",
         grid(["r1", "r2"], [2020], ["area", "time", "unit", "group"], [1, 7, 3, 9, 2, 6, 4, 8]))


@case
def groups():
    """read: of province and city the city identifies and the province groups"""
    tables = read("省份,城市,年份,甲\n河北,石家庄,2020,1\n河北,唐山,2020,2\n山西,太原,2020,3\n",
                  grid(["石家庄", "唐山", "太原"], [2020], ["甲"], [1, 2, 3]))
    equal({row["code"]: row.get("group") or row.get("group_zh") for row in tables["regions"]},
          {"石家庄": "河北", "唐山": "河北", "太原": "山西"})


@case
def names_of_listed_indicators():
    """read: columns under the names that the list of indicators gives"""
    indicators = write("listed/i.csv", "code,name_zh,name_en,role,direction\ngdp,地区生产总值,Gross product,output,+\n")
    for header in ("地区生产总值", "gross product", "GDP", "地区生产总值 (亿元)"):
        target, _ = import_table(f"region,year,{header}\nr1,2020,1\nr2,2020,2\n", "--indicators", indicators)
        equal([row["code"] for row in exported(target)["series"]], ["gdp"], header)


@case
def two_names_of_a_code():
    """read: a second name of a code is told of, and the first kept"""
    read("code,name,year,A\n420600,襄樊,2009,1\n420600,襄阳,2011,2\n", {("420600", 2009, "A"): 1, ("420600", 2011, "A"): 2},
         regions={"420600": "襄樊"}, said=["“420600” is called “襄阳” here and “襄樊” before"])


@case
def a_region_without_values_is_no_footnote():
    """read: the last region, of which there are no values, stays"""
    read("地区,2020,2021\n北京,1,2\n新疆兵团,,\n", {("北京", 2020, "t"): 1, ("北京", 2021, "t"): 2, ("新疆兵团", 2020, "t"): None,
                                             ("新疆兵团", 2021, "t"): None})


# What is asked: name, content, what is said, the option that answers, values

ASKED = (
    ("a point that may be either", "region;year;A\nr1;2020;1.234\nr2;2020;12.345\n", [":2:3:", "1.234", "--decimal"],
     ["--decimal", ","], [1234, 12345]),
    ("the other answer to it", "region;year;A\nr1;2020;1.234\nr2;2020;12.345\n", ["--decimal"], ["--decimal", "."], [1.234, 12.345]),
    ("a comma that may be either", "region\tyear\tA\nr1\t2020\t1,234\nr2\t2020\t12,345\n", [":2:3:", "--decimal"],
     ["--decimal", "."], [1234, 12345]),
    ("no year", "region,A\nr1,1\nr2,2\n", [":1:", "“year” is missing", "--year"], ["--year", "2020"], [1, 2]),
    ("no word for the region", "place,year,A\nr1,2020,1\nr2,2020,2\n", [":1:", "“region” is missing", "--column NAME=region"],
     ["--column", "place=region"], [1, 2]),
    ("a column's number in place of its name", "place,year,A\nr1,2020,1\nr2,2020,2\n", ["--column"], ["--column", "1=region"], [1, 2]),
    ("a column of words", "region,year,A,kind\nr1,2020,1,x\nr2,2020,2,y\n", [":1:4:", "“kind”", "--column"],
     ["--column", "kind=ignore"], [1, 2]),
    ("two columns for the region", "region,地区,year,A\nr1,x,2020,1\nr2,y,2020,2\n", [":1:2:", "“地区”", "expected one of them", "--column"],
     ["--column", "地区=ignore"], [1, 2]),
    ("a number that stands beside years", "region,2020,mean\nr1,1,5\nr2,2,6\n", [":1:3:", "“mean”", "--column"],
     ["--column", "mean=ignore"], [1, 2]),
    ("an encoding that the bytes do not tell", "region,year,A\nM\xfcnchen,2020,1\nN\xfcrnberg,2020,2\n".encode("latin-1"), [":2:", "0xFC", "--encoding"],
     ["--encoding", "ISO-8859-1"], [1, 2]),
)
def ask(content, said, answer, values):
    _, text = import_table(content, status=1)
    contains(text, *said)
    target, _ = import_table(content, *answer)
    equal([row for row in cells(exported(target)).values()], values)


for what, content, said, answer, values in ASKED:
    add(f"asked: {what}", lambda c=content, s=said, a=answer, v=values: ask(c, s, a, v))


@case
def year_of_the_file():
    """asked: a year that only the file's name says is no answer, but is spoken of"""
    _, text = import_table("region,A\nr1,1\n", name="cities-2023.csv", status=1)
    contains(text, "--year 2023")
    _, text = import_table("中国统计年鉴2023,\n地区,甲\n北京,1\n", status=1)
    contains(text, "--year Y")


@case
def percent_and_none():
    """refused: percent signs behind some numbers of a column"""
    _, text = import_table("region,year,A\nr1,2020,45.6%\nr2,2020,12\n", status=1)
    contains(text, "percent sign")


@case
def units_behind_numbers():
    """a unit behind all numbers of a column is its unit; behind some, two of them, or another than the header's is refused"""
    read("region,year,A\nr1,2020,1.5亿元\nr2,2020,2 亿元\n", {("r1", 2020, "A"): 1.5, ("r2", 2020, "A"): 2}, units={"A": "亿元"})
    read("region,year,A (kg)\nr1,2020,1.5kg\nr2,2020,\"1,234 kg\"\n", {("r1", 2020, "A"): 1.5, ("r2", 2020, "A"): 1234})
    read("地区,年份,指标,数值\n甲,2020,A,1亿元\n甲,2020,B,2件\n", {("甲", 2020, "A"): 1, ("甲", 2020, "B"): 2}, units={"A": "亿元", "B": "件"})
    for content, said in (("r1,2020,1亿元\nr2,2020,2万元\n", "“亿元”, as in line 2"), ("r1,2020,1亿元\nr2,2020,2\n", "1 values with “亿元”"),
                          ("r1,2020,1亿\nr2,2020,x\n", "“x”")):
        _, text = import_table("region,year,A\n" + content, "--column", "A=series", status=1)
        contains(text, said)
    _, text = import_table("region,year,A(亿元)\nr1,2020,1万元\nr2,2020,2万元\n", status=1)
    contains(text, "“万元”", "“亿元”")
    # what stands behind these numbers makes names of them
    read("地区,年份,A\n1区,2020,1\n2区,2020,2\n", {("1区", 2020, "A"): 1, ("2区", 2020, "A"): 2})


@case
def rows_and_header_rows():
    """--header-rows and --rows say where header and data are"""
    content = "a,b,c\nregion,year,A\nr1,2020,1\nr2,2020,2\nr3,2020,x\n"
    read(content, ONE, "--header-rows", "2", "--rows", "3-4")
    read(content.replace("a,b,c\n", ""), ONE, "--rows", "2-3")
    read(content.replace("x", "3"), {("r2", 2020, "A"): 2, ("r3", 2020, "A"): 3}, "--header-rows", "2", "--rows", "4-")
    read("region,,year\n,A,\nr1,1,2020\nr2,2,2020\n", ONE, "--header-rows", "1-2")
    for option, value in (("--rows", "x"), ("--rows", "5-4"), ("--header-rows", "0"), ("--year", "soon"), ("--decimal", ";"),
                          ("--column", "A"), ("--column", "A=thing")):
        contains(bad(2, "import", "-o", path("no.nqp"), "--data", "x.csv", option, value), option)


@case
def unknown_column():
    """refused: --column with a name that no column has"""
    _, text = import_table("region,year,A\nr1,2020,1\n", "--column", "B=ignore", status=1)
    contains(text, "“B”", "found: region, year, A")


@case
def unknown_encoding():
    """refused: an encoding that nobody knows"""
    _, text = import_table("region,year,A\nr1,2020,1\n", "--encoding", "KLINGON", status=1)
    contains(text, "KLINGON")


@case
def dry_run():
    """--dry-run says how the file is read and what would come of it, and writes nothing"""
    where = write("dry/t.csv", NBS.encode("gb18030"))
    done = nqp("import", "--data", where, "--dry-run")
    equal(done.returncode, 0, done.stderr)
    contains(done.stdout, "rows 5 to 6", "地区: region", "2021年: series 2021", "地区生产总值", "亿元", "values: 6, missing: 0", "北京市")
    equal(os.listdir(path("dry")), ["t.csv"], "no new file")
    where = write("dry/bad.csv", "region,A\nr1,1\n")
    done = nqp("import", "--data", where, "--dry-run")
    equal(done.returncode, 1, done.stderr)
    contains(done.stdout, "region: region")
    contains(done.stderr, "--year")


@case
def years_in_names():
    """name and year of a column in one"""
    read("city,GDP_2020 (yuan),GDP_2021 (yuan),POP_2020\nr1,1,2,3\nr2,4,,6\n",
         {("r1", 2020, "GDP"): 1, ("r1", 2021, "GDP"): 2, ("r1", 2020, "POP"): 3, ("r1", 2021, "POP"): None,
          ("r2", 2020, "GDP"): 4, ("r2", 2021, "GDP"): None, ("r2", 2020, "POP"): 6, ("r2", 2021, "POP"): None}, units={"GDP": "yuan"})


@case
def other_encodings():
    """an encoding that is told by likeness only is proposed"""
    big5 = "城市,年份,人口\n臺北市,2020,10\n高雄市,2020,20\n臺中市,2020,30\n".encode("big5")
    _, text = import_table(big5, status=1)
    contains(text, "--encoding BIG5", "GB18030")
    target, _ = import_table(big5, "--encoding", "BIG5")
    contains(" ".join(row["name_zh"] + row["code"] for row in exported(target)["regions"]), "臺北市")


@case
def what_was_read():
    """the last line says what was read, and of which rows"""
    _, text = import_table("region,year,A\nr1,2020,1\nr2,2020,2\n")
    contains(text, "p.nqp: 2 regions x 1 year x 1 indicator from rows 2 to 3 of t.csv")


@case
def export_comes_back():
    """a project that was made of such a table is the same after export and import"""
    target, _ = import_table(READ[10][1])
    folder = path("back")
    good("export", target, "-o", folder)
    args = [x for name in ("data", "series", "indicators", "regions")
            if os.path.exists(os.path.join(folder, f"{name}.csv")) for x in (f"--{name}", os.path.join(folder, f"{name}.csv"))]
    again = path("back.nqp")
    good("import", "-o", again, *args)
    equal(cells(exported(again)), cells(exported(target)))


main(2)
