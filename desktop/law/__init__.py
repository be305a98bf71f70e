"""The law as data: packs of facts, statutory clocks, calendars.

Public API (import from the module named):

- `loading.load_packs(store_folder=None) -> Mapping[str, Pack]`: shipped packs by code, with the organisation's changes.
- `pack.Pack`: `code zone weekend regulator instruments rights request breaches records contract disclosure transfer
  marketing notice complaint other_clocks holidays`; `pack.terms(lang) -> dict[str, str]` for `Words(terms=…)`;
  `pack.request_clock(right=None) -> Clock | None`, `pack.breach("authority"|"subjects"|"processor") -> Breach | None`,
  `pack.notice_elements -> Mapping[str, Element]`, `pack.cite(article, lang) -> str`, `pack.source(fact, lang) -> str`,
  `pack.fixed_holidays(year) -> frozenset[date]`, `pack.extension_grounds`, `pack.refusal_grounds`,
  `pack.pause_grounds` (each `Mapping[id, Rule]`). A fact has `article confidence source note changed_by_you`; a `Rule`
  has `.text(lang)`.
- `clocks.clock_terms(pack, kind, *, right=None) -> ClockTerms`: the snapshot for a record; `.to_json()` and
  `ClockTerms.from_json(d)`. `kind`: `breach-authority`, `breach-subjects`, `breach-processor`, `request` or an id of
  `pack.other_clocks`.
- `clocks.deadline_from(terms, start, *, extended=False, holidays=frozenset(), pauses=()) -> Deadline`: from a snapshot;
  `clocks.deadline(pack, kind, start, *, right=None, …)`: the same from a pack. `start`: aware datetime, or a date in
  the law's zone. `Deadline.due` is an aware UTC datetime or None; `.due_date` the local date of a day clock.
- `clocks.extend_limit(…)`: see `Deadline.extension_notice_by`: last moment to tell the person of an extension.
- `chips.chip(due, now, *, paused=…, done_at=…, required=…) -> Chip` and `chips.remaining(due, now) -> timedelta`.
- `explain.why(deadline, words) -> str`, `explain.left(words, seconds) -> str`.
- `calendars`: `hijri(date) -> (y, m, d) | None`, `gregorian(y, m, d) -> date`, `Calendar(words, months)` writes dates.
- `answers`: `clock_answer`, `laws_list`, `law_dump`, `hijri_answer` for the console.
"""
