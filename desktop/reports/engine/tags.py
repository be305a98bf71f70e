"""The structure a screen reader walks: elements are written as they close, the tree at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.reports.engine.stream import StreamDocument, hexed

_LEAF = 200


class Tags:
    """Structure tree of a document; with `on=False` nothing is written and every call is cheap."""

    def __init__(self, document: StreamDocument, *, on: bool) -> None:
        self.on = on
        self._document = document
        self.root = document.allocate() if on else 0
        self._marked: list[int] = []
        self._parents: list[tuple[int, int]] = []
        self._next_key = 0
        self._kids: dict[int, list[str]] = {}
        self._stack: list[tuple[int, str, int, str]] = []
        self._reserved: dict[int, tuple[int, str, int, str]] = {}
        if on:
            self.open("Document")

    def open(self, role: str, attributes: str = "", *, parent: int = 0) -> int:
        """Begin an element; returns its object number."""
        if not self.on:
            return 0
        number = self._document.allocate()
        above = parent or (self._stack[-1][0] if self._stack else self.root)
        if above != self.root:
            self._kids[above].append(f"{number} 0 R")
        self._kids[number] = []
        self._stack.append((number, role, above, attributes))
        return number

    def close(self) -> None:
        """End the innermost element and write it."""
        if self.on:
            number, role, above, attributes = self._stack.pop()
            kids = " ".join(self._kids.pop(number))
            self._document.put(number, f"<</Type/StructElem/S/{role}/P {above} 0 R{attributes}/K[{kids}]>>")

    def reserve(self, role: str, attributes: str = "") -> int:
        """Place an element here that is filled piece by piece (`mark` with its number) and ended by `settle`."""
        number = self.open(role, attributes)
        if self.on:
            self._reserved[number] = self._stack.pop()
        return number

    def resume(self, number: int) -> None:
        """Make a reserved element the innermost one again; `close` ends it."""
        if self.on:
            self._stack.append(self._reserved.pop(number))

    def pause(self) -> int:
        """Set the innermost element aside as a reserved one; returns its number."""
        if not self.on:
            return 0
        entry = self._stack.pop()
        self._reserved[entry[0]] = entry
        return entry[0]

    def settle(self, number: int) -> None:
        """End a reserved element."""
        self.resume(number)
        self.close()

    @contextmanager
    def element(self, role: str, attributes: str = "") -> Iterator[int]:
        """Hold an element open for a block of work."""
        number = self.open(role, attributes)
        yield number
        self.close()

    def mark(self, role: str, owner: int = 0) -> str:
        """Operator that begins content of an element (the innermost one unless told); end it with EMC."""
        if not self.on:
            return f"/{role} BMC"
        number = owner or self._stack[-1][0]
        mark = len(self._marked)
        self._marked.append(number)
        self._kids[number].append(f"<</Type/MCR/Pg {self._document.page_number()} 0 R/MCID {mark}>>")
        return f"/{role}<</MCID {mark}>>BDC"

    def row(self, cells: list[tuple[str, str]], row_attributes: str = "") -> list[str]:
        """Write a whole table row at once: (role, attributes) per cell; returns the operator that begins each."""
        if not self.on:
            return [f"/{role} BMC" for role, _ in cells]
        document, page = self._document, self._document.page_number()
        row = document.allocate()
        above = self._stack[-1][0]
        self._kids[above].append(f"{row} 0 R")
        kids: list[str] = []
        operators: list[str] = []
        for role, attributes in cells:
            cell, mark = document.allocate(), len(self._marked)
            self._marked.append(cell)
            kids.append(f"{cell} 0 R")
            document.put(
                cell, f"<</Type/StructElem/S/{role}/P {row} 0 R/Pg {page} 0 R{attributes}/K {mark}>>"
            )
            operators.append(f"/{role}<</MCID {mark}>>BDC")
        document.put(row, f"<</Type/StructElem/S/TR/P {above} 0 R{row_attributes}/K[{' '.join(kids)}]>>")
        return operators

    def annotation(self, number: int) -> str:
        """Give an annotation to the innermost element; returns what goes into the annotation's dictionary."""
        if not self.on:
            return ""
        element = self._stack[-1][0]
        self._kids[element].append(f"<</Type/OBJR/Obj {number} 0 R>>")
        key = self._next_key
        self._next_key += 1
        self._parents.append((key, element))
        return f"/StructParent {key}"

    def end_page(self) -> str:
        """Write which element owns each piece of the page; returns what goes into the page's dictionary."""
        if not self.on:
            return ""
        number = self._document.allocate()
        self._document.put(number, "[" + " ".join(f"{owner} 0 R" for owner in self._marked) + "]")
        key = self._next_key
        self._next_key += 1
        self._parents.append((key, number))
        self._marked = []
        return f"/StructParents {key}/Tabs/S"

    def finish(self) -> str:
        """Write the tree; returns what goes into the catalog."""
        if not self.on:
            return ""
        document = self._document
        top = self._stack[0][0]
        while self._stack:
            self.close()
        entries = sorted(self._parents)
        leaves: list[str] = []
        for start in range(0, len(entries), _LEAF):
            chunk = entries[start : start + _LEAF]
            leaf = document.allocate()
            numbers = " ".join(f"{key} {number} 0 R" for key, number in chunk)
            document.put(leaf, f"<</Limits[{chunk[0][0]} {chunk[-1][0]}]/Nums[{numbers}]>>")
            leaves.append(f"{leaf} 0 R")
        tree = document.allocate()
        document.put(tree, f"<</Kids[{' '.join(leaves)}]>>")
        document.put(
            self.root,
            f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree {tree} 0 R/ParentTreeNextKey {self._next_key}>>",
        )
        return f"/StructTreeRoot {self.root} 0 R/MarkInfo<</Marked true>>"


def spoken(text: str) -> str:
    """ActualText for an element whose glyphs alone might be read in the wrong order."""
    return "" if text.isascii() else "/ActualText" + hexed(text)
