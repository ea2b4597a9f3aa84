# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that other libraries read, written by hand from their descriptions: an XLS workbook, a Shapefile."""
import os
import struct


def _record(kind, body=b""):
    return struct.pack("<2H", kind, len(body)) + body


def _cell(row, column, value):
    place = struct.pack("<3H", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16le"))
    return _record(0x0203, place + struct.pack("<d", value))


def xls(sheets):
    """The bytes of a workbook of Excel 97; sheets: name -> rows of texts, numbers and None"""
    def begin(kind):
        return _record(0x0809, struct.pack("<4H2I", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    parts = []
    for table in sheets.values():
        width = max(map(len, table))
        body = begin(0x0010) + _record(0x0200, struct.pack("<2I3H", 0, len(table), 0, width, 0))
        for r, line in enumerate(table):
            body += b"".join(_cell(r, c, value) for c, value in enumerate(line) if value is not None)
        parts.append(body + _record(0x000A))
    names = [name.encode("utf-16le") for name in sheets]
    head = begin(0x0005) + _record(0x0042, struct.pack("<H", 0x04B0))
    at = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    for name, part in zip(names, parts):
        head += _record(0x0085, struct.pack("<I4B", at, 0, 0, len(name) // 2, 1) + name)
        at += len(part)
    return _compound(head + _record(0x000A) + b"".join(parts))


def _compound(stream):
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    n = len(stream) // 512
    assert n < 120
    table = [0xFFFFFFFD, 0xFFFFFFFE] + [i + 3 for i in range(n)]
    table[-1] = 0xFFFFFFFE
    table += [0xFFFFFFFF] * (128 - len(table))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<10I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0) + b"\xff" * 432

    def entry(name, kind, child, start, size):
        wide = name.encode("utf-16le") + b"\0\0"
        return (wide.ljust(64, b"\0") + struct.pack("<H2B3I36x", len(wide), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
                + struct.pack("<IQ", start, size))

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return header + struct.pack("<128I", *table) + folder.ljust(512, b"\0") + stream


def square(x, y, size=1):
    """A ring as Shapefiles have them: clockwise"""
    return [(x, y), (x, y + size), (x + size, y + size), (x + size, y), (x, y)]


def shapefile(folder, stem, shapes, encoding, projection=None):
    """Writes the three files, and a .prj; shapes: code, name, ring. Returns the path of the .shp"""
    os.makedirs(folder, exist_ok=True)
    everywhere = [point for _, _, ring in shapes for point in ring]
    records, places = b"", b""
    for i, (_, _, ring) in enumerate(shapes):
        body = struct.pack("<i4d3i", 5, *_box(ring), 1, len(ring), 0) + b"".join(struct.pack("<2d", *p) for p in ring)
        places += struct.pack(">2i", 50 + len(records) // 2, len(body) // 2)
        records += struct.pack(">2i", i + 1, len(body) // 2) + body

    def head(length):
        return (struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50 + length // 2) + struct.pack("<2i", 1000, 5)
                + struct.pack("<8d", *_box(everywhere), 0, 0, 0, 0))

    fields = [(b"adcode", b"N", 9), (b"name", b"C", 40)]
    table = struct.pack("<4BI2H20x", 3, 126, 1, 1, len(shapes), 33 + 32 * len(fields), 1 + sum(f[2] for f in fields))
    for name, kind, width in fields:
        table += name.ljust(11, b"\0") + kind + bytes(4) + bytes([width, 0]) + bytes(14)
    table += b"\r" + b"".join(b" " + str(code).rjust(9).encode() + name.encode(encoding).ljust(40) for code, name, _ in shapes)
    files = {".shp": head(len(records)) + records, ".shx": head(len(places)) + places, ".dbf": table + b"\x1a"}
    if projection:
        files[".prj"] = projection.encode()
    for ending, content in files.items():
        with open(os.path.join(folder, stem + ending), "wb") as out:
            out.write(content)
    return os.path.join(folder, stem + ".shp")


def _box(points):
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
