# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions and indicators on the page Data: names, groups, coordinates are written and pasted; regions and neighbours come and go."""

import re

import harness
from harness import wait

BUTTONS = ('toggle button', 'push button', 'radio button')


class Regions(harness.TestCase):
    def open(self, view='Regions', **options):
        self.app = self.launch('--page', 'data', **options)
        self.app.press(self.app.find(BUTTONS, view))
        self.app.settle()
        self.grid = self.app.find('table', re.compile('Code|Name'))
        self.app.click(self.grid, 0.5, 0.5)
        self.app.key('ctrl+Home')

    def says(self, text):
        """Waits for what is told of the cell that has the keyboard."""
        wait(lambda: text in self.app.name(self.grid), f'“{text}” in “{self.app.name(self.grid)}”')

    def toast(self, text):
        wait(lambda: any(text in said for said in self.app.texts()), f'a message with “{text}”')

    def test_edit(self):
        self.open()
        self.says('Beijing, Code: 110000')
        self.app.type('1')
        self.toast('a code stays as it is')
        self.app.key('Right')
        self.says('Beijing, Name (English): Beijing')
        self.app.type('Peking')
        self.app.key('Return')
        self.says('Tianjin, Name (English)')
        self.app.key('Up')
        self.says('Peking, Name (English): Peking')
        self.app.key('ctrl+End', 'Left')  # the area of the last
        self.says('Area (km²)')
        self.app.type('12x')
        self.app.key('Return')
        self.toast('“12x” is no number')
        self.app.key('Escape', 'ctrl+Up', 'Left')
        self.says('Peking, Latitude (°)')
        self.app.type('91')
        self.app.key('Return')
        self.toast('from -90 to 90 degrees')
        self.app.key('ctrl+Up')
        self.app.key('ctrl+z')
        self.says('Beijing, Latitude')

    def test_groups(self):
        self.open()
        for _ in range(3):
            self.app.key('Right')
        self.says('Beijing, Group (English): East')
        # several at once, by filling down what was written
        self.app.type('Capital')
        self.app.key('Return', 'Up', 'shift+Down', 'shift+Down', 'ctrl+d')
        self.toast('Change 2 regions')
        self.says('Hebei, Group (English): Capital')
        # and by the menu
        self.app.key('ctrl+Up', 'shift+Down')
        self.app.press(self.app.find(BUTTONS, 'Group'))
        self.app.press(self.app.find('menu item', 'West'))
        self.says('Tianjin, Group (English): West')
        self.app.key('ctrl+z')
        self.says('Tianjin, Group (English): Capital')
        self.app.key('ctrl+z', 'ctrl+z')
        self.says('Tianjin, Group (English): East')

    def test_come_and_go(self):
        self.open()
        self.app.press(self.app.find('push button', 'Add…'))
        self.app.settle()
        self.app.type('999')
        self.app.key('Tab')
        self.app.type('Atlantis')
        self.app.key('Return')
        self.says('Atlantis, Code: 999')
        self.app.press(self.app.find('push button', 'Remove…'))
        self.app.find('label', 'Nothing else goes along.')
        self.app.settle()
        self.app.key('Return')
        self.toast('Remove Atlantis')
        wait(lambda: 'Atlantis' not in self.app.name(self.grid), 'gone')
        self.app.key('ctrl+Home')
        self.says('Beijing, Code')
        self.app.press(self.app.find('push button', 'Remove…'))
        wait(lambda: any('With it go:' in said and 'values' in said for said in self.app.texts()), 'what goes along')
        self.app.settle()
        self.app.key('Return')
        self.says('Tianjin')
        self.app.key('ctrl+z')
        self.app.key('ctrl+Home')
        self.says('Beijing, Code')

    def test_neighbours(self):
        self.open()
        self.app.find('label', 'Neighbours of Beijing:')
        self.app.press(self.app.find('push button', 'Hebei: remove from the neighbours of Beijing'))
        wait(lambda: not self.app.has('push button', 'Hebei: remove from the neighbours of Beijing'), 'no neighbour')
        self.app.press(self.app.find(BUTTONS, 'Add a neighbour'))
        self.app.settle()
        self.app.type('hubei')
        self.app.key('Return')
        self.app.find('push button', 'Hubei: remove from the neighbours of Beijing')

    def test_years(self):
        self.app = self.launch('--page', 'data')
        self.grid = self.app.find('table')
        self.app.click(self.grid, 0.5, 0.5)
        self.app.key('ctrl+Home')
        self.app.press(self.app.find(BUTTONS, 'Add or remove years'))
        self.app.press(self.app.find('menu item', 'Add a Year…'))
        self.app.settle()
        self.app.key('Return')
        self.toast('Add the year 2024')
        self.app.click(self.grid, 0.5, 0.5)
        self.app.key('ctrl+Home', 'End')
        self.says('Beijing, 2024: missing')
        self.app.press(self.app.find(BUTTONS, 'Add or remove years'))
        self.app.press(self.app.find('menu item', 'Remove the Year of This Cell…'))
        self.app.find('label', 'Nothing else goes along.')
        self.app.settle()
        self.app.key('Return')
        self.toast('Remove the year 2024')
        self.app.click(self.grid, 0.5, 0.5)
        self.app.key('ctrl+Home')
        self.says('Beijing, 2016')
        self.app.press(self.app.find(BUTTONS, 'Add or remove years'))
        self.app.press(self.app.find('menu item', 'Remove the Year of This Cell…'))
        wait(lambda: any('With it go:' in said and 'values' in said for said in self.app.texts()), 'what goes along')
        self.app.settle()
        self.app.key('Return')
        self.toast('Remove the year 2016')
        self.app.click(self.grid, 0.5, 0.5)
        self.app.key('ctrl+Home')
        self.says('Beijing, 2017')
        self.app.key('ctrl+z')
        self.app.key('ctrl+Home')
        self.says('Beijing, 2016')

    def test_indicators(self):
        self.open('Indicators')
        self.app.key('End', 'Left', 'Left')
        self.says(', Source')
        self.app.type('Yearbook 2024')
        self.app.key('Return', 'Up')
        self.says('Source: Yearbook 2024')
        self.app.key('ctrl+z')
        wait(lambda: 'Yearbook 2024' not in self.app.name(self.grid), 'one step back')


if __name__ == '__main__':
    harness.main()
