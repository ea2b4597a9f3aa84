# SPDX-License-Identifier: GPL-3.0-or-later
"""What outlives the window: state over a restart and over a kill, and pictures saved with Ctrl+E."""

import os
import re
import shutil
import signal
import tempfile

import harness
from harness import wait


class Session(harness.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix='nqp-ui-home-')
        self.addCleanup(shutil.rmtree, self.home, True)

    def focus(self, app):
        return re.match(r'(.*?):', app.find('status bar', re.compile(':')).name).group(1)

    def year(self, app):
        return 2016 + round(app.value(app.find('slider', 'Year')))

    def test_restart_finds_the_state_again(self):
        app = self.launch('--page', 'ranking', '--region', '340000', '--year', '2020', home=self.home)
        self.assertEqual(self.year(app), 2020)
        app.key('Page_Down')
        wait(lambda: self.focus(app) != 'Anhui', 'the next region')
        region = self.focus(app)
        pillar = app.find('slider', re.compile('^Weight of'))
        name = pillar.name
        app.set_value(pillar, 60)
        wait(lambda: app.is_sensitive(app.find('push button', 'Undo')), 'something to undo')
        weight = app.value(pillar)
        app.close()

        again = self.launch(project='', home=self.home)
        wait(lambda: self.focus(again) == region, 'the region of before')
        self.assertEqual(self.year(again), 2020)
        self.assertAlmostEqual(again.value(again.find('slider', name)), weight, places=3)
        undo = again.find('push button', 'Undo')
        self.assertTrue(again.is_sensitive(undo))
        again.press(undo)
        wait(lambda: abs(again.value(again.find('slider', name)) - weight) > 1, 'the weight of before the edit')

    def test_killed_keeps_what_was_shown_as_done(self):
        app = self.launch('--page', 'ranking', home=self.home)
        pillar = app.find('slider', re.compile('^Weight of'))
        name = pillar.name
        app.set_value(pillar, 60)
        wait(lambda: app.is_sensitive(app.find('push button', 'Undo')), 'the edit to be done')
        weight = app.value(pillar)
        app.process.send_signal(signal.SIGKILL)
        app.process.wait()
        draft = os.path.join(self.home, 'nqp-explorer', 'drafts', 'china-provinces.nqp')
        again = self.launch(project=draft, home=self.home)
        self.assertAlmostEqual(again.value(again.find('slider', name)), weight, places=3)

    def test_a_signal_closes_the_window_in_order(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            app = self.launch('--page', 'ranking', home=self.home)
            draft = os.path.join(self.home, 'nqp-explorer', 'drafts', 'china-provinces.nqp')
            keyfile = os.path.join(self.home, 'glib-2.0', 'settings', 'keyfile')
            if os.path.exists(keyfile):
                os.remove(keyfile)
            app.process.send_signal(number)
            app.process.wait(10)
            self.assertEqual(app.process.returncode, -number)
            with open(keyfile, encoding='utf-8') as settings:  # what closing a window keeps
                self.assertIn(draft, settings.read())
            self.assertEqual([name for name in os.listdir(os.path.dirname(draft)) if 'part' in name], [])

    def test_print_a_handout(self):
        buttons = ('toggle button', 'push button')  # GTK 4.8 says push button
        app = self.launch('--page', 'framework', home=self.home)
        target = os.path.join(self.home, 'handout')  # the ending is the program's to add
        app.press(app.find(buttons, 'Lesson'))
        app.click(app.find(buttons, 'Write lessons'))
        app.find(None, re.compile('Handout…$'))
        app.settle()  # the menu opens
        app.key('p')
        app.enter_path('Save', target)
        wait(lambda: os.path.exists(target + '.pdf'), 'the handout', 15)
        with open(target + '.pdf', 'rb') as file:
            self.assertEqual(file.read(5), b'%PDF-')
        app.find(buttons, re.compile('Show in Folder$'))

    def test_export_a_picture(self):
        app = self.launch('--page', 'ranking', '--year', '2019', home=self.home)
        path = os.path.join(self.home, 'ranking.png')
        app.find('slider', 'Year')
        app.key('ctrl+e')
        app.press(app.find('push button', re.compile('Export…$')))
        app.enter_path('Save', path)
        wait(lambda: os.path.exists(path), 'the picture', 15)
        with open(path, 'rb') as file:
            picture = file.read()
        self.assertEqual(picture[:8], b'\x89PNG\r\n\x1a\n')
        self.assertTrue(b'New quality productivity index, 2019' in picture, 'not what is on the screen')
        self.assertFalse([name for name in os.listdir(self.home) if name.startswith('.ranking')])

    def test_an_added_ending_replaces_nothing(self):
        """The file chooser asked for another name"""
        app = self.launch('--page', 'ranking', home=self.home)
        path = os.path.join(self.home, 'ranking.png')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('mine')
        app.find('slider', 'Year')
        app.key('ctrl+e')
        app.press(app.find('push button', re.compile('Export…$')))
        wait(lambda: app.has('push button', re.compile('Save$')), 'the file chooser')
        app.fill(path[:-4])
        app.key('Return')
        app.find(None, re.compile('“ranking.png” exists already'))
        with open(path, encoding='utf-8') as file:
            self.assertEqual(file.read(), 'mine')

    def test_close(self):
        """Closing the window ends the program, without a complaint of what it was made of."""
        for project in ('', 'sample:china-provinces'):
            app = self.launch(project=project)
            if project:
                app.find('slider', 'Year')
                for page in range(1, 10):
                    app.key(f'alt+{page}')
                    app.settle()
            app.press(app.find('push button', 'Close'))
            wait(lambda: app.process.poll() is not None, 'the program to end')
            self.assertEqual(app.process.returncode, 0)

    def test_start_presenting(self):
        app = self.launch('--page', 'framework', '--present')
        app.find('image', 'What new quality productivity is made of')
        wait(lambda: not app.has('push button', re.compile('Export$')) and not app.has('list item', 'Framework'),
             'header and sidebar to be away')
        app.key('F11')
        app.find('push button', re.compile('Export$'))


if __name__ == '__main__':
    harness.main()
