#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data of published examples, as files that `nqp import` reads. Run once.

    regional_data.py FOLDER

writes regional.csv (set,region,group,year,value) and regional-neighbours.csv (set,code,neighbour) into FOLDER from what comes with
libpysal 4.7 (BSD 3-clause; Debian's python3-libpysal):
mexico   GDP per capita of Mexico's states, 1940 to 2000, groups of Hanson (1998): the example of PySAL's package inequality
us       incomes per capita of 48 states, 1929 to 2009, over the mean of the year: the example of PySAL's package giddy
columbus crime in the neighbourhoods of Columbus, Ohio (Anselin 1988)
"""

import csv
import os
import sys
import warnings

warnings.simplefilter("ignore")
import libpysal


def path(name):
    return libpysal.examples.get_path(name)


def table(name):
    with open(path(name), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def mexico():
    for row in table("mexico.csv"):
        for year in range(1940, 2010, 10):
            yield row["State"], f"{float(row['hanson98']):.0f}", year, float(row[f"pcgdp{year}"])


def us():
    rows = table("usjoin.csv")
    for year in range(1929, 2010):
        mean = sum(float(row[str(year)]) for row in rows) / len(rows)
        for row in rows:
            yield row["Name"], "", year, float(row[str(year)]) / mean


def columbus():
    file = libpysal.io.open(path("columbus.dbf"))
    for code, value in zip(file.by_col("POLYID"), file.by_col("CRIME")):
        yield f"{int(code)}", "", 1980, value


def neighbours(name, codes):
    weights = libpysal.io.open(path(name)).read()
    for a in weights.neighbors:
        for b in weights.neighbors[a]:
            yield codes(a), codes(b)


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "regional.csv"), "w", encoding="utf-8") as file:
        print("set,region,group,year,value", file=file)
        for name, rows in ("mexico", mexico()), ("us", us()), ("columbus", columbus()):
            for region, group, year, value in rows:
                print(f"{name},{region},{group},{year},{value!r}", file=file)
    names = [row["Name"] for row in table("usjoin.csv")]
    with open(os.path.join(folder, "regional-neighbours.csv"), "w", encoding="utf-8") as file:
        print("set,code,neighbour", file=file)
        for a, b in neighbours("states48.gal", lambda i: names[int(i)]):
            print(f"us,{a},{b}", file=file)
        for a, b in neighbours("columbus.gal", lambda i: f"{int(i)}"):
            print(f"columbus,{a},{b}", file=file)


main()
