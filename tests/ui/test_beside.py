# SPDX-License-Identifier: GPL-3.0-or-later
"""A method whose scores take long: the window goes on meanwhile, says how far it is, and gives up when told to."""

import os
import shutil
import sqlite3
import tempfile

import harness
from harness import wait

SAMPLE = os.path.join(os.path.dirname(os.environ['NQP_EXPLORER']), '..', '..', 'data', 'samples', 'china-provinces.nqp')
COPIES = 60  # of each province
GEOMETRIC, PAIRWISE = 1, 5  # places in the list
PROGRESS = 'Progress of the computation'


def make_many(path):
    """Provinces by the thousand, and weights that are sought anew for each way to put them together."""
    shutil.copyfile(SAMPLE, path)
    db = sqlite3.connect(path)
    db.execute("UPDATE project SET value = replace(value, 'weights=entropy', 'weights=optimise') WHERE key = 'method'")
    for column in ('a', 'b'):
        db.execute(f'UPDATE neighbour SET {column} = {column} + 1000000 WHERE {column} IN (SELECT id FROM place WHERE has_data = 0)')
    db.execute('UPDATE place SET id = id + 1000000 WHERE has_data = 0')  # those with data stand before them
    copies = 'WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ?) '
    db.execute(copies + "INSERT INTO place (id, code, name_en, group_id, area_km2, has_data) "
               "SELECT id + 1000 * n, code || '-' || n, name_en || ' ' || n, group_id, area_km2, 1 FROM place, copy WHERE has_data", (COPIES,))
    db.execute(copies + "INSERT INTO value (series_id, year, place_id, value) "
               "SELECT series_id, year, place_id + 1000 * n, value * (1 + 0.01 * ((n * 37 + place_id * 11) % 17)) FROM value, copy", (COPIES,))
    db.commit()
    db.close()


class Beside(harness.TestCase):
    def setUp(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        path = os.path.join(folder, 'many.nqp')
        make_many(path)
        self.app = self.launch('--page', 'profile', project=path)

    def chosen(self):
        box = self.app.find('combo box', 'Aggregate')
        return [text for text in self.app.texts(box) if text != '(None)'][0]

    def choose(self, position):
        self.app.open_list(self.app.find('combo box', 'Aggregate'))
        self.app.key('Home', *['Down'] * position, 'Return')

    def can_undo(self):
        return self.app.is_sensitive(self.app.find('push button', 'Undo'))

    def test_cancelled_and_waited_for(self):
        app = self.app
        self.assertEqual(self.chosen(), 'Arithmetic mean')
        self.choose(PAIRWISE)
        app.find('progress bar', PROGRESS)
        self.assertEqual(self.chosen(), 'Copeland')
        app.key('alt+8')
        app.find('push button', 'Run')  # another page, while it goes on
        self.assertTrue(app.has('progress bar', PROGRESS))
        app.press(app.find('push button', 'Cancel'))
        wait(lambda: not app.has('progress bar', PROGRESS), 'the progress to go')
        wait(lambda: self.chosen() == 'Arithmetic mean', 'the method in force')
        wait(lambda: not self.can_undo(), 'nothing to undo')

        self.choose(GEOMETRIC)
        wait(lambda: self.chosen() == 'Geometric mean' and not app.has('progress bar', PROGRESS), 'the scores')
        wait(self.can_undo, 'one action')
        app.press(app.find('push button', 'Undo'))
        wait(lambda: self.chosen() == 'Arithmetic mean', 'the method of before')


if __name__ == '__main__':
    harness.main()
