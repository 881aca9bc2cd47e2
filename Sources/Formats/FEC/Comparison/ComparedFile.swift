import Model

/// The lines of a file as fingerprints of what they mean, sorted.
struct ComparedFile {
  private(set) var lines: [(print: UInt128, rank: Int)] = []
  private(set) var isReadable = true
  private var validations = Validations()
  /// What each journal, account and third party is called, by the first line that says it.
  private var labels: [FECColumn: [[UInt8]: [UInt8]]] = [:]
  private var scratch: [UInt8] = []

  init(_ bytes: [UInt8], importDay: CalendarDate?) {
    var probe = TextEncodingProbe()
    bytes.withUnsafeBytes { probe.feed($0) }
    probe.finish()
    let encoding = probe.encoding(hasMark: false)
    read(bytes) { file, record in
      if importDay != nil { file.validations.see(record) }
      for (code, label) in Self.labelled where !record[label].isEmpty {
        let name = Self.name(code, of: record)
        if file.labels[label]?[name] == nil { file.labels[label, default: [:]][name] = Array(record[label]) }
      }
    }
    read(bytes) { file, record in
      file.canonicalise(record, encoding, importDay)
      file.lines.append((Self.fingerprint(file.scratch), record.rank))
    }
    lines.sort { $0.print < $1.print }
  }

  private mutating func read(_ bytes: [UInt8], _ take: (inout ComparedFile, FECRecord) -> Void) {
    var reader = FECRecordReader()
    var file = self
    func takeSound(_ record: FECRecord) {
      if record.flaw == .none { take(&file, record) } else { file.isReadable = false }
    }
    bytes.withUnsafeBytes { reader.feed($0, takeSound) }
    reader.finish(takeSound)
    self = file
    isReadable = isReadable && reader.header != nil && !reader.isStopped
  }

  /// The fields, each in the one form that all its writings share.
  private mutating func canonicalise(
    _ record: FECRecord, _ encoding: FECFacts.TextEncoding, _ importDay: CalendarDate?
  ) {
    scratch.removeAll(keepingCapacity: true)
    var isBroken = false
    let values = FECValues(record) { code, _, _ in isBroken = isBroken || code.severity == .blocking }
    for column in FECColumn.allCases {
      switch column {
      case .debit: scratch.append(contentsOf: String(values.debit).utf8)
      case .credit: scratch.append(contentsOf: String(values.credit).utf8)
      case .ecritureDate: append(values.entryDate)
      case .pieceDate: append(values.voucherDate ?? values.entryDate)
      case .dateLet: append(values.matchingDate)
      case .validDate:
        append(values.validationDate ?? importDay.flatMap { validations.ofEntry(record) ?? $0 })
      case .montantDevise:
        let text = FECWriter.withComma(FECText.decode(record[column], encoding))
        scratch.append(contentsOf: Self.printable(text))
      default: scratch.append(contentsOf: text(column, of: record, encoding))
      }
      scratch.append(FECHeader.tab)
    }
    append(values.settlementDate)
    for column in FECCashColumn.allCases where column != .dateRglt {
      scratch.append(FECHeader.tab)
      scratch.append(contentsOf: Self.printable(FECText.decode(record[cash: column], encoding)))
    }
    // What cannot be read is the same only where it is written the same.
    if isBroken { scratch.append(contentsOf: record.bytes) }
  }

  private static let labelled: [(code: FECColumn, label: FECColumn)] = [
    (.journalCode, .journalLib), (.compteNum, .compteLib), (.compAuxNum, .compAuxLib),
  ]

  /// A customer and a supplier of the same number are two third parties.
  private static func name(_ code: FECColumn, of record: FECRecord) -> [UInt8] {
    guard code == .compAuxNum else { return Array(record[code]) }
    return [PartyNature(account: FECText.lenient(record[.compteNum])).rawValue] + Array(record[code])
  }

  /// A blank one as an export completes it.
  private func text(_ column: FECColumn, of record: FECRecord, _ encoding: FECFacts.TextEncoding) -> [UInt8] {
    let own = Self.printable(FECText.decode(record[column], encoding))
    guard own.isEmpty else { return own }
    switch column {
    case .journalLib, .compteLib, .compAuxLib:
      guard let (code, _) = Self.labelled.first(where: { $0.label == column }), !record[code].isEmpty else { return [] }
      let label = labels[column]?[Self.name(code, of: record)].map { bytes in
        bytes.withUnsafeBufferPointer { Self.printable(FECText.decode($0, encoding)) }
      }
      return label ?? text(code, of: record, encoding)
    case .pieceRef: return text(.journalCode, of: record, encoding)
    case .ecritureLib: return text(.journalLib, of: record, encoding)
    default: return own
    }
  }

  private mutating func append(_ date: CalendarDate?) {
    if let date { scratch.append(contentsOf: date.compact.utf8) }
  }

  private static func printable(_ text: String) -> [UInt8] {
    let bytes = text.utf8.map { $0 < 0x20 || $0 == 0x7C || $0 == 0x7F ? 0x20 : $0 }
    return bytes.withUnsafeBufferPointer { Array(FECBytes.trimmed($0)) }
  }

  private static func fingerprint(_ bytes: [UInt8]) -> UInt128 {
    bytes.withUnsafeBufferPointer { bytes in
      var second: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in bytes { second = (second ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return UInt128(FECBytes.hash(bytes)) << 64 | UInt128(second)
    }
  }
}

/// What the first line of each entry says of its validation.
private struct Validations {
  private var entries = ByteTable()
  private var days: [CalendarDate?] = []

  mutating func see(_ record: FECRecord) {
    let id = Self.key(record).withUnsafeBufferPointer { entries.id(of: $0) }
    if Int(id) == days.count { days.append(FECValues(record) { _, _, _ in }.validationDate) }
  }

  /// Nil when it says nothing.
  mutating func ofEntry(_ record: FECRecord) -> CalendarDate? {
    let id = Self.key(record).withUnsafeBufferPointer { entries.id(of: $0) }
    return Int(id) < days.count ? days[Int(id)] : nil
  }

  private static func key(_ record: FECRecord) -> [UInt8] {
    let number = record[.ecritureNum]
    let isNumbered = !FECBytes.isZeros(number)
    let rest = isNumbered ? Array(number) : Array(record[.ecritureDate]) + [9] + Array(record[.pieceRef])
    return Array(record[.journalCode]) + [isNumbered ? 9 : 0] + rest
  }
}
