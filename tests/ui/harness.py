# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window on a virtual display, through AT-SPI and with pointer and keyboard.

A test file:

    import harness

    class Weights(harness.TestCase):
        def test_drag(self):
            app = self.launch()
            scale = app.find('slider', 'Weight of Drivers')
            ...

    if __name__ == '__main__':
        harness.main()

Environment: NQP_EXPLORER is the program to test, NQP_UI_PRELOAD a library that is loaded ahead of it, NQP_UI_PROJECT what it opens (sample:china-provinces unless set; a file
is copied first), NQP_UI_SCREENSHOTS a folder for a picture of each test that failed.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import unittest

from accessibility import ROLES, STATES, WINDOWS, Bus, Node  # noqa: F401

signal.signal(signal.SIGHUP, signal.SIG_DFL)  # who runs the tests may ignore it, as nohup does; the program would, too
NEEDED = ('Xvfb', 'xdotool', 'dbus-run-session')


def _skip(why):
    print('1..0 # SKIP', why)
    sys.exit(0)


def _enter_session():
    """Runs this test again with a message bus of its own, so that nothing of the desktop's is touched."""
    for program in NEEDED:
        if shutil.which(program) is None:
            _skip(f'{program} is not installed')
    if 'NQP_UI_SESSION' not in os.environ:
        # The accessibility bus has its socket there: two tests on one machine must not share it.
        runtime = tempfile.mkdtemp(prefix='nqp-ui-run-')
        # Daemons of the session talk on standard output, which is for the results alone.
        results = os.dup(1)
        os.set_inheritable(results, True)
        os.dup2(2, 1)
        environment = dict(os.environ, NQP_UI_SESSION=runtime, XDG_RUNTIME_DIR=runtime, NQP_UI_RESULTS=str(results))
        environment.pop('AT_SPI_BUS_ADDRESS', None)
        # What the bus starts must not meet on the display of whoever runs the tests: the address of the accessibility bus is a
        # property of its root window, and two tests that begin at once would take each other's.
        for name in ('DISPLAY', 'WAYLAND_DISPLAY'):
            environment.pop(name, None)
        os.execvpe('dbus-run-session', ['dbus-run-session', '--', sys.executable] + sys.argv, environment)


def _start_display(size):
    read, write = os.pipe()
    server = subprocess.Popen(
        ['Xvfb', '-displayfd', str(write), '-screen', '0', f'{size[0]}x{size[1]}x24', '-nolisten', 'tcp'],
        pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    if not number:
        raise RuntimeError('Xvfb did not start')
    os.environ['DISPLAY'] = ':' + number
    return server


def wait(condition, what, timeout=30):
    """Returns the first true value of condition(); fails after timeout seconds. Asks seldom what takes long to come."""
    start = time.monotonic()
    while True:
        last = None
        try:
            value = condition()
        except Exception as error:  # a node that went away while it was being read
            value, last = None, error
        if value:
            return value
        waited = time.monotonic() - start
        if waited > timeout:
            raise AssertionError(f'waited {timeout} s for {what}' + (f' ({last})' if last else ''))
        time.sleep(min(0.25, 0.02 + waited / 10))


# A GtkButton that is activated looks pressed for 250 ms, clicks then, and takes no other activation before.
GTK_PRESSED = 0.3
# Two presses at one place within this many seconds are a double click, which the title of a column takes for no click in GTK 4.8.
GTK_DOUBLE_CLICK = 0.4


class App:
    """A running nqp-explorer with a fresh home; nothing moves in it unless animations are asked for."""

    def __init__(self, *args, project=None, language='en', size=(1280, 800), home=None, scheme='light',
                 locale='C.UTF-8', animations=False):
        self.size = size
        self.clicked = 0  # when the button was pressed last
        self.own_home = home is None
        self.home = home or tempfile.mkdtemp(prefix='nqp-ui-')
        project = project if project is not None else os.environ.get('NQP_UI_PROJECT', 'sample:china-provinces')
        if project and not project.startswith('sample:') and not project.startswith(self.home):
            project = shutil.copy(project, os.path.join(self.home, 'project.nqp'))
        settings = os.path.join(self.home, 'gtk-4.0', 'settings.ini')
        os.makedirs(os.path.dirname(settings), exist_ok=True)
        with open(settings, 'w', encoding='utf-8') as file:
            file.write(f'[Settings]\ngtk-enable-animations={int(animations)}\n')
        environment = dict(
            os.environ, HOME=self.home, XDG_CONFIG_HOME=self.home, XDG_DATA_HOME=self.home, XDG_CACHE_HOME=self.home,
            GSETTINGS_BACKEND='keyfile', GDK_BACKEND='x11', GSK_RENDERER='cairo', LC_ALL=locale, LANGUAGE=language,
            ADW_DEBUG_COLOR_SCHEME='prefer-' + scheme, GTK_A11Y='atspi')
        # Drivers of graphics cards are not what is tested, and leak. The first is for GTK 4.8.
        environment.update(GDK_DEBUG='gl-disable', GDK_DISABLE='gl,vulkan')
        if 'NQP_UI_PRELOAD' in os.environ:  # see true-bounds.c
            environment['LD_PRELOAD'] = os.environ['NQP_UI_PRELOAD']
            environment['ASAN_OPTIONS'] = ':'.join(
                filter(None, (os.environ.get('ASAN_OPTIONS'), 'verify_asan_link_order=0')))
        self.log = tempfile.NamedTemporaryFile(mode='w+', prefix='nqp-ui-', suffix='.log')
        self.bus = Bus()
        program = os.environ.get('NQP_EXPLORER', 'nqp-explorer')
        if os.environ.get('NQP_SANITIZED'):
            # Toolkits keep what is theirs, in frames that cannot be unwound: leaks of ours are looked for below the window.
            environment['ASAN_OPTIONS'] = ':'.join(
                filter(None, (environment.get('ASAN_OPTIONS', os.environ.get('ASAN_OPTIONS')), 'detect_leaks=0')))
        self.process = subprocess.Popen([program] + ([project] if project else []) + list(args), env=environment,
                                        stdout=self.log, stderr=self.log)
        try:
            self.root = wait(self._find_root, 'the program to appear on the accessibility bus', 90)
            wait(self._find_window, 'a window', 90)
        except AssertionError as error:
            self.kill()
            raise AssertionError(f'{error}\n{self.stderr()}') from None
        self._xdotool('windowmove', self.xid, '0', '0', 'windowsize', self.xid, str(size[0]), str(size[1]),
                      'windowfocus', self.xid)
        self.settle()

    # ---- finding -------------------------------------------------------------------------------------------------

    def _find_root(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended with status {self.process.returncode}')
        registry = Node('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')
        for bus, path in self.bus.call(registry, 'Accessible', 'GetChildren')[0]:
            if self.bus.process(bus) == self.process.pid:
                return Node(bus, path)
        return None

    def _find_window(self):
        # The largest of the program's windows: GTK has some of one pixel for its own use.
        found = []
        ids = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                             capture_output=True, text=True, check=False).stdout.split()
        for xid in ids:
            out = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', xid], capture_output=True, text=True,
                                 check=False).stdout
            box = dict(line.split('=') for line in out.split() if '=' in line)
            if 'WIDTH' in box:
                found.append((int(box['WIDTH']) * int(box['HEIGHT']), xid))
        if not found or max(found)[0] < 400 * 300:
            return False
        self.xid = max(found)[1]
        return True

    def settle(self, most=1):
        """Until nothing in the window changes any more: what was asked for is there, with the keyboard in it."""
        end = time.monotonic() + most
        before, now = None, self._picture()
        while (now is None or before != now) and self.process.poll() is None and time.monotonic() < end:
            time.sleep(0.04)
            before, now = now, self._picture()

    def _picture(self):
        try:
            return self.bus.cache(self.root.bus).get_data_as_bytes().get_data()
        except self.bus.GLib.Error:
            return None

    def _served(self):
        """What was done with pointer and keyboard has reached the program, and a frame has been drawn since."""
        for _ in range(2):
            time.sleep(0.02)
            try:
                self.bus.get(self.root, 'Accessible', 'Name')
            except self.bus.GLib.Error:  # the program has ended, as it was told to
                return

    def walk(self, below=None, hidden=False):
        """Every node below as it is now, depth first; those not on the screen and all below them only if hidden."""
        def descend(node):
            for child in node.children:
                if hidden or child.is_shown():
                    yield child
                    yield from descend(child)

        return descend(self.bus.snapshot(below or self.root, hidden))

    def find_all(self, role=None, name=None, below=None, hidden=False):
        """role: as AT-SPI says it ("slider", "push button"), or several; name: text or compiled pattern."""
        roles = (role,) if isinstance(role, str) else role
        for node in self.walk(below, hidden):
            if roles and node.role not in roles:
                continue
            if isinstance(name, re.Pattern) and not name.search(node.name):
                continue
            if isinstance(name, str) and node.name != name:
                continue
            yield node

    def find(self, role=None, name=None, below=None, hidden=False, timeout=30):
        return wait(lambda: next(self.find_all(role, name, below, hidden), None), f'{role} “{name}”', timeout)

    def has(self, role=None, name=None, below=None, hidden=False):
        return next(self.find_all(role, name, below, hidden), None) is not None

    def texts(self, below=None):
        """What the labels on the screen say."""
        return [node.name for node in self.find_all('label', below=below) if node.name]

    def dump(self, below=None, hidden=False):
        """The tree as text, to look at when a test is written."""
        def depth(node):
            return 0 if node.parent is None else 1 + depth(node.parent)

        for node in self.walk(below, hidden):
            print('  ' * depth(node) + repr(node))

    # ---- acting through AT-SPI ------------------------------------------------------------------------------------

    def press(self, node):
        """A button that opens a menu has the action itself in GTK 4.8, and the button inside of it later."""
        if node.children and self.bus.get(node, 'Action', 'NActions') == 0:
            node = node.children[0]
        self.bus.call(node, 'Action', 'DoAction', '(i)', 0)
        if node.role in ('push button', 'toggle button', 'page tab'):
            time.sleep(GTK_PRESSED)

    def value(self, node):
        return self.bus.get(node, 'Value', 'CurrentValue')

    def set_value(self, node, value):
        self.bus.set(node, 'Value', 'CurrentValue', self.bus.GLib.Variant('d', value))

    def name(self, node):
        """As it is now."""
        return self.bus.name(node)

    def text(self, node):
        """What is written in an entry now."""
        return self.bus.text(node)

    def _states(self, node):
        self.bus.read([fresh := Node(node.bus, node.path)])
        return fresh

    def has_state(self, node, state):
        """As it is now; false when the node has gone."""
        fresh = Node(node.bus, node.path)
        try:
            low, high = self.bus.call(node, 'Accessible', 'GetState')[0]
        except self.bus.GLib.Error:
            return False
        fresh.states = low | high << 32
        return fresh.has_state(state)

    def is_checked(self, node):
        return self.has_state(node, 'checked') or self.has_state(node, 'pressed')

    def is_sensitive(self, node):
        return self.has_state(node, 'sensitive')

    # ---- acting with pointer and keyboard -------------------------------------------------------------------------

    def _xdotool(self, *words):
        subprocess.run(['xdotool', *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def box(self, node):
        """x, y, width, height in the window, which stands at the screen's origin."""
        return self.bus.call(node, 'Component', 'GetExtents', '(u)', 1)[0]

    def move(self, x, y):
        self._xdotool('mousemove', str(round(x)), str(round(y)))

    def place(self, node):
        """Its box when it stands still: it may still be moving to its place."""
        before, box = None, self.box(node)
        while before != box:
            time.sleep(0.02)
            before, box = box, self.box(node)
        return box

    def click(self, node, fx=0.5, fy=0.5, button=1):
        """One click of its own, however soon after another."""
        x, y, width, height = self.place(node)
        time.sleep(max(0, self.clicked + 1.2 * GTK_DOUBLE_CLICK - time.monotonic()))
        self.move(x + fx * width, y + fy * height)
        self._served()
        self.mouse_down(button)
        self.clicked = time.monotonic()
        self.mouse_up(button)

    def open_list(self, box):
        """The list of a combo box, with the keyboard in it."""
        self.click(box)
        wait(lambda: self.is_checked(self._states(box).children[0]), f'the list of {box}')
        self.settle()

    def double_click(self, node):
        x, y, width, height = self.place(node)
        self.move(x + width / 2, y + height / 2)
        self._served()
        hold = ('mousedown', '1', 'sleep', '0.06', 'mouseup', '1')
        self._xdotool(*hold, 'sleep', '0.06', *hold)
        self._served()

    # After each layout GTK asks the display whether a button is down: one that was let go before the program has seen it pressed
    # is no click. A hand is never that fast.

    def mouse_down(self, button=1):
        self._xdotool('mousedown', str(button))
        self._served()

    def mouse_up(self, button=1):
        self._xdotool('mouseup', str(button))
        self._served()

    def key(self, *keys):
        self._xdotool('key', *keys)
        self._served()

    def key_down(self, key):
        self._xdotool('keydown', key)

    def key_up(self, key):
        self._xdotool('keyup', key)

    def type(self, text):
        self._xdotool('type', '--delay', '20', '--', text)
        self._served()

    def entry(self):
        """The entry with the keyboard in it, or None: GTK 4.8 does not say it of all."""
        return next((node for node in self.find_all(('text', 'entry')) if node.has_state('focused')), None)

    def fill(self, text):
        """Writes into the entry that gets the keyboard, as soon as it has it, in place of what it holds."""
        wait(lambda: self._window_with_keyboard() != self.xid or self.entry(), 'the keyboard to be where one can write')
        self.settle()
        self.key('ctrl+a')
        self.type(text)

    def _window_with_keyboard(self):
        return subprocess.run(['xdotool', 'getwindowfocus', '-f'], capture_output=True, text=True, check=False).stdout.strip()

    def enter_path(self, button, path):
        """In the file chooser with BUTTON: "Save" or "Open"."""
        wait(lambda: self.has('push button', re.compile(button + '$')), 'the file chooser')
        self.settle()
        if button == 'Open':
            self.key('ctrl+l')
        self.fill(path)
        entry = wait(self.entry, 'the entry of the path')
        wait(lambda: self.written(entry).startswith(path), f'“{path}” in the entry')
        self.settle()
        self.key('shift+End', 'Delete')  # what GTK completed meanwhile, and leaves behind when the rest is written fast
        wait(lambda: self.written(entry) == path, f'“{path}” in the entry')
        self.key('Return')

    def written(self, entry):
        """The text of an entry. GTK 4.8 takes an end of -1 for nothing."""
        return self.bus.call(entry, 'Text', 'GetText', '(ii)', 0, 4000)[0]

    def focus(self):
        """The keyboard to the window: there is no window manager that would give it back when a dialog closes."""
        self._xdotool('windowfocus', self.xid)
        self._served()

    def has_focus(self, node):
        return self.has_state(node, 'focused')

    def tab_to(self, node, most=60):
        """Moves the keyboard's focus forward until it is on the node: GTK 4.8 cannot be asked to put it there."""
        for _ in range(most):
            if self.has_focus(node):
                return
            self.key('Tab')
        raise AssertionError(f'{node} is not reached with Tab')

    # ---- the end --------------------------------------------------------------------------------------------------

    def screenshot(self, path):
        if shutil.which('import') is not None:
            subprocess.run(['import', '-window', 'root', path], check=False)

    def stderr(self):
        self.log.flush()
        with open(self.log.name, errors='replace') as log:
            return log.read()

    def complaints(self):
        return [line for line in self.stderr().splitlines()
                if re.search(r'CRITICAL|WARNING|ERROR|Sanitizer|runtime error', line)]

    def kill(self):
        """As a crash would: nothing is written, nothing asked."""
        self.process.kill()
        self.process.wait()

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        if self.own_home:  # a home that was given is the test's, for the next start
            shutil.rmtree(self.home, ignore_errors=True)


class TestCase(unittest.TestCase):
    """Closes what it launched; a critical or warning on standard error is a failure."""

    def launch(self, *args, **options):
        app = App(*args, **options)
        self.addCleanup(self._finish, app)
        return app

    def _finish(self, app):
        folder = os.environ.get('NQP_UI_SCREENSHOTS')
        if folder and not self._outcome.result.good:  # its own "success" is that of this cleanup
            app.screenshot(os.path.join(folder, self.id() + '.png'))
        app.close()
        self.assertEqual(app.complaints(), [], 'standard error has criticals or warnings')


class _Tap(unittest.TestResult):
    """Each case in a line of TAP, with why it failed or was skipped."""

    def __init__(self):
        super().__init__()
        self.count, self.reason, self.good = 0, None, True

    def startTest(self, test):
        super().startTest(test)
        self.count, self.reason, self.good = self.count + 1, None, True

    def _bad(self, error):
        self.good = False
        for line in ''.join(traceback.format_exception(*error)).splitlines():
            print('#', line)

    def addError(self, test, error):
        super().addError(test, error)
        self._bad(error)

    addFailure = addError

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self._bad(error)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.reason = reason

    def stopTest(self, test):
        super().stopTest(test)
        skip = f' # SKIP {self.reason}' if self.reason is not None else ''
        print(f'{"ok" if self.good else "not ok"} {self.count} - {test.id().replace("__main__.", "")}{skip}', flush=True)


def main(size=(1280, 800)):
    """Runs the cases of the file, or those whose names contain a word of the command line, in one session and display."""
    _enter_session()
    results = int(os.environ['NQP_UI_RESULTS'])
    os.set_inheritable(results, False)
    sys.stdout = os.fdopen(results, 'w', encoding='utf-8')
    server = _start_display(size)
    try:
        try:
            import gi  # noqa: F401
        except ImportError:
            _skip('python3-gi is not installed')
        loader = unittest.TestLoader()
        loader.testNamePatterns = [f'*{word}*' for word in sys.argv[1:] if not word.startswith('-')] or None
        suite = loader.loadTestsFromModule(sys.modules['__main__'])
        print(f'1..{suite.countTestCases()}', flush=True)
        result = _Tap()
        suite.run(result)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(os.environ['NQP_UI_SESSION'], ignore_errors=True)
    sys.exit(0 if result.wasSuccessful() else 1)
