# SPDX-License-Identifier: GPL-3.0-or-later
"""A made-up country of counties as tables and outlines, the same each time: 2,800 regions x 25 years x 60 indicators.

Counties are the cells of a grid whose corners are moved and whose sides are broken as borders are: a side has 15 to 37 points, so a
county has 60 to 150, and neighbours share theirs.
"""
import json
import math
import random

COLUMNS = 70
WEST, NORTH, CELL = 74.0, 53.0, 0.85  # degrees
COMPONENTS = [(pillar, component)
              for pillar, components in (("elements", ("labour-force", "labour-tools", "labour-objects")),
                                         ("drivers", ("innovation-input", "innovation-output", "digital-green")),
                                         ("carriers", ("emerging-industries", "industrial-upgrading")),
                                         ("relations", ("distribution", "factor-markets", "science-system")))
              for component in components]


def side(number, a, b):
    """Points from a to b, a with them and b not, moved to the side by halving."""
    points = [a, b]
    while len(points) < 15:
        finer = [points[0]]
        for p, q in zip(points, points[1:]):
            by = number.uniform(-0.16, 0.16)
            finer += [((p[0] + q[0]) / 2 + by * (q[1] - p[1]), (p[1] + q[1]) / 2 - by * (q[0] - p[0])), q]
        points = finer
    more = number.randrange(0, 22)
    for _ in range(more):
        at = number.randrange(len(points) - 1)
        p, q = points[at], points[at + 1]
        points.insert(at + 1, ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2))
    return points


def outlines(n_regions):
    number = random.Random(7)
    rows = math.ceil(n_regions / COLUMNS)
    corner = {(c, r): (WEST + CELL * (c + number.uniform(-0.2, 0.2)), NORTH - CELL * (r + number.uniform(-0.2, 0.2)))
              for r in range(rows + 1) for c in range(COLUMNS + 1)}
    across = {(c, r): side(number, corner[c, r], corner[c + 1, r]) for r in range(rows + 1) for c in range(COLUMNS)}
    down = {(c, r): side(number, corner[c, r], corner[c, r + 1]) for r in range(rows) for c in range(COLUMNS + 1)}
    for i in range(n_regions):
        c, r = i % COLUMNS, i // COLUMNS
        # counter-clockwise: down the left side, along the bottom, up the right side, back along the top
        ring = down[c, r][:-1] + across[c, r + 1][:-1] + down[c + 1, r][::-1][:-1] + across[c, r][::-1]
        yield [[round(x, 5), round(y, 5)] for x, y in ring]


def write(folder, n_regions, n_years, n_indicators):
    """Writes data, indicators, regions and boundaries; returns the number of points of the outlines."""
    number = random.Random(42)
    codes = [f"IND{j + 1:03d}" for j in range(n_indicators)]
    regions = [f"R{i + 1:05d}" for i in range(n_regions)]
    with open(folder / "indicators.csv", "w", encoding="ascii", newline="") as file:
        file.write("code,name_en,pillar,component,unit_en,direction\n")
        for j, code in enumerate(codes):
            pillar, component = COMPONENTS[j % len(COMPONENTS)]
            file.write(f"{code},Indicator {j + 1} of the counties,{pillar},{component},units,{'-' if j % 7 == 6 else '+'}\n")
    with open(folder / "regions.csv", "w", encoding="ascii", newline="") as file:
        file.write("code,name_en,group_en\n")
        for i, code in enumerate(regions):
            file.write(f"{code},County {i + 1},Province {i * 31 // n_regions + 1}\n")
    with open(folder / "data.csv", "w", encoding="ascii", newline="") as file:
        file.write("region,year," + ",".join(codes) + "\n")
        scale = [math.exp(number.uniform(0, 9)) for _ in codes]
        for code in regions:
            level = number.uniform(0.5, 2)
            for t in range(n_years):
                values = ("" if number.random() < 0.002 else f"{s * level * (1 + 0.03 * t) * (0.5 + number.random()):.5g}"
                          for s in scale)
                file.write(f"{code},{2000 + t}," + ",".join(values) + "\n")
    n_points = 0
    with open(folder / "boundaries.geojson", "w", encoding="ascii") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        for i, ring in enumerate(outlines(n_regions)):
            n_points += len(ring)
            feature = {"type": "Feature", "properties": {"code": regions[i]},
                       "geometry": {"type": "Polygon", "coordinates": [ring]}}
            file.write((",\n" if i > 0 else "") + json.dumps(feature, separators=(",", ":")))
        file.write("\n]}\n")
    return n_points
