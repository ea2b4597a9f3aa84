# SPDX-License-Identifier: GPL-3.0-or-later
"""nqp import --column: what a user says of a column, its role and what its values are called, and what of that is refused."""
import itertools
import os

from harness import add, case, contains, equal, good, main, nqp, path, read, rows, write

WIDE = "city,year,GDP (bn),POP\nA,2020,1,2\nB,2020,3,4\n"
_count = itertools.count(1)


def run(data, *columns, **files):
    folder = f"columns-{next(_count)}"
    target = path(folder, "p.nqp")
    args = ["import", "-o", target, "--data", write(f"{folder}/data.csv", data)]
    for name, text in files.items():
        args += [f"--{name}", write(f"{folder}/{name}.csv", text)]
    for column in columns:
        args += ["--column", column]
    return nqp(*args), target


def indicators(data, *columns, **files):
    """code: (name, unit) of what came in"""
    done, target = run(data, *columns, **files)
    equal(done.returncode, 0, done.stderr)
    folder = target + ".out"
    good("export", target, "-o", folder, "--raw")
    return {row["code"]: (row["name_en"] or row["name_zh"], row["unit_en"] or row["unit_zh"])
            for row in rows(read(os.path.join(folder, "indicators.csv")).decode())}


for what, data, columns, wanted in (
    ("columns of a wide table", WIDE, ["GDP (bn)=series,code=gdp,name=Gross product,, total,unit=bn yuan", "POP=series,code=pop,name=人口"],
     {"gdp": ("Gross product, total", "bn yuan"), "pop": ("人口", "")}),
    ("a unit that the header has and that is none", WIDE, ["3=series,unit="], {"GDP": ("GDP", ""), "POP": ("POP", "")}),
    ("columns without a header", "city,year,,\nA,2020,1,2\nB,2020,3,4\n", ["3=series,name=One", "4=series,code=two"],
     {"One": ("One", ""), "two": ("two", "")}),
    ("one year of several", "city,GDP_2020,GDP_2021,POP_2020,POP_2021\nA,1,2,3,4\nB,2,3,4,5\n", ["GDP_2021=series,code=gdp,name=Gross,unit=bn"],
     {"gdp": ("Gross", "bn"), "POP": ("POP", "")}),
    ("years alone", "city,2020,2021\nA,1,2\nB,2,3\n", ["2020=series,code=gdp,name=Gross,unit=bn"], {"gdp": ("Gross", "bn")}),
    ("the values of a long table", "city,year,value\nA,2020,1\nB,2020,2\n", ["value=value,code=gdp,name=Gross,unit=bn"], {"gdp": ("Gross", "bn")}),
    ("the unit of a long table", "city,year,indicator,value\nA,2020,g,1\nB,2020,g,2\n", ["value=value,unit=bn"], {"g": ("g", "bn")}),
):
    add(f"named: {what}", lambda data=data, columns=columns, wanted=wanted: equal(
        {code: (name or code, unit) for code, (name, unit) in indicators(data, *columns).items()}, wanted))


@case
def listed():
    """a code leads to the indicator of a list, which has its own name"""
    of = "code,name_en,pillar,component,unit,direction\ngdp,Listed product,elements,labour-force,yuan,+\npop,People,elements,labour-force,persons,+\n"
    equal(indicators(WIDE, "GDP (bn)=series,code=gdp", indicators=of)["gdp"][0], "Listed product")
    done, target = run(WIDE, "GDP (bn)=series,code=gdp,name=Mine", indicators=of)
    equal(done.returncode, 1)
    contains(done.stderr, "data.csv:1:3:", "the series “gdp”", "expected no others")
    equal(os.path.exists(target), False)


for status, column, *said in (
    (2, "POP=series,code=a b", "code “a b”", "expected letters, digits"),
    (2, "POP=series,code=AREA", "kept for the area"),
    (2, "POP=region,name=x", "role “region” takes no code, name or unit", "series or value"),
    (2, "POP=series,nam=x", "found “nam=x”", "code=CODE, name=NAME or unit=UNIT"),
    (2, "POP=series,code=a,code=b", "found “code=b”", "each once"),
    (2, "POP=series,name=", "name is empty"),
    (2, "POP=series,name=a\u202eb", "U+202E"),
    (2, "POP=serie", "expected NAME=ROLE with one of the roles region, code"),
    (1, "POP=series,code=GDP", "data.csv:1:4:", "“GDP (bn)” and “POP” would both have the code “GDP”"),
    (1, "GDP (bn)=series,code=POP", "data.csv:1:3:", "“POP” and “GDP (bn)” would both have the code “POP”"),
):
    def refused(status=status, column=column, said=said):
        done, target = run(WIDE, column)
        equal(done.returncode, status, done.stderr)
        contains(done.stderr, *said)
        equal(os.path.exists(target), False)
    add(f"refused: {column!r}", refused)


@case
def by_rows():
    """what the rows say of their values is not said of the column"""
    done, _ = run("city,year,indicator,value\nA,2020,g,1\n", "value=value,name=x")
    equal(done.returncode, 1)
    contains(done.stderr, "data.csv:1:4:", "The rows say which indicator")
    done, _ = run("city,2020,2021,Total\nA,1,2,3\nB,1,2,3\n", "Total=series,name=x")
    equal(done.returncode, 1)
    contains(done.stderr, "data.csv:1:4:", "no year, unlike others")


if __name__ == "__main__":
    main()
