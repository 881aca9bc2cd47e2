import Model

/// Everything a preview keeps of the lines it has seen. It grows with the entries of the file, not with its text.
struct FileSurvey: Sendable {
  private(set) var masters = MasterSurvey()
  private(set) var matching = MatchingSurvey()
  private(set) var openings = OpeningSurvey()
  private(set) var parties = PartySurvey()
  private var grouper = EntryGrouper()
  private(set) var numbers = ByteTable()
  private(set) var firstDate: CalendarDate?
  private(set) var lastDate: CalendarDate?
  var log = FECAnomalyLog()
  /// Some line could not be read: there is no plan to make.
  private(set) var isBroken = false

  private var pieces = ByteTable()
  private var hasConventionalJournal = false
  /// The essential columns are there; nil before the first line.
  private var isWhole: Bool?
  /// What has been told of the run of lines at hand, so that an entry is told of once and not line by line.
  private var told: Set<FECAnomaly.Code> = []

  mutating func take(_ record: FECRecord) {
    guard hasColumns(record) else { return }
    if record.hasInnerBreak { tell(.lineBreakInValue, of: record) }
    if record.missingFields > 0, record.flaw == .none {
      tell(
        .lineShort, of: record, values: [String(record.fieldCount), String(record.fieldCount + record.missingFields)])
    }
    switch record.flaw {
    case .none: break
    case .fieldCount(let found, let expected):
      isBroken = true
      return tell(.wrongFieldCount, of: record, values: [String(found), String(expected)])
    case .tooLong(let field, let length):
      isBroken = true
      return tellTooLong(record, field: field, length: length)
    }
    var hasAmounts = true
    let values = read(record, hasAmounts: &hasAmounts)
    guard hasNames(record, values) else {
      isBroken = true
      return
    }
    seeDate(values.entryDate)
    if !hasConventionalJournal, record.hasConventionalJournal {
      hasConventionalJournal = true
      tell(.journalByConvention, of: record, values: [FECText.lenient(record[.journalCode])])
    }
    let journal = masters.seeJournal(record, values)
    let account = masters.seeAccount(record, values)
    let party = masters.seeParty(record, account: account.id)
    let isOpening = masters.opens[Int(journal.id)]
    matching.see(record, account: account.id, party: party?.party, values: values, isOpening: isOpening)
    if isOpening { openings.see(record, account: account.id, values: values) }
    if let party = party?.party {
      parties.see(record, account: account.id, party: party, values: values, isOpening: isOpening)
    }

    let number = record[.ecritureNum]
    let isNumbered = !FECBytes.isZeros(number)
    let isNewRun = grouper.add(
      journal: journal.id, number: isNumbered ? numbers.id(of: number) : nil,
      piece: isNumbered ? 0 : pieces.id(of: record[.pieceRef]), rank: record.rank, line: record.line,
      values: values)
    if isNewRun, !told.isEmpty { told = [] }

    tellVariation(journal.variation, record, .journalCode)
    tellVariation(account.variation, record, .compteNum)
    tellVariation(party?.variation, record, .compAuxNum)
    if account.isNew { checkAccount(record) }
    checkValues(record, values, hasAmounts: hasAmounts)
  }

  /// Without its essential columns a file would only be told of again at each line.
  private mutating func hasColumns(_ record: FECRecord) -> Bool {
    if let isWhole { return isWhole }
    let hasAll = FECColumn.allCases.allSatisfy { !$0.isEssential || record.has($0) }
    isWhole = hasAll
    return hasAll
  }

  /// Hands the entries over, so that they are not kept twice.
  mutating func takeGrouper() -> EntryGrouper {
    let taken = grouper
    grouper = EntryGrouper()
    return taken
  }

  /// `hasAmounts` becomes false where an amount could not be read: it is told, and is no amount of zero.
  private mutating func read(_ record: FECRecord, hasAmounts: inout Bool) -> FECValues {
    var flaws: [(code: FECAnomaly.Code, name: String, text: FECValues.Text)] = []
    let values = FECValues(record) { flaws.append(($0, $1, $2)) }
    for flaw in flaws {
      if flaw.code.severity == .blocking { isBroken = true }
      if flaw.code == .unreadableAmount || flaw.code == .amountTooLarge { hasAmounts = false }
      tell(flaw.code, of: record, values: [flaw.name, FECText.lenient(flaw.text)])
    }
    return values
  }

  private mutating func seeDate(_ date: CalendarDate?) {
    guard let date else { return }
    if firstDate.map({ date < $0 }) ?? true { firstDate = date }
    if lastDate.map({ date > $0 }) ?? true { lastDate = date }
  }

  /// Whether the line can be put into an entry at all.
  private mutating func hasNames(_ record: FECRecord, _ values: FECValues) -> Bool {
    if record[.journalCode].isEmpty { tell(.missingJournal, of: record) }
    if record[.compteNum].isEmpty { tell(.missingAccount, of: record) }
    let hasDate = values.entryDate != nil || !FECBytes.isZeros(record[.ecritureDate])
    if !hasDate { tell(.missingEntryDate, of: record) }
    return !record[.journalCode].isEmpty && !record[.compteNum].isEmpty && hasDate
  }

  /// The first three characters of an account are digits (LPF art. A. 47 A-1, VII: CompteNum).
  private mutating func checkAccount(_ record: FECRecord) {
    let number = record[.compteNum]
    guard number.count < 3 || !number.prefix(3).allSatisfy({ (48...57).contains($0) }) else { return }
    tell(.accountNotNumeric, of: record, values: [FECText.lenient(number)])
  }

  private mutating func checkValues(_ record: FECRecord, _ values: FECValues, hasAmounts: Bool) {
    for column in Self.mustHold where record[column].isEmpty && record.has(column) {
      tell(.missingValue, of: record, values: [column.legalName])
    }
    if values.debit != 0, values.credit != 0 {
      tell(.bothSidesFilled, of: record, values: [String(values.debit), String(values.credit)])
    } else if values.debit == 0, values.credit == 0, hasAmounts {
      tell(.bothSidesZero, of: record)
    }
    checkCurrency(record)
    if values.validationDate == nil, FECBytes.isZeros(record[.validDate]) {
      tellOnce(.validationDateAbsent, record)
    } else if let validation = values.validationDate, let date = values.entryDate, validation < date {
      tellOnce(.validatedBeforeEntry, record, values: [validation.iso, date.iso])
    }
  }

  /// An amount in another currency says which one (LPF art. A. 47 A-1, VII: Montantdevise, Idevise), by the three
  /// letters of ISO 4217. An amount of zero says nothing, and needs no currency.
  private mutating func checkCurrency(_ record: FECRecord) {
    let (amount, currency) = (record[.montantDevise], record[.iDevise])
    if currency.isEmpty {
      guard amount.contains(where: { (0x31...0x39).contains($0) }) else { return }
      tell(.currencyMissing, of: record, values: [FECText.lenient(amount)])
    } else if currency.count != 3 || !currency.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }) {
      tell(.currencyIrregular, of: record, values: [FECText.lenient(currency)])
    }
  }

  /// What the law lets no line leave blank, beside what is checked by itself.
  private static let mustHold: [FECColumn] = [.journalLib, .compteLib, .pieceRef, .pieceDate, .ecritureLib]

  private mutating func tellVariation(_ variation: LabelBook.Variation?, _ record: FECRecord, _ column: FECColumn) {
    guard let variation else { return }
    tell(.labelVaries, of: record, values: [FECText.lenient(record[column]), variation.kept, variation.found])
  }

  private mutating func tellTooLong(_ record: FECRecord, field: Int, length: Int) {
    let column = FECColumn.allCases.first { record.places[$0.rawValue] == field }
    let values = [column?.legalName ?? String(field + 1), String(length), String(FECLimits.field)]
    log.add(.fieldTooLong, FECAnomaly(.fieldTooLong, line: record.line, values: values))
  }

  private mutating func tellOnce(_ code: FECAnomaly.Code, _ record: FECRecord, values: [String] = []) {
    if told.insert(code).inserted { tell(code, of: record, values: values) }
  }

  private mutating func tell(
    _ code: FECAnomaly.Code, of record: FECRecord, values: @autoclosure () -> [String] = []
  ) {
    log.add(code, Self.anomaly(code, record, values()))
  }

  private static func anomaly(_ code: FECAnomaly.Code, _ record: FECRecord, _ values: [String]) -> FECAnomaly {
    guard record.flaw == .none else { return FECAnomaly(code, line: record.line, values: values) }
    let text = { (column: FECColumn) -> String? in
      record[column].isEmpty ? nil : FECText.lenient(record[column])
    }
    return FECAnomaly(
      code, line: record.line, journal: text(.journalCode), entryNumber: text(.ecritureNum),
      voucherReference: text(.pieceRef), values: values)
  }
}
