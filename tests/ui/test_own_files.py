# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables that colleagues send come in by the assistant without an answer: it counts what they were made of, and lets them be imported."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

import harness
from harness import wait

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'cli'))
import other_files  # noqa: E402
import own_data as own  # noqa: E402

NQP = os.path.join(os.path.dirname(os.path.dirname(os.environ.get('NQP_EXPLORER', ''))), 'cli', 'nqp')
CODES = [f'C{i:02d}' for i in range(len(own.CITIES))]
SHAPES = [(110000, '北京市', other_files.square(116, 39)), (120000, '天津市', other_files.square(117, 39)),
          (130000, '河北省', other_files.square(115, 38))]
OF_ALL, OF_GDP = own.expected(), own.expected(series=[0])

# name of the file: what is in it, and how many regions, years, indicators and missing cells it holds
FILES = {
    'bureau.csv': (own.bureau, OF_GDP),
    'bureau-utf16.csv': (lambda: own.bureau('utf-16'), OF_GDP),
    '地区生产总值.csv': (own.wide_by_year, OF_GDP),
    'semicolons.csv': (lambda: own.panel(delimiter=';', decimal=','), OF_ALL),
    'codes.csv': (lambda: own.panel('REGION CODE,YEAR,{}', cities=CODES), OF_ALL),
    'units.csv': (own.units_in_values, OF_ALL),
    'wdi.csv': (own.world_bank, OF_ALL),
    'counties.csv': (own.counties, (2711, 12, 2, 0)),
    'yearbook.xlsx': (lambda: own.xlsx(own.yearbook()), OF_ALL),
    'three.xlsx': (lambda: own.xlsx(own.three_sheets()), OF_ALL),
    'three.ods': (lambda: own.ods(own.three_sheets()), OF_ALL),
    'coin.xlsx': (lambda: own.xlsx(own.coin_tool()), OF_ALL),
    'old.xls': (lambda: other_files.xls({'说明': [['单位：亿元']], '数据': [
        ['城市', '年份', '地区生产总值', '人口'], ['北京市', 2020.0, 36102.6, 2189.0], ['天津市', 2020.0, 14083.7, None]]}), (2, 1, 2, 1)),
}


def counted(of):
    """What the assistant says of it"""
    if isinstance(of, dict):
        of = (len({region for region, _, _ in of}), len({year for _, year, _ in of}), len({series for _, _, series in of}),
              sum(value is None for value in of.values()))
    regions, years, indicators, missing = of
    cells = f'{missing} missing cell{"s" if missing != 1 else ""}' if missing else 'no missing cell'
    return f'{regions} regions × {years} year{"s" if years != 1 else ""} × {indicators} indicator{"s" if indicators != 1 else ""}, {cells}'


class OwnFiles(harness.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix='nqp-ui-home-')
        self.addCleanup(shutil.rmtree, self.home, True)

    def write(self, name, content):
        path = os.path.join(self.home, name)
        with open(path, 'wb') as file:
            file.write(content.encode('utf-8') if isinstance(content, str) else content)
        return path

    def reads(self, path, words):
        tried = subprocess.run([NQP, 'import', '--dry-run', '--data', path], capture_output=True, encoding='utf-8', check=False)
        if re.search('made without|cannot read workbooks|which is not read', tried.stderr):
            return  # built without the library
        app = self.launch(project=path, home=self.home)
        app.find('label', words, timeout=60)
        button = app.find('push button', re.compile('mport…$'))
        wait(lambda: app.is_sensitive(button), f'{path} to be ready')
        app.close()

    def test_shapefile(self):
        """outlines with names in GBK beside a table: what lies beside the Shapefile is read with it"""
        other_files.shapefile(self.home, 'provinces', SHAPES, 'gbk')
        table = self.write('table.csv', 'region,year,A\n北京,2020,1\n天津,2020,2\n河北,2020,3\n')
        tried = subprocess.run([NQP, 'import', '--dry-run', '--data', table, '--boundaries', os.path.join(self.home, 'provinces.shp')],
                               capture_output=True, encoding='utf-8', check=False)
        if 'made without' in tried.stderr:
            self.skipTest('built without GDAL')
        app = self.launch(project=table, home=self.home)
        app.find('label', '3 regions × 1 year × 1 indicator, no missing cell')
        app.press(app.find(('toggle button', 'radio button', 'page tab', 'push button'), 'Project'))
        app.settle()
        below = app.find('label', 'Leave out bad rows')
        before = app.place(below)[1]

        def opened():
            if app.place(below)[1] == before:
                app.click(app.find('label', 'Further Files'))
                app.settle()
            return app.place(below)[1] > before

        wait(opened, 'the list of files')
        app.click(app.find('label', 'Boundaries'))
        app.enter_path('Open', os.path.join(self.home, 'provinces.shp'))
        app.find('label', re.compile('provinces.shp$'))
        app.find('label', '3 regions × 1 year × 1 indicator, no missing cell')
        button = app.find('push button', re.compile('mport…$'))
        wait(lambda: app.is_sensitive(button), 'the table to be ready')

    def test_stata(self):
        path = os.path.join(self.home, 'own.dta')
        if subprocess.run([NQP, 'export', 'sample:china-provinces', '-o', path], capture_output=True, check=False).returncode != 0:
            self.skipTest('built without readstat')
        self.reads(path, re.compile('^31 regions × 8 years × [0-9]+ indicators, '))


def add(name):
    make, of = FILES[name]

    def test(self):
        self.reads(self.write(name, make()), counted(of))

    setattr(OwnFiles, 'test_' + re.sub('[^a-z0-9]+', '_', name), test)


for _name in FILES:
    add(_name)

if __name__ == '__main__':
    harness.main()
