# SPDX-License-Identifier: GPL-3.0-or-later
"""The weights tree: pointer, keyboard and AT-SPI change weights, ranks and siblings follow, undo brings all back."""

import re
import time

import harness
from harness import wait

ANHUI = '340000'
DRIVERS = 'Technological innovation'
PILLARS = ['New elements', DRIVERS, 'Emerging industries', 'New production relations']


class Weights(harness.TestCase):
    def setUp(self):
        self.app = self.launch('--page', 'ranking', '--region', ANHUI)
        self.app.find('slider', 'Weight of ' + DRIVERS)
        # The rows stay as long as the project has the same parts.
        nodes = {node.name: node for node in self.app.walk()}
        self.sliders = [nodes['Weight of ' + name] for name in PILLARS]
        self.slider = self.sliders[1]
        self.rank_node = self.app.find('status bar', re.compile('^Anhui'))

    # ---- what the window shows ----

    def weights(self):
        """Of one moment: while a change reaches one slider after the other they add up to something else."""
        def whole():
            values = [self.app.value(slider) for slider in self.sliders]
            return abs(sum(values) - 100) < 1e-3 and values
        return wait(whole, 'weights that add up to 100')

    def rank_line(self):
        return self.app.name(self.rank_node)

    def rank(self):
        return int(re.search(r'(?:rank|now) (\d+) of', self.rank_line()).group(1))

    def scheme(self):
        box = self.app.find('combo box', 'Weights')
        return [text for text in self.app.texts(box) if text != '(None)'][0]

    def undo(self):
        self.app.press(wait(lambda: self.sensitive_undo(), 'Undo to become possible'))

    def sensitive_undo(self):
        node = next(self.app.find_all('push button', 'Undo'), None)
        return node if node is not None and self.app.is_sensitive(node) else None

    def assert_weights(self, expected, places=6):
        wait(lambda: all(abs(a - b) < 10 ** -places for a, b in zip(self.weights(), expected)),
             f'the weights {expected} instead of {self.weights()}')

    # ---- pointer ----

    def test_held_long(self):
        """Small steps then: the trough is thicker, and nothing is said about its size."""
        for slider in (self.sliders[0], self.app.find('slider', 'Year')):
            before = self.app.value(slider)
            x, y, width, height = self.app.box(slider)
            upper = self.app.bus.get(slider, 'Value', 'MaximumValue')
            self.app.move(x + width * before / upper, y + height / 2)
            self.app.mouse_down()
            time.sleep(1.5)
            self.app.mouse_up()
            wait(lambda: self.app.has_focus(slider), 'the slider to have been held')

    def test_drag(self):
        before, rank = self.weights(), self.rank()
        x, y, width, height = self.app.box(self.slider)
        middle = y + height / 2
        self.app.move(x + width * before[1] / 100, middle)
        self.app.mouse_down()
        for share in (0.3, 0.45, 0.6, 0.75, 0.9):
            self.app.move(x + width * share, middle)
            time.sleep(0.03)
        during = wait(lambda: self.weights()[1] > 80 and self.weights(), 'the weight to follow the pointer')
        self.assertAlmostEqual(sum(during), 100, places=6)
        # Siblings keep their proportions, and the inspector says how far the region has moved.
        self.assertAlmostEqual(during[0] / during[2], before[0] / before[2], places=6)
        moved = rank - wait(lambda: self.rank() != rank and self.rank(), 'the rank to change during the drag')
        self.assertIn(f'{"up" if moved > 0 else "down"} {abs(moved)}', self.rank_line())
        self.assertIsNone(self.sensitive_undo(), 'a drag is an action only when it ends')
        self.app.mouse_up()
        self.assertEqual(wait(lambda: self.scheme() != 'Entropy' and self.scheme(), 'the scheme to become custom'),
                         'Custom (from Entropy)')
        # One action over the whole drag.
        self.undo()
        self.assert_weights(before)
        self.assertEqual(self.rank(), rank)
        self.assertEqual(self.scheme(), 'Entropy')
        self.assertIsNone(self.sensitive_undo())

    def test_escape_calls_a_drag_off(self):
        before, rank = self.weights(), self.rank()
        x, y, width, height = self.app.box(self.slider)
        self.app.move(x + width * before[1] / 100, y + height / 2)
        self.app.mouse_down()
        for share in (0.4, 0.7, 0.9):
            self.app.move(x + width * share, y + height / 2)
            time.sleep(0.03)
        wait(lambda: self.weights()[1] > 80, 'the weight to follow the pointer')
        self.app.key('Escape')
        self.assert_weights(before)
        self.app.move(x + width * 0.6, y + height / 2)  # the button is still down
        time.sleep(0.2)
        self.app.mouse_up()
        time.sleep(0.2)
        self.assert_weights(before)
        self.assertEqual((self.rank(), self.scheme(), self.sensitive_undo()), (rank, 'Entropy', None))

    def test_click_without_move_is_one_action(self):
        before = self.weights()
        self.app.click(self.slider, 0.8)
        wait(lambda: self.weights()[1] > 70, 'the weight to jump to the pointer')
        self.undo()
        self.assert_weights(before)

    def test_wheel_changes_nothing(self):
        before = self.weights()
        self.app.click(self.slider, 0.5, button=5)
        self.app.click(self.slider, 0.5, button=4)
        time.sleep(0.3)
        self.assertEqual(self.weights(), before)

    # ---- AT-SPI ----

    def test_assistive_value(self):
        before, rank = self.weights(), self.rank()
        self.app.set_value(self.slider, 90)
        self.assert_weights([before[0] * 10 / (100 - before[1]), 90, before[2] * 10 / (100 - before[1]),
                             before[3] * 10 / (100 - before[1])])
        wait(lambda: self.rank() != rank, 'the rank to change')
        self.undo()
        self.assert_weights(before)
        wait(lambda: self.rank() == rank, 'the rank to come back')

    def test_lock_and_switch(self):
        before = self.weights()
        self.app.press(self.app.find('push button', 'Lock the weight of New elements'))
        wait(lambda: not self.app.is_sensitive(self.app.find('slider', 'Weight of New elements')), 'the lock')
        self.app.set_value(self.slider, 99)  # more than the lock leaves
        wait(lambda: abs(self.weights()[1] - (100 - before[0])) < 1e-6, 'the weight to stop at what is free')
        self.assertAlmostEqual(self.weights()[0], before[0], places=6)
        self.app.press(self.app.find('push button', 'Reset weights'))
        self.assert_weights(before)
        self.app.press(self.app.find(('check box', 'toggle button', 'switch'), 'Emerging industries takes part'))
        wait(lambda: self.weights()[2] == 0, 'the weight to go')
        self.assertAlmostEqual(sum(self.weights()), 100, places=6)
        for _ in range(4):
            self.undo()
            self.app.settle()
        self.assert_weights(before)
        self.assertIsNone(self.sensitive_undo())

    # ---- keyboard ----

    def focus_slider(self):
        self.app.click(self.app.find('text', f'Weight of {DRIVERS} in percent'))
        self.app.tab_to(self.slider, 2)

    def test_keys(self):
        before = self.weights()
        self.focus_slider()
        self.app.key('Right')
        wait(lambda: self.weights()[1] > before[1] + 0.9, 'one step')
        one = self.weights()[1]
        self.assertAlmostEqual(one, before[1] + 1, delta=0.051)
        self.app.key('Page_Up')
        wait(lambda: abs(self.weights()[1] - one) > 4.9, 'a large step')
        self.undo()
        wait(lambda: abs(self.weights()[1] - one) < 1e-6, 'the first step')
        self.undo()
        self.assert_weights(before)

    def test_key_held_is_one_action(self):
        before = self.weights()
        self.focus_slider()
        self.app.key_down('Right')
        time.sleep(1.2)
        self.app.key_up('Right')
        wait(lambda: self.weights()[1] > before[1] + 3, 'the held key to repeat')
        self.undo()
        self.assert_weights(before)

    def test_number(self):
        before = self.weights()
        entry = self.app.find('text', f'Weight of {DRIVERS} in percent')
        self.app.click(entry)
        self.app.fill('55')
        self.app.key('Return')
        wait(lambda: abs(self.weights()[1] - 55) < 1e-6, 'the number to be taken')
        self.app.click(entry)
        self.app.fill('abc')
        self.app.key('Return')
        self.app.settle()
        self.assertAlmostEqual(self.weights()[1], 55, places=6)
        self.undo()
        self.assert_weights(before)

    # ---- the tree, the schemes ----

    def test_open_pillar(self):
        self.app.press(self.app.find('push button', 'Parts of ' + DRIVERS))
        self.app.press(self.app.find('push button', 'Parts of Innovation input'))
        leaves = wait(lambda: [found for found in [list(self.app.find_all('slider', re.compile('^Weight of R&D')))]
                               if len(found) == 2], 'two indicators')[0]
        self.assertAlmostEqual(sum(self.app.value(leaf) for leaf in leaves), 100, places=6)
        self.app.set_value(leaves[0], 25)
        wait(lambda: abs(self.app.value(leaves[1]) - 75) < 1e-6, 'the sibling to follow')
        self.app.press(self.app.find('push button', 'Parts of ' + DRIVERS))
        wait(lambda: not self.app.has('slider', re.compile('^Weight of R&D')), 'the pillar to close')

    def choose(self, title, steps):
        box = self.app.find('combo box', title)
        self.app.click(box)
        self.app.settle()
        self.app.key(*(['Down'] * steps if steps > 0 else ['Up'] * -steps), 'Return')
        self.app.settle()
        return [text for text in self.app.texts(box) if text != '(None)'][0]

    def test_scheme(self):
        before = self.weights()
        self.choose('Weights', -1)
        wait(lambda: self.scheme() == 'Equal', 'the scheme')
        self.assert_weights([25, 25, 25, 25])
        self.undo()
        self.assert_weights(before)
        wait(lambda: self.scheme() == 'Entropy', 'the scheme to come back')

    def test_nonsense_is_refused(self):
        self.assertEqual(self.choose('Aggregate', 1), 'Geometric mean')
        self.assertEqual(self.choose('Normalise', 2), 'Min-max, all years')  # z-scores have no geometric mean
        self.undo()


if __name__ == '__main__':
    harness.main()
