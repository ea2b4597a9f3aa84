# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables as colleagues send them, made from one set of numbers: the same cities, years and indicators in many layouts and forms.

Each maker gives the bytes of a file (or of several); what they hold is in CITIES, YEARS, SERIES and value(). Written with the standard
library alone."""
import io
import re
import struct
import zipfile
from xml.sax.saxutils import escape

CITIES = ["杭州市", "宁波市", "温州市", "嘉兴市", "湖州市", "绍兴市", "金华市", "衢州市",
          "舟山市", "台州市", "丽水市", "南京市", "无锡市", "徐州市", "常州市", "苏州市"]
YEARS = list(range(2016, 2022))
# code, name, unit, decimals
SERIES = [("gdp", "地区生产总值", "亿元", 1), ("rd", "研究与试验发展经费", "万元", 0), ("patents", "专利授权数", "件", 0)]
MISSING = {(2, 2018, 1), (8, 2016, 0), (8, 2017, 0), (15, 2021, 2)}


def value(city, year, series):
    """None: missing"""
    if (city, year, series) in MISSING:
        return None
    scale = (1234.5, 20517, 318)[series]
    return round(scale * (1 + (city * 7 + 3) % 11) * 1.07 ** (year - 2016), SERIES[series][3])


def expected(codes=CITIES, series=range(len(SERIES)), names=None):
    """{(region, year, name of the series): value}"""
    names = names or [name for _, name, _, _ in SERIES]
    return {(codes[i], year, names[s]): value(i, year, s) for i in range(len(CITIES)) for year in YEARS for s in series}


def text(number, decimal=".", thousands=""):
    if number is None:
        return ""
    whole, _, part = f"{number:,}".partition(".")
    return whole.replace(",", thousands) + (decimal + part if part and part != "0" else "")


# ---- text ----------------------------------------------------------------------------------------------------------

def wide_by_year(missing="", decimal=".", thousands="", delimiter=",", series=0, cities=CITIES, label="地区", year="{}年"):
    """The years of one indicator across"""
    lines = [delimiter.join([label] + [year.format(y) for y in YEARS])]
    for i, city in enumerate(cities):
        fields = []
        for y in YEARS:
            field = text(value(i, y, series), decimal, thousands) or missing
            fields.append(f'"{field}"' if delimiter in field else field)
        lines.append(delimiter.join([city] + fields))
    return "\n".join(lines) + "\n"


def bureau(encoding="gb18030"):
    """The statistical office's download: title lines, years across, latest first, footnotes below"""
    lines = ["数据库：分省年度数据", "指标：地区生产总值(亿元)", "时间：最近6年"]
    lines.append("地区," + ",".join(f"{y}年" for y in reversed(YEARS)))
    for i, city in enumerate(CITIES):
        lines.append(city + "," + ",".join(text(value(i, y, 0)) for y in reversed(YEARS)))
    lines.append("注：2021年数据为初步核算数。")
    lines.append("数据来源：国家统计局")
    return "\r\n".join(lines + [""]).encode(encoding)


def panel(header="city,year,{}", delimiter=",", decimal=".", cities=CITIES, names=None, missing=""):
    """A row a city and year"""
    names = names or [f"{name}({unit})" for _, name, unit, _ in SERIES]
    lines = [header.format(delimiter.join(names)).replace(",", delimiter)]
    for i, city in enumerate(cities):
        for y in YEARS:
            lines.append(delimiter.join([city, str(y)] + [text(value(i, y, s), decimal) or missing for s in range(len(SERIES))]))
    return "\n".join(lines) + "\n"


def units_in_values():
    """Every number with its unit behind it"""
    lines = ["地区,年份," + ",".join(name for _, name, _, _ in SERIES)]
    for i, city in enumerate(CITIES):
        for y in YEARS:
            lines.append(",".join([city, str(y)] + [(text(value(i, y, s)) + SERIES[s][2]) if value(i, y, s) is not None else "—"
                                                     for s in range(len(SERIES))]))
    return "\n".join(lines) + "\n"


def world_bank():
    """The layout of World Development Indicators, with its last lines"""
    lines = ["Country Name,Country Code,Series Name,Series Code," + ",".join(f"{y} [YR{y}]" for y in YEARS)]
    for i, city in enumerate(CITIES):
        for s, (code, name, unit, _) in enumerate(SERIES):
            lines.append(f"{city},C{i:02d},{name} ({unit}),{code.upper()}.TOT," + ",".join(text(value(i, y, s)) or ".." for y in YEARS))
    return "\n".join(lines + ["", "", "", "Data from database: World Development Indicators", "Last Updated: 11/20/2026", ""])


def counties(n_counties=2711, n_years=12):
    """32,532 rows of counties and years, with codes of six digits; some years of some counties are not there"""
    lines = ["REGION CODE,REGION NAME,YEAR,night_light,pop"]
    for i in range(n_counties):
        code = 110101 + 37 * i
        for y in range(2010, 2010 + n_years):
            lines.append(f"{code},County {i + 1},{y},{(i * 31 + y * 7) % 997 / 10},{1000 + (i * 17 + y) % 5000}")
    return "\n".join(lines) + "\n"


# ---- workbooks -----------------------------------------------------------------------------------------------------

def column(k):
    return (column(k // 26 - 1) if k >= 26 else "") + chr(65 + k % 26)


def pack(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def xlsx(sheets):
    """sheets: (name, rows of None, text or number, merged ranges such as A1:D1)"""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    package = "http://schemas.openxmlformats.org/package/2006/"
    parts = [
        ("[Content_Types].xml", head + f'<Types xmlns="{package}content-types"><Default Extension="xml" ContentType="application/xml"/>'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
         + "".join(f'<Override PartName="/xl/worksheets/sheet{k + 1}.xml" ContentType='
                   '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for k in range(len(sheets))) + "</Types>"),
        ("_rels/.rels", head + f'<Relationships xmlns="{package}relationships"><Relationship Id="r" Type="{rel}/officeDocument" '
         'Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", head + f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>' + "".join(
            f'<sheet name="{escape(name)}" sheetId="{k + 1}" r:id="s{k}"/>' for k, (name, _, _) in enumerate(sheets)) + "</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", head + f'<Relationships xmlns="{package}relationships">' + "".join(
            f'<Relationship Id="s{k}" Type="{rel}/worksheet" Target="worksheets/sheet{k + 1}.xml"/>' for k in range(len(sheets)))
         + "</Relationships>"),
    ]
    for k, (_, rows, merged) in enumerate(sheets):
        body = []
        for r, row in enumerate(rows):
            cells = []
            for c, field in enumerate(row):
                if isinstance(field, str) and field:
                    cells.append(f'<c r="{column(c)}{r + 1}" t="inlineStr"><is><t xml:space="preserve">{escape(field)}</t></is></c>')
                elif field is not None and field != "":
                    cells.append(f'<c r="{column(c)}{r + 1}"><v>{field!r}</v></c>')
            body.append(f'<row r="{r + 1}">{"".join(cells)}</row>')
        ranges = "".join(f'<mergeCell ref="{m}"/>' for m in merged)
        parts.append((f"xl/worksheets/sheet{k + 1}.xml", head + f'<worksheet xmlns="{main}"><sheetData>{"".join(body)}</sheetData>'
                      + (f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else "") + "</worksheet>"))
    return pack(parts)


def ods(sheets):
    """The same as an OpenDocument spreadsheet"""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    tables = []
    for name, rows, merged in sheets:
        spans, covered = {}, set()
        for m in merged:
            (c1, r1), (c2, r2) = (_place(p) for p in m.split(":"))
            spans[r1, c1] = (r2 - r1 + 1, c2 - c1 + 1)
            covered |= {(r, c) for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)} - {(r1, c1)}
        width = max(len(row) for row in rows)
        body = []
        for r, row in enumerate(rows):
            cells = []
            for c in range(width):
                field = row[c] if c < len(row) else None
                tag = "covered-table-cell" if (r, c) in covered else "table-cell"
                span = ' table:number-rows-spanned="%d" table:number-columns-spanned="%d"' % spans[r, c] if (r, c) in spans else ""
                if (r, c) in covered or field is None or field == "":
                    cells.append(f"<table:{tag}{span}/>")
                elif isinstance(field, str):
                    cells.append(f'<table:{tag}{span} office:value-type="string"><text:p>{escape(field)}</text:p></table:{tag}>')
                else:
                    cells.append(f'<table:{tag}{span} office:value-type="float" office:value="{field!r}"><text:p>{field}</text:p></table:{tag}>')
            body.append(f'<table:table-row>{"".join(cells)}</table:table-row>')
        tables.append(f'<table:table table:name="{escape(name)}">{"".join(body)}</table:table>')
    spaces = "".join(f' xmlns:{n}="{office}{n}:1.0"' for n in ("office", "table", "text"))
    return pack([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                 ("content.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content{spaces} office:version="1.3"><office:body>'
                  f'<office:spreadsheet>{"".join(tables)}</office:spreadsheet></office:body></office:document-content>'),
                 ("META-INF/manifest.xml", '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest '
                  f'xmlns:manifest="{office}manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
                  'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry '
                  'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')])


def _place(text_):
    letters = text_.rstrip("0123456789")
    c = 0
    for letter in letters:
        c = c * 26 + ord(letter) - 64
    return c - 1, int(text_[len(letters):]) - 1


def sheet_names(file):
    with zipfile.ZipFile(file) as archive:
        return re.findall(r'<sheet [^>]*name="([^"]*)"', archive.read("xl/workbook.xml").decode())


NOTES = ("说明", [["本表由统计年鉴整理"], ["联系人：张三"], ["单位见表头"]], [])


def yearbook():
    """A merged title, two rows of header (year over indicator), a sheet of notes behind"""
    n = len(SERIES)
    rows = [["分地区主要经济指标"], ["地区"], [None]]
    merged = [f"A1:{column(len(YEARS) * n)}1", "A2:A3"]
    for k, year in enumerate(YEARS):
        rows[1] += [f"{year}年"] + [None] * (n - 1)
        rows[2] += [f"{name}({unit})" for _, name, unit, _ in SERIES]
        merged.append(f"{column(1 + k * n)}2:{column(k * n + n)}2")
    for i, city in enumerate(CITIES):
        rows.append([city] + [value(i, year, s) for year in YEARS for s in range(n)])
    rows.append(["注：台州市2021年数据为快报数。"])
    return [("1-1", rows, merged), NOTES]


def panel_sheet(names=None):
    names = names or [f"{name}({unit})" for _, name, unit, _ in SERIES]
    return [["城市", "年份"] + names] + [[city, year] + [value(i, year, s) for s in range(len(SERIES))]
                                       for i, city in enumerate(CITIES) for year in YEARS]


def three_sheets():
    """Values on the second of three sheets"""
    return [("封面", [["区域数据汇编"], ["2022年3月"]], []), ("数据", panel_sheet(), []), NOTES]


def coin_tool(extra=False):
    """The workbook of the JRC's COIN Tool: codes and names of units, indicators across below rows of what they are; extra: of directions
    and weights as well"""
    more = [[None, None, "Direction"] + [1] * len(SERIES), [None, None, "Weight"] + [0.5] * len(SERIES)] if extra else []
    top = [[None, None, "Indicator code"] + [code for code, _, _, _ in SERIES],
           [None, None, "Indicator name"] + [name for _, name, _, _ in SERIES],
           [None, None, "Unit"] + [unit for _, _, unit, _ in SERIES], *more,
           ["Unit Code", "Unit name", "Year"] + [code for code, _, _, _ in SERIES]]
    return [("Readme", [["COIN Tool"], ["Composite Indicators Analysis and Design"]], []),
            ("Database", top + [[f"C{i:02d}", city, year] + [value(i, year, s) for s in range(len(SERIES))]
                                for i, city in enumerate(CITIES) for year in YEARS], [])]


# ---- outlines ------------------------------------------------------------------------------------------------------

def shapefile(encoding="gbk"):
    """Squares in two columns, with names and codes in a dBase table of that encoding: {ending: bytes}"""
    records, index, offset = [], [], 50
    for i in range(len(CITIES)):
        x, y = 118 + i % 4, 27 + i // 4
        ring = [(x, y), (x, y + 1), (x + 1, y + 1), (x + 1, y), (x, y)]
        body = struct.pack("<i4d2i", 5, x, y, x + 1, y + 1, 1, 5) + struct.pack("<i", 0) + b"".join(struct.pack("<2d", *p) for p in ring)
        records.append(struct.pack(">2i", i + 1, len(body) // 2) + body)
        index.append(struct.pack(">2i", offset, len(body) // 2))
        offset += 4 + len(body) // 2

    def head(words):
        return struct.pack(">i5i i", 9994, 0, 0, 0, 0, 0, words) + struct.pack("<2i8d", 1000, 5, 118, 27, 122, 31, 0, 0, 0, 0)

    fields = [(b"NAME", 24), (b"CODE", 8)]
    rows = b""
    for i, city in enumerate(CITIES):
        rows += b" " + city.encode(encoding).ljust(24) + f"33{i:04d}".encode().ljust(8)
    dbf = struct.pack("<4BIHH20x", 3, 126, 1, 1, len(CITIES), 32 + 32 * len(fields) + 1, 1 + sum(w for _, w in fields))
    for name, width in fields:
        dbf += name.ljust(11, b"\0") + b"C" + bytes(4) + bytes([width, 0]) + bytes(14)
    dbf += b"\r" + rows + b"\x1a"
    return {".shp": head(offset) + b"".join(records), ".shx": head(50 + 4 * len(index)) + b"".join(index), ".dbf": dbf,
            ".cpg": encoding.upper().encode()}
