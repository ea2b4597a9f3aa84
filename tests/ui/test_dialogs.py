# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages, questions, the about dialog and the file chooser: of other classes in newer versions of GTK and libadwaita."""

import os
import re
import shutil
import tempfile

import harness
from harness import wait


class Dialogs(harness.TestCase):
    def choose(self, item):
        node = self.app.find('menu item', re.compile(item + '$'))
        self.app.settle()
        self.app.press(node)

    def open_schemes(self):
        self.app.find('push button', 'Schemes')
        self.app.press(list(self.app.find_all('push button', 'Schemes'))[-1])

    def focus_window(self):
        self.app.settle()
        self.app.focus()

    def button(self, name):
        return self.app.find('push button', re.compile(f'(^|[ _]){name}$'), below=self.app.find('dialog'))

    def test_about(self):
        app = self.app = self.launch()
        app.find('slider', 'Year')
        app.key('F10')
        self.choose('About NQP Explorer')
        version = app.find(('push button', 'label'), re.compile(r'^\d+\.\d+\.\d+$'))
        app.find('label', 'The NQP Explorer developers')
        app.settle()
        app.key('Escape')
        wait(lambda: not app.has(None, version.name), 'the dialog to close')
        self.assertTrue(app.has('slider', 'Year'))

    def test_message(self):
        home = tempfile.mkdtemp(prefix='nqp-ui-')
        self.addCleanup(shutil.rmtree, home, True)
        path = os.path.join(home, 'a name that is long enough for more than one line of the heading.nqp')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('no project')
        app = self.app = self.launch(project=path, home=home)
        message = app.find('dialog', re.compile('could not be opened$'))
        self.assertIn('a name that is long', message.name)
        self.assertTrue(any(text.endswith('.') and 'could not be opened' not in text for text in app.texts(message)),
                        'why, and what to do')
        app.press(self.button('Close'))
        wait(lambda: not app.has('dialog'), 'the message to close')

    def rename(self, title):
        self.app.click(self.app.find('label', title))
        self.choose('Rename…')
        self.app.find('dialog', 'Rename')

    def test_name(self):
        app = self.app = self.launch()
        before = app.find('slider', 'Year') and app.texts()[0]
        self.rename(before)
        # the keyboard starts in the English name
        app.fill('Provinces of mine')
        app.key('Escape')
        wait(lambda: not app.has('dialog'), 'the question to close')
        self.assertTrue(app.has('label', before), 'a name that was not given')
        self.focus_window()
        self.rename(before)
        app.fill('Provinces of mine')
        app.press(self.button('Rename'))
        app.find('label', 'Provinces of mine')
        self.focus_window()
        app.key('ctrl+z')
        app.find('label', before)

    def test_name_is_needed(self):
        app = self.app = self.launch('--page', 'method')
        self.open_schemes()
        app.press(app.find('push button', 'Save Weights as…'))
        app.find('dialog', 'Save the Weights')
        save = self.button('Save')
        self.assertTrue(app.is_sensitive(save))
        app.settle()
        app.key('ctrl+a', 'Delete')
        wait(lambda: not app.is_sensitive(save), 'the button to wait for a name')
        app.key('Return')
        self.assertTrue(app.has('dialog', 'Save the Weights'))
        app.type('Mine')
        wait(lambda: app.is_sensitive(save), 'the name to be enough')
        app.press(self.button('Cancel'))
        wait(lambda: not app.has('dialog'), 'the question to close')
        self.focus_window()
        self.open_schemes()
        app.find('label', 'No weights were saved yet.')

    def test_no_file(self):
        app = self.app = self.launch()
        app.find('slider', 'Year')
        app.key('ctrl+o')
        wait(lambda: app.has('push button', re.compile('Open$')), 'the file chooser')
        app.settle()
        app.key('Escape')
        wait(lambda: not app.has('push button', re.compile('Open$')), 'the file chooser to close')
        self.assertFalse(app.has('dialog'), 'a message about nothing')

    def test_shortcuts(self):
        app = self.app = self.launch()
        app.find('slider', 'Year')
        app.key('ctrl+question')
        app.find('label', 'Keyboard shortcuts')
        app.settle()  # it is drawn
        app.key('Escape')
        wait(lambda: not app.has('label', 'Keyboard shortcuts'), 'the window to close')

    def test_chinese_without_a_locale(self):
        for locale in ('C', 'C.UTF-8', 'zh_CN.UTF-8'):
            app = self.launch(language='' if locale.startswith('zh') else 'zh_CN', locale=locale)
            app.find('list item', '地图')
            app.close()


if __name__ == '__main__':
    harness.main()
