#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the workbooks that test-workbook.c reads: make-workbooks.py FOLDER [STAMP]

Written by hand from the standards, with the standard library alone, so that what is in them is known to the byte and includes
what no spreadsheet program writes."""

import io
import os
import sys
import warnings
import zipfile
import zlib

warnings.simplefilter('ignore')  # of names that are there twice, on purpose

TRANSITIONAL = ('http://schemas.openxmlformats.org/spreadsheetml/2006/main',
                'http://schemas.openxmlformats.org/officeDocument/2006/relationships')
STRICT = ('http://purl.oclc.org/ooxml/spreadsheetml/main', 'http://purl.oclc.org/ooxml/officeDocument/relationships')
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = 'urn:oasis:names:tc:opendocument:xmlns:'
ODS_TYPE = 'application/vnd.oasis.opendocument.spreadsheet'


def pack(path, parts, method=zipfile.ZIP_DEFLATED):
    """parts: list of name, text or bytes."""
    with zipfile.ZipFile(path, 'w', method, compresslevel=9) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == 'mimetype' else method
            archive.writestr(info, content)


def relations(entries, family=TRANSITIONAL):
    """entries: id, type, target."""
    return HEAD + '<Relationships xmlns="%s">%s</Relationships>' % (PACKAGE, ''.join(
        '<Relationship Id="%s" Type="%s/%s" Target="%s"%s/>'
        % (key, family[1], kind, target, ' TargetMode="External"' if target.startswith('http') else '')
        for key, kind, target in entries))


def worksheet(rows, before='', after='', family=TRANSITIONAL, extra=''):
    return HEAD + '<worksheet xmlns="%s" xmlns:r="%s"%s>%s<sheetData>%s</sheetData>%s</worksheet>' % (
        family[0], family[1], extra, before, rows, after)


def strings(items, family=TRANSITIONAL):
    return HEAD + '<sst xmlns="%s" count="9" uniqueCount="9">%s</sst>' % (
        family[0], ''.join('<si>%s</si>' % item for item in items))


def styles(formats, own=()):
    """formats: id of the number format of each style; own: id and code."""
    return HEAD + ('<styleSheet xmlns="%s"><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
                   '<cellXfs>%s</cellXfs><dxfs><dxf><numFmt numFmtId="200" formatCode="yyyy"/></dxf></dxfs></styleSheet>'
                   % (TRANSITIONAL[0],
                      ''.join('<numFmt numFmtId="%d" formatCode="%s"/>' % (key, code.replace('"', '&quot;'))
                              for key, code in own),
                      ''.join('<xf numFmtId="%d" xfId="0"/>' % key for key in formats)))


def xlsx(sheets=(('Data', '', 'sheet1.xml'),), texts=None, formats=None, own=(), bodies=None, properties='', family=TRANSITIONAL,
         more=()):
    """The parts of a workbook. sheets: name, attributes, file; bodies: XML of each."""
    parts = [
        ('[Content_Types].xml', HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        ('_rels/.rels', relations([('rId1', 'officeDocument', 'xl/workbook.xml')], family)),
        ('xl/workbook.xml', HEAD + '<workbook xmlns="%s" xmlns:r="%s">%s<sheets>%s</sheets></workbook>' % (
            family[0], family[1], properties,
            ''.join('<sheet name="%s" sheetId="%d" r:id="s%d"%s/>' % (name, i + 7, i, extra)
                    for i, (name, extra, _) in enumerate(sheets)))),
        ('xl/_rels/workbook.xml.rels', relations(
            [('t', 'sharedStrings', 'sharedStrings.xml')] * (texts is not None)
            + [('f', 'styles', 'styles.xml')] * (formats is not None)
            + [('s%d' % i, 'worksheet', 'worksheets/' + target) for i, (_, _, target) in enumerate(sheets)], family)),
    ]
    if texts is not None:
        parts.append(('xl/sharedStrings.xml', strings(texts, family)))
    if formats is not None:
        parts.append(('xl/styles.xml', styles(formats, own)))
    for (_, _, target), body in zip(sheets, bodies):
        parts.append(('xl/worksheets/' + target, body))
    return parts + list(more)


def one(rows, **options):
    """A workbook of one plain sheet."""
    inner = {key: options.pop(key) for key in ('before', 'after', 'extra') if key in options}
    return xlsx(bodies=[worksheet(rows, family=options.get('family', TRANSITIONAL), **inner)], **options)


def ods(tables, automatic='', before='', after='', more=(), mimetype=ODS_TYPE):
    spaces = ''.join(' xmlns:%s="%s%s:1.0"' % (name, OFFICE, name) for name in ('office', 'table', 'text', 'style'))
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    spaces += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return ([('mimetype', mimetype)] if mimetype else []) + [
        ('content.xml', HEAD + '<office:document-content%s office:version="1.3"><office:automatic-styles>%s'
         '</office:automatic-styles><office:body><office:spreadsheet>%s%s%s</office:spreadsheet></office:body>'
         '</office:document-content>' % (spaces, automatic, before, tables, after)),
    ] + list(more)


def table(rows, name='Data', extra=''):
    return '<table:table table:name="%s"%s>%s</table:table>' % (name, extra, rows)


def cell(value, kind='float', shown='', extra=''):
    name = {'float': 'value', 'percentage': 'value', 'currency': 'value'}.get(kind, kind + '-value')
    return '<table:table-cell office:value-type="%s" office:%s="%s"%s>%s</table:table-cell>' % (
        kind, name, value, extra, '<text:p>%s</text:p>' % shown if shown else '')


def words(text, extra=''):
    return '<table:table-cell office:value-type="string"%s>%s</table:table-cell>' % (extra, text)


def row(*cells, extra=''):
    return '<table:table-row%s>%s</table:table-row>' % (extra, ''.join(cells))


def good(folder):
    def write(name, parts):
        pack(os.path.join(folder, name), parts)

    write('kinds.xlsx', one(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
        '<c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c></row>'
        '<row r="2"><c r="A2"><v>0.10000000000000001</v></c><c r="B2" t="n"><v>-1.2345678901234567E-5</v></c>'
        '<c r="C2"><v> 42 </v></c><c r="D2"><v>NaN</v></c><c r="E2" s="0"/><c r="F2"><v/></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>in place</t></is></c>'
        '<c r="B3" t="inlineStr"><is><r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>'
        '<c r="C3" t="str"><f>A1&amp;B1</f><v>of a formula</v></c><c r="D3"><f>1+1</f><v>2</v></c>'
        '<c r="E3" t="str"><f>""</f><v></v></c><c r="F3"><f>SUM(A1:B2)</f><v></v></c><c r="G3"><f t="shared" si="0"/></c></row>'
        '<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="b"><v>0</v></c><c r="C4" t="e"><v>#N/A</v></c>'
        '<c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
        texts=['<t>plain</t>', '<r><rPr><b/></rPr><t xml:space="preserve">one </t></r><r><t>two</t></r>'
               '<rPh sb="0" eb="2"><t>spoken</t></rPh><phoneticPr fontId="1"/>', '<t>北京_x000D_\n市 &amp; &lt;x&gt;</t>', '<t/>',
               '<t>a_x005F_x0041_ _x00e9_ _xD83D_ _x0000_ _x12</t>', '<t xml:space="preserve"> kept\nlines </t>']))

    own = [(164, '0.0%'), (165, '0.0"%"'), (166, 'yyyy"年"m"月"d"日"'), (167, '[$-804]yyyy/mm/dd;@'), (168, '[DBNum1][$-804]General'),
           (169, '0.00E+00'), (170, '#,##0_);[Red]\\(#,##0\\)'), (171, '[h]:mm:ss'), (172, '"days" 0'), (173, '0\\d'),
           (174, 'yyyy'), (175, 'e"年"'), (176, 'G/通用格式'), (177, '[Red]0.0%;[Blue]-0.0%'), (178, 'h:mm AM/PM'), (179, '0.0\\ %')]
    ids = [0, 9, 10] + [key for key, _ in own] + [14, 22, 31, 57, 46, 20, 2]
    write('formats.xlsx', one(
        '<row r="1">%s</row><row r="2">%s</row><row r="3">%s</row>' % (
            ''.join('<c s="%d"><v>0.25</v></c>' % i for i in range(len(ids))),
            ''.join('<c s="%d"><v>44957</v></c>' % i for i in range(len(ids))),
            ''.join('<c s="19"><v>%s</v></c>' % v for v in ('1', '59', '60', '61', '0', '-1', '2958465', '2958466', '44957.4375',
                                                            '44957.999999', '1e400', '36526', '36585'))),
        formats=ids, own=own))
    write('of-1904.xlsx', one('<row><c s="1"><v>0</v></c><c s="1"><v>43495</v></c><c s="1"><v>0.5</v></c><c s="1"><v>1.25</v></c></row>',
                              formats=[0, 14], properties='<workbookPr date1904="1"/>'))

    write('sparse.xlsx', one(
        '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="5"><c/><c><v>4</v></c></row><row><c><v>5</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>6</v></c></row>'))
    write('names.xlsx', [(name, content.replace('<', '<x:').replace('<x:/', '</x:').replace('<x:?', '<?').replace('xmlns=', 'xmlns:x=')
                          .replace('<x:y', '<y').replace('</x:y', '</y')
                          if name.startswith('xl/worksheets') or name == 'xl/workbook.xml' else content)
                         for name, content in one(
        '<row r="1" y:dyDescent="0.25"><c r="A1" y:r="Z9"><v>1</v><y:v>2</y:v></c><y:c r="B1"><v>3</v></y:c></row>',
        extra=' xmlns:y="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"',
        after='<extLst><ext><y:row><c r="A9"><v>9</v></c></y:row></ext></extLst>')])
    write('strict.xlsx', one(
        '<row r="1"><c r="A1" t="d"><v>2023-01-31</v></c><c r="B1" t="d"><v>2023-01-31T10:30:00.000Z</v></c><c r="C1" t="d"><v>soon</v></c>'
        '<c r="D1" t="s"><v>0</v></c></row>', texts=['<t>strict</t>'], family=STRICT))

    parts = xlsx(sheets=(('Second file', '', 'b.xml'), ('藏', ' state="hidden"', 'a.xml'), ('Deep &amp; hidden', ' state="veryHidden"', 'c.xml'),
                         ('Chart', '', 'chart.xml')),
                 bodies=[worksheet('<row><c><v>%d</v></c></row>' % i) for i in (1, 2, 3)])
    parts = [(name, content.replace('Target="worksheets/a.xml"', 'Target="/xl/worksheets/A.XML"')
              .replace('Target="worksheets/c.xml"', 'Target="../xl/./worksheets/c.xml"')
              .replace('worksheet" Target="worksheets/chart.xml"', 'chartsheet" Target="chartsheets/chart.xml"')) for name, content in parts]
    write('sheets.xlsx', parts)

    write('merged.xlsx', one(
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c><c r="C2"><v>6</v></c></row><row r="3"><c r="D3"><v>7</v></c></row>'
        '<row r="4"/><row r="5" hidden="1"/>',
        before='<cols><col min="2" max="3" hidden="1"/><col min="3" max="3" hidden="1"/><col min="9" max="16384" hidden="true"/></cols>',
        after='<mergeCells><mergeCell ref="C2:D3"/><mergeCell ref="A1:B2"/><mergeCell ref="A9:A9"/><mergeCell ref="F1:G1048576"/></mergeCells>'))

    write('kinds.ods', ods(table(
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        + row(words('<text:p>plain</text:p>'), words('<text:p>one</text:p><text:p>two</text:p>'),
              words('<text:p><text:span>ri</text:span><text:a>ch</text:a><text:s text:c="3"/>x<text:line-break/>y<text:tab/>z</text:p>'),
              words('<office:annotation><dc:creator>me</dc:creator><text:p>a note</text:p></office:annotation><text:p>  noted \n here  </text:p>'),
              words('<text:p>shown</text:p>', ' office:string-value="stored"'),
              words('<text:p><text:ruby><text:ruby-base>北京</text:ruby-base><text:ruby-text>spoken</text:ruby-text></text:ruby></text:p>'),
              words('<text:p></text:p>'))
        + row(cell('0.10000000000000001', shown='0.1'), cell('-1.5E-5'), cell('0.25', 'percentage', '25%'), cell('12', 'currency', '¥12'),
              cell('abc'))
        + row(cell('2023-01-31', 'date', '31.1.'), cell('2023-01-31T10:30:00', 'date'), cell('PT10H30M00S', 'time'),
              cell('PT25H29M59.99999S', 'time'), cell('true', 'boolean'), cell('false', 'boolean'), cell('2023-02-30', 'date'))
        + row('<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error">'
              '<text:p>#DIV/0!</text:p></table:table-cell>', cell('2', extra=' table:formula="of:=1+1"'),
              '<table:table-cell table:formula="of:=[.A1]"/>', '<table:table-cell><text:p>bare</text:p></table:table-cell>'))))
    write('repeats.ods', ods(
        before='<table:tracked-changes><table:cell-content-change><table:table-row><table:table-cell/></table:table-row>'
               '</table:cell-content-change></table:tracked-changes>',
        tables=table(
            '<table:table-column table:number-columns-repeated="16384"/><table:table-header-rows>'
            + row(cell(1, extra=' table:number-columns-repeated="3"'), '<table:table-cell table:number-columns-repeated="16381"/>')
            + '</table:table-header-rows><table:table-row-group>'
            + row('<table:table-cell/>', cell(2), extra=' table:number-rows-repeated="3"')
            + '</table:table-row-group>' + row('<table:table-cell table:number-columns-repeated="16384"/>', extra=' table:number-rows-repeated="2"')
            + row(words('<text:p>last</text:p><draw:frame><table:table><table:table-row/></table:table></draw:frame>'
                        '<table:table><table:table-row><table:table-cell><text:p>inner</text:p></table:table-cell></table:table-row></table:table>'))
            + row('<table:table-cell table:number-columns-repeated="16384"/>', extra=' table:number-rows-repeated="1048569"'))
        + table(row('<table:table-cell table:number-columns-repeated="4000000000"/>', extra=' table:number-rows-repeated="4000000000"'), 'Empty'),
        after='<table:named-expressions><table:named-range table:name="x"/></table:named-expressions>'))
    write('merged.ods', ods(
        automatic='<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>'
                  '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>',
        tables=table(
            '<table:table-column-group><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/></table:table-column-group>'
            + row(cell(1, extra=' table:number-columns-spanned="2" table:number-rows-spanned="2"'), '<table:covered-table-cell/>', cell(3))
            + row('<table:covered-table-cell office:value-type="float" office:value="9" table:number-columns-repeated="2"/>', cell(6),
                  extra=' table:visibility="filter"')
            + row(words('<text:p>m</text:p>', ' table:number-columns-spanned="3"'), '<table:covered-table-cell table:number-columns-repeated="2"/>',
                  extra=' table:number-rows-repeated="2"'), extra=' table:style-name="ta1"')
        + table(row(cell(7)), '第二', ' table:style-name="ta2"')))
    write('no-mimetype.ods', ods(table(row(cell(1))), mimetype=None))
    write('fault-in-one.ods', ods(table(row('<table:table-cell table:number-columns-repeated="16384"/>', cell(1))) + table(row(cell(2)), 'Good')))


def patch(data, name, entry_offset, list_offset, value):
    """Writes value into the header of an entry and into its line in the list of contents."""
    data = bytearray(data)
    for magic, offset, at in ((b'PK\3\4', entry_offset, 30), (b'PK\1\2', list_offset, 46)):
        i = -1
        while True:
            i = data.index(magic, i + 1)
            if data[i + at:i + at + len(name)] == name:
                data[i + offset:i + offset + len(value)] = value
                break
    return bytes(data)


def bomb():
    """300 MB of empty rows in as few bytes as the method allows: packed once, written 300 times."""
    start, end = worksheet('@').encode().split(b'@')
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(start + b' ' * (1 << 20)) + packer.flush(zlib.Z_SYNC_FLUSH)
    megabyte = packer.compress(b' ' * (1 << 20)) + packer.flush(zlib.Z_SYNC_FLUSH)
    packed += megabyte * 300 + packer.compress(end) + packer.flush(zlib.Z_FINISH)
    buffer = io.BytesIO()
    pack(buffer, xlsx(bodies=[packed]), zipfile.ZIP_STORED)
    size = len(start) + len(end) + (301 << 20)
    name = b'xl/worksheets/sheet1.xml'
    data = patch(buffer.getvalue(), name, 8, 10, b'\x08\0')
    return patch(data, name, 22, 24, size.to_bytes(4, 'little'))


def bad(folder):
    def path(name):
        return os.path.join(folder, name)

    def write(name, parts, **options):
        pack(path(name), parts, **options)

    def save(name, data):
        with open(path(name), 'wb') as file:
            file.write(data)

    plain = one('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', texts=['<t>x</t>'])
    write('plain.xlsx', plain)
    with open(path('plain.xlsx'), 'rb') as file:
        data = file.read()
    sheet_name = b'xl/worksheets/sheet1.xml'
    save('wrong-crc.xlsx', patch(data, sheet_name, 14, 16, b'\1\2\3\4'))
    save('protected-zip.xlsx', patch(data, sheet_name, 6, 8, b'\1\0'))
    save('cut-end.xlsx', data[:-30])
    save('cut-middle.xlsx', data[:len(data) // 2])
    save('cut-start.xlsx', b'PK\3\4' + data[len(data) // 2:])
    save('only-magic.xlsx', b'PK\3\4')
    save('empty-zip.xlsx', b'PK\5\6' + bytes(18))
    save('nothing.xlsx', b'')
    save('text.xlsx', b'city,year\nA,2020\n')
    save('not-deflated.xlsx', patch(data, sheet_name, 8, 10, b'\x63\0'))
    write('twice.xlsx', plain + [('XL\\worksheets\\Sheet1.xml', worksheet(''))])

    def ole(name):
        wide = name.encode('utf-16-le')
        return b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(1000) + wide + bytes(1000)
    save('old.xls', ole('Workbook'))
    save('older.xls', b'\x09\x08\x08\x00\x00\x05\x05\x00' + bytes(100))
    save('protected.xlsx', ole('EncryptedPackage'))
    save('document.doc', ole('WordDocument'))
    save('page.xls', b'\xef\xbb\xbf\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>')
    save('spreadsheet-2003.xml', b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
         b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')

    write('any.zip', [('data.csv', 'a,b\n')])
    write('text.docx', [('[Content_Types].xml', '<x/>'), ('_rels/.rels', relations([('r', 'officeDocument', 'word/document.xml')]))])
    write('binary.xlsb', [('[Content_Types].xml', '<x/>'), ('_rels/.rels', relations([('r', 'officeDocument', 'xl/workbook.bin')]))])
    write('text.odt', ods('', mimetype='application/vnd.oasis.opendocument.text'))
    write('protected.ods', ods('', more=[('META-INF/manifest.xml', HEAD + '<m:manifest xmlns:m="%smanifest:1.0"><m:file-entry m:full-path='
                                          '"content.xml"><m:encryption-data/></m:file-entry></m:manifest>' % OFFICE)]))
    write('no-tables.ods', ods(''))
    write('no-sheet.xlsx', [part for part in plain if part[0] != 'xl/worksheets/sheet1.xml'])
    write('no-relation.xlsx', [(name, text.replace('Id="s0"', 'Id="s9"')) for name, text in plain])
    write('outside.xlsx', [(name, text.replace('Target="worksheets/sheet1.xml"', 'Target="http://example.org/" TargetMode="External"'))
                           for name, text in plain])
    write('wrong-root.xlsx', xlsx(bodies=[HEAD + '<chart xmlns="%s"/>' % TRANSITIONAL[0]]))

    def xml(name, text):
        write(name, xlsx(bodies=[text]))
    sheet = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    xml('not-xml.xlsx', sheet.replace('</row>', ''))
    xml('cut.xlsx', sheet[:-20])
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">%s]>' % ''.join('<!ENTITY %s "%s">' % (b, ('&%s;' % a) * 10) for a, b in zip('abcdefgh', 'bcdefghi'))
    xml('laughs.xlsx', sheet.replace('<worksheet', laughs + '<worksheet').replace('<v>1', '<v>&i;'))
    xml('outside-entity.xlsx', sheet.replace('<worksheet', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet')
        .replace('<c r="A1"><v>1', '<c r="A1" t="str"><v>&e;'))
    xml('unknown-entity.xlsx', sheet.replace('<v>1', '<v>&e;'))
    xml('deep.xlsx', worksheet('', after='<extLst>' + '<e>' * 100000 + '</e>' * 100000 + '</extLst>'))
    xml('long-tag.xlsx', worksheet('<row r="%s"/>' % ('1' * (6 << 20))))
    xml('long-text.xlsx', worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>' % ('x' * (2 << 20))))
    xml('beyond-column.xlsx', worksheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'))
    xml('beyond-row.xlsx', worksheet('<row r="1048577"><c><v>1</v></c></row>'))
    xml('way-beyond.xlsx', worksheet('<row r="99999999999"><c r="ZZZZZZZZZZZZ99999999999"><v>1</v></c></row>'))
    xml('backwards.xlsx', worksheet('<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>'))
    xml('upwards.xlsx', worksheet('<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>'))
    xml('same-cell.xlsx', worksheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>'))
    xml('other-row.xlsx', worksheet('<row r="3"><c r="A4"><v>1</v></c></row>'))
    xml('no-text.xlsx', worksheet('<row r="2"><c r="B2" t="s"><v>3</v></c></row>'))
    xml('overlap.xlsx', worksheet('<row><c><v>1</v></c></row>', after='<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/></mergeCells>'))
    xml('merged-beyond.xlsx', worksheet('', after='<mergeCells><mergeCell ref="A1:XFE1"/></mergeCells>'))
    xml('merged-none.xlsx', worksheet('', after='<mergeCells><mergeCell ref="B2:A1"/></mergeCells>'))

    save('bomb.xlsx', bomb())
    write('too-many-cells.ods', ods(table(row(cell(1, extra=' table:number-columns-repeated="16384"'), extra=' table:number-rows-repeated="5000"'))))
    write('beyond.ods', ods(table(row('<table:table-cell table:number-columns-repeated="16384"/>', cell(1)))))
    write('beyond-row.ods', ods(table(row(extra=' table:number-rows-repeated="1048576"') + row(cell(1)))))
    write('many-spaces.ods', ods(table(row(words('<text:p><text:s text:c="2000000000"/></text:p>')))))
    merged = cell(1, extra=' table:number-columns-spanned="2"') + '<table:covered-table-cell/>'
    write('too-many-merged.ods', ods(table(row(merged, merged, extra=' table:number-rows-repeated="600000"'))))
    write('many-parts.xlsx', [('%d' % i, '') for i in range(20001)], method=zipfile.ZIP_STORED)


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    good(folder)
    bad(folder)
    if len(sys.argv) > 2:
        with open(sys.argv[2], 'w', encoding='utf-8'):
            pass


main()
