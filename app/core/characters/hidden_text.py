"""Text within text that a person does not see: invisible letters, look-alikes, encoded texts."""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

_MAX_BLOBS = 2_000
_MAX_BLOB_CHARS = 16_000

_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u20d0-\u20ff\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]+"
)

"""What does not show, or shows only on the letter before it."""

_TAGS = re.compile("\U0001f3f4?[\U000e0020-\U000e007f]+")
"""Letters of the tag block; behind a black flag a few of them make the flag of a region."""

_HIDING = re.compile(
    "(?<=[A-Za-z])[\u200b-\u200d\u2060\ufeff\u180e]+(?=[A-Za-z])"
    "|[\u200b-\u200d\u2060-\u2064\ufeff]{4,}|[\u202d\u202e]"
    "|[\U000e0100-\U000e01ef]{2,}|[\ufe00-\ufe0f]{3,}"
)
_TURNING = re.compile("[\u202a\u202b\u2066-\u2068]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0501\u0391\u0395\u039f\u03bf",
    "aeopcyxisdAEOo",
)
"""Cyrillic and Greek letters that look Latin, within a word that is Latin otherwise."""

_MARKS = str.maketrans("\u2019\u02bc\u2018\0\u0130", "''' I")

_STYLED = re.compile("[\uff01-\uff5e\u2070-\u209c\u2100-\u214f\u24b6-\u24e9\U0001d400-\U0001d7ff]+")
"""Letters that Unicode has a second time: wide, bold, in circles."""

_WORD = re.compile("[A-Za-z\u0370-\u052f]+")
_LATIN = re.compile("[A-Za-z]")
_OTHER = re.compile("[\u0370-\u052f]")

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_HEX = re.compile(r"(?<![0-9A-Fa-f])(?<![0-9A-Fa-f][ :,])(?:[0-9A-Fa-f]{2}[ :,]?){16,}")
_ESCAPES = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u00([0-9A-Fa-f]{2}))")
_DOTS = r"[.\-\u00b7\u2212\u2013\u2014]"
_MORSE = re.compile(rf"(?<!{_DOTS})(?:{_DOTS}{{1,7}}+[ /|]++){{9,4000}}+{_DOTS}{{0,7}}")

_SIGNS = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- "
    "-..- -.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----. .-.-.- --..-- "
    "-..-. ---..."
)
_LETTERS = dict(zip(_SIGNS.split(), "abcdefghijklmnopqrstuvwxyz0123456789.,/:", strict=True))


def shown(text: str) -> str:
    """Return a text in one line in which every letter can be seen: the others are U+XXXX."""
    line = " ".join(text.split())
    return "".join(letter if letter.isprintable() else f"[U+{ord(letter):04X}]" for letter in line)


def cleaned(text: str) -> str:
    """Return a text as it looks: without invisible letters, look-alikes as what they look like."""
    if text.isascii():
        return text.replace("\0", " ")
    text = _INVISIBLE.sub("", text).translate(_MARKS)
    text = _STYLED.sub(lambda letters: unicodedata.normalize("NFKC", letters.group()), text)
    return _WORD.sub(_as_it_looks, text) if _OTHER.search(text) else text


def _as_it_looks(word: re.Match[str]) -> str:
    letters = word.group()
    return letters.translate(_ALIKE) if _LATIN.search(letters) else letters


def concealed(text: str) -> tuple[int, int] | None:
    """Return from where to where invisible letters hide something, None when none do.

    Those that a script or an emoji needs do not count.
    """
    if text.isascii():
        return None
    found = [_HIDING.search(text), next(_tagged(text), None)]
    if not _RIGHT_TO_LEFT.search(text):
        found.append(_TURNING.search(text))
    return min((match.span() for match in found if match), default=None)


def _tagged(text: str) -> Iterator[re.Match[str]]:
    for match in _TAGS.finditer(text):
        if not match.group().startswith("\U0001f3f4") or len(match.group()) > 8:
            yield match


def decoded(text: str) -> Iterator[str]:
    """Yield what is written in a text in tags, base64, hex, Morse, percent signs or escapes.

    At most a few thousand pieces, each bounded; whether they say anything is not looked at.
    """
    if not text.isascii():
        for match in islice(_tagged(text), _MAX_BLOBS):
            yield "".join(chr(ord(letter) & 0x7F) for letter in match.group())
    for match in islice(_BASE64.finditer(text), _MAX_BLOBS):
        yield from _from_base64(match.group()[:_MAX_BLOB_CHARS])
    for match in islice(_HEX.finditer(text), _MAX_BLOBS):
        digits = re.sub("[^0-9A-Fa-f]", "", match.group()[:_MAX_BLOB_CHARS])
        yield from _readable(binascii.unhexlify(digits[: len(digits) // 2 * 2]))
    for match in islice(_MORSE.finditer(text), _MAX_BLOBS):
        code = match.group()[:_MAX_BLOB_CHARS]
        # The first sign may be the end of the sentence before, or the mark of a list.
        yield from (_from_morse(code), _from_morse(code.partition(" ")[2]))
    if text.count("%") >= 6 or "&#" in text or text.count("\\") >= 6:
        plain = _ESCAPES.sub(lambda code: chr(int(code[1] or code[2], 16)), text)
        plain = unquote(html.unescape(plain))
        if plain != text:
            yield plain


def _from_base64(blob: str) -> Iterator[str]:
    plain = blob.rstrip("=").replace("-", "+").replace("_", "/")
    # Most long words are no base64: their first letters already decode to what nobody writes.
    if any(_readable(base64.b64decode(plain[:24]))):
        plain = plain[: len(plain) - (len(plain) % 4 == 1)]
        yield from _readable(base64.b64decode(plain + "=" * (-len(plain) % 4)))


def _readable(raw: bytes) -> Iterator[str]:
    """Yield the text that some bytes are, if they are one."""
    text = raw.replace(b"\0", b"").decode("utf-8", "ignore")
    if sum(map(str.isprintable, text)) + text.count("\n") > 0.9 * len(raw.replace(b"\0", b"")):
        yield text


def _from_morse(code: str) -> str:
    plain = re.sub("[\u2212\u2013\u2014]", "-", code.replace("\u00b7", "."))
    words = re.split(r" *[/|] *|  +", plain)
    return " ".join("".join(_LETTERS.get(sign, "") for sign in word.split()) for word in words)
