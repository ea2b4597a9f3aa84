# SPDX-License-Identifier: GPL-3.0-or-later
"""The page Paths: levers, assumed values by AT-SPI, pointer and number, scenarios, and plans to a rank."""

import re
import shutil
import tempfile
import time

import harness
from harness import wait

ANHUI = '340000'
BUTTONS = ('toggle button', 'push button')  # GTK 4.8 says push button
COMPUTERS = 'Computers used per 100 employees'
SOFTWARE = 'Software revenue to GDP'
TURNOVER = 'Technology market turnover to GDP'
OUTCOME = re.compile(r'\d points|^No score|^no score')


class Paths(harness.TestCase):
    def open(self, *args, view='What If', region=ANHUI, **options):
        self.app = self.launch('--page', 'paths', '--region', region, *args, **options)
        toggle = self.app.find(BUTTONS, view)
        if not self.app.is_checked(toggle):
            self.app.press(toggle)
        return self.app

    # ---- what the page shows ----

    def outcome(self):
        return self.app.find('status bar', OUTCOME).name

    def ranks(self):
        """Rank before and after."""
        found = re.search(r'rank (\d+)(?: → (\d+))? of 31', self.outcome())
        return int(found.group(1)), int(found.group(2) or found.group(1))

    def slider(self, name):
        return self.app.find('slider', 'Assumed value of ' + name)

    def assume(self, name, factor):
        slider = self.slider(name)
        self.app.set_value(slider, self.app.value(slider) * factor)
        return slider

    def changed(self, before):
        return wait(lambda: self.outcome() != before and self.outcome(), f'the result to differ from “{before}”')

    def chosen(self):
        """What the list of scenarios shows as chosen."""
        box = self.app.find('combo box', 'Scenario')
        return [text for text in self.app.texts(box) if text and text != '(None)'][0]

    def press(self, name, role=BUTTONS):
        node = self.app.find(role, name)
        wait(lambda: self.app.is_sensitive(node), f'{name} to become possible')
        self.app.press(node)

    def menu(self, item):
        """An item of the menu beside the scenarios, by keyboard."""
        self.app.click(self.app.find(None, 'More about scenarios'))
        node = self.app.find('menu item', item)
        self.app.settle()
        self.app.press(node)
        self.app.settle()

    def save_as(self, name):
        self.press(re.compile('Save As'))
        self.app.find('push button', re.compile('^_?Cancel'))
        self.app.fill(name)
        self.app.key('Return')
        wait(lambda: self.chosen().endswith(': ' + name), f'“{name}” to be chosen')

    def undo(self):
        node = self.app.find('push button', 'Undo')
        wait(lambda: self.app.is_sensitive(node), 'Undo to become possible')
        self.app.press(node)

    # ---- assumed values ----

    def test_slider(self):
        app = self.open()
        before, rank = self.outcome(), self.ranks()[0]
        self.assertNotIn('→', before)
        slider = self.slider(SOFTWARE)
        value = app.value(slider)
        app.set_value(slider, value * 6)
        after = self.changed(before)
        self.assertRegex(after, r'^\d+\.\d → \d+\.\d points')
        first, second = (float(number) for number in re.findall(r'\d+\.\d', after)[:2])
        self.assertGreater(second, first)
        self.assertEqual(self.ranks()[0], rank)
        self.assertLess(self.ranks()[1], rank)
        # Less is worse: below what it is, points are lost.
        app.set_value(slider, value / 2)
        wait(lambda: self.ranks()[1] > rank or float(re.findall(r'\d+\.\d', self.outcome())[-1]) < first,
             'a lower score')
        self.press(f'Reset {SOFTWARE} to the value there is')
        wait(lambda: self.outcome() == before and app.value(slider) == value, 'all as it was')

    def test_pictures_follow(self):
        app = self.open()
        self.press('Radar')
        picture = app.find('image', re.compile('Anhui, 2023'))
        before = app.bus.get(picture, 'Accessible', 'Description')
        self.assume(SOFTWARE, 8)
        wait(lambda: app.bus.get(app.find('image', re.compile('Anhui, 2023')), 'Accessible', 'Description')
             != before, 'the words of the radar')
        self.press('Map')
        app.find('image', re.compile('^New quality productivity index, 2023'))

    def test_pointer(self):
        app = self.open()
        before = self.outcome()
        slider = self.app.find('slider', re.compile('^Assumed value of Students'))
        x, y, width, height = app.box(slider)
        app.move(x + width * 0.9, y + height / 2)
        app.mouse_down()
        during = self.changed(before)  # while the finger is down
        app.move(x + width * 0.2, y + height / 2)
        self.changed(during)
        app.mouse_up()
        self.assertIn('→', self.outcome())

    def test_number(self):
        app = self.open()
        before = self.outcome()
        entry = app.find('text', re.compile('^Assumed number of Students'))
        app.click(entry)
        app.key('ctrl+a')
        app.type('400')
        app.key('Return')
        self.changed(before)
        self.assertAlmostEqual(app.value(app.find('slider', re.compile('^Assumed value of Students'))), 400)
        app.click(entry)
        app.key('ctrl+a')
        app.type('many')
        app.key('Return')
        app.find('label', re.compile('is not a number'))
        app.key('ctrl+a', 'BackSpace', 'Return')
        wait(lambda: self.outcome() == before, 'an empty number to mean the value there is')

    def test_keys(self):
        app = self.open()
        before = self.outcome()
        app.click(app.find('text', re.compile('^Assumed number of Students')))
        slider = app.find('slider', re.compile('^Assumed value of Students'))
        app.tab_to(slider, 3)
        value = app.value(slider)
        app.key(*['Right'] * 20)
        self.assertGreater(app.value(slider), value)
        self.changed(before)

    def test_less_is_better(self):
        app = self.open()
        wait(lambda: any('less is better' in text for text in app.texts()), 'the direction in words')

    def test_region_without_a_score(self):
        app = self.open(project='sample:world-economies', region='GAB')
        self.assertRegex(self.outcome(), '^No score')
        self.open_plan()
        app.find('label', re.compile('has no score'))
        app.key('Escape')
        # Values that are missing may be assumed, until there are enough of them.
        for slider in list(app.find_all('slider', re.compile('^Assumed value'))):
            app.set_value(slider, app.value(slider) + 1)
        wait(lambda: re.match(r'no score → \d+\.\d points, rank \d+ of \d+', self.outcome()), 'a score')

    # ---- scenarios ----

    def test_scenarios(self):
        app = self.open()
        before = self.outcome()
        self.assertEqual(self.chosen(), 'No scenario')
        self.assume(SOFTWARE, 5)
        software = self.changed(before)
        self.save_as('Software push')
        self.assertEqual(self.outcome(), software)
        self.assume(TURNOVER, 1.5)
        both = self.changed(software)
        self.save_as('Both')
        self.menu('Compare Scenarios…')
        dialog = app.find('frame', 'Scenarios of Anhui, 2023')
        texts = app.texts(dialog)
        for name in ('As it is', 'Software push', 'Both', 'Score of the index', 'Rank'):
            self.assertIn(name, texts)
        self.assertTrue(any(text.startswith(SOFTWARE) for text in texts))
        self.assertFalse(any(text.startswith('Students') for text in texts), 'what does not differ is left out')
        score = re.findall(r'\d+\.\d', both)[1]
        self.assertIn(score, texts)
        app.key('Escape')
        wait(lambda: not app.has('frame', 'Scenarios of Anhui, 2023'), 'the comparison to close')
        self.undo()
        wait(lambda: not self.chosen().endswith('Both'), 'the second scenario to go')
        # The change of the first one that came before is still there, and the one action before that.
        self.undo()
        self.undo()
        wait(lambda: not app.has('label', re.compile('Software push')), 'the first one to go')
        self.assertEqual(self.chosen(), 'No scenario')

    def test_drag_of_a_scenario_is_one_action(self):
        app = self.open()
        before = self.outcome()
        self.assume(SOFTWARE, 5)
        named = self.changed(before)
        self.save_as('Push')
        slider = app.find('slider', re.compile('^Assumed value of Students'))
        x, y, width, height = app.box(slider)
        app.move(x + width * 0.5, y + height / 2)
        app.mouse_down()
        for share in (0.6, 0.7, 0.8, 0.9):
            app.move(x + width * share, y + height / 2)
            time.sleep(0.05)
        app.mouse_up()
        self.changed(named)
        self.undo()
        wait(lambda: self.outcome() == named, 'the whole drag to be undone')

    def test_derivation_of_the_assumed(self):
        app = self.open()
        before = self.outcome()
        self.assume(SOFTWARE, 5)
        self.changed(before)
        picture = app.find('image', re.compile('^What assumed values would change'))
        wait(lambda: app.box(picture)[3] > 100, 'the picture to have its size')
        for share in (0.30, 0.34, 0.38, 0.42, 0.46, 0.50):  # a click on a pillar's row, wherever its font puts it
            app.click(picture, 0.5, share)
            if app.has('label', re.compile('with assumed values$')):
                return
        self.fail('no row of the picture explains itself under the assumed values')

    def test_undo_of_a_name_keeps_the_values(self):
        self.open()
        before = self.outcome()
        self.assume(SOFTWARE, 5)
        named = self.changed(before)
        self.save_as('Push')
        self.undo()
        wait(lambda: self.chosen() == 'No scenario', 'the name to go')
        self.assertEqual(self.outcome(), named)

    def test_rename_delete_and_undo(self):
        app = self.open()
        before = self.outcome()
        self.assume(SOFTWARE, 5)
        named = self.changed(before)
        self.save_as('Push')
        self.menu('Rename…')
        app.find('push button', re.compile('^_?Cancel'))
        app.fill('Pull')
        app.key('Return')
        wait(lambda: self.chosen() == 'Anhui 2023: Pull', 'the new name')
        self.menu('Delete')
        app.find('label', re.compile('“Pull” deleted'))
        wait(lambda: self.chosen() == 'No scenario' and self.outcome() == before, 'the scenario to go')
        self.undo()
        wait(lambda: self.chosen() != 'No scenario' or app.is_sensitive(app.find('combo box', 'Scenario')),
             'the scenario to come back')
        # Choosing it brings its values back.
        app.click(app.find('combo box', 'Scenario'))
        app.settle()
        app.key('Tab', 'Down', 'Return')
        wait(lambda: self.outcome() == named, 'its values')

    # ---- plans ----

    def open_plan(self):
        self.app.click(self.app.find(BUTTONS, 'Reach Rank…'))
        return self.app.find('spin button', 'Rank to reach')

    def test_plan(self):
        app = self.open()
        rank = self.ranks()[0]
        spin = self.open_plan()
        self.assertEqual(app.value(spin), rank - 1)
        app.set_value(spin, rank - 4)
        wait(lambda: any(f'rank {rank} → {rank - 4} of 31' in text for text in app.texts()), 'the plan')
        texts = app.texts()
        self.assertTrue(any(re.match(r'In all \d+\.\d years at past pace', text) for text in texts))
        self.assertTrue(any(re.match(r'\d+\.\d years$', text) for text in texts))
        self.press(re.compile('Try It'))
        wait(lambda: self.ranks() == (rank, rank - 4), f'rank {rank - 4}')

    def test_plan_of_the_first(self):
        app = self.open(project='sample:world-economies', region='CHE')
        self.open_plan()
        app.find('label', 'The region has this rank already: nothing has to change')
        self.assertFalse(app.is_sensitive(app.find('push button', re.compile('Try It'))))

    def test_ranks_as_normalisation(self):
        app = self.open()
        box = app.find('combo box', 'Normalise')
        app.click(box)
        app.settle()
        app.key('Down', 'Down', 'Down', 'Return')
        wait(lambda: any(text.startswith('Rank') for text in app.texts(box)), 'ranks')
        before = self.outcome()
        slider = self.slider(SOFTWARE)
        app.set_value(slider, app.value(slider) * 4)
        self.changed(before)
        self.open_plan()
        app.find('label', re.compile('With ranks a change counts only'))
        self.assertFalse(app.is_sensitive(app.find('push button', re.compile('Try It'))))

    # ---- levers ----

    def test_levers(self):
        app = self.open(view='Levers')
        self.press('Table')
        table = app.find('tree table', 'Levers of the region')
        wait(lambda: COMPUTERS in app.texts(table), 'the indicators')
        # A click explains the number.
        app.click(app.find('label', COMPUTERS, below=table))
        app.find('label', 'Published values')
        app.key('Escape')
        wait(lambda: not app.has('label', 'Published values'), 'the derivation to close')
        app.settle()  # for the focus to be back in the table
        # Enter tries it, and so does the button of the row.
        app.key('Return')
        slider = self.slider(COMPUTERS)
        wait(lambda: app.has_focus(slider), 'the slider to have the focus')
        self.press('Levers')
        self.press('What if: Share of urban population')
        wait(lambda: app.has_focus(self.slider('Share of urban population')), 'the other slider')
        _, y, _, height = app.box(self.slider('Share of urban population'))
        self.assertLess(y + height, 800)

    def test_levers_sorted(self):
        app = self.open(view='Levers')
        self.press('Table')
        table = app.find('tree table', 'Levers of the region')

        def top():
            """Obstacles of the topmost row: a list keeps the places of rows it no longer shows."""
            cells = {}
            for cell in app.find_all('table cell', below=table):
                cells.setdefault(cell.parent.path, []).append(cell)
            rows = [(app.box(row[3]), float(row[3].children[0].name)) for row in cells.values()]
            shown = [(box[1], number) for box, number in rows if box[3] > 0]
            return [number for y, number in shown if y == min(shown)[0]], [number for _, number in rows]

        def is_on_top(choose):
            first, every = top()
            return choose(every) in first

        header = app.find('label', 'Obstacle, %', below=table)
        app.click(header)
        wait(lambda: is_on_top(max), 'the greatest on top')
        app.click(header)
        wait(lambda: is_on_top(min), 'the smallest on top')
        app.click(header)
        wait(lambda: is_on_top(max), 'the greatest on top again')

    # ---- the window ----

    def test_small_window(self):
        app = self.open(size=(900, 600))
        self.assume(SOFTWARE, 5)
        for name in (re.compile('Save As'), 'Reach Rank…', 'Values', 'Result'):
            left, _, wide, _ = app.box(app.find(BUTTONS, name))
            self.assertLessEqual(left + wide, 900, name)
        self.press('Result')
        self.press('Radar')
        x, y, width, height = app.box(app.find('image', re.compile('Anhui, 2023')))
        self.assertGreater(width, 250)
        self.assertGreater(height, 150)
        self.assertLessEqual(y + height, 600)

    def test_view_survives_restart(self):
        home = tempfile.mkdtemp(prefix='nqp-ui-')
        self.addCleanup(shutil.rmtree, home, True)
        app = self.open(home=home)
        self.press('Radar')
        app.find('image', re.compile('Anhui, 2023'))
        self.assume(SOFTWARE, 5)
        wait(lambda: '→' in self.outcome(), 'the result')
        self.save_as('Kept')
        kept = self.outcome()
        app.close()
        self.app = app = self.launch(project='', home=home)
        wait(lambda: app.is_checked(app.find(BUTTONS, 'What If')), 'the view')
        wait(lambda: app.is_checked(app.find(BUTTONS, 'Radar')), 'the picture')
        app.click(app.find('combo box', 'Scenario'))
        app.settle()
        app.key('Tab', 'Down', 'Return')
        wait(lambda: self.outcome() == kept, 'the scenario')


if __name__ == '__main__':
    harness.main()
