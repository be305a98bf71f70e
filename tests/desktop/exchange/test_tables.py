"""Registers go out to files and come back the same; what comes in broken or hostile changes nothing."""

import csv
import io
import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl import Workbook, load_workbook

from data.base import Entry
from data.breach import Breach
from data.errors import Blocked, Invalid
from data.policy import Clause, Policy, Version
from data.processing import Activity
from data.sharing import Agreement, Disclosure, Flow, Party
from data.store import Store
from data.undo import undo
from desktop import acts, records
from desktop.exchange import exporting, importing, safety
from desktop.exchange.tables import read_table
from desktop.law.calendars import hijri
from desktop.law.loading import shipped_packs
from desktop.words import Words

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Riyadh")
_TEXT = some.text(some.sampled_from("اب ةxyZ١٢3,;\"'=+-@\t\n|«»"), max_size=12)


def add(store: Store, kind: type[Any], **values: Any) -> Any:
    with store.unit("سارة", NOW, "add") as unit:
        return records.create(unit, kind, values)


def bring(store: Store, entry: type[Entry], file: Path, **given_columns: str) -> importing.Batch:
    table = read_table(file, register=entry.REGISTER)
    batch = importing.Judge(store, entry, ZONE, NOW).batch(
        table, importing.matching(entry, table, given_columns)
    )
    with store.unit("سارة", NOW, "import") as unit:
        importing.take(unit, batch)
    return batch


def filled(store: Store) -> None:
    party = add(store, Party, name_ar="=شركة, الإرسال", name_en="+Send", category="shipping", country="SA")
    paper = add(
        store, Agreement, title="عقد", parties=[party.id], items=["a, b", "c"], signed_on=date(2026, 1, 2)
    )
    add(
        store,
        Flow,
        party=party.id,
        agreement=paper.id,
        purpose="توصيل\nوتتبع",
        category="shipping",
        data=["contact", "orders"],
        opt_out=True,
        retention_amount=3,
        retention_unit="years",
        legal_basis="contract",
    )


def told(store: Store, entry: type[Entry]) -> list[dict[str, Any]]:
    names = [one.name for one in importing.importable(entry)]
    return [{name: getattr(row, name) for name in names} for row in store.all(entry)]


@pytest.mark.parametrize("ending", exporting.SUFFIXES)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_register_that_went_out_is_there_already(
    store: Store, tmp_path: Path, ending: str, lang: str
) -> None:
    filled(store)
    for entry in (Party, Agreement, Flow):
        file = tmp_path / f"{entry.REGISTER}{ending}"
        assert exporting.export(store, entry, file, Words(lang)) == 1
        batch = bring(store, entry, file)
        assert (batch.read, batch.same, batch.new, batch.rejected) == (1, 1, [], [])


@pytest.mark.parametrize("ending", exporting.SUFFIXES)
def test_a_register_comes_back_as_it_was_and_leaves_as_one(store: Store, tmp_path: Path, ending: str) -> None:
    filled(store)
    before = told(store, Flow)
    file = tmp_path / f"flows{ending}"
    exporting.export(store, Flow, file, Words("ar"))
    with store.unit("سارة", NOW, "delete") as unit:
        unit.delete(unit.all(Flow)[0])
    table = read_table(file)
    batch = importing.Judge(store, Flow, ZONE, NOW).batch(table, importing.matching(Flow, table, {}))
    with store.unit("سارة", NOW, "import") as unit:
        importing.take(unit, batch)
    assert told(store, Flow) == before
    undo(store, unit.seqs, "سارة", NOW, "undo")
    assert store.all(Flow) == []


@given(text=_TEXT)
def test_no_cell_is_a_formula_and_every_cell_reads_back(text: str) -> None:
    safe = safety.guarded(text)
    assert safety.unguarded(safe) == text
    bare = safe.lstrip(" \t\n")
    assert not bare.startswith(("=", "+", "-", "@"))
    assert not safe.startswith(("\t", "\r", "\n"))


@given(parts=some.lists(_TEXT.map(lambda text: " ".join(text.split())).filter(bool), max_size=4))
def test_lists_read_back_whatever_their_parts_hold(parts: list[str]) -> None:
    assert safety.parts(safety.joined(parts)) == parts


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=some.lists(some.tuples(_TEXT, _TEXT), min_size=1, max_size=4))
def test_any_text_survives_the_way_through_a_file(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    file = tmp_path / "any.csv"
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([["name", "note"], *([safety.guarded(cell) for cell in row] for row in rows)])
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    kept = [row for row in rows if any(safety.guarded(cell).strip() for cell in row)]
    if kept:
        assert list(read_table(file).rows) == kept


def test_a_workbook_holds_words_and_no_formula(store: Store, tmp_path: Path) -> None:
    filled(store)
    file = tmp_path / "parties.xlsx"
    exporting.export(store, Party, file, Words("ar"))
    sheet = load_workbook(file).active
    assert sheet is not None
    assert sheet.sheet_view.rightToLeft
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=شركة, الإرسال" in {cell.value for cell in cells}


def test_columns_are_guessed_from_names_and_labels_in_both_languages() -> None:
    header = ["الاسم بالعربية", "Name in English", "فئه الجهه", "COUNTRY", "website", "شيء آخر"]
    arabic = (
        Words("ar")("field.party.name_ar")
        if "field.party.name_ar" in Words("ar")
        else Words("ar")("field.name_ar")
    )
    guessed = importing.guess(Party, [arabic, *header[1:]])
    assert guessed["name_ar"] == arabic
    assert guessed["name_en"] == "Name in English"
    assert (guessed["country"], guessed["website"]) == ("COUNTRY", "website")
    assert "شيء آخر" not in guessed.values()


@pytest.mark.parametrize("law", ["QA", "MA"])
def test_a_file_in_the_words_of_any_law_is_read(store: Store, tmp_path: Path, law: str) -> None:
    words = Words("ar", terms=shipped_packs()[law].terms("ar"))
    assert words("field.legal_basis") != Words("ar")("field.legal_basis")
    filled(store)
    file = tmp_path / "flows.csv"
    assert exporting.export(store, Flow, file, words) == 1
    assert words("field.legal_basis") in file.read_text(encoding="utf-8-sig")
    assert bring(store, Flow, file).same == 1


def test_rows_are_judged_by_themselves_and_say_why(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "parties.csv"
    lines = ["name_ar,category,country,contact_email,risk_until", "أ,المدفوعات,السعودية,a@b.co,2027-01-01"]
    lines += [
        ",nothing,Atlantis,bad,soon",
        f"أ,payment,SA,a@b.co,{'-'.join(map(str, hijri(date(2027, 1, 1)) or ()))}",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    table = read_table(file)
    batch = importing.Judge(store, Party, ZONE, NOW).batch(table, importing.matching(Party, table, {}))
    assert batch.read == 3
    (refused,) = batch.rejected
    assert refused.row == 3
    assert refused.problems.keys() == {"name_ar", "category", "country", "contact_email", "risk_until"}
    assert all(importing.why(refused, Party, Words(lang)) for lang in ("ar", "en"))
    assert store.all(Party) == []


def test_references_are_found_by_code_or_name(store: Store, tmp_path: Path) -> None:
    party = add(store, Party, name_ar="شَركة الإرسال", name_en="Send", category="shipping")
    file = tmp_path / "flows.csv"
    rows = [("party", "purpose", "category", "data")]
    rows += [(name, "غرض", "shipping", "contact; orders") for name in (party.code, "شركة الارسال", "nobody")]
    file.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    table = read_table(file)
    batch = importing.Judge(store, Flow, ZONE, NOW).batch(table, importing.matching(Flow, table, {}))
    assert [one.values["party"] for one in batch.new] == [party.id]
    assert batch.same == 1
    assert [one.problems for one in batch.rejected] == [{"party": "not-found"}]


def test_a_reference_that_another_record_has_is_taken(store: Store, tmp_path: Path) -> None:
    party = add(store, Party, name_ar="أ", category="shipping")
    file = tmp_path / "parties.csv"
    file.write_text(f"code,name_ar,category\n{party.code},ب,shipping", encoding="utf-8")
    table = read_table(file)
    batch = importing.Judge(store, Party, ZONE, NOW).batch(table, importing.matching(Party, table, {}))
    assert [one.problems for one in batch.rejected] == [{"code": "taken"}]


def test_what_cannot_be_is_a_rows_own_matter(store: Store, tmp_path: Path) -> None:
    add(store, Party, name_ar="النيابة", category="government")
    file = tmp_path / "disclosures.csv"
    lines = ["party,happened_at,purpose,data"]
    lines += [f"النيابة,{moment},تحقيق,الاسم" for moment in ("2026-01-01 10:00", "2027-01-01 10:00")]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert [one.problems for one in bring(store, Disclosure, file).rejected] == [{"happened_at": "after-now"}]
    assert len(store.all(Disclosure)) == 1


def test_a_rule_of_the_register_refuses_the_whole_batch(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "parties.csv"
    lines = ["code,name_ar,category,parent_id", "A,أ,shipping,B", "B,ب,shipping,A", "C,ج,shipping,"]
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Blocked, match=r"import\.row"):
        bring(store, Party, file)
    assert store.all(Party) == []


def test_rows_point_to_each_other_wherever_they_stand(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "parties.csv"
    lines = ["name_ar,category,parent_id", "فرع,technology,الأم", "الأم,technology,", "يتيم,shipping,المرفوض"]
    lines += ["المرفوض,nothing,", "حائر,other,توأم", "توأم,other,", "توأم,payment,"]
    file.write_text("\n".join(lines), encoding="utf-8")
    batch = bring(store, Party, file)
    named = {party.name_ar: party for party in store.all(Party)}
    assert named["فرع"].parent_id == named["الأم"].id
    assert [one.row for one in batch.rejected] == [5]
    assert [(one.row, one.problems) for one in batch.left] == [
        (4, {"parent_id": "not-found"}),
        (6, {"parent_id": "several"}),
    ]


def test_a_binned_reference_is_taken_and_a_closed_breach_comes_in_open(store: Store, tmp_path: Path) -> None:
    party = add(store, Party, name_ar="أ", category="shipping")
    with store.unit("سارة", NOW, "bin") as unit:
        unit.bin(unit.get(Party, party.id))
    file = tmp_path / "parties.csv"
    file.write_text(f"code,name_ar,category\n{party.code},أ,shipping", encoding="utf-8")
    assert [one.problems for one in bring(store, Party, file).rejected] == [{"code": "taken"}]
    file = tmp_path / "breaches.csv"
    file.write_text("title,aware_at,state\nحادثة,2026-02-01 10:00,closed", encoding="utf-8")
    assert [one.problems for one in bring(store, Breach, file).left] == [{"state": "by-act"}]
    assert [breach.state for breach in store.all(Breach)] == ["assessing"]


@pytest.mark.parametrize("ending", [".csv", ".json"])
def test_registers_move_to_another_store(
    store: Store, made_store: tuple[Path, str], tmp_path: Path, passphrase: str, ending: str
) -> None:
    version = Version(number="1.0", state="published", clauses=[Clause(number="4", text_ar="نشارك بياناتك")])
    policy = Policy(code="PO-1", title_ar="سياسة", state="published", versions=[version])
    with store.unit("سارة", NOW, "add") as unit:
        unit.add(policy)
    filled(store)
    party, flow = store.all(Party)[0], store.all(Flow)[0]
    with store.unit("سارة", NOW, "change") as unit:
        acts.run(unit, "add-certificate", party.id, {"name": "ISO", "valid_until": "2027-01-01"}, ZONE)
        acts.run(unit, "add-purpose", flow.id, {"purpose": "قياس", "legal_basis": "consent"}, ZONE)
        records.change(unit.get(Flow, flow.id), {"clauses": [version.clauses[0].id]})
    add(store, Party, name_ar="فرع", category="shipping", parent_id=party.id)
    add(store, Activity, name_ar="التوصيل", purposes="توصيل", flows=[flow.id])
    there = Store.open(Path(shutil.copytree(made_store[0], tmp_path / "there")), passphrase)
    for entry in (Party, Agreement, Flow, Activity):
        file = tmp_path / f"{entry.REGISTER}{ending}"
        exporting.export(store, entry, file, Words("ar"))
        batch = bring(there, entry, file)
        assert not batch.rejected
        assert len(batch.new) == store.size(entry)
        assert [one.problems for one in batch.left] == ([{"clauses": "not-found"}] if entry is Flow else [])
    moved = {one.code: one for one in there.all(Party)}
    assert moved["PA-2026-002"].parent_id == moved["PA-2026-001"].id
    assert there.all(Activity)[0].flows == [there.all(Flow)[0].id]
    whole = ending == ".json"
    assert [one.name for one in moved["PA-2026-001"].certificates] == ["ISO"] * whole
    assert [one.legal_basis for one in there.all(Flow)[0].purposes] == ["consent"] * whole
    assert (there.all(Flow)[0].id == flow.id) is whole
    there.close()


def test_a_declaring_clause_goes_out_and_comes_in_by_its_name(store: Store, tmp_path: Path) -> None:
    clauses = [Clause(number=number, text_ar=f"البند {number}") for number in ("3", "4")]
    version = Version(number="1.0", state="published", clauses=clauses)
    with store.unit("سارة", NOW, "add") as unit:
        unit.add(Policy(code="PO-1", title_ar="سياسة", state="published", versions=[version]))
    filled(store)
    file = tmp_path / "flows.csv"
    lines = ["party,purpose,category,data,clauses", "+Send,غرض,shipping,contact,PO-1/4"]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert bring(store, Flow, file).new[0].values["clauses"] == [clauses[1].id]
    exporting.export(store, Flow, file, Words("en"))
    assert "PO-1/4" in file.read_text(encoding="utf-8")


def test_a_field_that_only_acts_write_is_not_imported(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "parties.csv"
    file.write_text("name_ar,category,next_expiry\nأ,shipping,2027-01-01", encoding="utf-8")
    table = read_table(file)
    with pytest.raises(Invalid):
        importing.matching(Party, table, {"next_expiry": "next_expiry"})
    with pytest.raises(Invalid):
        importing.matching(Party, table, {"name_ar": "no such column"})
    assert "next_expiry" not in importing.matching(Party, table, {})


def test_a_guessed_encoding_is_told_and_can_be_chosen(tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes("الاسم;الفئة\nشركة;الدفع".encode("windows-1256"))
    guessed = read_table(file)
    assert guessed.doubtful
    assert guessed.header == ("الاسم", "الفئة")
    assert not read_table(file, "windows-1256").doubtful


def test_what_a_formula_came_to_is_read_and_nothing_is_run(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name_ar", "volume", "risk_until"])
    sheet.append(["=1+1", 7.0, date(2027, 1, 1)])
    file = tmp_path / "formula.xlsx"
    book.save(file)
    assert read_table(file).rows == (("", "7", "2027-01-01"),)


def _archive(file: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


_FAR = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
_WIDE = b"<worksheet><dimension ref='A1:ZZZ9'/></worksheet>"
_TYPED = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
_HOSTILE = {
    "far": ({"xl/worksheets/sheet1.xml": _FAR}, "file.too-large"),
    "wide": ({"xl/worksheets/sheet1.xml": _WIDE}, "file.too-large"),
    "doctype": ({"xl/worksheets/sheet1.xml": _TYPED}, "file.broken"),
    "blind": ({"xl/worksheets/sheet1.xml": "<worksheet/>".encode("utf-16")}, "file.broken"),
    "empty": ({"word/document.xml": b"<x/>"}, "file.broken"),
    "bomb": ({"xl/worksheets/sheet1.xml": b" " * 100_000_001}, "file.too-large"),
    "said-over": ({"xl/worksheets/sheet1.xml": b"<row/>" * 2_000_000}, "file.too-large"),
    "parts": ({f"x{n}": b"" for n in range(2001)}, "file.too-large"),
    "nothing-inside": ({"xl/worksheets/sheet1.xml": b"<worksheet/>"}, "file.broken"),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_workbook_is_refused(tmp_path: Path, name: str) -> None:
    parts, key = _HOSTILE[name]
    file = _archive(tmp_path / "evil.xlsx", parts)
    with pytest.raises(Blocked) as caught:
        read_table(file)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.csv", b"", "file.empty"),
        ("a.csv", b'"open,\n', "file.not-table"),
        ("a.json", b"{", "file.broken"),
        ("a.json", b'{"parties": 1}', "file.not-table"),
        ("a.json", b"[" * 100_000, "file.broken"),
        ("a.xlsx", b"PK\x03\x04nonsense", "file.broken"),
        ("a.csv", b"%PDF-1.7", "file.not-table"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "file.unknown-format"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes, key: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(Blocked) as caught:
        read_table(file, register="parties")
    assert caught.value.key == key


def test_a_large_text_is_read_in_a_process_of_its_own_and_within_limits(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    lines = ["name_ar,category", "شركة\u202e,shipping", *["شركة التوصيل,shipping"] * 40_000]
    file.write_text("\n".join(lines), encoding="utf-8")
    table = read_table(file)
    assert file.stat().st_size > 1_000_000
    assert (table.header, len(table.rows), table.lines[-1]) == (("name_ar", "category"), 40_001, 40_002)
    assert table.rows[0] == ("شركة", "shipping")
    assert [(note.key, note.values) for note in table.notes] == [("hidden-characters", {"n": 1})]
    file.write_bytes(b"a,b\n" + b"," * 1_600_000)
    with pytest.raises(Blocked, match=r"file\.too-large"):
        read_table(file)


def test_all_registers_go_into_one_file_and_one_comes_back(store: Store, tmp_path: Path) -> None:
    filled(store)
    file = tmp_path / "all.json"
    assert exporting.export_all(store, file) == 3
    assert bring(store, Party, file).same == 1


def test_an_ending_that_is_not_written_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Blocked, match=r"export\.format"):
        exporting.export(store, Party, tmp_path / "a.docx", Words("ar"))
