import Model

extension WireImportAccepted: WireBody {
  init(_ value: ImportAccepted) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    fileName = try WireWriting.text(value.fileName, "file_name")
    fileHash = try WireWriting.bytes(value.fileHash, count: Hash256.byteCount, "file_hash")
    year = WireWriting.year(value.year)
    numbering = WireNumberingScheme(value.numbering)
    entryCount = try WireWriting.count(value.entryCount, "entry_count")
    lineCount = try WireWriting.count(value.lineCount, "line_count")
    for sum in value.journals { journals.append(try WireJournalSum(sum)) }
    consentsToUnbalancedEntries = value.consentsToUnbalancedEntries
  }

  func value() throws(EventDefect) -> ImportAccepted {
    try WireReading.knownFields(unknownFields)
    guard hasYear else { throw .missing(field: "year") }
    var sums: [JournalSum] = []
    for sum in journals { sums.append(try sum.value()) }
    return ImportAccepted(
      id: try WireReading.identifier(id, "id"), fileName: try WireReading.text(fileName, "file_name"),
      fileHash: try WireReading.bytes(fileHash, count: Hash256.byteCount, "file_hash"),
      year: try WireReading.year(year), numbering: try numbering.value(),
      entryCount: try WireReading.count(entryCount, "entry_count"),
      lineCount: try WireReading.count(lineCount, "line_count"), journals: sums,
      consentsToUnbalancedEntries: consentsToUnbalancedEntries)
  }
}

extension WireJournalSum {
  init(_ sum: JournalSum) throws(EventDefect) {
    self.init()
    code = try WireWriting.text(sum.code, "journals.code")
    label = try WireWriting.text(sum.label, "journals.label")
    entryCount = try WireWriting.count(sum.entryCount, "journals.entry_count")
    lineCount = try WireWriting.count(sum.lineCount, "journals.line_count")
    debit = try WireWriting.total(sum.debit, "journals.debit")
    credit = try WireWriting.total(sum.credit, "journals.credit")
  }

  func value() throws(EventDefect) -> JournalSum {
    try WireReading.knownFields(unknownFields)
    return JournalSum(
      code: try WireReading.text(code, "journals.code"), label: try WireReading.text(label, "journals.label"),
      entryCount: try WireReading.count(entryCount, "journals.entry_count"),
      lineCount: try WireReading.count(lineCount, "journals.line_count"),
      debit: try WireReading.total(debit, "journals.debit"), credit: try WireReading.total(credit, "journals.credit"))
  }
}

extension WireImportCompleted: WireBody {
  init(_ value: ImportCompleted) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
  }

  func value() throws(EventDefect) -> ImportCompleted {
    try WireReading.knownFields(unknownFields)
    return ImportCompleted(id: try WireReading.identifier(id, "id"))
  }
}

extension WireImportWithdrawn: WireBody {
  init(_ value: ImportWithdrawn) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    reason = try WireWriting.text(value.reason, "reason")
  }

  func value() throws(EventDefect) -> ImportWithdrawn {
    try WireReading.knownFields(unknownFields)
    return ImportWithdrawn(id: try WireReading.identifier(id, "id"), reason: try WireReading.text(reason, "reason"))
  }
}

extension WireBooksExported: WireBody {
  init(_ value: BooksExported) throws(EventDefect) {
    self.init()
    yearEnd = value.yearEnd.number
    fileName = try WireWriting.text(value.fileName, "file_name")
    hash = try WireWriting.bytes(value.hash, count: Hash256.byteCount, "hash")
    lineCount = try WireWriting.count(value.lineCount, "line_count")
  }

  func value() throws(EventDefect) -> BooksExported {
    try WireReading.knownFields(unknownFields)
    return BooksExported(
      yearEnd: try WireReading.date(yearEnd, "year_end"), fileName: try WireReading.text(fileName, "file_name"),
      hash: try WireReading.bytes(hash, count: Hash256.byteCount, "hash"),
      lineCount: try WireReading.count(lineCount, "line_count"))
  }
}
