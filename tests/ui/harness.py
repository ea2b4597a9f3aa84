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
import unittest

SKIPPED = 77  # what meson takes for "skipped"
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # who runs the tests may ignore it, as nohup does; the program would, too
NEEDED = ('Xvfb', 'xdotool', 'dbus-run-session')


def _skip(why):
    print('skipped:', why)
    sys.exit(SKIPPED)


def _enter_session():
    """Runs this test again with a message bus of its own, so that nothing of the desktop's is touched."""
    for program in NEEDED:
        if shutil.which(program) is None:
            _skip(f'{program} is not installed')
    if 'NQP_UI_SESSION' not in os.environ:
        # The accessibility bus has its socket there: two tests on one machine must not share it.
        runtime = tempfile.mkdtemp(prefix='nqp-ui-run-')
        environment = dict(os.environ, NQP_UI_SESSION=runtime, XDG_RUNTIME_DIR=runtime)
        environment.pop('AT_SPI_BUS_ADDRESS', None)
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
    """Returns the first true value of condition(); fails after timeout seconds."""
    end = time.monotonic() + timeout
    while True:
        try:
            value = condition()
        except Exception as error:  # a node that went away while it was being read
            value = None
            last = error
        else:
            last = None
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f'waited {timeout} s for {what}' + (f' ({last})' if last else ''))
        time.sleep(0.05)


class Node:
    """What was on the accessibility bus at one place at one time; acting on it acts on the program now."""

    def __init__(self, bus, path):
        self.bus, self.path = bus, path
        self.role, self.name, self.states, self.parent, self.children = '', '', 0, None, []

    def has_state(self, state):
        return bool(self.states >> STATES[state] & 1)

    def __repr__(self):
        return f'{self.role} “{self.name}”'


# Numbers of AT-SPI's states (atspi-constants.h).
STATES = {'checked': 4, 'enabled': 8, 'expanded': 10, 'focused': 12, 'pressed': 20, 'selected': 23, 'sensitive': 24,
          'showing': 25, 'visible': 30}
LABELLED_BY = 2  # of AT-SPI's relations
WINDOWS = ('frame', 'window', 'dialog')

# Names of AT-SPI's roles (atspi-constants.h); GTK's own names of roles change between versions. Where the roles themselves
# changed, those of GTK 4.8 stand for both: a group was a panel (39) before it was a grouping (99), and a toggle button (62)
# a push button; a message is an alert (2) where it was a dialog (16).
ROLES = {2: 'dialog', 7: 'check box', 8: 'check menu item', 11: 'combo box', 16: 'dialog', 20: 'filler', 23: 'frame', 27: 'image',
         29: 'label', 31: 'list', 32: 'list item', 33: 'menu', 34: 'menu bar', 35: 'menu item', 37: 'page tab',
         38: 'page tab list', 39: 'panel', 40: 'password text', 41: 'popup menu', 42: 'progress bar',
         43: 'push button', 44: 'radio button', 48: 'scroll bar', 49: 'scroll pane', 50: 'separator', 51: 'slider',
         52: 'spin button', 54: 'status bar', 55: 'table', 56: 'table cell', 57: 'column header', 61: 'text',
         62: 'push button', 63: 'tool bar', 64: 'tool tip', 65: 'tree', 66: 'tree table', 69: 'window',
         79: 'entry', 83: 'heading', 90: 'table row', 99: 'panel', 116: 'static', 130: 'switch'}


class Bus:
    """The accessibility bus, asked for many nodes at once: a walk that waits for each answer takes seconds."""

    def __init__(self):
        from gi.repository import Gio, GLib
        self.Gio, self.GLib = Gio, GLib
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                    Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)

    def call(self, node, interface, method, signature='()', *values):
        arguments = self.GLib.Variant(signature, values)
        return self.connection.call_sync(node.bus, node.path, 'org.a11y.atspi.' + interface, method, arguments, None,
                                         self.Gio.DBusCallFlags.NONE, 5000, None).unpack()

    def get(self, node, interface, name):
        return self.connection.call_sync(
            node.bus, node.path, 'org.freedesktop.DBus.Properties', 'Get',
            self.GLib.Variant('(ss)', ('org.a11y.atspi.' + interface, name)), None, self.Gio.DBusCallFlags.NONE, 5000,
            None).unpack()[0]

    def set(self, node, interface, name, value):
        self.connection.call_sync(
            node.bus, node.path, 'org.freedesktop.DBus.Properties', 'Set',
            self.GLib.Variant('(ssv)', ('org.a11y.atspi.' + interface, name, value)), None,
            self.Gio.DBusCallFlags.NONE, 5000, None)

    def read(self, nodes):
        """Fills in role, name, states and children of all these nodes; those that went away stay empty."""
        waiting = 0
        accessible = 'org.a11y.atspi.Accessible'

        def take(node, what):
            def done(connection, result):
                nonlocal waiting
                waiting -= 1
                try:
                    value = connection.call_finish(result).unpack()[0]
                except self.GLib.Error:
                    return
                if what == 'GetChildren':
                    for bus, path in value:
                        child = Node(bus, path)
                        child.parent = node
                        node.children.append(child)
                elif what == 'GetState':
                    node.states = value[0] | value[1] << 32
                elif what == 'GetRole':
                    node.role = ROLES.get(value, f'role {value}')
                else:
                    node.name = value
            return done

        for node in nodes:
            for what in ('GetChildren', 'GetState', 'GetRole'):
                waiting += 1
                self.connection.call(node.bus, node.path, accessible, what, None, None, self.Gio.DBusCallFlags.NONE,
                                     5000, None, take(node, what))
            waiting += 1
            self.connection.call(node.bus, node.path, 'org.freedesktop.DBus.Properties', 'Get',
                                 self.GLib.Variant('(ss)', (accessible, 'Name')), None,
                                 self.Gio.DBusCallFlags.NONE, 5000, None, take(node, 'Name'))
        context = self.GLib.MainContext.default()
        while waiting > 0:
            context.iteration(True)
        for node in nodes:
            node.name = node.name or self.told(node)

    def text(self, node):
        return self.call(node, 'Text', 'GetText', '(ii)', 0, -1)[0]

    def told(self, node):
        """What stands for the name that these have no more in GTK 4.18: the text of a status, that of an item's label."""
        if node.role == 'status bar':
            return self.text(node)
        if node.role.endswith('menu item'):
            for kind, labels in self.call(node, 'Accessible', 'GetRelationSet')[0]:
                if kind == LABELLED_BY:
                    return ' '.join(self.text(Node(*label)) for label in labels)
        return ''

    def name(self, node):
        return self.get(node, 'Accessible', 'Name') or self.told(node)

    def snapshot(self, node, hidden):
        root = Node(node.bus, node.path)
        level = [root]
        while level:
            self.read(level)
            level = [child for node in level for child in node.children
                     if hidden or node is root or node.role in WINDOWS or node.has_state('visible')
                     or node.has_state('showing')]
        return root


class App:
    """A running nqp-explorer with a fresh home."""

    def __init__(self, *args, project=None, language='en', size=(1280, 800), home=None, scheme='light',
                 locale='C.UTF-8'):
        self.size = size
        self.own_home = home is None
        self.home = home or tempfile.mkdtemp(prefix='nqp-ui-')
        project = project if project is not None else os.environ.get('NQP_UI_PROJECT', 'sample:china-provinces')
        if project and not project.startswith('sample:') and not project.startswith(self.home):
            project = shutil.copy(project, os.path.join(self.home, 'project.nqp'))
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
        self.process = subprocess.Popen([program] + ([project] if project else []) + list(args), env=environment,
                                        stdout=self.log, stderr=self.log)
        try:
            self.root = wait(self._find_root, 'the program to appear on the accessibility bus', 30)
            wait(self._find_window, 'a window', 30)
        except AssertionError as error:
            self.kill()
            raise AssertionError(f'{error}\n{self.stderr()}') from None
        self._xdotool('windowmove', self.xid, '0', '0', 'windowsize', self.xid, str(size[0]), str(size[1]),
                      'windowfocus', self.xid)
        time.sleep(0.3)

    # ---- finding -------------------------------------------------------------------------------------------------

    def _find_root(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended with status {self.process.returncode}')
        registry = Node('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')
        for bus, path in self.bus.call(registry, 'Accessible', 'GetChildren')[0]:
            pid = self.bus.connection.call_sync(
                'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                self.bus.GLib.Variant('(s)', (bus,)), None, self.bus.Gio.DBusCallFlags.NONE, 5000, None).unpack()[0]
            if pid == self.process.pid:
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

    def walk(self, below=None, hidden=False):
        """Every node below as it is now, depth first; those not on the screen and all below them only if hidden."""
        def descend(node):
            for child in node.children:
                if hidden or child.role in WINDOWS or child.has_state('visible') or child.has_state('showing'):
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

    def find(self, role=None, name=None, below=None, hidden=False, timeout=10):
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

    def is_checked(self, node):
        fresh = self._states(node)
        return fresh.has_state('checked') or fresh.has_state('pressed')

    def is_sensitive(self, node):
        return self._states(node).has_state('sensitive')

    # ---- acting with pointer and keyboard -------------------------------------------------------------------------

    def _xdotool(self, *words):
        subprocess.run(['xdotool', *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def box(self, node):
        """x, y, width, height in the window, which stands at the screen's origin."""
        return self.bus.call(node, 'Component', 'GetExtents', '(u)', 1)[0]

    def move(self, x, y):
        self._xdotool('mousemove', str(round(x)), str(round(y)))

    def click(self, node, fx=0.5, fy=0.5, button=1):
        box = None
        while box != self.box(node):  # it may still be moving to its place
            box = self.box(node)
            time.sleep(0.05)
        x, y, width, height = box
        self.move(x + fx * width, y + fy * height)
        time.sleep(0.05)
        self._xdotool('click', str(button))
        time.sleep(0.1)

    def open_list(self, box):
        """The list of a combo box, with the keyboard in it."""
        self.click(box)
        wait(lambda: self.is_checked(self._states(box).children[0]), f'the list of {box}')
        time.sleep(0.3)

    def mouse_down(self):
        self._xdotool('mousedown', '1')

    def mouse_up(self):
        self._xdotool('mouseup', '1')

    def key(self, *keys):
        self._xdotool('key', *keys)
        time.sleep(0.1)

    def key_down(self, key):
        self._xdotool('keydown', key)

    def key_up(self, key):
        self._xdotool('keyup', key)

    def type(self, text):
        self._xdotool('type', '--delay', '20', '--', text)
        time.sleep(0.1)

    def enter_path(self, button, path):
        """In the file chooser with BUTTON: "Save" or "Open"."""
        wait(lambda: self.has('push button', re.compile(button + '$')), 'the file chooser')
        time.sleep(0.5)
        self.key('ctrl+a' if button == 'Save' else 'ctrl+l')
        self.type(path)
        time.sleep(0.3)
        self.key('shift+End', 'Delete')  # what GTK completed meanwhile, and leaves behind when the rest is written fast
        self.key('Return')

    def has_focus(self, node):
        return self._states(node).has_state('focused')

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
        if folder and not self._outcome.success:
            app.screenshot(os.path.join(folder, self.id() + '.png'))
        app.close()
        self.assertEqual(app.complaints(), [], 'standard error has criticals or warnings')


def main(size=(1280, 800)):
    _enter_session()
    server = _start_display(size)
    try:
        try:
            import gi  # noqa: F401
        except ImportError:
            _skip('python3-gi is not installed')
        program = unittest.main(module='__main__', verbosity=2, exit=False)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(os.environ['NQP_UI_SESSION'], ignore_errors=True)
    sys.exit(0 if program.result.wasSuccessful() else 1)
