"""Reading a policy's clauses by rules that are data (`resources/law/reading/*.toml`).

Public API; inputs are any objects with `number heading_ar heading_en text_ar text_en`:

- `clauses.read_clause(text_ar="", text_en="", *, heading_ar="", heading_en="") -> Reading`: suggested `topics`,
  `shares_with` (each `Suggested(key, evidence)`) and `promises` (`PromiseRead(kind, evidence, amount, amount_least,
  unit, same)`, `.text`). Definitions clauses share and promise nothing.
- `clauses.read_all(clauses) -> list[ReadClause(number, passages, reading)]`: a whole policy.
- `notice.check_notice(clauses, pack) -> list[Finding]`: `Finding(kind, element, status, says, clause, clauses, evidence,
  article, confidence, condition, values)`; `kind` is `notice-element` (`status` present, partial or missing) or
  `conflict` (`status` likely); `words(finding.says, **finding.values)` says what to do.
- `compare.compare(old_clauses, new_clauses) -> list[ClauseChange(change, old, new, words_ar, words_en)]`;
  `compare.words(old, new)`: the runs of one text.
- `Evidence(lang, part, start, end, words)`: `part` is `heading` or `text`, `start` and `end` are places in it.
"""
