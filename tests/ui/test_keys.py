# SPDX-License-Identifier: GPL-3.0-or-later
"""Keyboard and pointer in the whole window: one stop for the list of pages, keys that work everywhere, what is open above,
presentation with a pointer alone, one list of keys."""

import os
import re
import subprocess
import time

import harness
from harness import wait

ANHUI = '340000'
PAGES = ['Framework', 'Method', 'Map', 'Ranking', 'Profile', 'Compare', 'Trends', 'Robustness', 'Disparity', 'Paths', 'Data']


class Keys(harness.TestCase):
    def chosen_page(self):
        return next((row.name for row in self.app.find_all('list item') if row.has_state('selected')
                     and row.name in PAGES), None)

    def focused(self):
        return next((node for node in self.app.walk() if node.has_state('focused')), None)

    def year(self):
        return 2016 + round(self.app.value(self.app.find('slider', 'Year', timeout=30)))

    def chips(self):
        return [node.name for node in self.app.find_all('push button', below=self.app.find('panel', 'Regions'))
                if not re.match('Stop comparing|[1-8] more', node.name)]

    def n_windows(self):
        """The program's windows on the display: menus and tooltips are windows, too."""
        return len(subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.app.process.pid)],
                                  capture_output=True, text=True, check=True).stdout.split())

    def test_keyboard(self):
        app = self.app = self.launch('--page', 'map', '--region', ANHUI)
        app.find('slider', 'Year', timeout=30)
        # the list of pages is one stop of Tab
        for _ in range(12):
            app.key('Tab')
            focus = self.focused()
            if focus is not None and focus.name == 'Map':
                break
        self.assertEqual(self.focused().name, 'Map')
        app.key('Tab')
        self.assertNotIn(self.focused().name, PAGES)
        self.assertEqual(self.chosen_page(), 'Map', 'Tab turned the page')
        app.key('shift+Tab')
        wait(lambda: self.focused().name == 'Map', 'the list of pages again')
        app.key('Down')
        wait(lambda: self.chosen_page() == 'Ranking', 'the next page')
        # a number leads into the page, and the window's keys work there
        app.key('alt+3')
        wait(lambda: self.chosen_page() == 'Map' and self.focused() is not None and self.focused().role == 'image',
             'the keyboard in the map')
        app.key(*['Left'] * 7)
        wait(lambda: self.year() == 2016, 'the first year')
        app.key('space')
        wait(lambda: app.has('push button', 'Pause'), 'the years to play')
        app.key('space')
        wait(lambda: app.has('push button', 'Play the years'), 'the pause')
        # once the keys have gone to another region, Space compares it
        app.key('Down', 'space')
        wait(lambda: len(self.chips()) == 2, 'the region to be compared')

    def test_search_and_menus(self):
        app = self.app = self.launch('--page', 'map', '--region', ANHUI)
        app.find('slider', 'Year', timeout=30)
        scale = app.box(app.find('slider', 'Year', timeout=30))
        # plus adds
        app.click(app.find(('push button', 'toggle button', 'filler', 'panel'), 'Compare another region'))
        wait(lambda: self.focused() is not None and self.focused().role in ('entry', 'text'), 'the search')
        full = app.box(app.find('list', 'Find a region'))
        app.type('hubei')
        wait(lambda: app.has('label', 'Hubei') and not app.has('label', 'Liaoning', app.find('list', 'Find a region')),
             'the list to be narrowed')
        app.key('Return')
        wait(lambda: self.chips() == ['Anhui', 'Hubei'], 'the region to be added')
        # and is as tall when it opens again
        app.key('ctrl+f')
        wait(lambda: self.focused() is not None and self.focused().role in ('entry', 'text'), 'the search')
        wait(lambda: app.box(app.find('list', 'Find a region'))[3] == full[3], 'the list to be as tall as before')
        app.key('Escape')
        # a name does not move the years
        self.assertEqual(app.box(app.find('slider', 'Year', timeout=30))[0:3:2], scale[0:3:2])
        # no tooltip comes up over what is open
        title = app.find('label', re.compile('provinces, 2016'))
        x, y, width, height = app.box(title)
        app.move(x + width / 2, y + height / 2)
        wait(lambda: self.n_windows() == 2, 'the tooltip of the button')
        app.mouse_down()
        app.mouse_up()
        app.find(('menu item', 'push button', 'toggle button'), re.compile('Open'))
        app.move(x + width / 2 + 3, y + height / 2 + 2)
        time.sleep(1.5)
        self.assertEqual(self.n_windows(), 2, 'a tooltip over the menu')
        app.key('Escape')
        wait(lambda: self.n_windows() == 1, 'the menu to close')
        app.move(x + width / 2 - 3, y + height / 2 - 2)
        wait(lambda: self.n_windows() == 2, 'the tooltip, once the menu is closed')

    def test_presentation(self):
        app = self.app = self.launch('--page', 'map', '--region', ANHUI, '--present')
        app.find('slider', 'Year', timeout=30)
        time.sleep(0.5)
        self.assertFalse(app.has('push button', 'Leave presentation mode'), 'in the way of the picture')
        app.move(500, 400)
        time.sleep(0.2)
        app.move(540, 420)
        button = app.find('push button', 'Next page')
        wait(lambda: app.box(button)[1] > 500, 'the controls in their place')
        time.sleep(0.5)
        app.click(button)
        app.move(500, 300)
        wait(lambda: not app.has('push button', 'Leave presentation mode'), 'the controls to leave')

        def leave():
            app.move(540, 320)
            app.click(app.find('push button', 'Leave presentation mode'))
            return app.has('push button', re.compile('Export$'))

        wait(leave, 'the way out')
        self.assertEqual(self.chosen_page(), 'Ranking')

    def test_influence_is_live(self):
        app = self.app = self.launch('--page', 'ranking', '--region', ANHUI)
        scale = app.find('slider', 'Weight of New elements')
        first = app.find('label', re.compile('real influence'))
        before = app.name(first)
        x, y, width, height = app.box(scale)
        app.move(x + 8 + 0.4 * (width - 16), y + height / 2)
        app.mouse_down()
        for step in range(1, 6):
            app.move(x + 8 + (0.4 + 0.1 * step) * (width - 16), y + height / 2)
            time.sleep(0.1)
        wait(lambda: app.name(first) != before, 'the real influence to follow the hand')
        app.mouse_up()

    def test_years_and_regions_in_little_room(self):
        app = self.app = self.launch('--page', 'ranking', '--region', 'CHE,USA,CHN,DEU,FRA', size=(900, 600),
                                     project='sample:world-economies')
        app.find('slider', 'Year', timeout=30)
        app.find(('push button', 'toggle button', 'filler', 'panel'), re.compile('^[1-4] more regions are compared'))

        def named():
            boxes = {int(node.name): app.box(node) for node in app.find_all('label', re.compile('^20[01][0-9]$'))}
            return {year: box for year, box in boxes.items() if box[2] > 0}

        years = sorted(wait(named, 'names of years'))
        self.assertEqual((years[0], years[-1]), (2007, 2019))
        self.assertEqual(len({b - a for a, b in zip(years, years[1:])}), 1, years)
        app.set_value(app.find('slider', 'Year', timeout=30), 1)
        wait(lambda: 2008 in named(), 'the name of the year shown')
        boxes = named()
        self.assertGreaterEqual(boxes[2008][0], boxes[2007][0] + boxes[2007][2])

    def labels(self):
        return [node.name for node in self.app.find_all('label', hidden=True)]

    def test_one_list(self):
        app = self.app = self.launch(project='')
        app.find('label', 'Samples')
        self.assertFalse(app.is_sensitive(app.find('push button', 'Sidebar')), 'a button that does nothing')
        app.key('ctrl+question')
        app.find('label', 'Keyboard shortcuts', hidden=True)
        shown = self.labels()
        if PAGES[0] not in shown:  # GTK 4.18 has only the page of shortcuts in the tree that is looked at
            for tab in list(app.find_all('page tab', re.compile('^_?[1-9]$'))):
                app.press(tab)
                app.settle()
                shown += self.labels()
        for page in PAGES:
            self.assertIn(page, shown)
        if 'General' in shown:  # headings are in the tree
            self.assertIn('Pages', shown)
        self.assertGreaterEqual(shown.count('Alt'), len(PAGES), 'the names of the pages are in the sidebar, too')
        app.key('Escape')
        help = subprocess.run([os.environ['NQP_EXPLORER'], '--help'], capture_output=True, text=True, check=True,
                              env=dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='en')).stdout
        ids = re.search(r'Show this page: (.*)', help).group(1).split(', ')
        self.assertEqual(ids, [page.lower() for page in PAGES])
        man = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'doc', 'nqp-explorer.1')
        with open(man, encoding='utf-8') as page:
            option = page.read().split('\\-\\-page\\fR \\fIID\\fR\n')[1].split('.TP')[0]
        self.assertEqual(re.findall(r'\\fB(\w+)\\fR', option), ids)


if __name__ == '__main__':
    harness.main()
