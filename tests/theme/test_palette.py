"""The colours of verdicts are readable on every background and distinguishable for everyone.

Contrast: WCAG 2.2. Distance: CIEDE2000 (Sharma, Wu and Dalal 2005), as seen with normal vision and
as simulated for protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009).
"""

from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

from factdesk.claims.verdicts import Tone

ASSETS = Path(__file__).parents[2] / "factdesk/theme/assets/factdesk"
SCHEMES = ("default", "slate")

#: By a matrix over linear red, green and blue.
VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

Lab = tuple[float, float, float]


def _colours(scheme: str) -> dict[str, str]:
    """The colours of a scheme in the style sheet, by name."""
    css = (ASSETS / "tokens.css").read_text("utf-8")
    return {
        name: colour
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css)
        if f'"{scheme}"' in selector
        for name, colour in re.findall(r"--fd-([a-z0-9-]+):\s*(#[0-9a-f]{6})", body)
    }


def _linear(colour: str) -> list[float]:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def _contrast(one: str, other: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    light = [
        sum(w * c for w, c in zip(weights, _linear(each), strict=True)) for each in (one, other)
    ]
    return (max(light) + 0.05) / (min(light) + 0.05)


def _seen(colour: str, vision: str) -> Lab:
    """The colour in CIELAB (D65), as a person with this vision sees it."""
    linear = _linear(colour)
    r, g, b = (
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear, strict=True))))
        for row in VISION[vision]
    )
    xyz = (
        (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _distance(one: Lab, other: Lab) -> float:
    """CIEDE2000, with all weights 1."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = (h1 + h2) / 2 if abs(h1 - h2) <= 180 else (h1 + h2 + 360) / 2
    t = (
        1
        - 0.17 * math.cos(math.radians(hm - 30))
        + 0.24 * math.cos(math.radians(2 * hm))
        + 0.32 * math.cos(math.radians(3 * hm + 6))
        - 0.20 * math.cos(math.radians(4 * hm - 63))
    )
    lightness = (l2 - l1) / (1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2))
    chroma = (c2 - c1) / (1 + 0.045 * cm)
    hue /= 1 + 0.015 * cm * t
    rotation = -math.sin(math.radians(60 * math.exp(-(((hm - 275) / 25) ** 2))))
    rotation *= 2 * math.sqrt(cm**7 / (cm**7 + 25**7))
    return math.sqrt(lightness**2 + chroma**2 + hue**2 + rotation * chroma * hue)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_the_distance_is_the_published_one(one, other, distance):
    """Pairs from the table that was published with the formula."""
    assert _distance(one, other) == pytest.approx(distance, abs=5e-5)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("tone", Tone)
def test_a_verdict_can_be_read_on_every_ground(scheme, tone):
    colours = _colours(scheme)

    for ground in ("paper", "desk", f"{tone}-wash"):
        assert _contrast(colours[tone], colours[ground]) >= 4.5, ground
        assert _contrast(colours[f"{tone}-shape"], colours[ground]) >= 3.0, ground


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("name", "least"), [("ink", 7), ("ink-2", 4.5), ("accent", 4.5), ("edge", 3)]
)
def test_text_links_and_edges_can_be_seen_on_every_ground(scheme, name, least):
    colours = _colours(scheme)

    assert min(_contrast(colours[name], colours[ground]) for ground in ("paper", "desk")) >= least


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("what", "least"), [("", 8), ("-shape", 10)])
def test_no_two_verdicts_look_alike_to_anybody(scheme, vision, what, least):
    colours = _colours(scheme)
    seen = {tone: _seen(colours[f"{tone}{what}"], vision) for tone in Tone}

    gap, pair = min((_distance(seen[a], seen[b]), (a, b)) for a, b in combinations(Tone, 2))

    assert gap >= least, pair


@pytest.mark.parametrize("scheme", SCHEMES)
def test_both_schemes_name_the_same_colours(scheme):
    assert _colours(scheme).keys() == _colours("default").keys()
