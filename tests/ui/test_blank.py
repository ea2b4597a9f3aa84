# SPDX-License-Identifier: GPL-3.0-or-later
"""A project that begins empty: its regions and years, indicators made by hand, values pasted, an index."""

import os
import re
import sqlite3
import time

import harness
from harness import wait

BUTTONS = ('toggle button', 'push button', 'radio button')


class Blank(harness.TestCase):
    def begin(self, **options):
        self.app = self.launch(project='', **options)
        self.app.press(self.app.find(BUTTONS, re.compile('NQP Explorer|GtkMenuButton')))
        self.app.settle()
        self.app.press(self.app.find('menu item', re.compile('^New Empty Project')))
        self.app.find('dialog', 'New Empty Project')
        self.app.settle()

    def choose_regions(self, downs):
        """With the keyboard, from the first choice on."""
        row = self.app.find('combo box', 'Regions')
        self.app.tab_to(row)
        self.app.key('space')
        end = time.monotonic() + 1.5  # GTK 4.8 does not show the list to assistive tools
        while not self.app.has('label', 'Come with the data') and time.monotonic() < end:
            time.sleep(0.05)
        self.app.settle()
        self.app.key(*['Down'] * downs, 'Return')
        self.app.settle()

    def create(self):
        create = self.app.find(BUTTONS, re.compile('Create$'))
        wait(lambda: self.app.is_sensitive(create), 'the button')
        self.app.press(create)

    def drafts(self):
        return [os.path.join(folder, name) for folder, _, names in os.walk(self.app.home) for name in names
                if name.startswith('untitled') and name.endswith('.nqp')]

    def rows(self, sql):
        db = sqlite3.connect(self.drafts()[0])
        try:
            return db.execute(sql).fetchall()
        finally:
            db.close()

    def press(self, name):
        self.app.press(self.app.find(BUTTONS, name))
        self.app.settle()

    def indicator(self, name, code):
        app = self.app
        app.press(app.find(BUTTONS, 'New Indicator'))
        app.find('dialog', 'New Indicator')
        app.fill(name)
        for text in (code, 'bn yuan'):
            app.key('Tab')
            app.fill(text)
        app.find('label', re.compile('^Without a formula'))
        app.key('Return')
        wait(lambda: (code,) in self.rows('SELECT code FROM series'), 'the series in the file')
        app.settle()

    def test_typed(self):
        self.begin()
        app = self.app
        app.fill('Cities of Hubei')
        self.choose_regions(2)
        create = app.find(BUTTONS, re.compile('Create$'))
        self.assertFalse(app.is_sensitive(create))  # there is no name yet
        app.click(app.find(('text', 'entry'), 'Names, one a line'))
        for name in ('Wuhan', 'Yichang', 'Xiangyang'):
            app.type(name)
            app.key('Return')
        app.click(app.find(('text', 'entry'), 'First year'))
        app.key('ctrl+a')
        app.type('2031')
        app.find('label', re.compile('^The last year comes after'))
        self.assertFalse(app.is_sensitive(create))
        app.key('ctrl+a')
        app.type('2023')
        app.click(app.find(('text', 'entry'), 'Last year'))
        app.key('ctrl+a')
        app.type('2024')
        self.create()
        app.find(None, 'Cities of Hubei')
        app.find('label', re.compile('^There is no indicator yet'))
        self.assertEqual(self.rows('SELECT code FROM place ORDER BY id'), [('Wuhan',), ('Yichang',), ('Xiangyang',)])
        self.assertEqual(self.rows('SELECT year FROM year'), [(2023,), (2024,)])

        self.press('Values')
        app.find('label', re.compile('^There is no indicator yet'))
        self.press('Structure')
        self.press(re.compile('New Indicator…$'))
        app.find('dialog', 'New Indicator')
        app.key('Escape')
        app.settle()
        self.indicator('Gross product', 'gdp')

        # values are typed below each other
        self.press('Values')
        grid = app.find('table')
        wait(lambda: 'Gross product, Wuhan' in app.name(grid), app.name(grid))
        app.click(grid, 0.3, 0.3)
        app.key('ctrl+Home')
        for value in ('10', '20', '30'):
            app.type(value)
            app.key('Return')
        wait(lambda: self.rows('SELECT value FROM value ORDER BY place_id') == [(10.0,), (20.0,), (30.0,)], 'the values in the file')

        app.click(app.find(BUTTONS, re.compile('^Structure')))
        app.settle()
        app.tab_to(app.find('list item', re.compile('^Gross product, direction unknown')))
        app.key('plus')
        app.tab_to(app.find('list item', re.compile('^Gross product, more is better')))
        app.key('Return')
        app.fill('Labour tools')
        app.settle()
        app.key('Return')
        wait(lambda: self.rows("SELECT role, direction FROM indicator") == [('index', 1)], 'the indicator in the index')
        wait(lambda: not app.has('label', 'There is no score yet.'), 'scores')
        for _ in range(6):
            app.key('ctrl+z')
        wait(lambda: self.rows('SELECT code FROM series') == [], 'all to be undone')

    def test_sample(self):
        """The regions of a sample come with their outlines and neighbours."""
        self.begin()
        self.create()
        self.app.find('label', re.compile('^There is no indicator yet'))
        self.assertEqual(self.rows('SELECT count(*) FROM place WHERE has_data')[0][0], 31)
        self.assertGreater(self.rows('SELECT count(*) FROM boundary')[0][0], 31)
        self.assertGreater(self.rows('SELECT count(*) FROM neighbour')[0][0], 60)
        self.assertEqual(self.rows('SELECT count(*) FROM value')[0][0], 0)
        self.assertEqual(self.rows('SELECT count(*) FROM year')[0][0], 10)
        self.app.click(self.app.find('list item', 'Map'))
        self.app.find('image', re.compile('^New quality productivity index'))

    def test_later(self):
        """Regions and years come with the data: that is all there is to do."""
        self.begin()
        self.choose_regions(3)
        self.create()
        self.app.find(None, 'No Data Yet')
        self.assertEqual(self.rows('SELECT count(*) FROM place')[0][0], 0)
        self.press(re.compile('Add Data…$'))
        self.app.find(None, re.compile('^Add Data'))


harness.main()
