"""The one stylesheet, written from the tokens. Symmetric measures only: a stylesheet is not mirrored."""

from collections.abc import Callable
from dataclasses import asdict
from string import Template

from ui.tokens import BUTTON, CARD_RADIUS, FAMILY, NAV, RADIUS, SIZES, TONES, WEIGHTS, Tokens

_BASE = """
QWidget { font-family: "$family"; font-size: ${px_body}px; }
QToolTip { color: $surface; background: $text; border: none; padding: 4px 8px; }
QFrame#card, QFrame#drawer { background: $surface; border: 1px solid $border; border-radius: ${card}px; }
QFrame#sidebar, QFrame#topbar { background: $surface; border: none; }
QFrame#rule { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame#upright { background: $border; border: none; max-width: 1px; min-width: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QLabel { background: transparent; }
QLabel#keycap { background: $surface; border: 1px solid $border; border-radius: 4px; padding: 1px 8px; }
"""
_BUTTONS = """
QPushButton { min-height: ${inner}px; padding: 0 12px; border: 1px solid $border; border-radius: ${radius}px;
  background: $surface; color: $text; font-weight: 500; }
QPushButton:hover { background: $bg; border-color: $strong; }
QPushButton:pressed { background: $mute_bg; }
QPushButton:disabled { color: $text3; background: $bg; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $soft_text; border-color: $soft_text; }
QPushButton[kind="primary"]:disabled { background: $mute_bg; color: $text3; border-color: $mute_bg; }
QPushButton[kind="ghost"], QPushButton[kind="link"] { background: transparent; border-color: transparent; }
QPushButton[kind="ghost"]:hover { background: $mute_bg; }
QPushButton[kind="link"] { color: $accent; padding: 0 4px; }
QPushButton[kind="link"]:focus { padding: 0 3px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="danger"] { background: $danger_bg; color: $danger; border-color: $danger; font-weight: 600; }
QPushButton[kind="danger"]:disabled { background: $mute_bg; color: $text3; border-color: $mute_bg; }
QPushButton:focus { border: 2px solid $accent; min-height: ${inner_focus}px; padding: 0 11px; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QToolButton { min-width: ${inner}px; min-height: ${inner}px; border: 1px solid transparent;
  border-radius: ${radius}px; background: transparent; color: $text2; padding: 0; }
QToolButton:hover { background: $mute_bg; }
QToolButton:checked { background: $soft; color: $soft_text; }
QToolButton:focus { border: 2px solid $accent; min-width: ${inner_focus}px; min-height: ${inner_focus}px; }
QToolButton::menu-indicator { image: none; }
QToolButton[kind="tab"] { min-height: ${tab}px; padding: 0 10px; color: $text2; }
QToolButton[kind="tab"]:checked { color: $soft_text; background: $soft; font-weight: 600; }
QToolButton[kind="tab"]:focus { min-height: ${tab_focus}px; padding: 0 9px; }
QToolButton[kind="tag"] { min-height: ${chip}px; border-radius: ${pill}px; padding: 0 10px; background: $surface;
  border: 1px solid $strong; color: $text2; }
QToolButton[kind="tag"]:checked { background: $soft; border-color: $accent; color: $soft_text; }
QToolButton[kind="tag"]:focus { border: 2px solid $accent; min-height: ${chip_focus}px; padding: 0 9px; }
"""
_FIELDS = """
QLineEdit, QTextEdit, QComboBox, QSpinBox { border: 1px solid $strong; border-radius: ${radius}px;
  background: $surface; color: $text; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QSpinBox { min-height: ${inner}px; padding: 0 8px; }
QTextEdit { padding: 4px 6px; }
QLineEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $accent; padding: 0 7px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { min-height: ${inner_focus}px; }
QTextEdit:focus { padding: 3px 5px; }
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled { background: $bg; color: $text3; border-color: $border; }
QLineEdit[wrong="true"], QTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $danger; }
QLineEdit QToolButton { min-width: 0; min-height: 0; border: none; background: transparent; }
QLineEdit#search { background: $bg; border-color: $border; }
QLineEdit#search:focus { background: $surface; border-color: $accent; }
QTextEdit#reading { border: none; background: transparent; padding: 0; }
QComboBox::drop-down { width: 24px; border: none; }
QComboBox::down-arrow { width: 0; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $strong; outline: none;
  selection-background-color: $soft; selection-color: $soft_text; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; padding: 0 3px; border: 2px solid transparent; border-radius: ${radius}px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked { width: 14px; height: 14px;
  border: 1px solid $strong; background: $surface; border-radius: 3px; }
QRadioButton::indicator:unchecked { border-radius: 8px; }
QRadioButton::indicator:checked { width: 14px; height: 14px; border: 1px solid $accent; border-radius: 8px;
  background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
    stop: 0 $accent, stop: 0.5 $accent, stop: 0.6 $surface); }
"""
_LISTS = """
QTableView, QListView, QTreeView { background: transparent; border: none; outline: none; gridline-color: transparent;
  selection-background-color: $selection; selection-color: $text; }
QListView { border: 2px solid transparent; border-radius: ${radius}px; }
QListView:focus { border-color: $accent; }
QScrollArea[kind="reading"] { border: 2px solid transparent; border-radius: ${radius}px; }
QScrollArea[kind="reading"]:focus { border-color: $accent; }
QAbstractScrollArea#preview { border: 2px solid $border; border-radius: ${radius}px; }
QAbstractScrollArea#preview:focus { border-color: $accent; }
QListView::item { min-height: 30px; padding: 0 8px; border-radius: ${radius}px; }
QListView::item:selected { background: $soft; color: $soft_text; }
QListView::item:hover:!selected { background: $bg; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $text2; border: none; border-bottom: 1px solid $border;
  padding: 0 12px; font-weight: 400; min-height: 34px; }
QHeaderView::section:hover { color: $text; }
QMenu { background: $surface; border: 1px solid $border; border-radius: ${radius}px; padding: 4px; }
QMenu::item { min-height: 24px; padding: 3px 24px; border-radius: 4px; }
QMenu::item:selected { background: $soft; color: $soft_text; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $strong; border-radius: 3px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { border: none; border-radius: 3px; background: $border; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { border-radius: 3px; background: $accent; }
"""
_SHELL = """
QToolButton#nav { min-height: ${nav}px; border: 2px solid transparent; border-radius: ${radius}px; color: $text; }
QToolButton#nav:hover { background: $bg; }
QToolButton#nav:checked { background: $soft; color: $soft_text; }
QToolButton#nav:focus { border-color: $accent; }
"""
_TEMPLATE = _BASE + _BUTTONS + _FIELDS + _LISTS + _SHELL


def _roles(px: Callable[[float], int]) -> str:
    return "".join(
        f'QLabel[role="{role}"] {{ font-size: {px(size)}px; font-weight: {WEIGHTS[role]}; }}\n'
        for role, size in SIZES.items()
    )


def _tones(tokens: Tokens) -> str:
    colours = {tone: tokens.colour(tone) for tone in TONES}
    named = colours | {"second": tokens.text2, "third": tokens.text3, "accent": tokens.accent}
    labels = "".join(f'QLabel[tone="{tone}"] {{ color: {colour}; }}\n' for tone, colour in named.items())
    banners = "".join(
        f'QFrame#banner[tone="{tone}"] {{ background: {tokens.colour(f"{tone}_bg")};'
        f" border: 1px solid {tokens.colour(tone)}; border-radius: {RADIUS}px; }}\n"
        for tone in TONES
    )
    return labels + banners


def stylesheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """Write the stylesheet of one theme, measures scaled by `px`."""
    measures = {
        "family": FAMILY,
        "px_body": px(SIZES["body"]),
        "inner": px(BUTTON) - 2,
        "inner_focus": px(BUTTON) - 4,
        "tab": px(BUTTON) - 4,
        "tab_focus": px(BUTTON) - 6,
        "chip": px(26),
        "chip_focus": px(26) - 2,
        "pill": px(14),
        "nav": px(NAV) - 4,
        "radius": RADIUS,
        "card": CARD_RADIUS,
    }
    return Template(_TEMPLATE).substitute(asdict(tokens), **measures) + _roles(px) + _tones(tokens)
