# SPDX-License-Identifier: GPL-3.0-or-later
"""Judgements, saved schemes, a mean for each level, goalposts: what the inspector opens, and undo of all of it."""

import os
import re
import time

import harness
from harness import wait

ANHUI = '340000'
DRIVERS = 'Technological innovation'
PILLARS = ['New elements', DRIVERS, 'Emerging industries', 'New production relations']
# Places of choices in their lists.
COMPONENTS, PAIRWISE, ZSCORE, GOALPOSTS, GEOMETRIC = 4, 5, 2, 6, 1


class Schemes(harness.TestCase):
    def setUp(self):
        self.app = self.launch('--page', 'ranking', '--region', ANHUI)
        self.app.find('slider', 'Weight of ' + DRIVERS)
        nodes = {node.name: node for node in self.app.walk()}
        self.sliders = [nodes['Weight of ' + name] for name in PILLARS]

    def weights(self):
        """Of one moment: while a change reaches one slider after the other they add up to something else."""
        def whole():
            values = [self.app.value(slider) for slider in self.sliders]
            return abs(sum(values) - 100) < 1e-3 and values
        return wait(whole, 'weights that add up to 100')

    def assert_weights(self, expected):
        wait(lambda: all(abs(a - b) < 1e-6 for a, b in zip(self.weights(), expected)),
             f'the weights {expected} instead of {self.weights()}')

    def chosen(self, title):
        box = self.app.find('combo box', title)
        return [text for text in self.app.texts(box) if text != '(None)'][0]

    def choose(self, title, position):
        before = self.chosen(title)
        self.app.open_list(self.app.find('combo box', title))
        self.app.key('Home', *['Down'] * position, 'Return')
        self.app.settle()
        return before

    def scroll(self, clicks=10):
        self.app.move(1120, 600)
        for _ in range(clicks):
            self.app._xdotool('click', '5')
            time.sleep(0.03)
        self.app.settle()

    def sensitive_undo(self):
        return next((node for node in self.app.find_all('push button', 'Undo') if self.app.is_sensitive(node)), None)

    def undo_all(self):
        """Returns how many actions there were."""
        count = 0
        while (node := self.sensitive_undo()) is not None:
            self.app.press(node)
            self.app.settle()
            count += 1
            self.assertLess(count, 40, 'undo has no end')
        return count

    def close_dialog(self):
        self.app.key('Escape')
        self.app.settle()
        self.app.focus()

    # ---- judgements ----

    def verdict(self):
        return self.app.name(self.app.find('status bar', re.compile('ratio')))

    def test_judgements(self):
        before = self.weights()
        self.choose('Weights', PAIRWISE)
        self.assert_weights([25] * 4)  # nothing has been compared yet
        self.app.press(self.app.find('push button', 'Judgements…'))
        for pair, place in ((f'{PILLARS[0]} against {PILLARS[1]}', -4), (f'{PILLARS[1]} against {PILLARS[2]}', -4),
                            (f'{PILLARS[0]} against {PILLARS[2]}', 3)):
            self.app.set_value(self.app.find('slider', pair), place)
        wait(lambda: self.verdict().startswith('Contradictory'), 'the judgements to contradict each other')
        wait(lambda: max(self.weights()) - min(self.weights()) > 5, 'the weights to follow')
        judged = self.weights()
        steps = 0
        while self.verdict().startswith('Contradictory'):
            button = self.app.find('push button', re.compile('^Use .* Instead'))
            promised = float(re.search(r'CR ([\d.]+)$', self.app.name(button)).group(1))
            said = self.verdict()
            self.app.press(button)
            wait(lambda: self.verdict() != said, 'the suggestion to be used')
            self.assertAlmostEqual(float(re.search(r'ratio ([\d.]+)', self.verdict()).group(1)), promised, delta=0.006)
            steps += 1
            self.assertLess(steps, 6)
        self.assertGreater(steps, 0)
        self.assertTrue(self.verdict().startswith('Consistent enough'), self.verdict())
        wait(lambda: self.weights() != judged, 'the weights to follow the suggestion')
        # Each judgement and suggestion is one action, and so is the scheme.
        self.assertEqual(self.undo_all(), 1 + 3 + steps)
        self.assert_weights(before)

    def test_judgement_by_key(self):
        self.choose('Weights', PAIRWISE)
        self.app.press(self.app.find('push button', 'Judgements…'))
        slider = self.app.find('slider', f'{PILLARS[0]} against {PILLARS[1]}')
        self.app.tab_to(slider)
        self.app.key('Left', 'Left')
        wait(lambda: self.app.value(slider) == -2, 'two steps towards the first')
        wait(lambda: self.weights()[0] > 26, 'the weights to follow')
        self.app.key('ctrl+z')
        wait(lambda: self.app.value(slider) == -1, 'one step back')
        self.close_dialog()

    def test_judgements_outlive_a_scheme(self):
        """Weights that were saved take the place of weights, not of what was judged."""
        self.save('Before')
        self.choose('Weights', PAIRWISE)
        self.app.press(self.app.find('push button', 'Judgements…'))
        self.app.set_value(self.app.find('slider', f'{PILLARS[0]} against {PILLARS[1]}'), -4)
        wait(lambda: self.weights()[0] > 30, 'the weights to follow')
        judged = self.weights()
        self.close_dialog()
        self.open_menu()
        self.app.press(self.app.find('push button', 'Use Before'))
        wait(lambda: abs(self.weights()[0] - judged[0]) > 1, 'the saved weights')
        self.open_menu()
        self.app.press(self.app.find('push button', 'Judgements (AHP)…'))
        self.assertEqual(self.app.value(self.app.find('slider', f'{PILLARS[0]} against {PILLARS[1]}')), -4)

    def judgement_sliders(self):
        """Of all pairs of pillars, in the order in which they stand."""
        wait(lambda: len(list(self.app.find_all('slider', re.compile(' against ')))) == 6, 'the six pairs')
        return [self.app.find('slider', f'{PILLARS[a]} against {PILLARS[b]}') for a in range(4) for b in range(a + 1, 4)]

    def places(self, sliders):
        return [self.app.value(slider) for slider in sliders]

    def choose_judgements(self, entry, path):
        """ENTRY of the dialog's menu, in the file chooser that it opens."""
        self.app.press(list(self.app.find_all(('push button', 'toggle button'), 'Menu of judgements'))[-1])
        self.app.press(self.app.find('menu item', entry))
        self.app.enter_path('Save' if entry.startswith('Export') else 'Open', path)

    def test_judgements_out_and_in(self):
        self.choose('Weights', PAIRWISE)
        self.app.press(self.app.find('push button', 'Judgements…'))
        sliders = self.judgement_sliders()
        for slider, place in ((sliders[0], -4), (sliders[3], 3)):
            self.app.set_value(slider, place)
        wait(lambda: max(self.weights()) - min(self.weights()) > 5, 'the weights to follow')
        mine, weights = self.places(sliders), self.weights()
        self.assertEqual(mine, [-4, 0, 0, 3, 0, 0])
        path = os.path.join(self.app.home, 'mine.csv')
        self.choose_judgements('Export Judgements (CSV)…', path)
        wait(lambda: os.path.exists(path), 'the file', 15)
        with open(path, encoding='utf-8') as file:
            lines = file.read().splitlines()
        self.assertEqual(lines[0], 'parent,a,b,value')
        self.assertEqual(lines[1], 'index,elements,drivers,5')
        self.assertEqual(len(lines), 1 + 6)
        self.app.set_value(sliders[0], 6)
        self.app.set_value(sliders[5], 8)
        changed = self.places(sliders)
        wait(lambda: abs(self.weights()[0] - weights[0]) > 1, 'the weights to follow')
        other = self.weights()
        self.choose_judgements('Import Judgements (CSV)…', path)
        wait(lambda: self.places(sliders) == mine, 'the judgements of the file')
        self.assert_weights(weights)
        self.app.key('ctrl+z')  # one action
        wait(lambda: self.places(sliders) == changed, 'the judgements of before')
        self.assert_weights(other)
        self.app.key('ctrl+shift+z')
        wait(lambda: self.places(sliders) == mine, 'those of the file again')
        self.close_dialog()
        # the scheme, four judgements, the import
        self.assertEqual(self.undo_all(), 6)

    def refused(self, path, text):
        """What the window says about a file of judgements that holds TEXT."""
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        self.choose_judgements('Import Judgements (CSV)…', path)
        name = os.path.basename(path)
        dialog = self.app.find('dialog', f'“{name}” could not be imported')
        said = self.app.find('label', re.compile('^' + re.escape(name) + ':'), below=dialog).name
        self.app.press(self.app.find('push button', re.compile('Close$'), below=dialog))
        wait(lambda: not self.app.has('dialog', dialog.name), 'the message to close')
        return said

    def test_bad_judgements(self):
        self.choose('Weights', PAIRWISE)
        self.app.press(self.app.find('push button', 'Judgements…'))
        sliders = self.judgement_sliders()
        self.app.set_value(sliders[0], -4)
        wait(lambda: self.weights()[0] > 30, 'the weights to follow')
        places, weights = self.places(sliders), self.weights()
        path = os.path.join(self.app.home, 'bad.csv')
        head = 'parent,a,b,value\nindex,elements,drivers,3\n'
        for line, where, what in (
                ('index,drivers,elements,3', 'bad.csv:3:4:', 'line 2'),  # not one divided by the other
                ('index,elements,carriers,0', 'bad.csv:3:4:', '“0”'),
                ('index,elements,carriers,much', 'bad.csv:3:4:', '“much”')):
            said = self.refused(path, head + line + '\n')
            self.assertTrue(said.startswith(where), said)
            self.assertIn(what, said)
            self.assertIn('expected', said)
            self.assertEqual(self.places(sliders), places)
            self.assert_weights(weights)
        self.close_dialog()
        # the scheme and the judgement: nothing of the files
        self.assertEqual(self.undo_all(), 2)

    # ---- principal components ----

    def test_components(self):
        self.choose('Weights', COMPONENTS)
        self.app.press(self.app.find('push button', 'Components…'))
        heading = self.app.find('label', 'Weight, %')
        dialog = heading
        while dialog.parent.parent is not None:
            dialog = dialog.parent
        # The weights, at the right of the loadings, are in sight without scrolling sideways, also in a window of 900 px.
        right = [box[0] + box[2] for box in (self.app.box(heading), self.app.box(dialog))]
        self.assertLess(right[0], right[1])
        self.assertLess(right[0], 900)
        before = self.app.box(heading)[1]
        self.app.key('Next')
        wait(lambda: self.app.box(heading)[1] < before, 'a key to scroll')
        self.close_dialog()

    # ---- saved schemes ----

    def open_menu(self):
        # the button inside the menu button
        self.app.press(list(self.app.find_all('push button', 'Schemes'))[-1])

    def save(self, name):
        self.open_menu()
        self.app.press(self.app.find('push button', 'Save Weights as…'))
        self.app.find('dialog')
        self.app.fill(name)
        self.app.key('Return')
        wait(lambda: not self.app.has('dialog'), 'the dialog to close')
        self.app.focus()

    def test_save_use_compare(self):
        before = self.weights()
        self.save('Mine')
        self.app.set_value(self.sliders[1], 60)
        wait(lambda: abs(self.weights()[1] - 60) < 1e-6, 'the weight')
        self.save('Inventive')
        self.open_menu()
        self.app.find('push button', 'Inventive: in force')
        self.app.press(self.app.find('push button', 'Use Mine'))
        self.assert_weights(before)
        self.open_menu()
        self.app.press(self.app.find('push button', 'Compare Schemes…'))
        titles = wait(lambda: [text for text in self.app.texts() if text.startswith('Inventive\n')], 'the columns')
        spearman = float(re.search(r'ρ ([\d.]+)', titles[0]).group(1))
        self.assertGreater(spearman, 0.3)
        self.assertLess(spearman, 1)
        same = [text for text in self.app.texts() if text.startswith('Mine\n')][0]
        self.assertIn('ρ 1', same)  # those are the weights in force
        self.assertTrue(any(re.search('[▲▼]', text) for text in self.app.texts()))
        self.close_dialog()
        # two saved, one weight, one used
        self.assertEqual(self.undo_all(), 4)
        self.assert_weights(before)
        self.open_menu()
        self.app.find('label', 'No weights were saved yet.')

    def rename(self, old, new):
        self.open_menu()
        self.app.press(self.app.find('push button', 'Rename ' + old))
        self.app.find('dialog')
        self.app.fill(new)
        self.app.key('Return')
        wait(lambda: not self.app.has('dialog'), 'the dialog to close')
        self.app.focus()

    def test_rename_duplicate_delete(self):
        self.save('Mine')
        self.rename('Mine', 'Yours')
        self.open_menu()
        self.app.find('push button', 'Yours: in force')
        self.app.press(self.app.find('push button', 'Duplicate Yours'))
        self.app.find('push button', 'Yours 2: in force')
        self.app.press(self.app.find('push button', 'Delete Yours'))
        wait(lambda: not self.app.has('push button', 'Delete Yours'), 'the first one to go')
        self.app.find('push button', 'Delete Yours 2')
        self.app.key('Escape')
        # saved, renamed, duplicated, deleted
        self.assertEqual(self.undo_all(), 4)
        self.open_menu()
        self.app.find('label', 'No weights were saved yet.')

    def choose_file(self, entry, button, path):
        """Of the menu's ENTRY, in the file chooser that it opens."""
        self.open_menu()
        self.app.press(self.app.find('push button', entry))
        self.app.enter_path(button, path)

    def test_weights_out_and_in(self):
        self.app.set_value(self.sliders[1], 60)
        wait(lambda: abs(self.weights()[1] - 60) < 1e-6, 'the weight')
        mine = self.weights()
        path = os.path.join(self.app.home, 'mine.csv')
        self.choose_file('Export Weights (CSV)…', 'Save', path)
        wait(lambda: os.path.exists(path), 'the file', 15)
        with open(path, encoding='utf-8') as file:
            self.assertEqual(file.readline().strip(), 'node,level,parent,weight,global')
        self.app.focus()
        self.undo_all()
        wait(lambda: abs(self.weights()[1] - 60) > 1, 'the weights of before')
        before, scheme = self.weights(), self.chosen('Weights')
        self.choose_file('Import Weights (CSV)…', 'Open', path)
        self.assert_weights(mine)
        self.assertEqual(self.chosen('Weights'), 'Custom')
        self.open_menu()
        self.app.find('push button', 'mine: in force')
        self.app.key('Escape')
        self.app.focus()
        # One action: the scheme goes with its weights.
        self.assertEqual(self.undo_all(), 1)
        self.assert_weights(before)
        self.assertEqual(self.chosen('Weights'), scheme)
        self.open_menu()
        self.app.find('label', 'No weights were saved yet.')
        self.app.key('Escape')
        self.app.press(self.app.find('push button', 'Redo'))
        self.assert_weights(mine)
        self.open_menu()
        self.app.find('push button', 'mine: in force')

    # ---- aggregation ----

    def test_level_refused(self):
        self.choose('Normalise', ZSCORE)
        self.assertEqual(self.chosen('Normalise'), 'Z-score')
        self.scroll()
        self.app.click(self.app.find(('check box', 'switch', 'toggle button'), 'A choice for each level'))
        self.app.find('combo box', 'Pillars')
        self.scroll()
        self.choose('Pillars', GEOMETRIC)
        self.app.find(None, re.compile('^Z-scores are negative'))
        wait(lambda: self.chosen('Pillars') == 'Arithmetic mean', 'the choice to go back')
        self.assertEqual(self.undo_all(), 1)
        self.assertEqual(self.chosen('Normalise'), 'Min-max, all years')
        wait(lambda: not self.app.has(None, re.compile('^Z-scores are negative')), 'the refusal to go')
        self.scroll()
        self.choose('Pillars', GEOMETRIC)
        wait(lambda: self.chosen('Pillars') == 'Geometric mean', 'the mean of one level')
        self.assertEqual(self.undo_all(), 1)

    # ---- goalposts ----

    def counts(self):
        """What the parts count for in fact, which follows from the scores."""
        return [text for text in self.app.texts() if text.startswith('real influence ')]

    def enter(self, entry, text):
        self.app.click(entry)
        self.app.key('ctrl+a')
        if text:
            self.app.type(text)
        else:
            self.app.key('Delete')
        self.app.key('Return')
        self.app.settle()

    def test_goalposts(self):
        self.choose('Normalise', GOALPOSTS)
        self.app.press(self.app.find('push button', 'Goalposts…'))
        name = wait(lambda: next(self.app.find_all('text', re.compile('^Lower mark of')), None), 'the entries').name
        indicator = name[len('Lower mark of '):]
        lower = self.app.find('text', name)
        upper = self.app.find('text', 'Upper mark of ' + indicator)
        # the keyboard starts where there is something to write, and nothing was undone yet
        wait(lambda: self.app.has_focus(lower), 'the first entry to have the focus')
        redo = list(self.app.find_all('push button', 'Redo'))
        self.assertGreater(len(redo), 1)  # the window's and the dialog's
        self.assertFalse(any(self.app.is_sensitive(node) for node in redo))
        said = self.counts()
        self.enter(upper, 'much')
        self.app.find('label', re.compile('^Write a number'))
        self.enter(upper, '1e9')
        wait(lambda: not self.app.has('label', re.compile('^Write a number')), 'the problem to go')
        wait(lambda: self.counts() != said, 'the scores to follow')
        self.enter(lower, '2e9')
        self.app.find('label', re.compile('^The lower mark must lie below'))
        self.enter(lower, '')
        wait(lambda: not self.app.has('label', re.compile('^The lower mark')), 'the problem to go')
        # an empty mark is the lowest value there is, and leaves no room below it
        self.enter(upper, '-1e9')
        self.app.find('label', re.compile('^The lower mark is empty and stands for the lowest value, '))
        self.enter(upper, '1e9')
        wait(lambda: not self.app.has('label', re.compile('^The lower mark')), 'the problem to go')
        self.app.key('ctrl+z')
        wait(lambda: self.counts() == said, 'the scores to come back')
        wait(lambda: all(self.app.is_sensitive(node) for node in redo), 'Redo to become possible')
        self.close_dialog()
        self.assertEqual(self.undo_all(), 1)


if __name__ == '__main__':
    harness.main()
