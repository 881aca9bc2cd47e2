import Model

/// Makes one entry after another from lines that are known to belong together.
struct EntryAssembler: Sendable {
  typealias Slice = UnsafeBufferPointer<UInt8>

  private let year: FiscalYear
  private let encoding: FECFacts.TextEncoding
  private let importDay: CalendarDate
  private var journals: MasterTexts
  private var accounts: MasterTexts
  private var parties: [MasterTexts]
  private var natures: [PartyNature] = []
  private var openingJournals: [Bool] = []
  private let journalLabels: [String: String]

  /// The entry at hand; nil between two.
  private var head: JournalEntry.Validated?
  /// What the first line said of its validation; nil where it said nothing.
  private var headValidation: CalendarDate?
  private var headLabel: [UInt8] = []
  private var headPiece: [UInt8] = []
  private var lines: [EntryLine] = []

  init(_ plan: FECReadingPlan, importDay: CalendarDate) {
    year = plan.year
    encoding = plan.encoding
    self.importDay = importDay
    journalLabels = Dictionary(plan.masters.journals.map { ($0.code, $0.label) }) { first, _ in first }
    let kept = plan.keptMasters ?? plan.masters
    journals = MasterTexts(kept.journals.map { ($0.code, $0.label) }, plan.encoding)
    accounts = MasterTexts(kept.accounts.map { ($0.number, $0.label) }, plan.encoding)
    parties = PartyNature.allCases.map { nature in
      let own = kept.parties.filter { $0.key.nature == nature }
      return MasterTexts(own.map { ($0.key.code, $0.label) }, plan.encoding)
    }
  }

  /// The line is the first of its entry: what it says of journal, number, dates, piece and label is the entry's.
  mutating func begin(_ record: FECRecord, _ values: FECValues, id: Identifier<JournalEntry.Validated>) throws(Fault) {
    guard let date = values.entryDate, !record[.journalCode].isEmpty else { throw Self.otherFile }
    let (journal, isNew) = journals.id(of: record[.journalCode])
    if isNew {
      // By the file's own words, as its preview did, whatever the books call the journal.
      let label = journalLabels[journals.texts[journal]] ?? ""
      openingJournals.append(FECOpening.isOpeningJournal(code: journals.texts[journal], label: label))
    }
    var flags: EntryFlags = openingJournals[journal] && date <= year.start ? .opening : []
    if values.validationDate == nil { flags.insert(.validationDateAbsentAtSource) }
    head = JournalEntry.Validated(
      id: id, journal: journals.texts[journal], number: text(record[.ecritureNum]), date: date,
      validationDate: values.validationDate ?? importDay, voucherReference: text(record[.pieceRef]),
      voucherDate: values.voucherDate, label: text(record[.ecritureLib]), flags: flags, lines: [])
    headValidation = values.validationDate
    headLabel.replace(with: record[.ecritureLib])
    headPiece.replace(with: record[.pieceRef])
  }

  mutating func add(_ record: FECRecord, _ values: FECValues) throws(Fault) {
    guard let head, !record[.compteNum].isEmpty else { throw Self.otherFile }
    let (account, isNew) = accounts.id(of: record[.compteNum])
    if isNew { natures.append(PartyNature(account: accounts.texts[account])) }
    var overrides = LineOverrides()
    var differs = false
    if !headLabel.holds(record[.ecritureLib]) {
      overrides.label = text(record[.ecritureLib])
      differs = true
    }
    if !headPiece.holds(record[.pieceRef]) {
      overrides.voucherReference = text(record[.pieceRef])
      differs = true
    }
    if values.voucherDate != head.voucherDate {
      overrides.voucherDate = OptionalDate(values.voucherDate)
      differs = true
    }
    if values.validationDate != headValidation {
      overrides.validationDate = OptionalDate(values.validationDate)
      differs = true
    }
    if let date = values.entryDate, date != head.date {
      overrides.date = date
      differs = true
    }
    let (journal, _) = journals.id(of: record[.journalCode])
    if let label = journals.override(of: journal, record[.journalLib]) {
      overrides.journalLabel = label
      differs = true
    }
    if let label = accounts.override(of: account, record[.compteLib]) {
      overrides.accountLabel = label
      differs = true
    }
    let (party, partyLabel) = party(record, natures[account])
    if let partyLabel {
      overrides.partyLabel = partyLabel
      differs = true
    }
    lines.append(
      EntryLine(
        account: accounts.texts[account], party: party, debit: Money(minor: values.debit),
        credit: Money(minor: values.credit), matchingCode: text(record[.ecritureLet]),
        matchingDate: values.matchingDate, original: original(record), overrides: differs ? overrides : nil,
        settlement: record.hasCashColumns ? settlement(record, values) : nil,
        sourceRank: UInt32(clamping: record.line - 1)))
  }

  /// The whole entry.
  mutating func end() throws(Fault) -> JournalEntry.Validated {
    guard var entry = head, !lines.isEmpty else { throw Self.otherFile }
    entry.lines = lines
    head = nil
    lines = []
    if !entry.imbalance.isZero { entry.flags.insert(.unbalancedAtSource) }
    return entry
  }

  static var otherFile: Fault { Fault(.alteredData, "the FEC is not the one that its reading plan was made from") }

  /// The third party of a line, and its label where that is not the master's.
  private mutating func party(_ record: FECRecord, _ nature: PartyNature) -> (PartyKey?, String?) {
    let code = record[.compAuxNum]
    let label = record[.compAuxLib]
    guard !code.isEmpty else { return (nil, label.isEmpty ? nil : text(label)) }
    let book = Int(nature.rawValue) - 1
    let (id, _) = parties[book].id(of: code)
    return (PartyKey(nature: nature, code: parties[book].texts[id]), parties[book].override(of: id, label))
  }

  private func original(_ record: FECRecord) -> OriginalAmount? {
    let (amount, currency) = (record[.montantDevise], record[.iDevise])
    return amount.isEmpty && currency.isEmpty ? nil : OriginalAmount(text: text(amount), currency: text(currency))
  }

  /// Nil when the line says nothing of a payment.
  private func settlement(_ record: FECRecord, _ values: FECValues) -> Settlement? {
    let found = Settlement(
      date: values.settlementDate, mode: text(record[cash: .modeRglt]), nature: text(record[cash: .natOp]),
      client: text(record[cash: .idClient]))
    return found.isEmpty ? nil : found
  }

  @inline(__always)
  private func text(_ value: Slice) -> String { value.isEmpty ? "" : FECText.decode(value, encoding) }
}

extension [UInt8] {
  fileprivate mutating func replace(with value: UnsafeBufferPointer<UInt8>) {
    removeAll(keepingCapacity: true)
    append(contentsOf: value)
  }

  fileprivate func holds(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    withUnsafeBufferPointer { FECBytes.areEqual($0, value) }
  }
}
