# SPDX-License-Identifier: GPL-3.0-or-later
"""Controls without a window: what is shown in one is no choice of the user's."""

import os
import subprocess

import harness


class Controls(harness.TestCase):
    def test_shown_is_not_chosen(self):
        done = subprocess.run([os.environ['NQP_UI_CONTROLS']], capture_output=True, text=True, check=False,
                              env=dict(os.environ, GSETTINGS_BACKEND='memory', GSK_RENDERER='cairo', GTK_A11Y='none'))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == '__main__':
    harness.main()
