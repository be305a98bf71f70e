"""The data-flow map on the screen, and as SVG and PNG files."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from data.errors import Blocked
from data.sharing import Agreement, Flow, Party
from desktop import sharing
from desktop.reports.engine.drawing import Box, Drawing, Label, Lines
from desktop.reports.flowmap import FlowMap
from ui.desk import Desk
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.dialogs import choose_target
from ui.widgets.heeding import Heed

_WIDTH, _SCALE, _HEAD = 640.0, 2, 5.0
_TOKENS = {
    "accent": "accent",
    "muted": "text3",
    "danger": "danger",
    "text": "text",
    "warn": "warn",
    "ok": "ok",
}


def paint(painter: QPainter, drawing: Drawing, theme: Theme, scale: float) -> None:
    """Paint a drawing, mirrored where reading starts at the right."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in drawing.shapes:
        if isinstance(shape, Lines):
            _lines(painter, drawing, shape, theme, scale)
        elif isinstance(shape, Box):
            _box(painter, drawing, shape, theme, scale)
        elif isinstance(shape, Label):
            _label(painter, drawing, shape, theme, scale)


def _x(drawing: Drawing, theme: Theme, x: float) -> float:
    return drawing.width - x if theme.rtl else x


def _colour(theme: Theme, tone: str) -> QColor:
    return theme.colour(_TOKENS.get(tone, "text2"))


def _lines(painter: QPainter, drawing: Drawing, shape: Lines, theme: Theme, scale: float) -> None:
    colour = _colour(theme, shape.stroke.tone)
    style = Qt.PenStyle.DashLine if shape.stroke.dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, shape.stroke.width * scale, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [QPointF(_x(drawing, theme, x) * scale, y * scale) for x, y in shape.points]
    painter.drawPolyline(QPolygonF(points))
    if shape.stroke.arrow:
        end, before = points[-1], points[-2]
        back = _HEAD * scale * (1 if end.x() < before.x() else -1)
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        rise = _HEAD * scale * 0.6
        head = [end, QPointF(end.x() + back, end.y() - rise), QPointF(end.x() + back, end.y() + rise)]
        painter.drawPolygon(QPolygonF(head))


def _box(painter: QPainter, drawing: Drawing, shape: Box, theme: Theme, scale: float) -> None:
    x = drawing.width - shape.x - shape.width if theme.rtl else shape.x
    area = QRectF(x * scale, shape.y * scale, shape.width * scale, shape.height * scale)
    colour = _colour(theme, shape.tone)
    soft = QColor(colour)
    soft.setAlpha(28)
    painter.setPen(QPen(colour, scale))
    painter.setBrush(soft)
    painter.drawRoundedRect(area, shape.radius * scale, shape.radius * scale)
    if shape.fill == "hatch":
        painter.setBrush(QBrush(soft, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(area, shape.radius * scale, shape.radius * scale)


def _label(painter: QPainter, drawing: Drawing, shape: Label, theme: Theme, scale: float) -> None:
    font = QFont(theme.font("emphasis" if shape.bold else "body"))
    font.setPixelSize(max(round(shape.size * scale * 1.25), 1))
    painter.setFont(font)
    painter.setPen(_colour(theme, shape.tone))
    room = shape.limit or drawing.width - shape.x
    x = shape.x - (room / 2 if shape.anchor == "middle" else 0)
    x = drawing.width - x - room if theme.rtl else x
    high = painter.fontMetrics().height()
    area = QRectF(x * scale, shape.y * scale - high * 0.78, room * scale, high)
    side = Qt.AlignmentFlag.AlignHCenter if shape.anchor == "middle" else Qt.AlignmentFlag.AlignLeading
    painter.setLayoutDirection(theme_direction(theme))
    if shape.anchor == "middle" and painter.fontMetrics().horizontalAdvance(shape.text) > area.width():
        around = area.adjusted(0, -high, 0, high)
        painter.drawText(
            around, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), shape.text
        )
        return
    shown = painter.fontMetrics().elidedText(shape.text, Qt.TextElideMode.ElideRight, int(room * scale))
    painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def theme_direction(theme: Theme) -> Qt.LayoutDirection:
    """Tell in which direction a theme's words are read."""
    return Qt.LayoutDirection.RightToLeft if theme.rtl else Qt.LayoutDirection.LeftToRight


class Canvas(QWidget):
    """Shows a drawing as wide as there is room; a screen reader hears what it says."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.drawing = Drawing(_WIDTH, 100)

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing."""
        self.drawing = drawing
        said = [shape.text for shape in drawing.shapes if isinstance(shape, Label)]
        self.setAccessibleName(self.desk.words("sharing.map.name"))
        self.setAccessibleDescription(self.desk.words.joined(said))
        self.updateGeometry()
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Keep the shape of the drawing."""
        return round(max(width, 1) * self.drawing.height / self.drawing.width)

    def sizeHint(self) -> QSize:
        """Ask for the room the drawing takes at its own size."""
        return QSize(round(self.drawing.width), round(self.drawing.height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing."""
        del event
        self.setMinimumHeight(self.heightForWidth(self.width()))
        painter = QPainter(self)
        paint(painter, self.drawing, self.desk.theme, self.width() / self.drawing.width)
        painter.end()


class MapRoom(Card):
    """The map of all running flows with what writes it to a file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.words("sharing.map.name"))
        self.desk = desk
        self.canvas = Canvas(desk)
        button = Button(desk, desk.words("sharing.map.save"), icon="download", act=self.choose)
        self.head.addWidget(button)
        inner = QWidget()
        layout = column(inner)
        layout.addWidget(self.canvas)
        layout.addStretch(1)
        self.body.addLayout(row(scrolled(inner)))
        Heed(desk, self, self.reload, late=True)

    def reload(self) -> None:
        """Draw what the store holds now."""
        store = self.desk.store
        if store is not None:
            self.canvas.show_drawing(flow_map(self.desk).draw(self.desk.words, _WIDTH))

    def choose(self) -> None:
        """Ask where to and write the map; the ending of the name chooses SVG or PNG."""
        file = choose_target(self.desk, self, self.desk.words("sharing.map.save"), "flows.svg")
        if file is None:
            return
        try:
            self.save(file)
        except Blocked as problem:
            self.desk.problem(problem)
        else:
            self.desk.say(self.desk.words("sharing.map.saved", file=file.name))

    def save(self, file: Path) -> None:
        """Write the map as PNG, or as SVG for any other ending; in the colours of paper.

        Raises:
            Blocked: `file.unwritable`.
        """
        drawing, theme = self.canvas.drawing, Theme(rtl=self.desk.rtl)
        size = QSize(round(drawing.width * _SCALE), round(drawing.height * _SCALE))
        if file.suffix.lower() == ".png":
            image = QImage(size, QImage.Format.Format_RGB32)
            image.fill(theme.colour("surface"))
            painter = QPainter(image)
            paint(painter, drawing, theme, _SCALE)
            painter.end()
            written = image.save(str(file))
        else:
            picture = QSvgGenerator()
            picture.setFileName(str(file))
            picture.setSize(size)
            picture.setViewBox(QRectF(0, 0, size.width(), size.height()))
            picture.setTitle(self.desk.words("sharing.map.name"))
            painter = QPainter(picture)
            paint(painter, drawing, theme, _SCALE)
            written = painter.end() and file.exists()
        if not written:
            raise Blocked("file.unwritable", name=file.name)


def flow_map(desk: Desk) -> FlowMap:
    """Gather what the map shows."""
    store = desk.store
    if store is None:
        return FlowMap("", (), ())
    organisation, today = store.organisation(), desk.today()
    parties, agreements = store.all(Party), store.all(Agreement)
    flows = list(sharing.running(store.all(Flow), today))
    papers = sharing.by_party(agreements)
    stands = {one.id: sharing.standing(one, papers.get(one.id, ()), today) for one in parties}
    lacking = {key: standing for key, standing in stands.items() if standing in sharing.LACKING}
    name = desk.words.either(organisation.name_ar, organisation.name_en)
    return FlowMap(name, parties, flows, lacking, sharing.home(organisation))
