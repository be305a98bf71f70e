"""The colours and measures of both themes, and the arithmetic that keeps them readable."""

from dataclasses import dataclass

FAMILY = "IBM Plex Sans Arabic"
SPACE = (4, 8, 12, 16, 24, 32)
RADIUS, CARD_RADIUS = 6, 10
BUTTON, NAV, CHIP, ROW = 34, 38, 24, 54
SIDEBAR = 236
SIZES = {"caption": 12, "body": 13, "emphasis": 13, "record": 16, "page": 20, "figure": 24}
WEIGHTS = {"caption": 400, "body": 400, "emphasis": 600, "record": 600, "page": 600, "figure": 600}
TONES = ("danger", "warn", "soon", "ok", "info", "mute")


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours; a tone has a foreground and, named `_bg`, the ground of its chips."""

    bg: str
    surface: str
    border: str
    strong: str
    text: str
    text2: str
    text3: str
    selection: str
    danger: str
    danger_bg: str
    warn: str
    warn_bg: str
    soon: str
    soon_bg: str
    ok: str
    ok_bg: str
    info: str
    info_bg: str
    mute: str
    mute_bg: str
    accent: str
    on_accent: str
    soft: str
    soft_text: str

    def colour(self, name: str) -> str:
        """Find a colour by its token; an unknown one is a fault of the caller."""
        return str(getattr(self, name))


LIGHT = Tokens(
    bg="#F4F6F9",
    surface="#FFFFFF",
    border="#E1E5EC",
    strong="#7D8798",
    text="#17202E",
    text2="#4A5568",
    text3="#5F6B7E",
    selection="#EAF2FD",
    danger="#9F1B16",
    danger_bg="#FDE9E8",
    warn="#8A3B00",
    warn_bg="#FFEFD9",
    soon="#6B4E00",
    soon_bg="#FFF7CC",
    ok="#14603A",
    ok_bg="#E3F4EA",
    info="#27486F",
    info_bg="#E8EFF8",
    mute="#4A5568",
    mute_bg="#EDEFF3",
    accent="#1D5FBF",
    on_accent="#FFFFFF",
    soft="#E6EFFB",
    soft_text="#174A94",
)
DARK = Tokens(
    bg="#11161D",
    surface="#19202A",
    border="#2C3643",
    strong="#7B8799",
    text="#E8ECF2",
    text2="#B4BECC",
    text3="#98A4B5",
    selection="#1D2C42",
    danger="#FFB4AE",
    danger_bg="#43201F",
    warn="#FFC78F",
    warn_bg="#43290F",
    soon="#F3DC82",
    soon_bg="#3A3210",
    ok="#8FE0B4",
    ok_bg="#15362A",
    info="#B2D0F3",
    info_bg="#203349",
    mute="#B4BECC",
    mute_bg="#29323E",
    accent="#6FA8FF",
    on_accent="#0B1A33",
    soft="#1E3252",
    soft_text="#A9CBFF",
)


def _light(hexed: str) -> float:
    parts = (int(hexed[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004  # sRGB
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Work out the contrast of two colours as WCAG 2.2 defines it, 1 to 21."""
    bright, dim = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
