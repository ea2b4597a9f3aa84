# SPDX-License-Identifier: GPL-3.0-or-later
"""The values on the page Data: the keyboard walks, cells and blocks are written, copied, pasted, found and undone."""

import re

import harness
from harness import wait

FIRST = 'Computers used per 100 employees'
BUTTONS = ('toggle button', 'push button', 'radio button')


class Grid(harness.TestCase):
    def open(self, kind='Year', **options):
        self.app = self.launch('--page', 'data', **options)
        self.grid = self.app.find('table')
        self.app.press(self.app.find(BUTTONS, kind))
        self.app.settle()
        self.app.click(self.grid, 0.5, 0.5)
        self.app.key('ctrl+Home')

    def says(self, text):
        """Waits for what is told of the cell that has the keyboard."""
        wait(lambda: text in self.app.name(self.grid), f'“{text}” in “{self.app.name(self.grid)}”')

    def toast(self, text):
        wait(lambda: any(text in said for said in self.app.texts()), f'a message with “{text}”')

    def to_plain(self):
        """The first column that can be edited: those before it are derived."""
        self.app.key('ctrl+Home', 'Right', 'Right', 'Right', 'Right')
        self.says(f'{FIRST}, Beijing, 2023: 78 sets')

    def test_walk(self):
        self.open()
        self.says('Students in higher education per 10,000 inhabitants, Beijing, 2023: 294.845 persons, derived')
        self.to_plain()
        self.app.key('Down')
        self.says('Tianjin, 2023: 48')
        self.app.key('Page_Down')
        self.says('2023')
        self.app.key('ctrl+Down')
        self.says('Xinjiang')
        self.app.key('ctrl+End', 'Home')
        self.says('Students in higher education per 10,000 inhabitants, Xinjiang')
        self.app.key('Left', 'ctrl+Up', 'Up')  # at the edge it stays, and the year too
        self.says('Beijing, 2023')

    def test_kinds(self):
        self.open('Region')
        self.says('Beijing, 2016')
        self.app.key('Right', 'Down')
        self.says('Beijing, 2017')
        self.app.press(self.app.find(BUTTONS, 'Indicator'))
        self.says('Students in higher education per 10,000 inhabitants, Beijing, 2016')
        self.app.click(self.app.find(('text', 'entry'), 'Filter rows by name or code'))
        self.app.type('hubei')
        self.says('Hubei')
        self.app.type('zz')
        self.app.find('label', 'No row has that in its name')
        self.app.click(self.grid, 0.5, 0.02)  # a title above nothing
        self.app.key('shift+Down', 'Delete', 'ctrl+c')
        self.app.click(self.app.find(('text', 'entry'), 'Filter rows by name or code'))
        self.app.key('Escape')
        self.app.key('ctrl+Down')
        self.says('Xinjiang')

    def test_edit(self):
        self.open()
        self.to_plain()
        self.app.type('80.5')
        self.app.key('Return')
        self.says('Tianjin')  # on to the next
        self.app.key('Up')
        self.says('Beijing, 2023: 80.5 sets, edited')
        self.app.key('F2')
        self.app.settle()
        self.app.key('ctrl+a')
        self.app.type('12x')
        self.app.key('Return')
        self.toast('“12x” is no number')
        self.app.key('Escape')
        self.says('80.5 sets, edited')
        self.app.key('Delete')
        self.says('Beijing, 2023: missing')
        self.app.key('ctrl+z')
        self.says('80.5 sets, edited')
        self.app.key('ctrl+z')
        self.says('Beijing, 2023: 78 sets')
        self.app.key('ctrl+Home')
        self.app.type('1')
        self.toast('is derived')

    def test_blocks(self):
        self.open()
        self.to_plain()
        self.app.key('shift+Down', 'shift+Down', 'ctrl+c')
        self.app.key('Escape', 'ctrl+Down', 'Up', 'Up')
        self.app.key('ctrl+v')
        self.toast('Paste of 3 values')
        self.says('78 sets, edited')
        self.app.key('Escape', 'Down')
        self.says('48 sets, edited')
        self.app.key('Down')
        self.says('Xinjiang, 2023: 35 sets, edited')
        self.app.key('ctrl+v')
        self.toast('there is room for 1')
        self.app.key('ctrl+z')
        wait(lambda: 'edited' not in self.app.name(self.grid), 'one step back')
        self.app.key('ctrl+Up')
        self.says('Beijing, 2023: 78 sets')
        self.app.key('shift+Down', 'shift+Down', 'ctrl+d')
        self.toast('Fill of 2 cells')
        self.says('Hebei, 2023: 78 sets, edited')
        self.app.key('Delete')
        self.says('Hebei, 2023: missing')
        self.app.key('ctrl+z', 'ctrl+z')
        self.says('Hebei, 2023: 35 sets')
        # all digits reach the clipboard
        self.app.key('ctrl+Home', 'ctrl+c', 'ctrl+f')
        self.app.settle()
        self.app.key('ctrl+v')
        term = self.app.find(('text', 'entry'), 'Find')
        wait(lambda: re.fullmatch(r'294\.84\d{8,}\s*', self.app.written(term)), 'the value in the entry')

    def test_about(self):
        self.open()
        self.to_plain()
        self.app.type('80.5')
        self.app.key('Return', 'Up')
        self.says('80.5 sets, edited')
        self.app.key('alt+Return')
        self.app.find('label', 'came with the data')
        self.app.press(self.app.find('push button', 'Go back to 78'))
        self.says('Beijing, 2023: 78 sets')
        wait(lambda: 'edited' not in self.app.name(self.grid), 'as it came')
        # doubted with a reason, accepted, and the flag gone
        self.app.key('alt+Return')
        self.app.settle()
        self.app.tab_to(self.app.find(('text', 'entry'), 'Why it is suspect'))
        self.app.type('three times the year before')
        self.app.key('Return')
        self.says('78 sets, suspect')
        self.app.key('alt+Return')
        wait(lambda: any('Suspect: three times' in said for said in self.app.texts()), 'the reason')
        self.app.press(self.app.find('push button', 'Accept the Value'))
        wait(lambda: 'suspect' not in self.app.name(self.grid), 'accepted')
        self.app.key('ctrl+z')
        self.says('78 sets, suspect')
        self.app.key('alt+Return')
        self.app.press(self.app.find('push button', 'Take the Flag Off'))
        wait(lambda: 'suspect' not in self.app.name(self.grid), 'no flag')
        # what is derived has the history of what it follows from
        self.app.key('ctrl+Home', 'alt+Return')
        wait(lambda: any(said.startswith('History of ') for said in self.app.texts()), 'two histories')

    def test_find(self):
        self.open()
        self.to_plain()
        self.app.key('ctrl+f')
        self.app.fill('48')
        self.app.key('Return')
        self.says('Tianjin, 2023: 48 sets')
        by = self.app.find(('text', 'entry'), 'Replace by')
        self.app.click(by)
        self.app.type('49')
        self.app.press(self.app.find('push button', 'Replace All'))
        self.says('Tianjin, 2023: 49 sets, edited')
        self.app.key('Escape')
        self.app.key('ctrl+z')
        self.says('Tianjin, 2023: 48 sets')

    def test_look_at(self):
        """A title is looked at on all pages; a cell leads to how it counts."""
        self.open()
        self.to_plain()
        x, y, width, _ = self.app.box(self.grid)
        self.app.click(self.grid, 40 / width, 0.9)
        focus = self.app.name(self.grid).split(', ')[1]
        self.assertNotEqual(focus, 'Beijing')
        wait(lambda: self.app.has('push button', focus), f'{focus} in focus')
        self.app.key('Right', 'Right', 'Right', 'Right', 'Menu')
        item = self.app.find('menu item', re.compile('How It Counts'))
        self.app.settle()
        self.app.press(item)
        self.app.find(BUTTONS, 'Derivation')
        wait(lambda: FIRST in self.app.texts(), 'the way of that indicator')
        self.assertTrue(self.app.has('push button', focus))

    def test_sort(self):
        self.open()
        self.to_plain()
        self.app.click(self.app.find(BUTTONS, 'Sort rows'))
        item = self.app.find('menu item', re.compile('Highest First'))
        self.app.settle()
        self.app.press(item)
        self.app.settle()
        self.app.focus()
        self.app.click(self.grid, 0.5, 0.9)
        self.app.key('ctrl+Home', 'Right', 'Right', 'Right', 'Right')
        self.says('Beijing, 2023: 78 sets')
        self.app.key('Down')
        self.says('Shanghai, 2023: 70 sets')


if __name__ == '__main__':
    harness.main()
