# SPDX-License-Identifier: GPL-3.0-or-later
"""The project file in the window: its history and the way back, files that cannot be written, files that are damaged."""

import os
import re
import shutil
import sqlite3
import tempfile

import harness
from harness import wait

BUTTONS = ('push button', 'toggle button')  # GTK 4.8 says push button


class Keep(harness.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix='nqp-ui-home-')
        self.addCleanup(shutil.rmtree, self.home, True)
        self.project = os.path.join(self.home, 'nqp-explorer', 'drafts', 'china-provinces.nqp')

    def edit(self, app, name, value):
        slider = app.find('slider', 'Weight of ' + name)
        before = len(self.in_history())
        app.set_value(slider, value)
        wait(lambda: len(self.in_history()) == before + 1, 'the edit to be written')
        return slider

    def in_history(self):
        with sqlite3.connect(f'file:{self.project}?mode=ro', uri=True) as db:
            rows = list(db.execute('SELECT undone, label FROM history ORDER BY id'))
        db.close()
        return rows

    def undone(self):
        return [row[0] for row in self.in_history()]

    def test_history(self):
        app = self.launch('--page', 'ranking', home=self.home)
        app.find('slider', 'Year')
        app.key('ctrl+h')
        app.find(None, 'Nothing Has Been Changed')
        app.settle()
        app.key('Escape')
        wait(lambda: not app.has(None, 'Nothing Has Been Changed'), 'the history to close')
        app.focus()

        slider = app.find('slider', 'Weight of Technological innovation')
        start = app.value(slider)
        self.edit(app, 'Technological innovation', 40)
        first = app.value(slider)
        self.edit(app, 'Emerging industries', 30)
        wait(lambda: abs(app.value(slider) - first) > 0.01, 'the others to be rescaled')
        second = app.value(slider)
        app.key('ctrl+h')
        app.find(None, re.compile('you are here'))
        labels = [label.replace(' %', '\u00a0%') for _, label in self.in_history()]  # a sign stays with its number
        for label in labels:  # in the words that Undo has
            app.find('label', label)
        app.settle()

        app.key('End', 'Return')  # below the first
        wait(lambda: self.undone() == [1, 1], 'all to be undone')
        wait(lambda: abs(app.value(slider) - start) < 1e-6, 'the weights of the beginning')
        wait(lambda: len(list(app.find_all('label', re.compile('· undone')))) == 2, 'both to be called undone')
        app.settle()
        app.key('Up', 'Return')
        wait(lambda: self.undone() == [0, 1], 'the first to be redone')
        wait(lambda: abs(app.value(slider) - first) < 1e-6, 'the weights after the first')
        app.settle()
        app.key('Home')
        app.press(app.find(BUTTONS, re.compile('Revert to This$')))
        wait(lambda: self.undone() == [0, 0], 'the second to be redone')
        wait(lambda: abs(app.value(slider) - second) < 1e-6, 'the weights after the second')
        app.settle()
        app.double_click(app.find('label', labels[0]))
        wait(lambda: self.undone() == [0, 1], 'the second to be undone')
        app.key('Escape')
        wait(lambda: not app.has(None, re.compile('you are here')), 'the history to close')
        app.focus()
        app.key('ctrl+h')
        app.find(None, re.compile('you are here'))
        app.settle()
        app.key('Return')  # the keyboard begins where the project is: there is nowhere to go
        app.settle()
        self.assertEqual(self.undone(), [0, 1])
        app.key('Escape')
        wait(lambda: not app.has(None, re.compile('you are here')), 'the history to close again')
        app.focus()
        self.assertTrue(app.is_sensitive(app.find('push button', 'Redo')))
        app.press(app.find('push button', 'Redo'))
        wait(lambda: self.undone() == [0, 0], 'Redo to bring it back')

    def test_read_only(self):
        app = self.launch('--page', 'ranking', home=self.home)
        app.find('slider', 'Year')
        self.assertFalse(app.has(None, re.compile('for reading only')))
        app.close()
        with sqlite3.connect(self.project) as db:
            db.execute('PRAGMA user_version = 99')
        db.close()
        app = self.launch('--page', 'ranking', project=self.project, home=self.home)
        app.find(None, re.compile('A newer version .* reading only'))
        app.find('slider', 'Year')  # all can be looked at
        self.assertFalse(app.has(BUTTONS, re.compile('Save a Copy…$')))  # it would be as new

    def test_damaged(self):
        app = self.launch('--page', 'ranking', home=self.home)
        app.find('slider', 'Year')
        app.close()
        damaged, target = os.path.join(self.home, 'damaged.nqp'), os.path.join(self.home, 'new.nqp')
        with open(self.project, 'rb') as file:
            content = file.read()
        with open(damaged, 'wb') as file:
            file.write(content[:len(content) * 9 // 10])
        app = self.launch('--page', 'ranking', project=damaged, home=self.home)
        app.find(None, re.compile('“damaged.nqp” could not be opened'))
        app.settle()
        app.press(app.find(BUTTONS, re.compile('Save What Can Be Read…$')))
        app.enter_path('Save', target)
        wait(lambda: os.path.exists(target), 'the new project', 30)
        app.find(None, 'What could not be saved')
        app.settle()
        app.key('Escape')
        app.find('slider', 'Year')
        with open(damaged, 'rb') as file:
            self.assertEqual(file.read(), content[:len(content) * 9 // 10])


if __name__ == '__main__':
    harness.main()
