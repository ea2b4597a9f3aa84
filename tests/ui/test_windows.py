# SPDX-License-Identifier: GPL-3.0-or-later
"""Two windows on one project: no edit of one is lost or overwritten by the other, undo takes back one's own."""

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time

import harness
from harness import wait

PILLARS = {'elements': 'New elements', 'drivers': 'Technological innovation', 'carriers': 'Emerging industries',
           'relations': 'New production relations'}
FIRST, SECOND = 0, 1


class Windows(harness.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix='nqp-ui-home-')
        self.addCleanup(shutil.rmtree, self.home, True)
        self.app = self.launch('--page', 'ranking', home=self.home)
        self.project = os.path.join(self.home, 'nqp-explorer', 'drafts', 'china-provinces.nqp')
        # A second start calls the first, which opens another window.
        environment = dict(os.environ, HOME=self.home, XDG_CONFIG_HOME=self.home, XDG_DATA_HOME=self.home,
                           XDG_CACHE_HOME=self.home, GSETTINGS_BACKEND='keyfile', GDK_BACKEND='x11')
        subprocess.run([os.environ['NQP_EXPLORER'], self.project, '--page', 'ranking'], env=environment, check=True,
                       timeout=30, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.frames = wait(lambda: len(found := list(self.app.find_all(('frame', 'window')))) == 2 and found,
                           'the second window')
        self.sliders = [{pillar: self.app.find('slider', 'Weight of ' + name, below=frame)
                         for pillar, name in PILLARS.items()} for frame in self.frames]

    def weights(self, window):
        return {pillar: self.app.value(slider) for pillar, slider in self.sliders[window].items()}

    def set(self, window, pillar, value):
        self.app.set_value(self.sliders[window][pillar], value)

    def in_file(self):
        with sqlite3.connect(f'file:{self.project}?mode=ro', uri=True) as db:
            rows = dict(db.execute('SELECT code, 100 * weight FROM node'))
        db.close()
        return {pillar: rows[pillar] for pillar in PILLARS}

    def in_history(self):
        with sqlite3.connect(f'file:{self.project}?mode=ro', uri=True) as db:
            rows = [row[0] for row in db.execute('SELECT label FROM history WHERE undone = 0 ORDER BY id')]
        db.close()
        return rows

    def equal(self, a, b):
        return all(abs(a[pillar] - b[pillar]) < 1e-6 for pillar in PILLARS)

    def wait_for_both(self):
        wait(lambda: self.equal(self.weights(FIRST), self.in_file()), 'the first window to show what the file holds')
        wait(lambda: self.equal(self.weights(SECOND), self.in_file()), 'the second window to show what the file holds')

    def wait_locked(self, window, pillar, locked=True):
        wait(lambda: self.app.is_sensitive(self.sliders[window][pillar]) != locked,
             f'{pillar} to be {"locked" if locked else "free"}')

    def button(self, window, name):
        return self.app.find(('push button', 'toggle button'), name, below=self.frames[window])

    def test_drags_in_turn(self):
        """from 0.1 s apart, when neither has seen the other's, to 3 s, when both have"""
        edits = 0
        for round_, delay in enumerate((0.1, 0.3, 0.1, 1, 3)):
            one, other = (FIRST, SECOND) if round_ % 2 == 0 else (SECOND, FIRST)
            self.set(one, 'drivers', 30 + 5 * round_)
            wait(lambda: abs(self.in_file()['drivers'] - 30 - 5 * round_) < 1e-6, 'the first edit')
            between = self.in_file()
            time.sleep(delay)
            self.set(other, 'carriers', 15 + 2 * round_)
            wait(lambda: abs(self.in_file()['carriers'] - 15 - 2 * round_) < 1e-6, 'the second edit')
            after = self.in_file()
            edits += 2
            self.assertEqual(len(self.in_history()), edits)
            # the second has rescaled what the first made, not what it saw before
            self.assertAlmostEqual(after['drivers'] / after['elements'], between['drivers'] / between['elements'], 9)
            self.assertAlmostEqual(sum(after.values()), 100, 9)
            self.wait_for_both()

    def test_edit_during_a_drag(self):
        """what another window does while a finger is down is there when it comes up"""
        self.set(FIRST, 'elements', 40)
        self.wait_for_both()
        before = self.in_file()
        # the window that is on top gets the pointer: find out which
        top = None
        for window in (FIRST, SECOND):
            x, y, width, height = self.app.box(self.sliders[window]['drivers'])
        middle = y + height / 2
        self.app.move(x + width * before['drivers'] / 100, middle)
        self.app.mouse_down()
        for share in (0.5, 0.6, 0.7):
            self.app.move(x + width * share, middle)
            time.sleep(0.05)
        top = wait(lambda: next((window + 1 for window in (FIRST, SECOND)
                                 if self.weights(window)['drivers'] > 65), None), 'a weight to follow the pointer') - 1
        other = SECOND if top == FIRST else FIRST
        self.app.press(self.button(other, 'Lock the weight of New production relations'))
        wait(lambda: 'Lock New production relations' in self.in_history(), 'the lock')
        self.app.mouse_up()
        wait(lambda: len(self.in_history()) == 3, 'the drag to be written')
        after = self.in_file()
        self.assertGreater(after['drivers'], 50)
        self.assertAlmostEqual(after['relations'], before['relations'], 9)  # locked while the finger was down
        self.wait_for_both()
        self.wait_locked(top, 'relations')

    def test_undo_is_ones_own(self):
        self.app.press(self.button(FIRST, 'Lock the weight of New elements'))
        wait(lambda: len(self.in_history()) == 1, 'the first lock')
        self.app.press(self.button(SECOND, 'Lock the weight of Emerging industries'))
        wait(lambda: len(self.in_history()) == 2, 'the second lock')
        self.wait_locked(FIRST, 'carriers')  # seen there within two seconds
        self.app.press(self.button(FIRST, 'Undo'))
        wait(lambda: self.in_history() == ['Lock Emerging industries'], 'the first to be taken back')
        self.app.find('label', re.compile('^“Lock New elements” is undone; what another window changed since stays$'),
                      below=self.frames[FIRST])
        self.wait_locked(FIRST, 'elements', False)
        self.wait_locked(SECOND, 'elements', False)
        self.wait_locked(SECOND, 'carriers')
        self.app.press(self.button(FIRST, 'Redo'))
        wait(lambda: len(self.in_history()) == 2, 'the first to be there again')
        self.app.press(self.button(SECOND, 'Undo'))
        wait(lambda: self.in_history() == ['Lock New elements'], 'the second to be taken back')


if __name__ == '__main__':
    harness.main()
