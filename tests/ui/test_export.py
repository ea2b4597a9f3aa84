# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog that saves pictures: which, how large, with what beside them, and that it remembers."""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree

import harness
from harness import wait

NQP = os.path.join(os.path.dirname(os.path.dirname(os.environ.get('NQP_EXPLORER', ''))), 'cli', 'nqp')
SVG = '{http://www.w3.org/2000/svg}'
INDICATORS = ('code,name_en,pillar,component,unit,direction\nA,Alpha,elements,labour-force,x,+\nB,Beta,drivers,innovation,x,+\n'
              'C,Gamma,carriers,industry,x,+\nD,Delta,relations,openness,x,-\n')
DATA = 'region,year,A,B,C,D\nr1,2020,1,2,3,4\nr2,2020,2,3,4,1\nr3,2020,3,1,2,5\n'


def texts(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    return [''.join(element.itertext()) for element in root.iter(SVG + 'text')]


class Export(harness.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix='nqp-ui-home-')
        self.addCleanup(shutil.rmtree, self.home, True)

    def path(self, *parts):
        return os.path.join(self.home, *parts)

    def remember(self, **keys):
        folder = self.path('glib-2.0', 'settings')
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, 'keyfile'), 'w', encoding='utf-8') as file:
            file.write('[io/github/nqp_explorer/NqpExplorer]\n'
                       + ''.join(f"export-{key}={value}\n" for key, value in keys.items()))

    def remembered(self):
        with open(self.path('glib-2.0', 'settings', 'keyfile'), encoding='utf-8') as file:
            return dict(re.findall(r'^export-(\w+)=(.*)$', file.read(), re.M))

    def open(self, page, *args, **options):
        app = self.launch('--page', page, *args, home=self.home, **options)
        app.find('image', re.compile('.'))
        app.settle()
        app.key('ctrl+e')
        self.button = app.find('push button', re.compile('Export…$'))
        return app

    def save(self, app, name):
        app.press(self.button)
        app.enter_path('Save', self.path(name))

    def test_all_charts_of_a_page(self):
        """Two pictures at a size in cm, each with its figures; the keyboard is on Export"""
        self.remember(format="'svg'", size="'17x11cm'", figures='true')
        app = self.open('profile')
        wait(lambda: app.has_focus(self.button), 'the keyboard to be on Export')
        self.assertIn('A4, full width, 17 × 11 cm', app.texts())
        app.click(app.find(None, 'Chart'))
        app.settle()
        app.key('End', 'Return')
        wait(lambda: 'All of this page' in app.texts(), 'all of them to be chosen')
        self.save(app, 'both.svg')
        for name in ('Profile', 'Strengths and weaknesses'):
            wait(lambda name=name: os.path.exists(self.path(f'both – {name}.csv')), f'the figures of {name}', 15)
            root = xml.etree.ElementTree.parse(self.path(f'both – {name}.svg')).getroot()
            self.assertAlmostEqual(float(root.get('width')), 17 / 2.54 * 96, delta=0.01)
            with open(self.path(f'both – {name}.csv'), encoding='utf-8') as file:
                self.assertGreater(len(file.readlines()), 10)
        self.assertFalse(os.path.exists(self.path('both.svg')))

    def test_nothing_is_replaced_unasked(self):
        """The chooser asked about the picture, not about the figures beside it"""
        self.remember(figures='true')
        with open(self.path('mine.csv'), 'w', encoding='utf-8') as file:
            file.write('mine')
        app = self.open('ranking')
        self.save(app, 'mine.png')
        app.find(None, re.compile('“mine.csv” exists already'))
        self.assertFalse(os.path.exists(self.path('mine.png')))

    def test_entries_and_memory(self):
        """No two entries of one name; a size of one's own and a clear ground are there the next time"""
        self.remember(format="'png'", size="'16x9cm'", dpi='300')
        app = self.open('trends')
        app.click(app.find(None, 'Size'))
        app.settle()
        entries = [text for text in app.texts() if re.search(r'\d × \d', text)]
        self.assertGreaterEqual(len(set(entries)), 7)
        self.assertEqual(sorted(entries), sorted(set(entries)))
        app.key('Escape')
        app.settle()
        self.assertEqual([app.value(app.find('spin button', name)) for name in ('Width', 'Height')], [16, 9])
        app.press(app.find(('check box', 'toggle button', 'switch'), re.compile('^Transparent')))
        app.settle()
        self.save(app, 'clear.png')
        wait(lambda: os.path.exists(self.path('clear.png')), 'the picture', 15)
        with open(self.path('clear.png'), 'rb') as file:
            head = file.read(29)
        self.assertEqual((int.from_bytes(head[16:20], 'big'), int.from_bytes(head[20:24], 'big'), head[25]), (1890, 1063, 6))
        wait(lambda: self.remembered().get('transparent') == 'true', 'it to be remembered')
        self.assertEqual((self.remembered()['size'], self.remembered()['dpi']), ("'16x9cm'", '300'))

    def test_the_command_makes_the_same_picture(self):
        self.remember(format="'svg'", size="'800x900px'", caption='true')
        app = self.open('ranking', '--region', '340000,110000', '--year', '2019')
        self.save(app, 'window.svg')
        wait(lambda: os.path.exists(self.path('window.svg')), 'the picture', 15)
        app.settle()
        app.focus()
        app.key('ctrl+e')
        app.press(app.find('push button', re.compile('Copy the Command$')))
        wait(lambda: 'Copied' in app.texts(), 'the command to be copied')
        app.key('Escape')
        app.settle()
        app.focus()
        app.key('ctrl+f')
        app.settle()
        app.key('ctrl+v')
        command = shlex.split(wait(lambda: app.written(app.entry()), 'the command to be pasted'))
        self.assertEqual(command[:2], ['nqp', 'chart'])
        command[0] = NQP
        command[command.index('-o') + 1] = self.path('command.svg')
        subprocess.run(command, check=True)
        self.assertEqual(texts(self.path('command.svg')), texts(self.path('window.svg')))
        self.assertTrue(any('leads in 2019' in text for text in texts(self.path('window.svg'))), 'no caption')

    def test_what_a_picture_lacks(self):
        """Characters without a glyph are named in the toast"""
        for name, content in (('data', DATA), ('ind', INDICATORS), ('reg', 'code,name_en\nr1,One\nr2,T\U0010fffdwo\nr3,Three\n')):
            with open(self.path(f'{name}.csv'), 'w', encoding='utf-8') as file:
                file.write(content)
        subprocess.run([NQP, 'import', '-o', self.path('p.nqp'), '--data', self.path('data.csv'), '--indicators', self.path('ind.csv'),
                        '--regions', self.path('reg.csv')], check=True, capture_output=True)
        app = self.open('ranking', project=self.path('p.nqp'))
        self.save(app, 'lacks.png')
        app.find(None, re.compile('Saved “lacks.png”: no font here has U\\+10FFFD'))


if __name__ == '__main__':
    harness.main()
