import Model
import SwiftProtobuf

extension WireYearClosed: WireBody {
  init(_ value: YearClosed) throws(EventDefect) {
    self.init()
    year = WireWriting.year(value.year)
    generation = value.generation
    result = try WireWriting.total(value.result, "result")
    resultAccount = try WireWriting.text(value.resultAccount, "result_account")
    for month in value.months { months.append(try WireClosedMonth(month)) }
    try Self.check(value.months)
    perpetualDebit = try WireWriting.total(value.perpetualDebit, "perpetual_debit")
    perpetualCredit = try WireWriting.total(value.perpetualCredit, "perpetual_credit")
    openings = value.openings.map { WireBytes.data($0) }
    for document in value.documents { documents.append(try WireClosedDocument(document)) }
    for code in value.accepted { accepted.append(try WireWriting.text(code, "accepted")) }
  }

  func value() throws(EventDefect) -> YearClosed {
    try WireReading.knownFields(unknownFields)
    guard hasYear else { throw .missing(field: "year") }
    var periods: [PeriodTotal] = []
    for month in months { periods.append(try month.value()) }
    try Self.check(periods)
    var entries: [Identifier<JournalEntry.Validated>] = []
    for opening in openings { entries.append(try WireReading.identifier(opening, "openings")) }
    var files: [ClosingDocument] = []
    for document in documents { files.append(try document.value()) }
    var codes: [String] = []
    for code in accepted { codes.append(try WireReading.text(code, "accepted")) }
    return YearClosed(
      year: try WireReading.year(year), generation: generation, result: try WireReading.total(result, "result"),
      resultAccount: try WireReading.text(resultAccount, "result_account"), months: periods,
      perpetualDebit: try WireReading.total(perpetualDebit, "perpetual_debit"),
      perpetualCredit: try WireReading.total(perpetualCredit, "perpetual_credit"), openings: entries,
      documents: files, accepted: codes)
  }

  /// Each once, in their order.
  private static func check(_ months: [PeriodTotal]) throws(EventDefect) {
    for (one, next) in zip(months, months.dropFirst()) where one.month >= next.month {
      throw .contradiction(field: "months")
    }
  }
}

extension WireClosedMonth {
  fileprivate init(_ value: PeriodTotal) throws(EventDefect) {
    self.init()
    month = value.month
    entryCount = try WireWriting.count(value.entryCount, "months.entry_count")
    lineCount = try WireWriting.count(value.lineCount, "months.line_count")
    debit = try WireWriting.total(value.debit, "months.debit")
    credit = try WireWriting.total(value.credit, "months.credit")
  }

  fileprivate func value() throws(EventDefect) -> PeriodTotal {
    try WireReading.knownFields(unknownFields)
    _ = try WireReading.date(month * 100 + 1, "months.month")
    return PeriodTotal(
      month: month, entryCount: try WireReading.count(entryCount, "months.entry_count"),
      lineCount: try WireReading.count(lineCount, "months.line_count"),
      debit: try WireReading.total(debit, "months.debit"), credit: try WireReading.total(credit, "months.credit"))
  }
}

extension WireClosedDocument {
  fileprivate init(_ value: ClosingDocument) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    kind = WireClosedDocumentKind(value.kind)
    fileName = try WireWriting.text(value.fileName, "documents.file_name")
    hash = try WireWriting.bytes(value.hash, count: Hash256.byteCount, "documents.hash")
    byteCount = value.byteCount
  }

  fileprivate func value() throws(EventDefect) -> ClosingDocument {
    try WireReading.knownFields(unknownFields)
    guard let raw = UInt8(exactly: kind.rawValue), let kind = ClosingDocument.Kind(rawValue: raw) else {
      throw .unknownValue(field: "documents.kind", value: kind.rawValue)
    }
    return ClosingDocument(
      id: try WireReading.identifier(id, "documents.id"), kind: kind,
      fileName: try WireReading.text(fileName, "documents.file_name"),
      hash: try WireReading.bytes(hash, count: Hash256.byteCount, "documents.hash"), byteCount: byteCount)
  }
}

extension WireClosedDocumentKind {
  fileprivate init(_ kind: ClosingDocument.Kind) {
    switch kind {
    case .legalFile: self = .legalFile
    case .notice: self = .notice
    case .statements: self = .statements
    case .trialBalance: self = .trialBalance
    }
  }
}

extension WireYearReopened: WireBody {
  init(_ value: YearReopened) throws(EventDefect) {
    self.init()
    yearEnd = value.yearEnd.number
    generation = value.generation
    reason = try WireWriting.text(value.reason, "reason")
    reversals = value.reversals.map { WireBytes.data($0) }
  }

  func value() throws(EventDefect) -> YearReopened {
    try WireReading.knownFields(unknownFields)
    var entries: [Identifier<JournalEntry.Validated>] = []
    for reversal in reversals { entries.append(try WireReading.identifier(reversal, "reversals")) }
    return YearReopened(
      yearEnd: try WireReading.date(yearEnd, "year_end"), generation: generation,
      reason: try WireReading.text(reason, "reason"), reversals: entries)
  }
}
