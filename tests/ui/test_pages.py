# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages: pictures with words for assistive technology, tables, linked focus and hover, derivations, edited values."""

import re
import time
import shutil
import subprocess
import unittest

import harness
from harness import wait

ANHUI = '340000'
BUTTONS = ('toggle button', 'push button')  # GTK 4.8 says push button
TITLES = {
    'Map': re.compile('^New quality productivity index, 2023'),
    'Ranking': re.compile('^New quality productivity index, 2023'),
    'Profile': re.compile('Anhui, 2023'),
    'Compare': re.compile('^Anhui: New quality productivity index, 2023'),
    'Trends': re.compile('^New quality productivity index, 2016'),
}


class Pages(harness.TestCase):
    def open(self, page, *args, **options):
        self.app = self.launch('--page', page, '--region', ANHUI, *args, **options)
        return self.app

    def status(self):
        """The region in focus, as the inspector names it."""
        return re.match(r'(.*?):', self.app.find('status bar', re.compile(':')).name).group(1)

    def picture(self, name=None):
        return self.app.find('image', name or re.compile(r', (2016|2023)'))

    def focus_picture(self):
        """By a click on the title, where nothing can be hit. GTK 4.8 does not let assistive tools grab the focus."""
        self.app.click(self.picture(), 0.5, 0.02)

    def show_table(self):
        self.app.press(self.app.find(BUTTONS, 'Table'))
        return wait(lambda: self.table(), 'the table')

    def table(self):
        return next(self.app.find_all('tree table'), None)

    def columns(self):
        """Titles of the table's columns, without the line breaks."""
        return [node.name.replace('\n', ' ') for node in self.header_labels()]

    def header_labels(self):
        return list(self.app.find_all('label', below=self.table().children[0]))

    def rows(self):
        """The rows on the screen as lists of texts."""
        rows = {}
        for cell in self.app.find_all('table cell', below=self.table()):
            rows.setdefault(cell.parent.path, []).extend(child.name for child in cell.children)
        places = [tuple(self.app.box(harness.Node(self.app.root.bus, path))) + (path,) for path in rows]
        # A list keeps rows without a size beyond its edges.
        return [rows[path] for _, _, _, height, path in sorted(places, key=lambda p: p[1]) if height > 0]

    def find_cell(self, text):
        return self.app.find('label', text, below=self.table())

    def double_click(self, node):
        self.app.double_click(node)

    def edges(self, node):
        """The pixels of a widget, to see that something was drawn on it."""
        x, y, width, height = (round(v) for v in self.app.box(node))
        return subprocess.run(['import', '-window', 'root', '-crop', f'{width}x{height}+{x}+{y}', 'rgb:-'],
                              capture_output=True, check=True).stdout

    def settled(self, node):
        """The same when nothing moves any more: the last tooltip is gone, the last frame drawn."""
        def twice():
            before = self.edges(node)
            time.sleep(0.7)
            return before if self.edges(node) == before else None
        return wait(twice, 'the window to come to rest')

    # ---- pages ----

    def test_every_page_opens_with_a_picture_in_words(self):
        app = self.open('map')
        for page, title in TITLES.items():
            app.click(app.find('list item', page))
            picture = app.find('image', title)
            self.assertGreater(len(app.bus.get(picture, 'Accessible', 'Description')), 30, page)

    def test_small_window(self):
        app = self.open('map', size=(900, 600))
        for page, title in TITLES.items():
            app.click(app.find('list item', page))
            x, _, width, _ = app.box(app.find('image', title))
            self.assertGreater(width, 300, page)
            for button in app.find_all(BUTTONS, re.compile('Picture|Table|Tiles')):
                left, _, wide, _ = app.box(button)
                self.assertLessEqual(left + wide, 900, f'{page}: {button.name}')
            self.show_table()
            wait(lambda: len(self.rows()) > (0 if page == 'Compare' else 5), 'rows')  # of Anhui alone
            app.press(app.find(BUTTONS, 'Picture'))
            wait(lambda: app.has('image', title), 'the picture again')

    def test_higher_than_its_place(self):
        """What does not fit is scrolled to, by wheel and by key, rather than left out."""
        for page, title in ('profile', 'Strengths and weaknesses'), ('method', 'From published values'):
            app = self.open(page, size=(900, 600))
            if page == 'profile':
                app.press(app.find(BUTTONS, 'Strengths'))
                app.settle()
            picture = app.find('image', re.compile('^' + title))
            x, y, width, height = app.box(picture)
            self.assertGreater(height, 600, page)
            app.move(x + width / 2, 300)
            for _ in range(4):
                app.mouse_down(5)
                app.mouse_up(5)
            wait(lambda: app.box(picture)[1] < y - 60, f'the picture of {page} to move')
            at = app.box(picture)[1]
            app.tab_to(picture)
            app.key('ctrl+Up')
            wait(lambda: app.box(picture)[1] > at, 'the picture to move back')
            app.close()

    def test_figure_is_kept(self):
        app = self.open('ranking')
        app.press(app.find(BUTTONS, 'Over the Years'))
        app.find('image', re.compile('^Ranks by New quality productivity index'))
        self.show_table()
        app.find('tree table', 'Ranks of regions by year')
        app.press(app.find(BUTTONS, 'Picture'))
        app.click(app.find('list item', 'Map'))
        app.settle()
        app.click(app.find('list item', 'Ranking'))
        app.find('image', re.compile('^Ranks by New quality productivity index'))
        app.press(app.find(BUTTONS, 'Bars'))
        app.find('image', re.compile('^New quality productivity index, 2023'))

    def test_what_changed(self):
        """What changed stands beside the radar, since the year that is chosen; both are kept with the project."""
        app = self.open('profile', size=(900, 600))
        app.press(app.find(BUTTONS, 'Change'))
        app.find('image', re.compile('^What changed .*, 2022 to 2023'))
        left, _, wide, _ = app.box(app.find(BUTTONS, 'Table'))
        self.assertLessEqual(left + wide, 600, 'the end of the line: nothing asks for a wider window')
        app.open_list(app.find('combo box', re.compile('^Year to compare with')))
        app.key('Home', 'Down', 'Return')
        app.find('image', re.compile('^What changed .*, 2016 to 2023'))
        app.click(app.find('list item', 'Map'))
        app.settle()
        app.click(app.find('list item', 'Profile'))
        app.find('image', re.compile('^What changed .*, 2016 to 2023'))
        app.press(app.find(BUTTONS, 'Strengths'))
        app.find('image', re.compile('^Strengths and weaknesses'))

    def test_maps_of_years(self):
        app = self.open('map')
        app.press(app.find(BUTTONS, 'Years'))
        app.find('image', re.compile('^New quality productivity index, 2016–2023'))
        app.click(app.find('list item', 'Trends'))
        app.settle()
        app.click(app.find('list item', 'Map'))
        app.find('image', re.compile('^New quality productivity index, 2016–2023'))
        app.press(app.find(BUTTONS, 'Tiles'))
        app.find('image', re.compile('^New quality productivity index, 2023'))

    def test_disparity(self):
        """The picture says it in words; a click on a year looks at it; the table is that of nqp stats."""
        app = self.open('disparity')
        picture = app.find('image', re.compile('^Inequality: New quality productivity index'))
        year = app.find('slider', 'Year')
        last = app.value(year)
        app.click(picture, 0.3, 0.8)
        wait(lambda: app.value(year) < last, 'another year')
        self.show_table()
        table = app.find('tree table', 'Gini coefficient and its parts by year')
        app.find('label', 'transvariation', below=table)
        app.press(app.find(BUTTONS, 'Picture'))
        app.press(app.find(BUTTONS, 'Lorenz'))
        app.find('image', re.compile('^Lorenz curve'))
        app.key('alt+minus')  # the eleventh
        app.find('table')

    def test_tiles_by_key(self):
        app = self.open('map')
        tiles = app.find(BUTTONS, 'Tiles')
        self.assertFalse(app.is_checked(tiles))
        self.focus_picture()
        app.key('t')
        wait(lambda: app.is_checked(tiles), 'the tiles')
        self.assertFalse(app.is_checked(app.find(BUTTONS, 'Map')))
        app.key('t')
        wait(lambda: app.is_checked(app.find(BUTTONS, 'Map')), 'the map')

    # ---- linked views ----

    def test_focus_is_one(self):
        app = self.open('map')
        self.assertEqual(self.status(), 'Anhui')
        app.click(self.find_cell('Zhejiang'))
        wait(lambda: self.status() == 'Zhejiang', 'the focus to follow the table')
        app.click(app.find('list item', 'Profile'))
        app.find('image', re.compile('Zhejiang'))
        app.click(app.find('list item', 'Ranking'))
        self.focus_picture()
        app.key('Home', 'Down', 'Return')
        wait(lambda: self.status() == 'Shanghai', 'the focus to follow the keys in the picture')
        app.click(app.find('list item', 'Profile'))  # which was hidden meanwhile
        app.find('image', re.compile('Shanghai'))

    @unittest.skipIf(shutil.which('import') is None, 'ImageMagick is not installed')
    def test_hover_is_shown_everywhere(self):
        app = self.open('map')
        picture = self.picture()
        app.move(5, 300)
        app.settle()
        before = self.edges(picture)
        x, y, width, height = app.box(self.find_cell('Sichuan'))
        app.move(x + width / 2, y + height / 2)
        wait(lambda: self.edges(picture) != before, 'the map to ring the region under the pointer')
        app.move(5, 300)
        wait(lambda: self.edges(picture) == before, 'the ring to go')

    # ---- tables ----

    def test_sort_by_header(self):
        self.open('ranking')
        self.show_table()
        self.assertEqual(self.columns()[:3], ['#', 'Region', 'Score'])
        self.assertEqual([row[0] for row in self.rows()[:3]], ['1', '2', '3'])
        column = self.columns().index('Emerging industries')

        def numbers():
            # Missing is an en dash, marks stand before the number.
            return [None if row[column].endswith('–') else float(row[column].split()[-1]) for row in self.rows()]

        def ordered(descending):
            # A list keeps the place of a row it no longer shows: the upper ones are surely on the screen.
            top = numbers()[:10]
            return None not in top and top == sorted(top, reverse=descending)

        self.assertFalse(ordered(True))
        self.app.click(self.header_labels()[column])
        wait(lambda: ordered(True), 'the largest on top, none missing among them')
        largest = numbers()[0]
        self.app.click(self.header_labels()[column])
        wait(lambda: ordered(False), 'the smallest on top, none missing among them')
        self.assertLess(numbers()[0], largest)

    def test_table_by_keyboard(self):
        app = self.open('ranking')
        self.show_table()
        app.click(self.find_cell('Beijing'))
        wait(lambda: self.status() == 'Beijing', 'the row')
        app.key('Down', 'Down')
        wait(lambda: self.status() == 'Tianjin', 'two rows down')
        app.key('Return')
        app.find('label', re.compile('^Tianjin, 2023 · rank 3 of 31'))
        app.key('Escape')
        wait(lambda: not app.has('label', 'Sum: the score'), 'the derivation to close')

    def test_compare_by_control_click(self):
        app = self.open('ranking')
        self.show_table()
        app.key_down('ctrl')
        app.click(self.find_cell('Beijing'))
        app.key_up('ctrl')
        wait(lambda: app.has('push button', re.compile('Beijing')), 'the region among those compared')
        self.assertEqual(self.status(), 'Anhui')
        app.key_down('ctrl')
        app.click(self.find_cell('Beijing'))
        app.key_up('ctrl')
        wait(lambda: not app.has('push button', re.compile('Beijing')), 'the region to go')

    def year(self):
        return re.search(r', (20\d\d)', self.picture(re.compile('^New quality productivity index, 20')).name).group(1)

    def test_keys_of_the_window_work_in_a_list(self):
        app = self.open('map')
        app.click(self.find_cell('Zhejiang'))
        wait(lambda: self.status() == 'Zhejiang', 'the row')
        app.key('Left')
        wait(lambda: self.year() == '2022', 'the year before')
        app.key('Right')
        wait(lambda: self.year() == '2023', 'the year')
        app.key('space')
        pause = wait(lambda: next(app.find_all(BUTTONS, re.compile('Pause|Stop')), None), 'the years to play')
        app.press(pause)
        wait(lambda: not app.has(BUTTONS, re.compile('Pause|Stop')), 'the years to stop')
        for _ in range(8):
            app.key('Right')
        wait(lambda: self.year() == '2023', 'the last year')
        # The keyboard is where the focus region is, wherever that was moved from.
        app.key('Page_Down')
        wait(lambda: self.status() == 'Guangdong', 'the next in rank')
        app.key('Down')
        wait(lambda: self.status() == 'Jiangsu', 'the row below that one')
        app.key('Home')
        wait(lambda: self.status() == 'Beijing', 'the first row')
        app.key('End')
        wait(lambda: self.status() == 'Inner Mongolia', 'the last row')

    @unittest.skipIf(shutil.which('import') is None, 'ImageMagick is not installed')
    def test_compared_regions_are_marked(self):
        app = self.open('map')
        cell = self.find_cell('Sichuan').parent.parent
        app.move(5, 300)  # no tooltip of the map is over it
        before = self.settled(cell)
        app.key_down('ctrl')
        app.click(self.find_cell('Sichuan'))
        app.key_up('ctrl')
        wait(lambda: app.has('push button', re.compile('Sichuan')), 'the region among those compared')
        app.move(5, 300)
        wait(lambda: self.edges(cell) != before, 'its mark and tint')
        app.press(app.find('push button', 'Stop comparing Sichuan'))
        wait(lambda: self.edges(cell) == before, 'the row to be plain again')

    def test_copy_table(self):
        app = self.open('map')
        app.click(self.find_cell('Zhejiang'))
        app.key('ctrl+c')
        app.find('label', 'Table copied')

    # ---- derivation ----

    def test_one_click_explains_a_number(self):
        app = self.open('ranking')
        self.show_table()
        app.click(self.find_cell('Beijing'))
        wait(lambda: self.status() == 'Beijing', 'the focus to follow')
        app.settle()
        self.assertFalse(app.has('label', 'Sum: the score'), 'a name is no number')
        app.click(self.find_cell('54.2'))
        app.find('label', 'Sum: the score')
        app.find('label', re.compile('^Beijing, 2023'))
        app.key('Escape')
        wait(lambda: not app.has('label', 'Sum: the score'), 'the derivation to close')

    @unittest.skipIf(shutil.which('import') is None, 'ImageMagick is not installed')
    def test_row_is_plain_again(self):
        app = self.open('profile')
        self.show_table()
        cell = self.find_cell(re.compile('Software revenue to GDP'))
        app.move(5, 300)
        before = self.settled(cell.parent)
        app.click(cell)
        app.find('label', 'Published values')
        app.key('Escape')
        wait(lambda: not app.has('label', 'Published values'), 'the derivation to close')
        app.move(5, 300)
        wait(lambda: self.edges(cell.parent) == before, 'the row to be plain again')

    def open_leaf(self):
        """The derivation of an indicator of the region in focus."""
        self.open('profile')
        self.show_table()
        self.double_click(self.find_cell(re.compile('Software revenue to GDP')))
        self.app.find('label', 'Published values')

    def entries(self):
        return list(self.app.find_all(('text', 'entry'), re.compile('[Ss]oftware')))

    def tab_to_value(self):
        """Assistive tools do not learn where on the screen a popover's widgets are: by keyboard."""
        for _ in range(6):
            self.app.key('Tab')
            fresh = self.entries()[0]
            if any(node.has_state('focused') for node in [fresh] + fresh.children):
                return
        self.fail('Tab does not reach the value')

    def text(self, entry):
        # GTK 4.8 takes an end of -1 for nothing.
        return self.app.bus.call(entry, 'Text', 'GetText', '(ii)', 0, 100)[0]

    def test_derivation_goes_down_to_the_source(self):
        app = self.open('ranking')
        self.show_table()
        self.double_click(self.find_cell('54.2'))
        app.find('label', 'Sum: the score')
        app.press(app.find('push button', 'New labour tools'))
        wait(lambda: app.has('push button', re.compile('^Computers used')), 'the indicators of the component')
        app.press(app.find('push button', re.compile('^Computers used')))
        app.find('label', 'Published values')
        app.find('label', re.compile('2023 · .*(Statistic|Bureau)'))
        app.press(app.find('push button', re.compile('Go to what this is part of')))
        wait(lambda: app.has('label', 'Sum: the score'), 'the way up')

    def test_edit_a_value_and_undo(self):
        self.open_leaf()
        app = self.app
        entry = wait(lambda: self.entries(), 'the published value')[0]
        before = self.text(entry)
        self.assertGreater(float(before), 0)
        self.tab_to_value()
        app.key('ctrl+a')
        app.type('abc')
        app.key('Return')
        app.find('label', re.compile('is not a number'))
        app.key('ctrl+a')
        app.type('123.5')
        app.key('Return')
        app.find('label', re.compile('Edited by hand'))
        self.assertEqual(self.text(self.entries()[0]), '123.5')
        app.key('Escape')
        undo = app.find('push button', 'Undo')
        wait(lambda: app.is_sensitive(undo), 'something to undo')
        app.press(undo)
        wait(lambda: not app.is_sensitive(undo), 'the edit to be undone')
        self.double_click(self.find_cell(re.compile('Software revenue to GDP')))
        wait(lambda: self.text(self.entries()[0]) == before, 'the published value again')

    def test_accept_a_suspect_value_and_undo(self):
        self.app = self.launch('--page', 'profile', '--region', '150000', '--year', '2021')
        self.show_table()
        self.double_click(self.find_cell(re.compile('Software revenue to GDP')))
        app = self.app
        app.find('label', re.compile('Suspect: treated as missing'))
        app.press(app.find(('toggle button', 'push button'), 'Accept value'))  # GTK 4.8 says push button
        app.find('label', re.compile('^Flagged as suspect, accepted'))
        app.key('Escape')
        undo = app.find('push button', 'Undo')
        wait(lambda: app.is_sensitive(undo), 'something to undo')
        app.press(undo)
        wait(lambda: not app.is_sensitive(undo), 'the flag to stand again')
        self.double_click(self.find_cell(re.compile('Software revenue to GDP')))
        app.find('label', re.compile('Suspect: treated as missing'))


if __name__ == '__main__':
    harness.main()
