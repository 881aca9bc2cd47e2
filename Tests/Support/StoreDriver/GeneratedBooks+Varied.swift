import Model

extension GeneratedBooks {
  /// An entry with what real files hold now and then: an opening, negative amounts, both sides at once, a foreign
  /// currency, a matching code, fields that differ on one line, a source out of balance.
  mutating func variedEntry() -> EntryImported {
    var event = entry(lines: 3 + random(3))
    if random(12) == 0 { event.entry.flags.insert(.opening) }
    if random(3) == 0 {
      event.entry.lines[0].matchingCode = "A\(random(40))"
      event.entry.lines[0].matchingDate = event.entry.date
    }
    if random(6) == 0 {
      event.entry.lines[1].original = OriginalAmount(text: "12,345", currency: "USD")
    }
    if random(9) == 0 { event.entry.lines[2].debit = Money(minor: -Int64(random(9_999))) }
    if random(15) == 0 {
      event.entry.lines[2].credit = Money(minor: 17)
      event.entry.lines[2].debit = Money(minor: 17)
      event.entry.flags.insert(.unbalancedAtSource)
    }
    if random(7) == 0 { event.entry.lines[1].overrides = overrides() }
    if random(20) == 0 { event.entry.voucherDate = nil }
    return event
  }

  /// Nil when the draw leaves nothing to override.
  private mutating func overrides() -> LineOverrides? {
    let drawn = LineOverrides(
      label: random(2) == 0 ? "Écart d’arrondi" : nil, voucherReference: random(2) == 0 ? "" : nil,
      voucherDate: random(2) == 0 ? .blank : nil, date: random(2) == 0 ? year.end : nil,
      validationDate: random(2) == 0 ? .date(year.end) : nil, accountLabel: random(2) == 0 ? "TVA déductible" : nil)
    return drawn.isEmpty ? nil : drawn
  }
}
