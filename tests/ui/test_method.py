# SPDX-License-Identifier: GPL-3.0-or-later
"""The page Method: steps by key, another indicator, a weight locked and switched in the rings, correlations."""

import re
import shutil
import tempfile
import time

import harness
from harness import wait

ANHUI = '340000'
BUTTONS = ('toggle button', 'push button')  # GTK 4.8 says push button
PICTURES = {
    'Derivation': re.compile('^From published values to “New quality productivity index”: Anhui, 2023'),
    'Weights': re.compile('^Weights in “New quality productivity index”'),
    'Correlation': re.compile('^How indicators go together: New quality productivity index, 2023'),
}
STEP = re.compile(r'^\d+ of \d+$')


class Method(harness.TestCase):
    def open(self, *args, view='Derivation', **options):
        self.app = self.launch('--page', 'method', '--region', ANHUI, *args, **options)
        self.show(view)
        return self.app

    def show(self, view):
        toggle = self.app.find(BUTTONS, view)
        if not self.app.is_checked(toggle):
            self.app.press(toggle)
        return self.picture(view)

    def picture(self, view):
        return self.app.find('image', PICTURES[view])

    def focus_picture(self, view):
        """By a click on the title, where nothing can be hit."""
        self.app.click(self.picture(view), 0.5, 0.015)

    def words(self, view):
        return self.app.bus.get(self.picture(view), 'Accessible', 'Description')

    def step(self):
        found = next(self.app.find_all('status bar', STEP), None)
        return tuple(int(number) for number in re.findall(r'\d+', found.name)) if found else None

    def followed(self):
        """The indicator that the list shows as chosen."""
        box = self.app.find('combo box', 'Indicator followed')
        return [text for text in self.app.texts(box) if text and text != '(None)'][0]

    def undo(self):
        node = self.app.find('push button', 'Undo')
        wait(lambda: self.app.is_sensitive(node), 'Undo to become possible')
        self.app.press(node)

    # ---- derivation ----

    def test_derivation_in_words(self):
        self.open()
        words = wait(lambda: self.words('Derivation'), 'words')
        for part in ('Published values', 'Normalised', 'Component', 'Pillar', 'Rank: '):
            self.assertIn(part, words)
        self.assertRegex(words, r'\([\d. −]+\) / \([\d. −]+\) =\s0\.\d{3}')
        self.assertRegex(words, r'rank 12 of 31')

    def test_steps_by_key(self):
        app = self.open()
        self.assertIsNone(self.step())
        self.focus_picture('Derivation')
        app.key('space')
        first, n = wait(self.step, 'the first step')
        self.assertEqual(first, 1)
        wait(lambda: self.words('Derivation').startswith(f'Step 1 of {n}. Published'), 'its words')
        app.key('Right')
        wait(lambda: self.step() == (2, n), 'the second step')
        app.key('space')
        wait(lambda: self.step() == (3, n), 'the third step')
        wait(lambda: self.words('Derivation').startswith(f'Step 3 of {n}. Normalised'), 'its words')
        app.key('Next')  # Page Down, as a clicker sends it
        wait(lambda: self.step() == (4, n), 'the fourth step')
        app.key('Prior', 'Left')
        wait(lambda: self.step() == (2, n), 'the second step again')
        app.key('End')
        wait(lambda: self.step() == (n, n), 'the last step')
        self.assertIn('Rank', self.words('Derivation'))
        app.key('Right')
        time.sleep(0.2)
        self.assertEqual(self.step(), (n, n))
        app.key('Escape')
        wait(lambda: self.step() is None, 'all steps')
        self.assertFalse(app.is_checked(app.find(BUTTONS, 'Steps')))
        # Now the keys do what they do everywhere.
        app.key('Left')
        app.find('image', re.compile('Anhui, 2022'))
        app.key('Right', 'Right')  # there is no year behind the last
        app.find('image', re.compile('Anhui, 2023'))
        app.key('Next')
        wait(lambda: not app.has('image', re.compile('Anhui')), 'the next region in rank order')

    def test_steps_by_button(self):
        app = self.open()
        app.press(app.find(BUTTONS, 'Steps'))
        _, n = wait(self.step, 'the first step')
        self.assertFalse(app.is_sensitive(app.find('push button', 'Previous step')))
        app.press(app.find('push button', 'Next step'))
        wait(lambda: self.step() == (2, n), 'the second step')
        app.press(app.find('push button', 'Previous step'))
        wait(lambda: self.step() == (1, n), 'the first step')
        app.press(app.find(BUTTONS, 'Steps'))
        wait(lambda: self.step() is None, 'all steps')

    def test_another_indicator(self):
        app = self.open()
        before = wait(lambda: self.words('Derivation'), 'words')
        chosen = self.followed()
        self.assertIn(chosen, before)
        self.focus_picture('Derivation')
        app.key('Up')
        after = wait(lambda: self.words('Derivation') != before and self.words('Derivation'), 'another indicator')
        wait(lambda: self.followed() != chosen, 'the list to follow')
        self.assertNotIn(chosen + ':', after)
        app.key('Down')
        wait(lambda: self.words('Derivation') == before, 'the first one again')

    # ---- weights ----

    def switch(self, name):
        """The switch beside the label of that name."""
        return wait(lambda: next((node for node in self.app.find_all(None, name) if node.role != 'label'), None), name)

    def sector(self):
        """The node the keyboard is on, by what the picture says."""
        return self.words('Weights').split('\n')

    def test_weights_by_key(self):
        app = self.open(view='Weights')
        self.assertIn('Weights by scheme: Entropy', wait(lambda: self.words('Weights'), 'words'))
        self.focus_picture('Weights')
        app.key('Right')
        wait(lambda: self.sector()[0] == 'New elements', 'the first pillar')
        self.assertRegex(self.sector()[1], r'^\d+\.\d % of “New quality productivity index”')
        self.assertRegex(self.sector()[2], r'^effective weight there: \d+\.\d %')
        app.key('Right')
        wait(lambda: self.sector()[0] == 'Technological innovation', 'the second pillar')
        app.key('Down', 'Down')
        wait(lambda: self.sector()[0].startswith('R&D expenditure'), 'an indicator of it')
        name = self.sector()[0]
        weight = self.sector()[1]
        app.key('Return')
        wait(lambda: app.has('label', name), 'its name in the popover')
        switch, lock = self.switch('Takes Part'), self.switch('Locked')
        app.settle()
        app.press(lock)
        wait(lambda: app.is_checked(lock), 'the lock')
        app.press(switch)
        wait(lambda: not app.is_checked(switch), 'the switch')
        app.key('Escape')
        wait(lambda: f'Switched off: {name}' in self.table_of_words(), 'it to be off')
        self.undo()
        self.undo()
        wait(lambda: 'Switched off' not in self.table_of_words(), 'it to be on again')
        self.focus_picture('Weights')
        app.key('Left', 'Right')

        def on_it():
            app.key('Down')
            return self.sector()[0] == name and self.sector()[1] == weight
        wait(on_it, 'the weight as it was')

    def table_of_words(self):
        """What the picture as a whole says: after the keyboard has left its parts."""
        self.focus_picture('Weights')
        return self.words('Weights')

    def test_click_on_a_sector(self):
        app = self.open(view='Weights')
        picture = self.picture('Weights')
        wait(lambda: app.box(picture)[3] > 100, 'the picture to have its size')
        app.click(picture, 0.56, 0.5)
        self.switch('Takes Part')
        app.find('label', 'Effective Weight')
        app.key('Escape')
        wait(lambda: not app.has('label', 'Effective Weight'), 'the popover to close')

    def test_weights_as_table(self):
        app = self.open(view='Weights')
        app.press(app.find(BUTTONS, 'Table'))
        table = app.find('tree table', 'Weights')
        wait(lambda: 'New elements' in app.texts(table), 'a pillar')
        app.click(app.find('label', 'Name', below=table))
        wait(lambda: 'Carriers' in app.texts(table) or len(app.texts(table)) > 20, 'rows')

    # ---- correlation ----

    def test_correlation(self):
        app = self.open(view='Correlation')
        words = wait(lambda: self.words('Correlation'), 'words')
        self.assertRegex(words, r'^Correlations of 22 indicators in 2023\. Closest: “.*” and “.*”, r = 0\.\d\d')
        self.focus_picture('Correlation')
        app.key('Right')
        wait(lambda: re.search(r'r = −?\d\.\d\d over 31 regions', self.words('Correlation')), 'a pair')
        before = self.words('Correlation')
        app.key('Down', 'Down', 'Right')
        wait(lambda: self.words('Correlation') != before, 'another pair')
        app.key('Escape')
        wait(lambda: self.words('Correlation') == words, 'the whole again')
        app.press(app.find(BUTTONS, 'Table'))
        table = app.find('tree table', 'Pairs of indicators')
        closest = re.search(r'r = (0\.\d\d)\.', words).group(1)
        wait(lambda: closest in app.texts(table), 'the closest on top', 40)  # it has many rows

    # ---- the window ----

    def test_small_window(self):
        app = self.open(size=(900, 600))
        for view in PICTURES:
            x, y, width, height = app.box(self.show(view))
            self.assertGreater(width, 250, view)
            self.assertGreater(height, 200, view)
            self.assertLessEqual(x + width, 900, view)
            if view != 'Derivation':  # which scrolls
                self.assertLessEqual(y + height, 600, view)
            for button in app.find_all(BUTTONS, re.compile('Picture|Table|Derivation|Weights|Correlation|Steps')):
                left, _, wide, _ = app.box(button)
                self.assertLessEqual(left + wide, 900, f'{view}: {button.name}')

    def test_view_survives_restart(self):
        home = tempfile.mkdtemp(prefix='nqp-ui-')
        self.addCleanup(shutil.rmtree, home, True)
        app = self.open(home=home)
        self.focus_picture('Derivation')
        app.key('Up', 'Up')
        app.settle()
        chosen = self.followed()
        self.show('Correlation')
        app.press(app.find(BUTTONS, 'Table'))
        app.find('tree table', 'Pairs of indicators')
        app.close()
        self.app = app = self.launch(project='', home=home)
        wait(lambda: app.is_checked(app.find(BUTTONS, 'Correlation')), 'the view')
        app.find('tree table', 'Pairs of indicators')
        self.show('Derivation')
        self.assertEqual(self.followed(), chosen)


if __name__ == '__main__':
    harness.main()
