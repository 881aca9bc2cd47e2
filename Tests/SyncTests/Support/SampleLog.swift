import Model
import Sync

/// A small company, its first device and its log, made afresh for each test so that one thing can be spoiled in it.
struct SampleLog {
  static let now = Instant(milliseconds: 1_770_000_000_000)
  static let year = try! FiscalYear(
    start: CalendarDate(number: 20_250_101)!, end: CalendarDate(number: 20_251_231)!)

  let company = Identifier<Company>(high: 0x0198, low: 1)
  let device = Identifier<Device>(high: 0x0198, low: 2)
  let user = Identifier<Person>(high: 0x0198, low: 3)
  let importID = Identifier<Import>(high: 0x0198, low: 4)
  let key: SigningKey
  private(set) var builder: ChangeSetBuilder
  private(set) var log: [SignedChangeSet] = []

  init(seed: UInt8 = 1) throws {
    key = try SigningKey(seed: [UInt8](repeating: seed, count: 32))
    builder = ChangeSetBuilder(company: company, head: .start(device: device), key: key)
  }

  /// The events a company begins with.
  var opening: [BookEvent] {
    [
      .companyCreated(CompanyCreated(id: company, siren: SIREN("552100554")!, name: "Émile & Fils")),
      .deviceEnrolled(DeviceEnrolled(id: device, publicKey: key.verifyingKey.bytes)),
      .userEnrolled(UserEnrolled(id: user, name: "Inès", role: .gerant)),
    ]
  }

  mutating func seal(_ events: [BookEvent]) throws {
    log.append(try builder.seal(events, by: user, at: Self.now))
  }

  mutating func seal(_ events: [EncodedEvent]) throws {
    log.append(try builder.seal(events, by: user, at: Self.now))
  }

  /// An entry of two lines, `credit` being the debit unless told.
  func entry(_ number: Int, journal: String = "VE", debit: Int64 = 1_000, credit: Int64? = nil) -> EntryImported {
    let entry = JournalEntry.Validated(
      id: Identifier(high: 0x0198, low: 1_000 + UInt64(number)), journal: journal, number: "\(number)",
      date: Self.year.start, validationDate: Self.year.end, voucherReference: "P\(number)", voucherDate: nil,
      label: "Écriture \(number)", flags: [],
      lines: [
        EntryLine(account: "411000", debit: Money(minor: debit), credit: .zero, sourceRank: UInt32(2 * number)),
        EntryLine(
          account: "701000", debit: .zero, credit: Money(minor: credit ?? debit), sourceRank: UInt32(2 * number + 1)),
      ])
    return EntryImported(importID: importID, entry: entry)
  }

  /// What announces `count` entries of one journal as ``entry(_:journal:debit:credit:)`` makes them.
  func acceptance(_ count: Int, consents: Bool = false) -> ImportAccepted {
    let sum = MoneyTotal(minor: 1_000 * Int128(count))
    return ImportAccepted(
      id: importID, fileName: "552100554FEC20251231.txt", fileHash: [UInt8](repeating: 5, count: 32), year: Self.year,
      numbering: .perJournal, entryCount: UInt64(count), lineCount: UInt64(2 * count),
      journals: [
        JournalSum(
          code: "VE", label: "Ventes", entryCount: UInt64(count), lineCount: UInt64(2 * count), debit: sum,
          credit: sum)
      ], consentsToUnbalancedEntries: consents)
  }

  /// A whole import: opening, acceptance, `count` entries by `perChangeSet`, completion.
  static func complete(entries count: Int, perChangeSet: Int) throws -> SampleLog {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    try sample.seal([.importAccepted(sample.acceptance(count))])
    for first in stride(from: 0, to: count, by: perChangeSet) {
      let numbers = first..<min(first + perChangeSet, count)
      try sample.seal(numbers.map { BookEvent.entryImported(sample.entry($0)) })
    }
    try sample.seal([.importCompleted(ImportCompleted(id: sample.importID))])
    return sample
  }

  /// The verification of `log`, numbered from 1.
  static func verify(
    _ log: [SignedChangeSet], expectedHead: Hash256? = nil
  ) throws(ChainFault) -> ChainVerification {
    var verifier = ChainVerifier()
    for (index, changeSet) in log.enumerated() {
      try verifier.add(sequence: UInt64(index + 1), body: changeSet.body, signature: changeSet.signature)
    }
    return try verifier.finish(expectedHead: expectedHead)
  }

  /// The fault of `log`, which must have one.
  static func fault(in log: [SignedChangeSet], expectedHead: Hash256? = nil) -> ChainFault? {
    do {
      _ = try verify(log, expectedHead: expectedHead)
      return nil
    } catch {
      return error
    }
  }
}
