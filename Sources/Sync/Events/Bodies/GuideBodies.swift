import Model

extension WireGuideChanged: WireBody {
  init(_ value: GuideChanged) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    if let text = value.code { code = try WireWriting.text(text, "code") }
    if let text = value.name { name = try WireWriting.text(text, "name") }
    if let text = value.journal { journal = try WireWriting.text(text, "journal") }
    if let text = value.label { label = try WireWriting.text(text, "label") }
    if let all = value.lines { lines = try WirePatternLines(all) }
    if let flag = value.isActive { active = flag }
  }

  func value() throws(EventDefect) -> GuideChanged {
    try WireReading.knownFields(unknownFields)
    var value = GuideChanged(id: try WireReading.identifier(id, "id"))
    if hasCode { value.code = try WireReading.text(code, "code") }
    if hasName { value.name = try WireReading.text(name, "name") }
    if hasJournal { value.journal = try WireReading.text(journal, "journal") }
    if hasLabel { value.label = try WireReading.text(label, "label") }
    if hasLines { value.lines = try lines.value() }
    if hasActive { value.isActive = active }
    return value
  }
}

extension WireRecurrenceChanged: WireBody {
  init(_ value: RecurrenceChanged) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    if let text = value.name { name = try WireWriting.text(text, "name") }
    if let text = value.journal { journal = try WireWriting.text(text, "journal") }
    if let text = value.label { label = try WireWriting.text(text, "label") }
    if let all = value.lines { lines = try WirePatternLines(all) }
    if let period = value.period { months = period.rawValue }
    if let number = value.day {
      try Self.check(number)
      day = number
    }
    if let date = value.start { start = date.number }
    if let date = value.end { end = date.value?.number ?? 0 }
    if let flag = value.isActive { active = flag }
  }

  func value() throws(EventDefect) -> RecurrenceChanged {
    try WireReading.knownFields(unknownFields)
    var value = RecurrenceChanged(id: try WireReading.identifier(id, "id"))
    if hasName { value.name = try WireReading.text(name, "name") }
    if hasJournal { value.journal = try WireReading.text(journal, "journal") }
    if hasLabel { value.label = try WireReading.text(label, "label") }
    if hasLines { value.lines = try lines.value() }
    if hasMonths {
      guard let period = RecurrencePeriod(rawValue: months) else {
        throw .unknownValue(field: "months", value: Int(months))
      }
      value.period = period
    }
    if hasDay {
      try Self.check(day)
      value.day = day
    }
    if hasStart { value.start = try WireReading.date(start, "start") }
    if hasEnd { value.end = OptionalDate(try WireReading.optionalDate(end, "end")) }
    if hasActive { value.isActive = active }
    return value
  }

  private static func check(_ day: UInt32) throws(EventDefect) {
    guard (1...31).contains(day) else { throw .unknownValue(field: "day", value: Int(day)) }
  }
}

extension WireOccurrenceSettled: WireBody {
  init(_ value: OccurrenceSettled) throws(EventDefect) {
    self.init()
    recurrence = WireBytes.data(value.recurrence)
    try Self.check(value.month)
    month = value.month
    if let id = value.draft { draft = WireBytes.data(id) }
    reason = try WireWriting.text(value.reason, "reason")
  }

  func value() throws(EventDefect) -> OccurrenceSettled {
    try WireReading.knownFields(unknownFields)
    try Self.check(month)
    return OccurrenceSettled(
      recurrence: try WireReading.identifier(recurrence, "recurrence"), month: month,
      draft: draft.isEmpty ? nil : try WireReading.identifier(draft, "draft"),
      reason: try WireReading.text(reason, "reason"))
  }

  private static func check(_ month: Int32) throws(EventDefect) {
    guard month < 1_000_000, CalendarDate(number: month * 100 + 1) != nil else {
      throw .invalidDate(field: "month", number: month)
    }
  }
}

extension WirePatternLines {
  init(_ all: [GuideLine]) throws(EventDefect) {
    self.init()
    for line in all { lines.append(try WirePatternLine(line)) }
  }

  func value() throws(EventDefect) -> [GuideLine] {
    try WireReading.knownFields(unknownFields)
    var all: [GuideLine] = []
    for line in lines { all.append(try line.value()) }
    return all
  }
}

extension WirePatternLine {
  init(_ line: GuideLine) throws(EventDefect) {
    self.init()
    account = try WireWriting.text(line.account, "lines.account")
    switch line.party {
    case .none: break
    case .asked: asksParty = true
    case .party(let key):
      partyNature = WirePartyNature(key.nature)
      partyCode = try WireWriting.text(key.code, "lines.party_code")
    }
    label = try WireWriting.text(line.label, "lines.label")
    credit = line.side == .credit
    formula = try WireWriting.text(line.formula, "lines.formula")
  }

  func value() throws(EventDefect) -> GuideLine {
    try WireReading.knownFields(unknownFields)
    var line = GuideLine(
      account: try WireReading.text(account, "lines.account"), label: try WireReading.text(label, "lines.label"),
      side: credit ? .credit : .debit, formula: try WireReading.text(formula, "lines.formula"))
    if partyNature != .unspecified {
      guard !asksParty else { throw .contradiction(field: "lines.asks_party") }
      line.party = .party(
        PartyKey(
          nature: try partyNature.value("lines.party_nature"),
          code: try WireReading.text(partyCode, "lines.party_code")))
    } else {
      guard partyCode.isEmpty else { throw .missing(field: "lines.party_nature") }
      if asksParty { line.party = .asked }
    }
    return line
  }
}
