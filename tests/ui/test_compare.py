# SPDX-License-Identifier: GPL-3.0-or-later
"""The page Compare: what it says while nothing is compared, two regions by key and by pointer, its pictures and its table."""

import re

import harness
from harness import wait

ANHUI = '340000'
BUTTONS = ('toggle button', 'push button')  # GTK 4.8 says push button
HINT = re.compile('^Compare regions: Ctrl-click them')


class Compare(harness.TestCase):
    def open(self, *args):
        self.app = self.launch('--page', 'compare', '--region', ANHUI, *args)
        self.app.find('slider', 'Year', timeout=30)
        return self.app

    def picture(self, title):
        return self.app.find('image', re.compile(title))

    def table(self):
        return next(self.app.find_all('tree table'), None)

    def description(self, title):
        return self.app.bus.get(self.picture(title), 'Accessible', 'Description')

    def names(self):
        """Names of the regions in the table, from the top."""
        cells = list(self.app.find_all('label', re.compile('^(Anhui|Beijing|Hubei|Shanghai)'), below=self.table()))
        return [cell.name.split()[0] for cell in sorted(cells, key=lambda cell: self.app.box(cell)[1])]

    def test_by_key(self):
        app = self.open()
        app.find('label', HINT)
        app.tab_to(self.picture('^Anhui: New quality productivity index, 2023'))
        self.assertIn('No other region is chosen', self.description('^Anhui: '))
        app.key('Up', 'space')
        wait(lambda: not app.has('label', HINT), 'the help to go')
        picture = self.picture('^Anhui and .*: New quality productivity index, 2023')
        other = re.match('Anhui and (.*?):', picture.name).group(1)
        self.assertRegex(self.description('^Anhui and '), f'They lie furthest apart in .*: .*{other} has')
        app.key('alt+minus')  # the eleventh page
        app.find(BUTTONS, 'Structure')
        app.key('alt+6')
        self.picture('^Anhui and ')

    def test_figures_and_table(self):
        app = self.open('--region', '110000')
        self.assertFalse(app.has('label', HINT))
        for button, title, table in (('Why', '^Why Anhui differs from Beijing, 2023', 'What makes the difference'),
                                     ('Parallel', '^Anhui and Beijing: ', 'Components of the regions'),
                                     ('Radar', '^Anhui, 2023', 'Components of the regions compared'),
                                     ('Bars', '^Anhui and Beijing: ', 'Parts of the regions compared')):
            app.press(app.find(BUTTONS, button))
            self.picture(title)
            app.press(app.find(BUTTONS, 'Table'))
            app.find('tree table', table)
            if button == 'Why':
                app.find('label', 'Software revenue to GDP', below=self.table())
            elif button == 'Radar':
                for name in 'Anhui', 'Beijing', 'New labour force':
                    app.find('label', name, below=self.table())
            else:
                wait(lambda: self.names()[0] == 'Beijing' and 'Anhui' in self.names(), 'the regions as they rank')
                self.assertEqual('Hubei' in self.names(), button != 'Bars')
            app.press(app.find(BUTTONS, 'Picture'))
        # in the table, too, the arrows lead on: from the first region that is compared to the second and not back
        app.press(app.find(BUTTONS, 'Table'))
        app.click(app.find('label', re.compile('^Beijing'), below=self.table()))
        app.find('push button', 'Stop comparing Anhui')
        app.key('Down')
        app.find('push button', 'Stop comparing Beijing')
        app.press(app.find(BUTTONS, 'Picture'))
        # the focus is one of them still when it is alone, and the help is there again
        app.press(app.find('push button', 'Stop comparing Beijing'))
        app.find('label', HINT)
        self.picture('^Anhui: ')


if __name__ == '__main__':
    harness.main()
