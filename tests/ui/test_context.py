# SPDX-License-Identifier: GPL-3.0-or-later
"""The context bar: measure, years, play, region search, compared regions, walking the ranking."""

import re
import time

import harness
from harness import wait

ANHUI = '340000'
MORE = re.compile(r'([1-8]) more regions? (?:is|are) compared')


class Context(harness.TestCase):
    def setUp(self):
        self.app = self.launch('--page', 'ranking', '--region', ANHUI)
        self.year_slider = self.app.find('slider', 'Year')

    # ---- what the window shows ----

    def year(self):
        return 2016 + round(self.app.value(self.year_slider))

    def focus(self):
        return re.match(r'(.*?):', self.app.find('status bar', re.compile(':')).name).group(1)

    def chips(self):
        """The regions in the bar, the one in focus first."""
        bar = self.app.find('panel', 'Regions')
        return [node.name for node in self.app.find_all('push button', below=bar)
                if not node.name.startswith('Stop comparing') and not MORE.match(node.name)]

    def n_more(self):
        """Those compared that there is no room for."""
        bar = self.app.find('panel', 'Regions')
        return next((int(MORE.match(node.name).group(1)) for node in self.app.find_all('push button', MORE, bar)), 0)

    def measure(self):
        return self.app.find(('push button', 'toggle button', 'filler', 'panel'), re.compile('^Measure: ')).name[9:]

    # ---- years ----

    def test_years(self):
        self.assertEqual(self.year(), 2023)
        slider = self.year_slider
        self.app.click(slider, 1.0)
        self.assertTrue(self.app.has_focus(slider))
        self.app.key('Left')
        wait(lambda: self.year() == 2022, 'a step back')
        self.app.key('Left', 'Left', 'Right')
        wait(lambda: self.year() == 2021, 'more steps')
        self.app.key('Home')
        wait(lambda: self.year() == 2016, 'the first year')
        self.app.key('Left')
        self.app.set_value(slider, 3)
        wait(lambda: self.year() == 2019, 'the year set by assistive technology')
        self.app.click(slider, 1.0)
        wait(lambda: self.year() == 2023, 'the year under the pointer')
        # the names of the first and the last year stand under the ends, as far from the one as from the other
        x, _, width, _ = self.app.box(slider)
        first, last = (self.app.box(self.app.find('label', year)) for year in ('2016', '2023'))
        self.assertAlmostEqual((first[0] + first[2] / 2 + last[0] + last[2] / 2) / 2, x + width / 2, delta=2)

    def test_play(self):
        self.app.press(self.app.find('push button', 'Play the years'))
        wait(lambda: self.app.has('push button', 'Pause'), 'the button to offer a pause')
        wait(lambda: 2018 <= self.year() < 2022, 'the years to pass')
        self.app.press(self.app.find('push button', 'Pause'))
        wait(lambda: self.app.has('push button', 'Play the years'), 'the pause')
        stopped = self.year()
        time.sleep(1.5)
        self.assertEqual(self.year(), stopped)
        self.app.press(self.app.find('push button', 'Play the years'))
        wait(lambda: self.year() == 2023 and self.app.has('push button', 'Play the years'), 'the end', 15)

    # ---- regions ----

    def search(self, text, *keys):
        self.app.key('ctrl+f')
        wait(lambda: self.app.has(('entry', 'text'), 'Find a region'), 'the search')
        self.app.fill(text)
        self.app.settle()
        self.app.key(*keys)
        wait(lambda: not self.app.has(('entry', 'text'), 'Find a region'), 'the search to close')

    def test_search(self):
        self.assertEqual(self.focus(), 'Anhui')
        self.search('hubei', 'Return')
        wait(lambda: self.focus() == 'Hubei', 'the region found by name')
        self.search('gd', 'Return')
        wait(lambda: self.focus() == 'Guangdong', 'the region found by its initials')
        self.search('540000', 'Return')
        wait(lambda: self.focus() == 'Tibet', 'the region found by its code')
        self.search('nosuchplace', 'Return', 'Escape')
        self.assertEqual(self.focus(), 'Tibet')

    def test_compare(self):
        self.app.key('ctrl+i')  # room for three names
        self.search('jiangsu', 'ctrl+Return', 'Escape')
        self.search('zhejiang', 'ctrl+Return', 'Escape')
        wait(lambda: self.chips() == ['Anhui', 'Jiangsu', 'Zhejiang'], 'the compared regions')
        bar = self.app.find('panel', 'Regions')
        self.app.press(self.app.find('push button', 'Zhejiang', below=bar))
        wait(lambda: self.chips() == ['Zhejiang', 'Jiangsu', 'Anhui'], 'the focus to change places')
        self.app.key('ctrl+i')
        self.assertEqual(self.focus(), 'Zhejiang')
        self.app.press(self.app.find('push button', 'Stop comparing Jiangsu', below=bar))
        wait(lambda: self.chips() == ['Zhejiang', 'Anhui'], 'the region to go')

    def test_at_most_eight(self):
        for name in ('beijing', 'shanghai', 'tianjin', 'hebei', 'shanxi', 'jilin', 'hainan', 'henan', 'hubei'):
            self.search(name, 'ctrl+Return', 'Escape')
        wait(lambda: len(self.chips()) + self.n_more() == 9, 'the focus and eight regions')
        self.assertGreater(self.n_more(), 0)

    def test_walk(self):
        start = self.focus()
        self.app.key('Page_Down')
        after = wait(lambda: self.focus() != start and self.focus(), 'the next region')
        self.app.key('Page_Up')
        wait(lambda: self.focus() == start, 'the region before')
        self.app.key('Page_Up')
        self.assertNotIn(wait(lambda: self.focus() != start and self.focus(), 'the one above'), (start, after))

    # ---- measure ----

    def test_measure(self):
        self.assertEqual(self.measure(), 'New quality productivity index')
        self.app.click(self.app.find(None, re.compile('^Measure: ')))
        wait(lambda: self.app.has(('entry', 'text'), 'Find a measure'), 'the search')
        self.app.fill('patents granted per 100 ')
        self.app.settle()
        self.app.key('Return')
        wait(lambda: self.measure() == 'Patents granted per 100 R&D person-years', 'the measure')


class Chinese(harness.TestCase):
    def test_names(self):
        app = self.launch('--page', 'ranking', '--region', ANHUI, language='zh_CN')
        wait(lambda: app.has('push button', '安徽'), 'the Chinese name')
        app.key('ctrl+f')
        app.fill('hubei')
        app.settle()
        app.key('Return')
        wait(lambda: app.has('push button', '湖北'), 'a region found by its English name')


if __name__ == '__main__':
    harness.main()
