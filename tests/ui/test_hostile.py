# SPDX-License-Identifier: GPL-3.0-or-later
"""Projects from somebody else in the window: what harms is said, nothing else is touched, the window goes on."""

import os
import re
import shutil
import sqlite3
import struct
import tempfile

import harness
from harness import wait

SAMPLE = os.path.join(os.path.dirname(os.environ['NQP_EXPLORER']), '..', '..', 'data', 'samples', 'china-provinces.nqp')


class Hostile(harness.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix='nqp-ui-home-')
        self.addCleanup(shutil.rmtree, self.home, True)

    def project(self, *statements):
        path = os.path.join(self.home, 'from-somebody.nqp')
        shutil.copy(SAMPLE, path)
        os.chmod(path, 0o644)
        with sqlite3.connect(path) as db:
            for statement in statements:
                db.execute(*statement) if isinstance(statement, tuple) else db.execute(statement)
        db.close()
        return path

    def refused(self, path, words):
        app = self.launch(project=path, home=self.home)
        app.find(None, re.compile(words), timeout=30)
        self.assertIsNone(app.process.poll())
        return app

    def test_coordinates(self):
        self.refused(self.project('UPDATE place SET longitude = -1000 WHERE id = 0'), 'damaged.*place')

    def test_journal(self):
        path = self.project()
        victim = os.path.join(self.home, 'victim.txt')
        with open(victim, 'w', encoding='utf-8') as file:
            file.write('a thesis\n')
        name, magic = victim.encode(), bytes.fromhex('d9d505f920a163d7')
        head = magic + struct.pack('>IIIII', 0, 0, os.path.getsize(path) // 4096, 512, 4096)
        with open(path + '-journal', 'wb') as file:
            file.write(head.ljust(512, b'\0') + struct.pack('>I', 0x40000000 // 4096 + 1) + name
                       + struct.pack('>II', len(name), sum(name)) + magic)
        self.refused(path, 'victim.txt')
        self.assertTrue(os.path.exists(victim))

    def test_history(self):
        """undo says what is wrong with the record and ends there; the rest can be edited, and that be undone"""
        for changeset in ('54', '5401', '54ff'):
            path = self.project("INSERT INTO history (label, time, changeset, step) "
                                f"VALUES ('Something', 0, x'{changeset}', 1)")
            app = self.launch('--page', 'ranking', project=path, home=self.home)
            undo = app.find('push button', 'Undo')
            app.press(undo)
            app.find(None, re.compile('“Something” cannot be undone'))
            slider = app.find('slider', 'Weight of New elements')
            before = app.value(slider)
            app.set_value(slider, 60)
            wait(lambda: abs(app.value(slider) - 60) < 1e-6, 'the weight')
            app.press(undo)
            wait(lambda: abs(app.value(slider) - before) < 1e-6, 'the weight of before')
            app.close()

    def test_names(self):
        """names that no screen should get, and one of a million letters: every page shows them"""
        path = self.project(('UPDATE place SET name_en = ? WHERE id = 0', ('A\x1b[31m\x9b31m\u202eB\ufffe\x01',)),
                            ('UPDATE place SET name_en = ? WHERE id = 1', ('x' * 1000000,)),
                            ('UPDATE indicator SET name_en = ? WHERE id = 0', ('<b>&\x07',)))
        app = self.launch('--page', 'map', project=path, home=self.home)
        app.find('slider', 'Year')
        for page in range(1, 10):
            app.key(f'alt+{page}')
            app.settle()
            self.assertIsNone(app.process.poll())
        harmful = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe]')
        self.assertEqual([node.name for node in app.walk() if harmful.search(node.name)], [])
        self.assertEqual([node.name[:20] for node in app.walk() if len(node.name) > 5000], [])

    def test_method(self):
        """a method that does not compute is shown as a plain one; a click takes it, and that can be undone"""
        path = self.project('UPDATE value SET value = 0 WHERE series_id = (SELECT numerator_id FROM indicator ORDER BY id LIMIT 1)',
                            "UPDATE project SET value = 'normalise=distance' WHERE key = 'method'")

        def method():
            with sqlite3.connect(path) as db:
                line, = db.execute("SELECT value FROM project WHERE key = 'method'").fetchone()
            db.close()
            return line

        app = self.launch('--page', 'ranking', project=path, home=self.home)
        app.find(None, re.compile('does not compute.*min-max'))
        app.find(None, re.compile('above 0'))
        self.assertEqual(method(), 'normalise=distance')
        app.press(app.find('push button', 'Use Plain Method'))
        wait(lambda: 'normalise=minmax' in method(), 'the plain method in the file')
        wait(lambda: not list(app.find_all('push button', 'Use Plain Method')), 'the bar to go')
        app.press(app.find('push button', 'Undo'))
        wait(lambda: method() == 'normalise=distance', 'the method of before')
        app.find('push button', 'Use Plain Method')

    def test_nothing(self):
        """no indicator that counts, no region, no year: the window says so on each page"""
        cells = ['DELETE FROM scenario_value', 'DELETE FROM scenario', 'DELETE FROM flag', 'DELETE FROM value']
        for statements, words in ((['UPDATE node SET is_on = 0 WHERE parent_id IS NOT NULL'], 'switched off'),
                                  ([*cells, 'DELETE FROM year'], 'no region or no year'),
                                  ([*cells, 'DELETE FROM neighbour', 'DELETE FROM place'], 'no region or no year')):
            app = self.launch('--page', 'map', project=self.project(*statements), home=self.home)
            app.find(None, re.compile(words))
            for page in range(1, 10):
                app.key(f'alt+{page}')
                app.settle()
                self.assertIsNone(app.process.poll())
            app.close()


if __name__ == '__main__':
    harness.main()
