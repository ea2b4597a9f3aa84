# SPDX-License-Identifier: GPL-3.0-or-later
"""A project from files: what is shown of them, roles and cells corrected in the window, and what comes of it."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import harness
from harness import wait

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'cli'))
import own_data  # noqa: E402

CITIES = ('Statistics of cities,,,,\n'
          'city,year,province,GDP,Jobs\n'
          'Alpha,2020,North,1.5,10\n'
          'Alpha,2021,North,2.5,\n'
          'Beta,2020,South,3x,30\n'
          'Beta,2021,South,4.5,40\n')


class Import(harness.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix='nqp-ui-home-')
        self.addCleanup(shutil.rmtree, self.home, True)

    def write(self, name, text):
        path = os.path.join(self.home, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def outcome(self, pattern):
        return self.app.find('label', re.compile(pattern))

    def button(self, pattern):
        return self.app.find('push button', re.compile(pattern))

    def answer(self, label):
        """The button of a question"""
        return self.app.find('push button', re.compile(f'(^|[ _]){label}$'), below=self.app.find('dialog'))

    def role(self, column, now, wanted):
        """Gives a column another role by its menu."""
        self.app.click(self.app.find(None, re.compile(f'^Column {column}: {now}')))
        self.app.press(self.app.find(('radio menu item', 'check menu item', 'menu item'), wanted))
        self.app.find(None, re.compile(f'^Column {column}: {wanted}'))

    def show(self, page):
        self.app.settle()
        self.app.press(self.app.find(('toggle button', 'radio button', 'page tab', 'push button'), page))
        self.app.settle()

    def further_files(self):
        """Opens their list: what stands below it moves down."""
        below = self.app.find('label', 'Leave out bad rows')
        before = self.app.place(below)[1]

        def opened():
            if self.app.place(below)[1] == before:
                self.app.click(self.app.find('label', 'Further Files'))
                self.app.settle()
            return self.app.place(below)[1] > before

        wait(opened, 'the list of files')

    def choose_file(self, path):
        self.app.key('ctrl+n')
        self.app.press(self.button('Choose a _?File…$'))
        self.app.enter_path('Open', path)

    def project(self, path):
        wait(lambda: os.path.exists(path), 'the project')
        with sqlite3.connect(path) as db:
            rows = db.execute('SELECT region, year, series, value FROM v_values').fetchall()
        db.close()
        return {row[:3]: row[3] for row in rows}

    def test_way(self):
        """an own file: one role changed, one cell corrected, imported, seen"""
        path = self.write('cities.csv', CITIES)
        app = self.app = self.launch(project='', home=self.home)
        self.choose_file(path)
        self.outcome('^Nothing can be made of it yet: 1 problem$')
        self.assertFalse(app.is_sensitive(self.button('mport…$')))
        app.find(None, 'Row 1, left out')
        app.find(None, 'Row 2, header')
        self.role(3, 'Group', 'Left out')
        app.click(app.find('label', re.compile('^⚠ Found “3x”')))
        app.find('label', 'Row 5, column 4')
        entry = app.find(('text', 'entry'), 'Text of the cell')
        wait(lambda: app.written(entry) == '3x', 'the text of the cell')
        app.click(entry)
        app.key('ctrl+a')
        app.type('3')
        app.key('Return')
        self.outcome('^2 regions × 2 years × 2 indicators, 1 missing cell$')
        wait(lambda: app.is_sensitive(self.button('mport…$')), 'the button')
        target = os.path.join(self.home, 'mine.nqp')
        app.click(self.button('mport…$'))
        app.enter_path('Save', target)
        values = self.project(target)
        self.assertEqual(values[('Beta', 2020, 'GDP')], 3)
        self.assertEqual(len(values), 7)
        wait(lambda: not app.has('push button', re.compile('mport…$')), 'the assistant to close')
        app.find('label', 'cities')
        with open(path, encoding='utf-8') as file:
            self.assertEqual(file.read(), CITIES)

    def test_words(self):
        """the columns of a wide workbook get names, codes and units in the assistant, which the project has"""
        path = os.path.join(self.home, 'wide.xlsx')
        with open(path, 'wb') as file:
            file.write(own_data.xlsx([('Sheet1', [['city', 'year', 'v1 (bn)', 'v2'], ['Alpha', 2020, 1.5, 10], ['Beta', 2020, 3, 30]], [])]))
        app = self.app = self.launch(project=path, home=self.home)
        self.outcome('^2 regions × 1 year × 2 indicators, no missing cell$')

        def words(column, now, **texts):
            app.settle()
            app.click(app.find(None, re.compile(f'^Column {column}: {now}')))
            app.press(app.find('menu item', re.compile('^Name, Code and Unit')))
            app.find('label', re.compile('^The Values of'))
            app.settle()
            for title, (before, text) in texts.items():
                entry = next(e for e in app.find_all(('text', 'entry'), title) if app.is_sensitive(e))
                wait(lambda: app.written(entry) == before, f'{title} as it is proposed')
                app.click(entry)
                app.key('ctrl+a')
                app.type(text)
                app.settle()

        words(3, 'Indicator', Name=('v1', 'Gross product'), Unit=('bn', 'bn yuan'), Code=('Gross_product', 'gdp'))
        picture = os.environ.get('NQP_UI_PICTURE')
        if picture:
            app.screenshot(picture)
        app.press(self.answer('Use'))
        wait(lambda: not app.has('label', re.compile('^The Values of')), 'the question to go')
        words(4, 'Indicator', Code=('v2', 'gdp'))
        app.find('label', re.compile('would both have the code “gdp”'))
        self.assertFalse(app.is_sensitive(self.answer('Use')))
        app.key('ctrl+a')
        app.type('jobs')
        wait(lambda: app.is_sensitive(self.answer('Use')), 'the button')
        app.press(self.answer('Use'))
        target = os.path.join(self.home, 'mine.nqp')
        wait(lambda: app.is_sensitive(self.button('mport…$')), 'the button')
        app.settle()
        app.click(self.button('mport…$'))
        app.enter_path('Save', target)
        self.assertEqual(self.project(target), {('Alpha', 2020, 'gdp'): 1.5, ('Beta', 2020, 'gdp'): 3, ('Alpha', 2020, 'jobs'): 10,
                                                ('Beta', 2020, 'jobs'): 30})
        app.find('label', 'wide')
        self.focus()
        app.press(app.find(('toggle button', 'push button', 'radio button'), 'Structure'))
        app.find(None, re.compile('Gross product'))
        with sqlite3.connect(target) as db:
            held = db.execute('SELECT name_en, unit_en FROM indicator ORDER BY code').fetchall()
        db.close()
        self.assertEqual(held, [('Gross product', 'bn yuan'), ('v2', None)])

    def begin_adding(self, first, more):
        """The assistant, about to add a file to a project that was made of another: the project, and what it held"""
        target = os.path.join(self.home, 'mine.nqp')
        nqp = os.path.join(os.path.dirname(os.path.dirname(os.environ['NQP_EXPLORER'])), 'cli', 'nqp')
        subprocess.run([nqp, 'import', '-o', target, '--data', first, '--title', 'Mine'], check=True, capture_output=True)
        before = self.project(target)
        app = self.app = self.launch(project=target, home=self.home)
        app.press(app.find(('push button', 'toggle button'), re.compile('^(Project: )?Mine|GtkMenuButton')))
        app.settle()
        app.press(app.find('menu item', re.compile('dd Data…$')))
        app.press(self.button('Choose a _?File…$'))
        app.enter_path('Open', more)
        return target, before

    def test_add(self):
        """to the open project: new years and changed values are counted before they come, and taken back as one step"""
        first = self.write('cities.csv', 'city,year,GDP\nAlpha,2020,1\nAlpha,2021,2\nBeta,2020,3\nBeta,2021,4\n')
        more = self.write('more.csv', 'city,year,GDP\nAlpha,2021,2.5\nAlpha,2022,5\nBeta,2021,4\nBeta,2022,6\nGamma,2022,7\n')
        target, before = self.begin_adding(first, more)
        app = self.app
        self.outcome('^4 new values, 1 changed; new years: 1, new regions: 1, new indicators: 0$|^3 new values, 1 changed')
        app.find(('toggle button', 'push button', 'radio button'), 'Add to “Mine”')
        self.show('What Comes')
        app.find('tree table', 'Values that become others')
        picture = os.environ.get('NQP_UI_PICTURE')
        if picture:
            app.screenshot(picture)
        app.click(self.button('dd$'))
        wait(lambda: ('Gamma', 2022, 'GDP') in self.project(target), 'the values in the project')
        after = self.project(target)
        self.assertEqual(after, {**before, ('Alpha', 2021, 'GDP'): 2.5, ('Alpha', 2022, 'GDP'): 5, ('Beta', 2022, 'GDP'): 6,
                                 ('Gamma', 2022, 'GDP'): 7})
        self.focus()
        app.key('ctrl+z')
        wait(lambda: self.project(target) == before, 'all of it taken back')

    def test_add_names(self):
        """a name that is only alike is asked about; it may be a region of its own"""
        first = self.write('cities.csv', 'city,year,GDP\nNorth Town,2020,1\nSouth,2020,3\n')
        more = self.write('more.csv', 'city,year,GDP\nNorthtwon,2021,2.5\nSouth,2021,4\n')
        target, before = self.begin_adding(first, more)
        app = self.app
        self.outcome('^Nothing can be made of it yet: 1 problem$')
        self.show('Names')
        for by_keys in (True, False):  # the list begins in its first row, or in a search field that keeps the keys
            app.open_list(app.find('combo box', 'What “Northtwon” means'))
            if by_keys:
                app.key('Home', 'Down', 'Down', 'Return')
            else:
                app.click(app.find('label', 'A new region'))
            app.settle()
            if 'A new region' in app.texts(app.find('combo box', 'What “Northtwon” means')):
                break
        self.outcome('new regions: 1, new indicators: 0$')
        wait(lambda: app.is_sensitive(self.button('dd$')), 'the button')
        app.click(self.button('dd$'))
        wait(lambda: self.project(target) == {**before, ('Northtwon', 2021, 'GDP'): 2.5, ('South', 2021, 'GDP'): 4}, 'the values')

    def test_add_boundaries(self):
        """outlines alone: counted, the map has them at once, and Undo takes them back"""
        first = self.write('cities.csv', 'city,year,GDP\nAlpha,2020,1\nAlpha,2021,2\nBeta,2020,3\nBeta,2021,4\n')
        features = [{'type': 'Feature', 'properties': {'name': name},
                     'geometry': {'type': 'Polygon', 'coordinates': [[[x, 30], [x + 1, 30], [x + 1, 31], [x, 31], [x, 30]]]}}
                    for name, x in (('Alpha City', 100), ('Beta', 101), ('Gamma', 102))]
        outlines = self.write('outlines.geojson', json.dumps({'type': 'FeatureCollection', 'features': features}))
        target, before = self.begin_adding(first, outlines)
        app = self.app
        app.find('label', re.compile(r'outlines: 3 new, 0 changed, 0 as they are\n.*Gamma', re.S))
        picture = os.environ.get('NQP_UI_PICTURE')
        if picture:
            app.screenshot(picture)
        wait(lambda: app.is_sensitive(self.button('dd$')), 'the button')
        app.click(self.button('dd$'))
        app.find('label', re.compile('Added outlines.geojson'))
        self.focus()
        app.key('alt+3')
        buttons = ('toggle button', 'radio button', 'push button', 'check box')
        wait(lambda: app.is_checked(app.find(buttons, 'Map')), 'the map')
        app.key('ctrl+z')
        wait(lambda: app.is_checked(app.find(buttons, 'Tiles')), 'the tiles')
        app.key('ctrl+shift+z')
        wait(lambda: app.is_checked(app.find(buttons, 'Map')), 'the map again')
        self.assertEqual(self.project(target), before)

    def focus(self):
        self.app.settle()
        self.app.click(self.app.find('list item', 'Data'))

    def test_rows_and_year(self):
        """what holds for the table as a whole is said above it"""
        path = self.write('one.csv', 'A table\ntown,GDP\nAlpha,1\nBeta,2\nnote,x\n')
        app = self.app = self.launch(project='', home=self.home)
        self.choose_file(path)
        self.outcome('^Nothing can be made')
        app.settle()
        for name, text in (('Header Rows', '2'), ('Data Rows', '3-4'), ('Year', '2020')):
            app.click(app.find(('text', 'entry'), name))
            app.key('ctrl+a')
            app.type(text)
            app.key('Return')
        self.role(1, '', 'Region')
        self.outcome('^2 regions × 1 year × 1 indicator, no missing cell$')
        app.find(None, 'Row 5, left out')
        app.key('Escape')
        wait(lambda: not app.has('push button', re.compile('mport…$')), 'the assistant to close')

    def test_further_files(self):
        """all that the files can say is reachable; bad rows are left out on request only"""
        path = self.write('cities.csv', CITIES)
        regions = self.write('places.csv', 'code,name_en\nAlpha,Alpha City\nBeta,Beta City\n')
        app = self.app = self.launch(project=path, home=self.home)
        self.outcome('^Nothing can be made')
        self.show('Project')
        app.click(app.find('label', 'Leave out bad rows'))
        self.outcome('^2 regions × 2 years × 2 indicators, 3 missing cells$')
        self.further_files()
        for name in ('Indicators', 'Boundaries', 'Neighbours', 'Series', 'Flags', 'Names'):
            app.find('label', name, hidden=True)
        app.settle()
        app.click(app.find('label', 'Regions'))
        app.enter_path('Open', regions)
        app.find('label', '1 file')
        target = os.path.join(self.home, 'mine.nqp')
        wait(lambda: app.is_sensitive(self.button('mport…$')), 'the button')
        app.click(self.button('mport…$'))
        app.enter_path('Save', target)
        self.assertEqual(len(self.project(target)), 5)
        with sqlite3.connect(target) as db:
            self.assertEqual(db.execute("SELECT name_en FROM place WHERE code = 'Beta'").fetchone()[0], 'Beta City')
        db.close()

    def settle_name(self, name, meaning):
        """With the keyboard; the list begins in its search field or in the first row, as GTK's version has it."""
        for down in range(1, 6):
            box = self.app.find('combo box', f'What “{name}” means')
            self.app.open_list(box)
            self.app.key('Home', *['Down'] * down, 'Return')
            self.app.settle()
            if any(meaning in text for text in self.app.texts(self.app.find('combo box', f'What “{name}” means'))):
                return
        self.fail(f'{name} cannot be settled as {meaning}')

    def test_names(self):
        """names that are no regions are settled by hand"""
        path = self.write('data.csv', 'region,year,GDP\nNorth Town,2020,1\nNorthtwon,2021,2\nMoon,2020,4\n')
        regions = self.write('places.csv', 'code,name_en\nN,North Town\nS,South\n')
        app = self.app = self.launch(project='', home=self.home)
        self.choose_file(path)
        self.outcome('^3 regions')
        self.show('Project')
        self.further_files()
        app.click(app.find('label', 'Regions'))
        app.enter_path('Open', regions)
        self.outcome('^Nothing can be made of it yet: 2 problems$')
        self.show('Names')
        for name, meaning in (('Northtwon', 'North Town'), ('Moon', 'Leave')):
            self.settle_name(name, meaning)
        self.outcome('^1 region × 2 years × 1 indicator, no missing cell$')
        target = os.path.join(self.home, 'mine.nqp')
        wait(lambda: app.is_sensitive(self.button('mport…$')), 'the button')
        app.click(self.button('mport…$'))
        app.enter_path('Save', target)
        self.assertEqual(self.project(target), {('N', 2020, 'GDP'): 1, ('N', 2021, 'GDP'): 2})

    def test_settled_before(self):
        """what was settled by hand once is taken for the next project, and said; the project itself knows it, too"""
        first = self.write('first.csv', 'region,year,GDP\nNorth Town,2020,1\nNrthtn,2021,2\n')
        second = self.write('second.csv', 'region,year,Jobs\nNrthtn,2020,3\nSouth,2020,4\n')
        regions = self.write('regions.csv', 'code,name_en\nN,North Town\nS,South\n')
        app = self.app = self.launch(project='', home=self.home)

        def read(path):
            self.choose_file(path)
            self.outcome('^2 regions')
            self.show('Project')
            self.further_files()
            app.click(list(app.find_all('label', 'Regions'))[-1])  # the window behind may have one, too
            app.enter_path('Open', regions)

        def make(name, wanted):
            target = os.path.join(self.home, name)
            wait(lambda: app.is_sensitive(self.button('mport…$')), 'the button')
            app.settle()
            app.click(self.button('mport…$'))
            app.enter_path('Save', target)
            self.assertEqual(self.project(target), wanted)
            wait(lambda: not app.has('push button', re.compile('mport…$')), 'the assistant to close')
            return target

        read(first)
        self.outcome('^Nothing can be made of it yet: 1 problem$')
        self.show('Names')
        self.settle_name('Nrthtn', 'North Town')
        self.outcome('^1 region × 2 years × 1 indicator, no missing cell$')
        target = make('first.nqp', {('N', 2020, 'GDP'): 1, ('N', 2021, 'GDP'): 2})
        with sqlite3.connect(target) as db:
            self.assertEqual(db.execute('SELECT name, code FROM region_name').fetchall(), [('Nrthtn', 'N')])
        db.close()

        app.close()
        app = self.app = self.launch(project='', home=self.home)
        read(second)
        self.outcome('^2 regions × 1 year × 1 indicator, no missing cell; 1 name as settled before$')
        self.show('Names')
        app.find('label', re.compile('^as settled before'))
        self.assertIn('North Town', ' '.join(app.texts(app.find('combo box', 'What “Nrthtn” means'))))
        picture = os.environ.get('NQP_UI_PICTURE')
        if picture:
            app.screenshot(picture)
        make('second.nqp', {('N', 2020, 'Jobs'): 3, ('S', 2020, 'Jobs'): 4})

    def test_far_cell(self):
        """a problem beyond the rows and columns that are shown leads to its cell"""
        header = 'city,year,' + ','.join(f'v{i}' for i in range(1, 111))
        rows = [f'c{i},2020,' + ','.join('x7' if (i, k) == (90, 108) else '1' for k in range(110)) for i in range(100)]
        path = self.write('wide.csv', '\n'.join([header, *rows, '']))
        app = self.app = self.launch(project='', home=self.home)
        self.choose_file(path)
        problem = app.find('label', re.compile('^⚠ Found “x7”'), timeout=90)
        app.click(problem)
        app.find('label', 'Row 92, column 111')
        app.find(None, re.compile('^Column 111: Indicator'))
        app.find('label', 'Rows 87–101')
        app.find(None, 'Row 92, data')

    def test_no_file(self):
        """a file that cannot be read is told of in the window, and another can be chosen"""
        app = self.app = self.launch(project=self.write('empty.csv', ''), home=self.home)
        self.outcome('^Nothing can be made of it yet: 1 problem$')
        app.find('label', re.compile('The file is empty'))
        app.press(self.button('^Other File…$'))
        app.enter_path('Open', self.write('good.csv', 'city,year,GDP\nAlpha,2020,1\nBeta,2020,2\n'))
        self.outcome('^2 regions × 1 year × 1 indicator')


if __name__ == '__main__':
    harness.main()
