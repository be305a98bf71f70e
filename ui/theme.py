"""Fusion in the desk's own colours: palette, fonts, recoloured icons and the one stylesheet."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.sheet import stylesheet
from ui.tokens import DARK, FAMILY, LIGHT, SIZES, WEIGHTS, Tokens

_DRESSED = "dressed"
_FACES = ("Regular", "Medium", "SemiBold", "Bold")
_MIRRORED = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "chevron-left",
        "chevron-right",
        "external-link",
        "list-checks",
        "list-filter",
    }
    | {"panel-left", "redo-2", "send", "undo-2"}
)


def wants_dark(choice: str) -> bool:
    """Tell whether a choice of `light`, `dark` or `system` means the dark colours now."""
    if choice == "system":
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return choice == "dark"


def load_fonts() -> None:
    """Load the faces that ship; without them an offscreen window shows boxes."""
    folder = files("resources").joinpath("fonts")
    for face in _FACES:
        content = folder.joinpath(f"IBMPlexSansArabic-{face}.ttf").read_bytes()
        QFontDatabase.addApplicationFontFromData(QByteArray(content))


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return files("resources").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")


class Theme:
    """How everything looks: one of two sets of colours, a text size in per cent, a reading direction."""

    def __init__(self, *, dark: bool = False, size: int = 100, rtl: bool = False) -> None:
        self.dark = dark
        self.rtl = rtl
        self.tokens: Tokens = DARK if dark else LIGHT
        self.scale = size / 100
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._fonts: dict[str, QFont] = {}

    def apply(self, app: QApplication) -> None:
        """Dress the whole program."""
        self.prepare(app)
        self.dress(app)

    def prepare(self, app: QApplication) -> None:
        """Set all but the stylesheet: widgets made while there is none cost half as much."""
        app.setStyleSheet("")
        if not app.property(_DRESSED):
            app.setStyle(QStyleFactory.create("Fusion"))
            app.setProperty(_DRESSED, True)  # noqa: FBT003  # Qt's own signature
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight)
        app.setFont(self.font("body"))
        app.setPalette(self.palette())

    def dress(self, app: QApplication) -> None:
        """Put the stylesheet on."""
        app.setStyleSheet(stylesheet(self.tokens, self.px))

    def px(self, size: float) -> int:
        """Scale a measure with the chosen text size."""
        return round(size * self.scale)

    def colour(self, token: str) -> QColor:
        """Make the colour of a token."""
        return QColor(self.tokens.colour(token))

    def font(self, role: str) -> QFont:
        """Make the font of a role: caption, body, emphasis, record, page, figure."""
        if role not in self._fonts:
            font = QFont(FAMILY)
            font.setPixelSize(self.px(SIZES[role]))
            font.setWeight(QFont.Weight(WEIGHTS[role]))
            self._fonts[role] = font
        return self._fonts[role]

    def pixmap(self, name: str, token: str = "text2", size: int = 18) -> QPixmap:  # noqa: S107  # a colour token
        """Draw an icon in the colour of a token; arrows and lists are mirrored where reading starts at the right."""
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        key = (name, token, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, token, self.px(size), ratio)
        return self._pixmaps[key]

    def _draw(self, name: str, token: str, side: int, ratio: float) -> QPixmap:
        svg = _drawing(name).replace("currentColor", self.tokens.colour(token))
        svg = svg.replace('stroke-width="2"', 'stroke-width="1.75"')
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        if self.rtl and name in _MIRRORED:
            painter.translate(side, 0)
            painter.scale(-1, 1)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
        return pixmap

    def icon(self, name: str, token: str = "text2", size: int = 18) -> QIcon:  # noqa: S107  # a colour token
        """Draw an icon for buttons and menus, paler while disabled."""
        icon = QIcon(self.pixmap(name, token, size))
        icon.addPixmap(self.pixmap(name, "strong", size), QIcon.Mode.Disabled)
        return icon

    def spaced(self, name: str, token: str, size: int, gap: int) -> QPixmap:
        """Draw an icon with room between itself and the words that follow it."""
        drawn = self.pixmap(name, token, size)
        ratio = drawn.devicePixelRatio()
        wide = QPixmap(drawn.width() + round(self.px(gap) * ratio), drawn.height())
        wide.setDevicePixelRatio(ratio)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(self.px(gap) if self.rtl else 0, 0, drawn)
        painter.end()
        return wide

    def emblem(self, name: str, size: int) -> QPixmap:
        """Draw an icon on a filled square with round corners."""
        inner = self.pixmap(name, "on_accent", size * 5 // 9)
        ratio = inner.devicePixelRatio()
        side = self.px(size)
        square = QPixmap(round(side * ratio), round(side * ratio))
        square.setDevicePixelRatio(ratio)
        square.fill(Qt.GlobalColor.transparent)
        painter = QPainter(square)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour("accent"))
        painter.drawRoundedRect(QRectF(0, 0, side, side), side / 4, side / 4)
        at = (side - inner.width() / ratio) / 2
        painter.drawPixmap(QPointF(at, at), inner)
        painter.end()
        return square

    def palette(self) -> QPalette:
        """Set every role of the palette from the tokens."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in (_R.WindowText, _R.Text, _R.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text3"))
        return palette


_R = QPalette.ColorRole
_ROLES = {
    _R.Window: "bg",
    _R.Base: "surface",
    _R.AlternateBase: "bg",
    _R.Button: "surface",
    _R.ToolTipBase: "text",
    _R.ToolTipText: "surface",
    _R.WindowText: "text",
    _R.Text: "text",
    _R.ButtonText: "text",
    _R.PlaceholderText: "text3",
    _R.BrightText: "danger",
    _R.Highlight: "accent",
    _R.HighlightedText: "on_accent",
    _R.Accent: "accent",
    _R.Link: "accent",
    _R.LinkVisited: "soft_text",
    _R.Light: "surface",
    _R.Midlight: "border",
    _R.Mid: "border",
    _R.Dark: "strong",
    _R.Shadow: "border",
}
