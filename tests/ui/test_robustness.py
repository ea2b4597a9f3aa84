# SPDX-License-Identifier: GPL-3.0-or-later
"""The page Robustness: a run with progress, its end, cancelling, going stale and fresh again, and what is kept."""

import re
import shutil
import subprocess
import tempfile
import time

import harness
from harness import wait

BUTTONS = ('toggle button', 'push button')  # GTK 4.8 says push button
FRESH = re.compile('^Rank intervals: ')
DRAWS = ('1\u202f000 draws', '10\u202f000 draws', '100\u202f000 draws')
STALE = re.compile('Computed for other weights: run again')


class Robustness(harness.TestCase):
    def open(self, *args, **options):
        self.app = self.launch('--page', 'robustness', '--region', '340000', *args, **options)
        return self.app

    def picture(self, name=FRESH, timeout=60):
        return self.app.find('image', name, timeout=timeout)

    def describe(self, name=FRESH):
        return self.app.bus.get(self.picture(name), 'Accessible', 'Description')

    def press(self, name):
        node = self.app.find(BUTTONS, name)
        wait(lambda: self.app.is_sensitive(node), f'{name} to become possible')
        self.app.press(node)

    def run_draws(self):
        self.press(re.compile('^Run( .* Draws)?$'))
        return self.picture()

    def choose_draws(self, item):
        """By pointer: the items of a list that opened have boxes in the list's own window."""
        box = self.app.find('combo box', 'Number of draws')
        x, y, width, height = self.app.box(box)
        self.app.click(box)
        self.app.settle()
        self.app.move(x + width / 2, y + height + 29 + 34 * item)
        self.app.mouse_down()
        self.app.mouse_up()
        wait(lambda: DRAWS[item] in self.app.texts(self.app.find('combo box', 'Number of draws')), DRAWS[item])

    def test_run(self):
        app = self.open()
        self.assertFalse(app.has('image', FRESH))
        self.run_draws()
        self.assertRegex(self.describe(), r'Anhui has rank 12, and rank \d+ to \d+ in 90 % of the draws')
        for view, title in (('Causes', '^What moves the ranks: '), ('Methods', '^Ranks by other methods: '),
                            ('Dominance', '^Who is ahead of whom: ')):
            self.press(view)
            self.assertNotIn('Not computed', self.describe(re.compile(title)))
        app.key('alt+4')
        wait(lambda: 'In 90 % of the draws its rank is' in self.describe(re.compile('^New quality productivity index, 2023$')),
             'the ranking to say between which ranks Anhui stays')
        # a page that is hidden meanwhile learns of it when it is shown
        app.set_value(app.find('slider', re.compile('^Weight of New elements')), 95)
        app.key('alt+8')
        app.find('label', STALE)

    def test_cancel(self):
        app = self.open()
        self.choose_draws(0)
        self.run_draws()
        self.assertIn(', 1\u202f000 draws', self.describe())
        self.choose_draws(2)
        app.find('label', re.compile('other settings'))
        button = app.find('push button', 'Run')
        app.press(button)
        wait(lambda: app.name(button) == 'Cancel', 'the run to begin')
        app.press(button)
        wait(lambda: app.name(button) == 'Run' and not app.has('progress bar', 'Progress of the run'), 'the run to end')
        time.sleep(2)
        self.assertIn(', 1\u202f000 draws', self.describe())
        app.press(button)
        wait(lambda: app.name(button) == 'Cancel', 'the button to change')
        app.find('progress bar', 'Progress of the run')
        wait(lambda: ', 100\u202f000 draws' in self.describe(), 'the new result', 60)

    def walk(self):
        """The first regions the keys lead to in the picture, by what it says of each."""
        for _ in range(5):
            names = self.walk_once()
            if names:
                return names
        self.fail('the picture does not come to rest')

    def walk_once(self):
        """A picture that is drawn anew forgets where the keys were: None then."""
        names = []

        def lands():
            name = self.describe().split('\n')[0]
            return 'anew' if FRESH.match(name) else name not in names[-1:] and name

        def start():  # what says that a result is stale may just have moved the picture
            self.app.click(self.picture(), 0.5, 0.02)  # the title, where nothing can be hit
            self.app.key('Home')
            name = lands()
            return name != 'anew' and name

        names.append(wait(start, 'Home'))
        for _ in range(4):
            self.app.key('Down')
            name = wait(lands, 'Down')
            if name == 'anew':
                return None
            names.append(name)
        return names

    def test_keys_follow_the_picture(self):
        app = self.open()
        first = app.find('slider', re.compile('^Weight of New elements'))
        self.run_draws()
        before = self.walk()
        self.assertEqual(len(set(before)), 5)
        app.set_value(first, 95)  # others lead now, but the picture stays until it is computed again
        app.find('label', STALE)
        self.assertEqual(self.walk(), before)
        self.run_draws()
        wait(lambda: not app.has('label', STALE), 'the result of now')
        self.assertNotEqual(self.walk(), before)

    def test_stale_and_kept(self):
        home = tempfile.mkdtemp(prefix='nqp-ui-')
        self.addCleanup(shutil.rmtree, home, True)
        app = self.open(home=home)
        self.run_draws()
        before = self.describe()
        self.assertFalse(app.has('label', STALE))
        slider = app.find('slider', re.compile('^Weight of New elements'))
        app.set_value(slider, app.value(slider) + 5)
        app.find('label', STALE)
        wait(lambda: STALE.search(self.describe()), 'the picture to say so')
        app.press(app.find('push button', 'Undo'))
        wait(lambda: not app.has('label', STALE), 'the result to hold again')
        wait(lambda: self.describe() == before, 'the words of before')
        draft = subprocess.run(['find', home, '-name', '*.nqp'], capture_output=True, text=True, check=True).stdout.split()[0]
        app.close()
        app = self.app = self.launch('--page', 'robustness', project=draft, home=home)
        self.assertEqual(self.describe(), before)
        self.assertFalse(app.has('label', STALE))


if __name__ == '__main__':
    harness.main()
