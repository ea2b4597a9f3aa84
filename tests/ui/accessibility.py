# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program tells assistive tools, read from the accessibility bus: whole trees at once, and single facts as they are now."""

import ast
import re

# Numbers of AT-SPI's states (atspi-constants.h).
STATES = {'active': 1, 'checked': 4, 'enabled': 8, 'expanded': 10, 'focused': 12, 'pressed': 20, 'selected': 23, 'sensitive': 24,
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

ACCESSIBLE = 'org.a11y.atspi.Accessible'

# An item of org.a11y.atspi.Cache as GVariant prints it: unpacking a thousand of them takes Python ten times as long.
_TEXT = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_PLACE = rf'\({_TEXT}, {_TEXT}\)'
_ITEM = re.compile(rf'\({_PLACE}, {_PLACE}, {_PLACE}, (-?\d+), (-?\d+), (\[[^\]]*\]), {_TEXT}, (?:uint32 )?(\d+), {_TEXT}, '
                   r'\[(?:uint32 )?(\d+), (\d+)\]\)')


def _unquoted(text):
    return ast.literal_eval(text) if '\\' in text else text[1:-1]


class Node:
    """What was on the accessibility bus at one place at one time; acting on it acts on the program now."""

    def __init__(self, bus, path):
        self.bus, self.path = bus, path
        self.role, self.name, self.states, self.parent, self.children = '', '', 0, None, []
        self.is_page = False
        self.places = False

    def has_state(self, state):
        return bool(self.states >> STATES[state] & 1)

    def is_shown(self):
        return self.role in WINDOWS or self.has_state('visible') or self.has_state('showing')

    def __repr__(self):
        return f'{self.role} “{self.name}”'


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

    def _ask(self, bus, path, interface, method, arguments=None, timeout=20000):
        return self.connection.call_sync(bus, path, interface, method, arguments, None, self.Gio.DBusCallFlags.NONE,
                                         timeout, None)

    def call(self, node, interface, method, signature='()', *values):
        return self._ask(node.bus, node.path, 'org.a11y.atspi.' + interface, method,
                         self.GLib.Variant(signature, values)).unpack()

    def get(self, node, interface, name):
        return self._ask(node.bus, node.path, 'org.freedesktop.DBus.Properties', 'Get',
                         self.GLib.Variant('(ss)', ('org.a11y.atspi.' + interface, name))).unpack()[0]

    def set(self, node, interface, name, value):
        self._ask(node.bus, node.path, 'org.freedesktop.DBus.Properties', 'Set',
                  self.GLib.Variant('(ssv)', ('org.a11y.atspi.' + interface, name, value)))

    def process(self, bus):
        """The number of the process behind a name on the bus."""
        return self._ask('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                         'GetConnectionUnixProcessID', self.GLib.Variant('(s)', (bus,))).unpack()[0]

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

    # ---- trees -------------------------------------------------------------------------------------------------------

    def cache(self, bus):
        """All that the program has made known to assistive tools, in one answer; for a comparison of two of them."""
        return self._ask(bus, '/org/a11y/atspi/cache', 'org.a11y.atspi.Cache', 'GetItems')

    def snapshot(self, node, hidden):
        """The tree below as it is now, of what can be seen, or of all. Empty when the node has gone."""
        try:
            known = self._known(self.cache(node.bus))
        except self.GLib.Error:
            known = {}
        root = known.get(node.path)
        if root is None:
            return self._walk(Node(node.bus, node.path), hidden)
        # What is hidden is still known, and what was shown only now is not known yet: its parent has to be asked.
        asked = [node for node in known.values() if node.places]
        for above, children in zip(asked, self._ask_all((node, ACCESSIBLE, 'GetChildren', None) for node in asked)):
            above.children = [known.get(path) or Node(bus, path) for bus, path in children or ()]
        unknown, waiting = [], [root]
        while waiting:
            at = waiting.pop()
            # The page of a stack is no widget: what it holds stands for it.
            at.children = [child for near in at.children for child in (near.children if near.is_page else [near])]
            for child in at.children:
                child.parent = at
            if at.path not in known:
                unknown.append(at)
            elif hidden or at is root or at.is_shown():
                at.name = at.name or self.told(at)
                waiting.extend(at.children)
        self._walk_all(unknown, hidden)
        return root

    def _known(self, answer):
        """path: node, of an answer of the cache."""
        known = {}
        for item in _ITEM.findall(answer.print_(False)):
            bus, path, parent, (index, count, interfaces, name, role, _, low, high) = item[0], item[1], item[5], item[6:]
            node = known[path[1:-1]] = Node(bus[1:-1], path[1:-1])
            node.name, node.role = _unquoted(name), ROLES.get(int(role), f'role {role}')
            node.states = int(low) | int(high) << 32
            node.is_page = interfaces == f"['{ACCESSIBLE}']"
            node.places = int(count) > 0 or 'Application' in interfaces
        return known

    def _walk(self, root, hidden):
        """The same by asking each node for all it says of itself, level by level."""
        self._walk_all([root], hidden)
        return root

    def _walk_all(self, roots, hidden):
        level = roots
        while level:
            self.read(level)
            level = [child for node in level for child in node.children if hidden or node in roots or node.is_shown()]

    def read(self, nodes):
        """Fills in role, name, states and children of all these nodes; those that went away stay empty."""
        name = self.GLib.Variant('(ss)', (ACCESSIBLE, 'Name'))
        answers = self._ask_all(question for node in nodes for question in (
            (node, ACCESSIBLE, 'GetChildren', None), (node, ACCESSIBLE, 'GetState', None), (node, ACCESSIBLE, 'GetRole', None),
            (node, 'org.freedesktop.DBus.Properties', 'Get', name)))
        for at, node in enumerate(nodes):
            children, states, role, name = answers[4 * at:4 * at + 4]
            node.children = [Node(bus, path) for bus, path in children or ()]
            for child in node.children:
                child.parent = node
            node.states = states[0] | states[1] << 32 if states else 0
            node.role = ROLES.get(role, f'role {role}') if role is not None else ''
            node.name = name or self.told(node)

    def _ask_all(self, questions):
        """What is answered to each (node, interface, method, arguments), or None; all of them at once."""
        answers, waiting = [], 0

        def take(at):
            def done(connection, result):
                nonlocal waiting
                waiting -= 1
                try:
                    answers[at] = connection.call_finish(result).unpack()[0]
                except self.GLib.Error:  # it has gone
                    pass
            return done

        for at, (node, interface, method, arguments) in enumerate(questions):
            answers.append(None)
            waiting += 1
            self.connection.call(node.bus, node.path, interface, method, arguments, None, self.Gio.DBusCallFlags.NONE, 20000,
                                 None, take(at))
        context = self.GLib.MainContext.default()
        while waiting > 0:
            context.iteration(True)
        return answers
