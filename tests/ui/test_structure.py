# SPDX-License-Identifier: GPL-3.0-or-later
"""A newcomer's way: a table of their own, sixteen cities and nine columns that say nothing, to an index, all with keyboard and
pointer in the window; and back again."""

import csv
import io
import math
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

import harness
from harness import wait

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'cli'))
import own_data  # noqa: E402

CITIES = ['Anqing', 'Bengbu', 'Bozhou', 'Chizhou', 'Chuzhou', 'Fuyang', 'Hefei', 'Huaibei', 'Huainan', 'Huangshan', 'Luan',
          'Maanshan', 'Suzhou', 'Tongling', 'Wuhu', 'Xuancheng']
YEARS = range(2018, 2024)
CODES = [f'var{k}' for k in range(1, 10)]
BUTTONS = ('toggle button', 'push button', 'radio button')  # GTK 4.8 says push button
FALLING = 9  # the last falls where the others rise


def value(city, year, k):
    base = (1.3 if k + 1 == FALLING else 1) * city + 0.4 * (year - 2018) + 2 * math.sin(3.1 * city + 1.7 * k + year)
    return round(100 - base if k + 1 == FALLING else 20 + (k + 1) * base, 4)


def tool(*words):
    nqp = os.path.join(os.path.dirname(os.path.dirname(os.environ['NQP_EXPLORER'])), 'cli', 'nqp')
    return subprocess.run([nqp, *words], check=True, capture_output=True, encoding='utf-8',
                          env=dict(os.environ, LC_ALL='C.UTF-8')).stdout


class Structure(harness.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='nqp-ui-own-')
        self.addCleanup(folder.cleanup)
        table = os.path.join(folder.name, 'own.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('region,year,' + ','.join(CODES) + '\n')
            for city, name in enumerate(CITIES):
                for year in YEARS:
                    file.write(f'{name},{year},' + ','.join(str(value(city, year, k)) for k in range(9)) + '\n')
        self.project = os.path.join(folder.name, 'own.nqp')
        tool('import', '-o', self.project, '--data', table)

    def open(self, *args, **options):
        home = tempfile.TemporaryDirectory(prefix='nqp-ui-own-')
        self.addCleanup(home.cleanup)
        self.home = home.name
        self.app = self.launch(*args, project=self.project, home=self.home, **options)
        self.path = os.path.join(self.home, 'project.nqp')
        self.new = self.content()

    def content(self):
        """What the file says of indicators, and the scores."""
        db = sqlite3.connect(self.path)
        try:
            indicators = db.execute('SELECT code, pillar, component, direction, role FROM indicator ORDER BY code').fetchall()
            links = db.execute('SELECT count(*) FROM framework').fetchone()
        finally:
            db.close()
        return {'indicators': indicators, 'links': links,
                'scores': tool('score', self.path) if any(row[1] for row in indicators) else None}

    def marks(self):
        db = sqlite3.connect(self.path)
        try:
            return db.execute('SELECT i.code, g.lower, g.upper FROM goalpost AS g JOIN indicator AS i ON i.id = g.indicator_id').fetchall()
        finally:
            db.close()

    def check_entropy(self):
        """The weights of the file, whose scheme is the usual one, against a computation of the test's own."""
        shares = []
        for k in range(9):
            x = [value(city, year, k) for city in range(16) for year in YEARS]
            z = [(max(x) - v if k + 1 == FALLING else v - min(x)) / (max(x) - min(x)) for v in x]
            p = [v / sum(z) for v in z]
            shares.append(1 + sum(v * math.log(v) for v in p if v > 0) / math.log(len(x)))
        for words in ((), ('--scheme', 'entropy')):
            parts = {row['node']: float(row['global']) for row in csv.DictReader(io.StringIO(tool('weights', self.path, *words)))}
            self.assertEqual(sorted(node for node in parts if node.startswith('var')), CODES)
            for k, code in enumerate(CODES):
                self.assertAlmostEqual(parts[code], shares[k] / sum(shares), delta=1e-12)

    def waiting(self, code, state='direction unknown'):
        return self.app.find('list item', f'{code}, {state}, waits')

    def placed(self, code):
        return self.app.find('list item', re.compile(f'^{code}, (more|less) is better$'))

    def where(self, text):
        """Answers the question where to."""
        self.app.fill(text)
        self.app.settle()
        self.app.key('Return')

    def drag(self, node, to):
        x, y, width, height = self.app.place(node)
        to_x, to_y, to_width, to_height = self.app.place(to)
        self.app.move(x + 24, y + 10)
        self.app.mouse_down()
        for step in range(1, 9):
            self.app.move(x + 24 + (to_x + to_width / 2 - x - 24) * step / 8, y + 10 + (to_y + to_height / 2 - y - 10) * step / 8)
            self.app.settle(0.3)
        self.app.mouse_up()

    def build(self):
        app = self.app
        # with the keyboard: a direction, then Enter and a new component's name
        app.tab_to(self.waiting('var1'))
        app.key('plus')
        app.tab_to(self.waiting('var1', 'more is better'))
        app.key('Return')
        self.where('Green finance')
        self.placed('var1')
        app.find('list item', 'Green finance')
        # with the pointer: its direction in the row, then into the component
        app.press(next(app.find_all('push button', 'More is better', below=self.waiting('var2'))))
        self.drag(self.waiting('var2', 'more is better'), app.find('list item', 'Green finance'))
        self.placed('var2')
        # the rest at once: what is proposed, then all of them together
        app.press(app.find('push button', 'Take All Proposals'))
        app.tab_to(self.waiting('var3', 'more is better'))
        self.waiting('var9', 'less is better')
        app.key('ctrl+a')
        app.key('Return')
        self.where('Labour tools')
        app.find('label', re.compile('^Nothing waits'))

    def arrive(self):
        """With a workbook, by way of the assistant."""
        home = tempfile.TemporaryDirectory(prefix='nqp-ui-own-')
        self.addCleanup(home.cleanup)
        self.home = home.name
        rows = [['city', 'year', *CODES]] + [[name, year, *(value(city, year, k) for k in range(9))]
                                             for city, name in enumerate(CITIES) for year in YEARS]
        workbook = os.path.join(self.home, 'cities.xlsx')
        with open(workbook, 'wb') as file:
            file.write(own_data.xlsx([('Sheet1', rows, [])]))
        self.app = app = self.launch(project=workbook, home=self.home)
        app.find('label', re.compile('^16 regions × 6 years × 9 indicators, no missing cell$'))
        self.path = os.path.join(self.home, 'mine.nqp')
        app.click(app.find('push button', re.compile('mport…$')))
        app.enter_path('Save', self.path)
        wait(lambda: os.path.exists(self.path), 'the project')
        app.find('label', 'cities')
        app.click(app.find('list item', 'Data'))
        app.press(app.find(BUTTONS, 'Structure'))
        app.focus()  # the file chooser had it
        self.new = self.content()

    def test_a_newcomers_way(self):
        self.arrive()
        app = self.app
        app.find('label', re.compile('^Give each indicator a direction'))
        app.find(None, 'There is no score yet.')
        self.build()
        self.assertFalse(app.has(None, 'There is no score yet.'))

        for page, picture in (('Map', '^Tile grid|New quality'), ('Ranking', '.'), ('Profile', '.')):
            app.click(app.find('list item', page))
            app.find('image', re.compile(picture))
        app.click(app.find('list item', 'Paths'))
        app.press(app.find('push button', 'Link Them'))
        wait(lambda: not app.has('push button', 'Link Them'), 'the links to be there')

        self.check_entropy()
        held = self.content()

        # saved all the time: opened again it is as it was left
        app.close()
        self.app = app = self.launch(project=self.path, home=self.home)
        app.find('image', re.compile('.'))
        self.assertFalse(app.has(None, 'There is no score yet.'))
        self.assertEqual(self.content(), held)
        app.click(app.find('list item', 'Data'))
        app.press(app.find(BUTTONS, 'Structure'))
        for code in CODES:
            self.placed(code)

        undo = app.find('push button', re.compile('^Undo'))
        for _ in range(20):
            if not app.is_sensitive(undo):
                break
            app.press(undo)
            app.settle()
        self.assertFalse(app.is_sensitive(undo))
        app.find('label', re.compile('^Give each indicator a direction'))
        for code in CODES:
            self.waiting(code)
        self.assertEqual(self.content()['indicators'], self.new['indicators'])

    def test_empty_pages_lead_there(self):
        """Where there is nothing to look at yet, a button leads to where that is mended."""
        self.open('--page', 'map')
        app = self.app
        for page in ('Map', 'Ranking', 'Profile', 'Paths'):
            app.click(app.find('list item', page))
            app.find(None, 'There is no score yet.')
            app.press(app.find('push button', 'Structure'))
            app.find('label', re.compile('^Give each indicator a direction'))
            self.waiting('var1')

    def test_goalposts(self):
        """Of an indicator that waits, from the menu of its row; of no other one."""
        self.open()
        app = self.app
        app.click(app.find(None, 'Actions for var2'))
        item = app.find('menu item', re.compile('Goalposts…$'))
        app.settle()
        app.press(item)
        lower = app.find('text', 'Lower mark of var2')
        upper = app.find('text', 'Upper mark of var2')
        self.assertFalse(app.has('text', 'Lower mark of var1'))
        wait(lambda: app.has_focus(lower), 'the first entry to have the focus')
        for entry, text in ((lower, '10'), (upper, '90')):
            app.click(entry)
            app.key('ctrl+a')
            app.type(text)
            app.key('Return')
            app.settle()
        wait(lambda: self.marks() == [('var2', 10.0, 90.0)], 'the marks in the file')
        app.key('Escape')

    def formulas(self):
        db = sqlite3.connect(self.path)
        try:
            return dict(db.execute('SELECT code, expression FROM formula JOIN indicator ON id = indicator_id'))
        finally:
            db.close()

    def test_formula(self):
        """What is typed is tried at once; an indicator of its own, and one made otherwise; taken back."""
        self.open()
        app = self.app
        app.press(app.find(BUTTONS, 'New Indicator'))
        make = app.find(BUTTONS, re.compile('(^|[ _])Make$'), app.find('dialog', 'New Indicator'))
        app.fill('Ratio')  # the keyboard starts in the name
        app.key('Tab')
        app.fill('ratio')
        app.key('Tab', 'Tab')  # past the unit
        app.fill('var1 / ')
        app.find('label', re.compile('found the end'))
        self.assertFalse(app.is_sensitive(make))
        app.type('lag(var2)')
        app.find('label', re.compile('^80 values, 16 missing'))
        wait(lambda: app.is_sensitive(make), 'the button')
        picture = os.environ.get('NQP_UI_PICTURE')
        if picture:
            app.settle()
            subprocess.run(['import', '-silent', '-window', 'root', picture], check=True)
        app.key('Return')
        wait(lambda: self.formulas() == {'ratio': 'var1 / lag(var2)'}, 'the formula in the file')
        self.waiting('Ratio')
        app.click(app.find(None, 'Actions for var3'))
        item = app.find('menu item', re.compile('Formula…$'))
        app.settle()
        app.press(item)
        app.find('dialog', 'Formula')
        app.fill('growth(var4)')
        app.find('label', re.compile('^80 values, 16 missing'))
        app.key('Return')
        wait(lambda: self.formulas().get('var3') == 'growth(var4)', 'the other formula in the file')
        app.key('ctrl+z')
        app.key('ctrl+z')
        wait(lambda: self.formulas() == {}, 'both taken back')

    def test_send_back_and_refuse(self):
        self.open()
        app = self.app
        # without a direction there is no place: said why
        app.tab_to(self.waiting('var1'))
        app.key('Return')
        self.where('Green finance')
        app.find('label', re.compile('has no direction yet'))
        self.build()
        row = self.placed('var2')
        app.click(row, fx=0.1)
        app.key('Delete')
        self.waiting('var2', 'more is better')

    def test_narrow(self):
        self.open('--page', 'data', size=(900, 600))
        self.build()
        for node in self.app.find_all(('push button', 'entry', 'text')):
            left, _, wide, _ = self.app.box(node)
            self.assertLessEqual(left + wide, 900, node.name)


if __name__ == '__main__':
    harness.main()
