/// The rows of a file of entries, read by its mapping and gathered into entries; nothing is kept before somebody has
/// looked at them.
public struct EntryRows: Equatable, Sendable {
  public struct Entry: Equatable, Sendable {
    public var journal: String
    public var date: CalendarDate
    public var voucher: String
    public var label: String
    public var lines: [Line]

    /// Debit less credit.
    public var imbalance: MoneyTotal {
      var total = MoneyTotal.zero
      for line in lines {
        total.add(line.amount.debit)
        total.add(-line.amount.credit)
      }
      return total
    }
  }

  public struct Line: Equatable, Sendable {
    /// In the file, from 1, the header counted.
    public var number: Int
    public var account: String
    public var party: PartyKey?
    public var label: String
    public var amount: DraftAmount
    public var dueDate: CalendarDate?
  }

  public struct Defect: Equatable, Sendable {
    /// In the file, from 1, the header counted.
    public let line: Int
    public let kind: Kind
    /// What stands there.
    public let text: String

    public init(line: Int, kind: Kind, text: String) {
      self.line = line
      self.kind = kind
      self.text = text
    }

    public enum Kind: String, Sendable, CaseIterable {
      case date
      case dueDate
      case account
      case journal
      case amount
      case side
      case bothSides
      case noAmount
      case tooManyFields
      /// Lines of one entry disagree on its day or its journal.
      case mixedEntry
      case tooManyLines
    }
  }

  public private(set) var entries: [Entry] = []
  public private(set) var defects: [Defect] = []

  /// Lines of one entry: as many as the grid of an entry takes.
  public static let mostLines = 400

  private let mapping: EntryMapping
  private let journals: Set<String>
  private let decimalMark: Character?
  private var key: String?

  /// - Parameters:
  ///   - rows: without the header, each with its place in the file.
  ///   - journals: those that an entry may stand in.
  public init(_ rows: [(number: Int, fields: [String])], mapping: EntryMapping, journals: Set<String>) {
    self.mapping = mapping
    self.journals = journals
    decimalMark = EntryAmount.decimalMark(
      rows.lazy.flatMap { row in
        row.fields.enumerated().filter { place, _ in
          mapping.columns.indices.contains(place)
            && [.debit, .credit, .signedAmount].contains(mapping.columns[place])
        }.map(\.element)
      })
    for row in rows where row.fields.contains(where: { !$0.isEmpty }) { add(row.number, row.fields) }
  }

  private mutating func add(_ number: Int, _ fields: [String]) {
    var texts: [EntryColumn: String] = [:]
    for (place, field) in fields.enumerated() where place < mapping.columns.count {
      texts[mapping.columns[place]] = field
    }
    func text(_ column: EntryColumn) -> String { texts[column] ?? "" }
    func fault(_ kind: Defect.Kind, _ text: String) { defects.append(Defect(line: number, kind: kind, text: text)) }
    let known = defects.count
    if fields.count > mapping.columns.count { fault(.tooManyFields, String(fields.count)) }
    let journal = text(.journal).isEmpty ? mapping.journal : text(.journal)
    if !journals.contains(journal) { fault(.journal, journal) }
    let date = EntryDate.read(text(.date))
    if date == nil { fault(.date, text(.date)) }
    let due = text(.dueDate).isEmpty ? nil : EntryDate.read(text(.dueDate))
    if due == nil, !text(.dueDate).isEmpty { fault(.dueDate, text(.dueDate)) }
    if !AccountNumber.isPlausible(text(.account)) { fault(.account, text(.account)) }
    let amount = amount(texts, number)
    guard let date, let amount, defects.count == known else { return }
    let party =
      text(.party).isEmpty
      ? nil : PartyKey(nature: PartyNature(account: text(.account)), code: text(.party))
    let line = Line(
      number: number, account: text(.account), party: party, label: text(.label), amount: amount, dueDate: due)
    place(line, Entry(journal: journal, date: date, voucher: text(.voucher), label: text(.label), lines: []), texts)
  }

  /// Both sides of a line; nil, and a defect, when they are no amount.
  private mutating func amount(_ texts: [EntryColumn: String], _ number: Int) -> DraftAmount? {
    func fault(_ kind: Defect.Kind, _ text: String) { defects.append(Defect(line: number, kind: kind, text: text)) }
    func cents(_ column: EntryColumn) -> Int64? {
      let text = texts[column] ?? ""
      let found = EntryAmount.cents(text, decimalMark: decimalMark)
      if found == nil { fault(.amount, text) }
      return found
    }
    if mapping.columns.contains(.signedAmount) {
      guard let cents = cents(.signedAmount) else { return nil }
      guard mapping.columns.contains(.side) else { return sided(cents, number) }
      switch (texts[.side] ?? "").uppercased().first {
      case "D": return sided(cents, number)
      case "C": return sided(-cents, number)
      default:
        fault(.side, texts[.side] ?? "")
        return nil
      }
    }
    guard let debit = cents(.debit), let credit = cents(.credit) else { return nil }
    guard debit == 0 || credit == 0 else {
      fault(.bothSides, texts[.debit] ?? "")
      return nil
    }
    return sided(debit - credit, number)
  }

  private mutating func sided(_ cents: Int64, _ number: Int) -> DraftAmount? {
    guard cents != 0 else {
      defects.append(Defect(line: number, kind: .noAmount, text: ""))
      return nil
    }
    return cents > 0 ? DraftAmount(debit: Money(minor: cents)) : DraftAmount(credit: Money(minor: -cents))
  }

  /// Puts a line into the entry it belongs to: the one of its key where the file has one; else the one before, while
  /// its journal, its day and its piece are the same, and where the file has no pieces either, until it is balanced.
  private mutating func place(_ line: Line, _ head: Entry, _ texts: [EntryColumn: String]) {
    let own = texts[.entryKey].flatMap { $0.isEmpty ? nil : $0 }
    let last = entries.last
    let isSame: Bool
    if mapping.columns.contains(.entryKey) {
      isSame = own != nil && own == key
    } else {
      isSame =
        last.map { $0.journal == head.journal && $0.date == head.date && $0.voucher == head.voucher } == true
        && (mapping.columns.contains(.voucher) && !head.voucher.isEmpty || last?.imbalance.isZero == false)
    }
    key = own
    guard isSame, let last else {
      var entry = head
      entry.lines = [line]
      entries.append(entry)
      return
    }
    guard last.journal == head.journal, last.date == head.date else {
      defects.append(Defect(line: line.number, kind: .mixedEntry, text: own ?? ""))
      return
    }
    guard last.lines.count < Self.mostLines else {
      defects.append(Defect(line: line.number, kind: .tooManyLines, text: String(Self.mostLines)))
      return
    }
    entries[entries.count - 1].lines.append(line)
  }
}

/// Days as files write them: `15/03/2026`, `15.03.26`, `2026-03-15`, `20260315`.
enum EntryDate {
  static func read(_ text: String) -> CalendarDate? {
    let parts = text.split { "/-. ".contains($0) }.prefix(3)
    let numbers = parts.compactMap { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil }
    if numbers.count == 1, text.utf8.count == 8 { return CalendarDate(number: Int32(clamping: numbers[0])) }
    guard numbers.count == 3, parts.count == 3 else { return nil }
    if parts[0].utf8.count == 4 { return CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2]) }
    let year = parts[2].utf8.count == 2 ? 2_000 + numbers[2] : numbers[2]
    return CalendarDate(year: year, month: numbers[1], day: numbers[0])
  }
}

/// Amounts as files write them. A file has one decimal mark: told by the amounts where only one reading is possible.
enum EntryAmount {
  /// The mark that some amount must mean as the decimal one; nil when none does, or when two amounts disagree.
  static func decimalMark(_ texts: some Sequence<String>) -> Character? {
    var found: Set<Character> = []
    for text in texts {
      let marks = text.filter { $0 == "," || $0 == "." }
      guard let last = marks.last, let place = text.lastIndex(of: last) else { continue }
      let behind = text[text.index(after: place)...].prefix { $0.isNumber }.count
      // The same mark twice groups thousands; so may a single one before three figures.
      if marks.filter({ $0 == last }).count == 1, behind != 3 || marks.count > 1 { found.insert(last) }
      if found.count > 1 { return nil }
    }
    return found.first
  }

  static func cents(_ text: String, decimalMark: Character?) -> Int64? {
    var plain = text.filter { !$0.isWhitespace && $0 != "€" && $0 != "'" }
    // Brackets are how spreadsheets write what is below zero.
    if plain.hasPrefix("("), plain.hasSuffix(")") { plain = "-" + plain.dropFirst().dropLast() }
    guard let decimalMark, plain.contains(where: { $0 == "," || $0 == "." }) else { return AmountText.cents(plain) }
    let grouping: Character = decimalMark == "," ? "." : ","
    let whole = plain.filter { $0 != grouping }
    guard !whole.hasPrefix("="), whole.filter({ $0 == decimalMark }).count <= 1 else { return nil }
    let isNegative = whole.hasPrefix("-") || whole.hasSuffix("-")
    let digits = whole.filter { $0 != "-" && $0 != "+" }
    guard let cents = Fraction(decimal: digits)?.cents else { return nil }
    return isNegative ? -cents : cents
  }
}
