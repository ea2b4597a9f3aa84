# SPDX-License-Identifier: GPL-3.0-or-later
"""What is missing, how values lie and what an expert would ask, on the page Data."""

import re

import harness
from harness import wait

BUTTONS = ('toggle button', 'push button', 'radio button')


class Data(harness.TestCase):
    def open(self, view, **options):
        self.app = self.launch('--page', 'data', **options)
        self.app.find('slider', 'Year')
        self.press(view)

    def press(self, name):
        node = wait(lambda: [node for node in self.app.find_all(BUTTONS, name) if self.app.is_sensitive(node)], name)[0]
        self.app.press(node)
        self.app.settle()

    def insensitive(self, name):
        wait(lambda: not any(self.app.is_sensitive(node) for node in self.app.find_all(BUTTONS, name)), f'{name} to rest')

    # ---- checks --------------------------------------------------------------------------------------------------

    def checks(self):
        self.open(re.compile('^Checks'))
        self.table = self.app.find('tree table', 'Findings')
        return self.n_open()

    def n_open(self):
        return int(re.search(r'\d+', self.app.name(self.app.find(BUTTONS, re.compile(r'^Checks \(\d+\)$')))).group())

    def row(self, text):
        return self.app.find('label', text, below=self.table)

    def test_accept_and_undo(self):
        before = self.checks()
        self.insensitive('Reopen')
        self.app.click(self.row('Inner Mongolia'))
        self.app.find('label', re.compile('Inner Mongolia: 277.8 in 2021 after 14.44'))
        self.press('Accept…')
        self.app.click(self.app.find(('text', 'entry'), 'Note'))
        self.app.type('An error of the yearbook')
        self.app.key('Return')
        wait(lambda: self.n_open() == before - 1, 'one less to be open')
        wait(lambda: not self.app.has('label', 'Inner Mongolia', below=self.table), 'the finding to go')
        self.press('Accepted')
        self.app.click(self.row('Inner Mongolia'))
        self.app.find('label', re.compile('Accepted: An error of the yearbook'))
        self.press('Reopen')
        self.app.find(None, 'Nothing Is Accepted')
        wait(lambda: self.n_open() == before, 'all to be open')
        self.app.key('ctrl+z')
        self.row('Inner Mongolia')
        self.app.key('ctrl+z')
        self.app.find(None, 'Nothing Is Accepted')
        wait(lambda: self.n_open() == before, 'all to be open again')
        self.press('Open')
        self.row('Inner Mongolia')

    def test_jump_to_the_cell(self):
        self.checks()
        self.app.double_click(self.row('Inner Mongolia'))
        grid = self.app.find('table')
        wait(lambda: 'Revenue from software business, Inner Mongolia, 2021' in self.app.name(grid), self.app.name(grid))
        self.press(re.compile('^Checks'))
        self.app.click(self.row('Heilongjiang'))
        self.app.key('Return')
        wait(lambda: 'Revenue from software business, Heilongjiang, 2018' in self.app.name(grid), self.app.name(grid))

    def test_kinds(self):
        self.checks()
        self.app.open_list(self.app.find('combo box', re.compile('^Kind')))
        self.app.key('Home', 'Down', 'Return')
        self.app.find(None, 'Nothing of This Kind')
        self.app.open_list(self.app.find('combo box', re.compile('^Kind')))
        self.app.key('Home', 'Down', 'Down', 'Return')
        self.row('Jump')
        wait(lambda: not self.app.has('label', 'Break', below=self.table), 'other kinds to go')

    # ---- pictures ------------------------------------------------------------------------------------------------

    def picture(self, title):
        return self.app.find('image', re.compile('^' + re.escape(title)))

    def test_coverage_chooses(self):
        self.open('Coverage')
        self.insensitive('All Indicators')
        year = self.app.find('slider', 'Year')
        before = self.app.value(year)
        self.app.click(self.picture('What is missing: New quality productivity index'), 0.794, 0.659)
        picture = self.picture('What is missing: Software revenue to GDP')
        wait(lambda: self.app.value(year) == before - 2, 'the year of the cell')
        self.app.click(picture, 0.05, 0.175)  # the region that lacks most
        self.app.find(None, re.compile('^Tibet'))
        self.press('All Indicators')
        self.picture('What is missing: New quality productivity index')
        self.press('Table')
        self.app.find('tree table', 'What is missing')

    def test_distribution_walks(self):
        self.open('Distribution')
        self.app.click(self.picture('How the values lie: New quality productivity index'), 0.5, 0.05)
        self.app.key('Down')
        self.picture('How the values lie: Students in higher education')
        self.app.key('Down')
        self.picture('How the values lie: R&D staff')
        self.press('The Indicator Before')
        self.picture('How the values lie: Students in higher education')
        self.insensitive('The Indicator Before')

    def test_view_is_kept(self):
        self.open('Distribution')
        self.app.click(self.app.find('list item', 'Map'))
        self.app.settle()
        self.app.click(self.app.find('list item', 'Data'))
        self.picture('How the values lie')


if __name__ == '__main__':
    harness.main()
