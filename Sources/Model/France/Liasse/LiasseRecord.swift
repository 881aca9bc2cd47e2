/// One line of the data: a line of a form or a rule about accounts, with the days it holds for.
struct LiasseRecord: Sendable {
  enum Content: Sendable {
    case rubric(StatementForm.Rubric)
    case rule(StatementForm.Rule)
  }

  let content: Content
  let validFrom: CalendarDate?
  let validTo: CalendarDate?

  func isValid(forYearOpened date: CalendarDate) -> Bool {
    (validFrom.map { $0 <= date } ?? true) && (validTo.map { date <= $0 } ?? true)
  }

  static func list(text: String) -> [LiasseRecord]? {
    var records: [LiasseRecord] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      guard let record = LiasseRecord(line) else { return nil }
      records.append(record)
    }
    return records
  }

  private init?(_ line: Substring) {
    let fields = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 9, !fields[8].isEmpty, let from = Self.date(fields[6]), let to = Self.date(fields[7]) else {
      return nil
    }
    validFrom = from.value
    validTo = to.value
    if fields[0] == "account" {
      guard let rule = StatementForm.Rule(fields) else { return nil }
      content = .rule(rule)
    } else {
      guard let rubric = StatementForm.Rubric(fields) else { return nil }
      content = .rubric(rubric)
    }
  }

  private static func date(_ text: String) -> OptionalDate? {
    text.isEmpty ? .blank : CalendarDate(iso: text).map(OptionalDate.date)
  }
}

extension StatementForm.Rubric {
  /// `kind;section;box;depreciation box;label;formula`
  fileprivate init?(_ fields: [String]) {
    guard let kind = Kind(rawValue: fields[0]), let section = StatementForm.Section(rawValue: fields[1]),
      fields[2].isEmpty == (kind == .heading), !fields[4].isEmpty, let terms = StatementForm.Term.list(fields[5])
    else { return nil }
    self.init(
      kind: kind, section: section, code: fields[2], depreciationCode: fields[3].isEmpty ? nil : fields[3],
      label: fields[4], terms: terms)
  }
}

extension StatementForm.Term {
  /// `GG+GH-GI`
  fileprivate static func list(_ text: String) -> [Self]? {
    var terms: [Self] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      let isSubtracted = rest.hasPrefix("-")
      if isSubtracted || (rest.hasPrefix("+") && !terms.isEmpty) { rest.removeFirst() }
      let code = rest.prefix { $0 != "+" && $0 != "-" }
      guard !code.isEmpty else { return nil }
      terms.append(Self(code: String(code), isSubtracted: isSubtracted))
      rest = rest.dropFirst(code.count)
    }
    return terms
  }
}

extension StatementForm.Rule {
  /// `account;beginning;debit box;credit box;split;mark`
  fileprivate init?(_ fields: [String]) {
    let mark = fields[5].isEmpty ? nil : StatementForm.Mark(rawValue: fields[5])
    guard fields[1].utf8.allSatisfy({ (48...57).contains($0) }),
      fields[1].utf8.count <= StatementForm.longestBeginning, fields[4].isEmpty || fields[4] == "party",
      fields[5].isEmpty || mark != nil
    else { return nil }
    self.init(
      beginning: fields[1], debitBox: fields[2], creditBox: fields[3], splitsByParty: fields[4] == "party", mark: mark)
  }
}
