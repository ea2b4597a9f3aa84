# SPDX-License-Identifier: GPL-3.0-or-later
"""A project with names that harm, in a file whose name does: every page shows it, and nothing complains."""

import os
import shutil
import sqlite3
import tempfile

import harness

HARMFUL = 'A\x1b[31m\u009b31m\u202eB\ufffe\x01<b>&'
PAGES = ('framework', 'method', 'map', 'ranking', 'profile', 'trends', 'robustness', 'paths')


class Words(harness.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='nqp-words-')
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.project = os.path.join(self.folder, 'a <b>&\n\x1b[31m.nqp')
        samples = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.environ['NQP_EXPLORER']))), 'data', 'samples')
        shutil.copy(os.path.join(samples, 'china-provinces.nqp'), self.project)
        os.chmod(self.project, 0o644)
        db = sqlite3.connect(self.project)
        for table, columns in (('place', ('name_en', 'name_zh')), ('region_group', ('name_en',)), ('node', ('name_en',)),
                               ('indicator', ('name_en', 'unit_en', 'source', 'note')), ('series', ('name_en', 'unit_en', 'note'))):
            for column in columns:
                db.execute(f'UPDATE {table} SET {column} = ? || coalesce({column}, "")', (HARMFUL,))
        db.execute("UPDATE place SET name_en = ? WHERE id = 1", ('x' * 1000000,))
        db.execute("INSERT OR REPLACE INTO project VALUES ('title_en', ?)", (HARMFUL,))
        db.commit()
        db.close()

    def test_pages(self):
        for page in PAGES:
            with self.subTest(page=page):
                app = self.launch('--page', page, '--region', '340000', project=self.project)
                for node in app.walk():
                    for c in node.name or '':
                        self.assertFalse(ord(c) < 0x20 and c not in '\n\t' or 0x7f <= ord(c) < 0xa0 or 0x202a <= ord(c) <= 0x202e,
                                         f'{page}: {node!r}')
                app.close()
                self.assertEqual(app.complaints(), [], page)


if __name__ == '__main__':
    harness.main()
