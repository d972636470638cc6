"""F1 to F8 wherever the keyboard is: grabs on an X11 desktop, through the libxcb that Qt brings.

Wayland, Windows and macOS let no ordinary program do this: there the keys work in the console's
window alone, as they do everywhere without grabs. The protocol: X Window System Protocol, X.Org,
"GrabKey"; the layouts of the structures: xproto.h of libxcb.
"""

from __future__ import annotations

import ctypes
import logging
import os
from collections.abc import Callable
from ctypes import POINTER, byref, c_int, c_uint, c_uint8, c_uint16, c_uint32, c_void_p

from PySide6.QtCore import QSocketNotifier

log = logging.getLogger(__name__)

KEYS = tuple(f"F{number}" for number in range(1, 9))
_F1 = 0xFFBE
_PRESS, _RELEASE = 2, 3
_ASYNC = 1
# A grab is of exact modifiers; the locks of capitals and numbers must not matter.
_LOCKS = (0, 2, 16, 18)


class _Setup(ctypes.Structure):
    _fields_ = (
        ("before", c_uint8 * 34),
        ("first", c_uint8),
        ("last", c_uint8),
    )


class _Screens(ctypes.Structure):
    _fields_ = (("root", POINTER(c_uint32)), ("left", c_int), ("index", c_int))


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", c_uint),)


class _Mapping(ctypes.Structure):
    _fields_ = (("type", c_uint8), ("each", c_uint8))


class _Event(ctypes.Structure):
    _fields_ = (("type", c_uint8), ("key", c_uint8), ("sequence", c_uint16), ("time", c_uint32))


class Grabs:
    """The keys of the whole desktop while this is held; `pressed` gets "F1" to "F8" on the Qt
    thread, once for a key that is kept down. `missing` are keys that another program has."""

    def __init__(self, xcb: ctypes.CDLL, connection: int, pressed: Callable[[str], None]) -> None:
        self._xcb, self._connection, self._pressed = xcb, c_void_p(connection), pressed
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = (c_void_p,)
        self._released: dict[int, int] = {}
        self._codes, self.missing = self._grab()
        descriptor = xcb.xcb_get_file_descriptor(self._connection)
        self._bell = QSocketNotifier(descriptor, QSocketNotifier.Type.Read)
        self._bell.activated.connect(self._read)

    def close(self) -> None:
        """Give the keys back."""
        self._bell.setEnabled(False)
        self._xcb.xcb_disconnect(self._connection)

    def _grab(self) -> tuple[dict[int, str], tuple[str, ...]]:
        xcb, connection = self._xcb, self._connection
        setup = xcb.xcb_get_setup(connection)
        root = xcb.xcb_setup_roots_iterator(setup).root.contents.value
        first, last = setup.contents.first, setup.contents.last
        cookie = xcb.xcb_get_keyboard_mapping(connection, first, last - first + 1)
        reply = xcb.xcb_get_keyboard_mapping_reply(connection, cookie, None)
        each = reply.contents.each
        symbols = xcb.xcb_get_keyboard_mapping_keysyms(reply)
        codes = {
            code: KEYS[symbols[(code - first) * each] - _F1]
            for code in range(first, last + 1)
            if 0 <= symbols[(code - first) * each] - _F1 < len(KEYS)
        }
        self._free(reply)
        refused = set()
        for code, key in codes.items():
            for locks in _LOCKS:
                asked = xcb.xcb_grab_key_checked(connection, 0, root, locks, code, _ASYNC, _ASYNC)
                error = xcb.xcb_request_check(connection, asked)
                if error:
                    refused.add(key)
                    self._free(error)
        return codes, tuple(sorted(refused))

    def _read(self) -> None:
        while event := self._xcb.xcb_poll_for_event(self._connection):
            kind, code, time = event.contents.type & 0x7F, event.contents.key, event.contents.time
            self._free(event)
            if kind == _RELEASE:
                self._released[code] = time
            # A key that is kept down is released and pressed in the same moment, again and again.
            elif kind == _PRESS and self._released.get(code) != time and code in self._codes:
                self._pressed(self._codes[code])


def grab(pressed: Callable[[str], None]) -> Grabs | None:
    """The keys of the desktop at DISPLAY; None where there is no X11, and the log says so."""
    try:
        xcb = _library()
    except OSError as error:
        log.warning("no keys of the whole desktop: %s", error)
        return None
    connection = xcb.xcb_connect(None, byref(c_int()))
    if xcb.xcb_connection_has_error(c_void_p(connection)):
        log.warning("no keys of the whole desktop: no X11 at %r", os.environ.get("DISPLAY", ""))
        xcb.xcb_disconnect(c_void_p(connection))
        return None
    grabs = Grabs(xcb, connection, pressed)
    if grabs.missing:
        log.warning("another program has these keys: %s", ", ".join(grabs.missing))
    return grabs


def _library() -> ctypes.CDLL:
    xcb = ctypes.CDLL("libxcb.so.1")
    for name, result, arguments in (
        ("connect", c_void_p, (c_void_p, POINTER(c_int))),
        ("connection_has_error", c_int, (c_void_p,)),
        ("disconnect", None, (c_void_p,)),
        ("get_file_descriptor", c_int, (c_void_p,)),
        ("get_setup", POINTER(_Setup), (c_void_p,)),
        ("setup_roots_iterator", _Screens, (POINTER(_Setup),)),
        ("get_keyboard_mapping", _Cookie, (c_void_p, c_uint8, c_uint8)),
        ("get_keyboard_mapping_reply", POINTER(_Mapping), (c_void_p, _Cookie, c_void_p)),
        ("get_keyboard_mapping_keysyms", POINTER(c_uint32), (POINTER(_Mapping),)),
        (
            "grab_key_checked",
            _Cookie,
            (c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8),
        ),
        ("request_check", c_void_p, (c_void_p, _Cookie)),
        ("poll_for_event", POINTER(_Event), (c_void_p,)),
    ):
        function = getattr(xcb, f"xcb_{name}")
        function.restype, function.argtypes = result, arguments
    return xcb
