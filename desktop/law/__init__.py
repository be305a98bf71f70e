"""The law as data: packs of facts, statutory clocks, calendars.

Public API (import from the module named):

- `loading.load_packs(store_folder=None) -> Mapping[str, Pack]`: shipped packs by code, with the organisation's changes.
- `pack.Pack`: `code zone weekend regulator instruments rights request breaches records contract disclosure transfer
  marketing notice complaint other_clocks holidays`; `pack.terms(lang) -> dict[str, str]` for `Words(terms=…)`;
  `pack.request_clock(right=None) -> Clock | None`, `pack.breach("authority"|"subjects"|"processor") -> Breach | None`,
  `pack.notice_elements -> Mapping[str, Element]`, `pack.cite(article, lang) -> str`, `pack.source(fact) -> str | None`,
  `pack.fixed_holidays(year) -> frozenset[date]`, `pack.extension_grounds`, `pack.refusal_grounds`,
  `pack.pause_grounds` (each `Mapping[id, Rule]`). A fact has `article confidence source note changed_by_you`; a `Rule`
  has `.text(lang)`.
- `clocks.clock_terms(pack, kind, *, right=None) -> ClockTerms`: the snapshot for a record; `.to_json()` and
  `ClockTerms.from_json(d)`. `kind`: `breach-authority`, `breach-subjects`, `breach-processor` (each may name a special
  case: `breach-authority.national-security`), `request` or an id of `pack.other_clocks`.
- `clocks.deadline_from(terms, start, *, extended=False, holidays=frozenset(), pauses=()) -> Deadline`: from a snapshot;
  `clocks.deadline(pack, kind, start, *, right=None, …)`: the same from a pack. `start`: aware datetime, or a date in
  the law's zone. `Deadline.due` is an aware UTC datetime or None; `.due_date` the local date of a day clock.
  `.amount .article .confidence .paused .terms`. `Pause(since, until=None)`: a time in which the clock stood still.
  Where `terms.extension.advance_notice` holds, tell the person before the `due` of the clock not extended.
- `chips.chip(due, now, *, done_at=None, paused=False, required=True, known=True) -> Chip`: overdue, hours, days, later,
  paused, done, done-late, not-required, unknown, unverified; words are `clock.chip.<state>`.
- `explain.why(deadline, pack, words) -> str`: the sentence behind a date; `explain.left(timedelta, words) -> str`: the
  time left or passed.
- `calendars`: `hijri(date) -> (y, m, d) | None`, `gregorian(y, m, d) -> date`, `parse(text) -> date` in either calendar,
  `Calendar(words, pack.months)` with `.gregorian(day) .hijri(day) .both(day) .moment(local_moment)`.
- `checks.facts(pack)`: every fact of a pack with the path of its table.
- `reading.SECTIONS`, `reading.read(pack, section, words) -> list[Entry]`: a pack as a page; what is absent is said.
- `changing.change_fact(store_folder, code, path, values, reason)`, `changing.take_back(store_folder, code, path)`: the
  organisation's own facts, written where `loading` reads them.
- `answers`: `clock_answer`, `laws_list`, `law_dump`, `hijri_answer` for the console.
"""
