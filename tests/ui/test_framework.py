# SPDX-License-Identifier: GPL-3.0-or-later
"""The theory: the diagram by keyboard and pointer, a concept and what measures it, a teacher's edits, contrasts, the lesson."""

import csv
import json
import os
import re
import unittest

import harness
from harness import wait

ANHUI = '340000'
BUTTONS = ('toggle button', 'push button')
LIST = os.path.join(os.path.dirname(__file__), '..', 'data', 'framework-list.csv')
MODEL = os.path.join(os.path.dirname(__file__), '..', '..', 'resources', 'framework.json')


class Framework(harness.TestCase):
    def open(self, *args, **options):
        self.app = self.launch('--page', 'framework', '--region', ANHUI, *args, **options)
        self.app.find('image', 'What new quality productivity is made of')
        return self.app

    def diagram(self):
        return self.app.find('image', 'What new quality productivity is made of')

    def description(self):
        return self.app.bus.get(self.diagram(), 'Accessible', 'Description')

    def focus_diagram(self):
        self.app.click(self.diagram(), 0.9, 0.02)

    def choose(self, name):
        """A concept by the rows of the pane, which lead from one to another."""
        self.app.press(self.app.find(('list item', 'push button'), re.compile('^' + re.escape(name))))

    def shows(self, title):
        return wait(lambda: self.app.has('label', title), f'the pane of {title}')

    def test_keyboard_walks_the_diagram(self):
        self.open()
        self.focus_diagram()
        seen = set()
        for key in ['Down', 'Down', 'Down', 'Left', 'Down', 'Right', 'Right', 'Up', 'Up', 'Left']:
            before = self.description()
            self.app.key(key)
            seen.add(self.description())
            self.assertTrue(self.description(), f'no words for what {key} leads to from: {before}')
        self.assertGreater(len(seen), 4, 'the arrows lead to other concepts')
        self.assertTrue(any('ection 3.' in words for words in seen), seen)
        self.app.key('Escape')
        wait(lambda: not self.app.has('push button', 'Close the concept'), 'the pane goes when nothing is chosen')

    def test_levels(self):
        app = self.open()
        self.assertTrue(app.is_checked(app.find(BUTTONS, 'Parts')))
        self.focus_diagram()
        app.key('plus')
        wait(lambda: app.is_checked(app.find(BUTTONS, 'All')), 'plus opens a level')
        app.key('minus', 'minus')
        wait(lambda: app.is_checked(app.find(BUTTONS, 'Pillars')), 'minus closes levels')
        app.press(app.find(BUTTONS, 'Live'))
        wait(lambda: app.is_checked(app.find(BUTTONS, 'Live')), 'live mode')

    def test_concept_to_indicator_and_back(self):
        app = self.open()
        self.focus_diagram()
        app.click(self.diagram(), 0.5, 0.52)  # the elements stand in the middle
        app.find('push button', 'Close the concept')
        row = app.find('list item', re.compile('Students in higher education|Broadband access|R&D staff'))
        self.assertRegex(row.name + ' '.join(app.texts(below=row)), r'percentile \d+')
        button = app.find('push button', 'Show over time', below=row)
        app.press(button)
        wait(lambda: app.has('image', re.compile(r', 2016–2023$')), 'the trend of the indicator', 30)
        app.key('alt+1')  # the toast leads back too, but does not wait for long
        self.diagram()
        app.find('push button', 'Close the concept')

    def test_missing_evidence_is_said_and_linked(self):
        app = self.open()
        self.focus_diagram()
        # from total factor productivity, which no indicator of the sample measures
        for _ in range(6):
            app.key('Up')
        wait(lambda: app.has('label', re.compile('No indicator measures this yet')), 'missing evidence said')
        app.click(app.find(BUTTONS, 'Link an Indicator…'))
        app.fill('software')
        app.settle()
        app.key('Return')
        wait(lambda: app.has('label', re.compile('^Software revenue to GDP')), 'the linked indicator')
        app.press(app.find('push button', re.compile('^Undo')))
        wait(lambda: app.has('label', re.compile('No indicator measures this yet')), 'undo takes the link back')

    def test_teacher_adds_and_takes_back(self):
        app = self.open()
        self.focus_diagram()
        app.click(self.diagram(), 0.5, 0.52)
        app.press(app.find('push button', 'Add a Part…'))
        entry = app.find('text', re.compile('English'))
        app.click(entry)
        app.type('Open science')
        app.press(app.find('push button', 'Add'))
        self.shows('Open science')
        self.assertTrue(app.has('label', re.compile('added in this project')))
        app.press(app.find('push button', re.compile('^Undo')))
        wait(lambda: not app.has('label', 'Open science'), 'undo takes the concept back')
        app.press(app.find('push button', re.compile('^Redo')))

    def test_contrasts(self):
        app = self.open()
        app.press(app.find(BUTTONS, 'Contrasts'))
        with open(LIST, encoding='utf-8') as table:
            aspects = [row['name_en'] for row in csv.DictReader(table) if row['kind'] == 'contrast']
        self.assertGreaterEqual(len(aspects), 8)
        for aspect in aspects:
            app.find('push button', aspect)

    def test_list_has_all(self):
        """Everything the theory says is in the window, in both languages; the list is typed from the design."""
        with open(LIST, encoding='utf-8') as table:
            rows = list(csv.DictReader(table))
        with open(MODEL, encoding='utf-8') as model:  # what the design gives a text only has its name there
            names = {entry['id']: entry.get('name') for entry in json.load(model)['entries']}

        def plain(text):
            return re.sub('[“”"]', '', text).casefold()

        for language, field, button, key in (('en', 'name_en', 'List', 'en'), ('zh_CN', 'name_zh', '列表', 'zh')):
            app = self.launch('--page', 'framework', language=language)
            app.press(app.find(BUTTONS, button))
            found = wait(lambda: [n.name for n in app.find_all('list item')][90:] and
                         {plain(n.name) for n in app.find_all('list item')}, 'the list')
            for row in rows:
                if row['kind'] == 'relation':
                    ends = [plain(names[row[end]][key]) for end in ('from', 'to')]
                    start = ' → '.join(ends)
                    self.assertTrue(any(name.startswith(start) and len(name) > len(start) + 1 for name in found),
                                    f'{start} in {language}')
                elif row['kind'] != 'link' and (row[field] or row['id']):
                    name = row[field] or names[row['id']][key]
                    self.assertIn(plain(name), found, f'{row["id"]} in {language}')
            app.close()  # a second start would only call the first

    def test_lesson(self):
        home = harness.tempfile.mkdtemp(prefix='nqp-lesson-')
        self.addCleanup(harness.shutil.rmtree, home, True)
        app = self.open(home=home)
        app.press(app.find(BUTTONS, 'Lesson'))
        app.find('label', 'Step 1 of 12')
        for step in range(2, 13):
            if step % 2:
                app.press(app.find('push button', 'Next'))
            else:
                app.key('Page_Down')  # as a clicker sends it
            app.find('label', f'Step {step} of 12')
        self.assertFalse(app.is_sensitive(app.find('push button', 'Next')))
        app.key('Page_Up')
        app.find('label', 'Step 11 of 12')
        app.press(app.find(BUTTONS, 'Discussion'))
        app.close()
        again = self.launch(home=home, project=None)
        self.app = again
        again.find('label', 'Step 11 of 12')

    def test_own_lesson(self):
        app = self.open()
        app.press(app.find(BUTTONS, 'Lesson'))
        app.find('label', 'Step 1 of 12')
        app.click(app.find(BUTTONS, 'Write lessons'))
        app.find(('menu item', 'label'), 'New Lesson…')
        app.key('Return')  # the first of the menu has the focus
        fields = wait(lambda: [n for n in app.find_all('text', re.compile('English'))][:2] or None, 'the fields')
        app.click(fields[0])
        app.type('Our city')
        app.click(fields[1])
        app.type('Where we stand')
        app.press(app.find('push button', 'Add'))
        self.shows('Where we stand')
        app.find('label', 'Step 1 of 1')


if __name__ == '__main__':
    harness.main()
