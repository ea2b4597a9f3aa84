# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page, dialog, popover and menu once, an edit and its undo, and the end: nothing complains, and nothing is left behind.

What runs with the sanitizers: the memory of every part of the window is touched, and looked at when the program ends. What
the parts do is tested elsewhere. Things move here as they do for a user.
"""

import re

import harness
from harness import wait

ANHUI = '340000'
BUTTONS = ('toggle button', 'push button')  # GTK 4.8 says push button
PAGES = {'map': ('Tiles', 'Map'), 'ranking': ('Picture', 'Table'), 'profile': ('Picture', 'Table'),
         'compare': ('Parallel', 'Radar', 'Bars'), 'trends': ('Picture', 'Table'), 'method': ('Derivation', 'Steps', 'Weights', 'Correlation'),
         'robustness': ('Causes', 'Methods', 'Dominance'), 'disparity': ('Lorenz', 'Density', 'Inequality'), 'paths': ('Levers', 'What If', 'Radar', 'Map'),
         'data': ('Structure', 'Coverage', 'Distribution', re.compile('^Checks'), 'Values', 'Region', 'Year', 'Indicator'),
         'framework': ('Contrasts', 'List', 'Diagram', 'All', 'Live', 'Lesson')}
# Places of choices in their lists.
COMPONENTS, PAIRWISE, GOALPOSTS = 4, 5, 6


class Smoke(harness.TestCase):
    def open(self, page, **options):
        self.app = self.launch('--page', page, '--region', ANHUI, animations=True, **options)
        self.app.find('slider', 'Year')

    def press(self, name, role=BUTTONS):
        """The first of that name that can be pressed."""
        node = wait(lambda: [node for node in self.app.find_all(role, name) if self.app.is_sensitive(node)], name)[0]
        self.app.press(node)

    def keys(self, keys):
        return lambda: self.app.key(*keys)

    def item(self, menu, item):
        """Chooses from a menu, given as the name of its button, or as what opens it."""
        def choose():
            menu() if callable(menu) else self.press(menu)
            node = self.app.find('menu item', re.compile(re.escape(item) + '$'))
            self.app.settle()
            self.app.press(node)
        return choose

    def from_schemes(self, item):
        return lambda: (self.press('Schemes'), self.press(item))

    def choose(self, title, position):
        self.app.open_list(self.app.find('combo box', title))
        self.app.key('Home', *['Down'] * position, 'Return')
        self.app.settle()

    def opens(self, what, role, name):
        """What it does shows something of that name, which Escape closes."""
        what()
        shown = self.app.find(role, name)
        self.app.settle()
        for _ in range(2):  # the first may end a search
            self.app.key('Escape')
            self.app.settle()
            if not self.app.has(role, name):
                break
        wait(lambda: not self.app.has(role, name), f'{shown} to close')
        self.app.focus()

    def end(self):
        """By the button, so that all is put away."""
        self.app.press(list(self.app.find_all('push button', 'Close'))[0])
        wait(lambda: self.app.process.poll() is not None, 'the program to end', 60)
        self.assertEqual(self.app.process.returncode, 0, self.app.stderr())

    def test_pages(self):
        self.open('map')
        for number, (page, views) in enumerate(PAGES.items()):
            self.app.click(self.app.find('list item', page.capitalize()))
            for view in views:
                self.press(view)
                self.app.settle()
            self.app.move(400 + 10 * number, 300)
            self.assertTrue(self.app.has(('image', 'tree table', 'list', 'label')), page)
        self.press('Close the lesson')
        self.app.key('alt+8')
        self.press(re.compile('^Run( .* Draws)?$'))
        self.app.find('image', re.compile('^Who is ahead of whom: |^Rank intervals: '), timeout=60)
        self.end()

    def test_edit_and_undo(self):
        self.open('ranking')
        self.press('Table')
        self.opens(lambda: self.app.click(self.app.find('label', '54.2', below=self.app.find('tree table'))), 'label', 'Sum: the score')
        slider = self.app.find('slider', 'Weight of New elements')
        before = self.app.value(slider)
        self.app.set_value(slider, 60)
        wait(lambda: abs(self.app.value(slider) - 60) < 1e-6, 'the weight')
        self.press('Undo')
        wait(lambda: abs(self.app.value(slider) - before) < 1e-6, 'the weight of before')
        self.press('Redo')
        wait(lambda: abs(self.app.value(slider) - 60) < 1e-6, 'the weight again')
        self.end()

    def test_dialogs_of_the_window(self):
        self.open('ranking')
        self.opens(self.keys(['ctrl+question']), 'label', 'Keyboard shortcuts')
        self.opens(self.item(self.keys(['F10']), 'About NQP Explorer'), 'label', 'The NQP Explorer developers')
        self.opens(self.keys(['ctrl+e']), BUTTONS, re.compile('Export…$'))
        self.opens(self.keys(['ctrl+o']), 'push button', re.compile('Open$'))
        self.opens(self.keys(['ctrl+s']), 'push button', re.compile('Save$'))
        self.opens(self.keys(['ctrl+n']), 'push button', re.compile('mport…$'))
        self.opens(self.keys(['ctrl+f']), ('entry', 'text'), 'Find a region')
        self.opens(lambda: self.app.click(self.app.find(None, re.compile('^Measure: '))), ('entry', 'text'), 'Find a measure')
        title = self.app.texts()[0]
        self.opens(self.item(lambda: self.app.click(self.app.find('label', title)), 'Rename…'), 'dialog', 'Rename')
        self.end()

    def test_dialogs_of_weights(self):
        self.open('method')
        self.opens(self.from_schemes('Save Weights as…'), 'dialog', 'Save the Weights')
        self.opens(self.from_schemes('Judgements (AHP)…'), 'slider', re.compile(' against '))
        self.from_schemes('Save Weights as…')()
        self.app.press(self.app.find('push button', re.compile('(^|[ _])Save$'), below=self.app.find('dialog')))
        wait(lambda: not self.app.has('dialog'), 'the dialog to close')
        self.app.focus()
        self.opens(self.from_schemes('Compare Schemes…'), 'label', re.compile('ρ 1'))
        self.choose('Weights', COMPONENTS)
        self.opens(lambda: self.press('Components…'), 'label', 'Weight, %')
        self.choose('Normalise', GOALPOSTS)
        self.opens(lambda: self.press('Goalposts…'), 'text', re.compile('^Lower mark of'))
        self.press('Weights')
        picture = self.app.find('image', re.compile('^Weights in '))
        self.opens(lambda: self.app.click(picture, 0.56, 0.5), 'label', 'Effective Weight')
        self.end()

    def test_dialogs_of_paths(self):
        self.open('paths')
        self.press('What If')
        self.app.set_value(slider := self.app.find('slider', 'Assumed value of Software revenue to GDP'), 12)
        wait(lambda: abs(self.app.value(slider) - 12) < 1e-6, 'the assumed value')
        self.opens(lambda: self.press(re.compile('Save As')), 'push button', re.compile('^_?Cancel'))
        self.opens(lambda: self.app.click(self.app.find(BUTTONS, 'Reach Rank…')), 'spin button', 'Rank to reach')
        self.end()

    def test_dialogs_of_the_theory(self):
        self.open('framework')
        diagram = self.app.find('image', 'What new quality productivity is made of')
        self.opens(self.item(lambda: self.app.click(self.app.find(BUTTONS, 'The model')), 'Add a Concept…'),
                   'text', re.compile('English'))
        self.app.click(diagram, 0.5, 0.52)
        self.opens(lambda: self.press('Add a Part…'), 'text', re.compile('English'))
        self.press('Lesson')
        for entry in ('New Lesson…', 'Edit This Step…'):
            self.opens(self.item(lambda: self.app.click(self.app.find(BUTTONS, 'Write lessons')), entry),
                       'text', re.compile('English'))
        self.end()


if __name__ == '__main__':
    harness.main()
