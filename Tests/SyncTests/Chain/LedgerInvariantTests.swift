import Model
import Sync
import Testing

/// Logs that are signed and chained as they should be, by a program that keeps wrong books.
@Suite("What the log shows of the books")
struct LedgerInvariantTests {
  /// The fault of a log that begins as it should and goes on with these events, each in its own change-set.
  private func fault(_ events: (SampleLog) -> [BookEvent]) throws -> ChainFault? {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    for event in events(sample) { try sample.seal([event]) }
    return SampleLog.fault(in: sample.log)
  }

  @Test("An entry that does not balance is refused, by its name and number")
  func unbalanced() throws {
    let fault = try fault {
      [.importAccepted($0.acceptance(1)), .entryImported($0.entry(42, debit: 1_000, credit: 999))]
    }
    let reason = LedgerDefect.entryUnbalanced(debit: MoneyTotal(minor: 1_000), credit: MoneyTotal(minor: 999))
    #expect(fault?.reason == .ledger(reason))
    #expect(fault?.sequence == 3)
    #expect(fault?.eventIndex == 0)
    #expect(fault?.entry?.number == "42")
    #expect(fault?.entry?.id == Identifier(high: 0x0198, low: 1_042))
  }

  @Test("An entry flagged as unbalanced at source needs the consent of its import")
  func consent() throws {
    func events(_ sample: SampleLog, consents: Bool) -> [BookEvent] {
      var imported = sample.entry(1, debit: 1_000, credit: 999)
      imported.entry.flags = .unbalancedAtSource
      var accepted = sample.acceptance(1, consents: consents)
      accepted.journals[0].credit = MoneyTotal(minor: 999)
      return [.importAccepted(accepted), .entryImported(imported), .importCompleted(ImportCompleted(id: accepted.id))]
    }
    #expect(try fault { events($0, consents: true) } == nil)
    let reason = LedgerDefect.unbalancedWithoutConsent(
      debit: MoneyTotal(minor: 1_000), credit: MoneyTotal(minor: 999))
    #expect(try fault { events($0, consents: false) }?.reason == .ledger(reason))
  }

  @Test("An entry that comes twice is refused")
  func repeated() throws {
    let fault = try fault {
      [.importAccepted($0.acceptance(2)), .entryImported($0.entry(1)), .entryImported($0.entry(1))]
    }
    #expect(fault?.reason == .ledger(.entryRepeated))
    #expect(fault?.sequence == 4)
  }

  @Test("An import that lacks an entry cannot be completed")
  func incomplete() throws {
    var importID: Identifier<Import>?
    let fault = try fault {
      importID = $0.importID
      return [
        .importAccepted($0.acceptance(2)), .entryImported($0.entry(1)),
        .importCompleted(ImportCompleted(id: $0.importID)),
      ]
    }
    guard case .ledger(.journalSum(let id, let expected, let found)) = fault?.reason else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(id == importID)
    #expect(expected.entryCount == 2)
    #expect(found.entryCount == 1)
    #expect(found.debit == MoneyTotal(minor: 1_000))
  }

  @Test("An import whose sums differ by a cent cannot be completed")
  func sums() throws {
    let fault = try fault {
      [
        .importAccepted($0.acceptance(1)), .entryImported($0.entry(1, debit: 1_001)),
        .importCompleted(ImportCompleted(id: $0.importID)),
      ]
    }
    guard case .ledger(.journalSum(_, _, let found)) = fault?.reason else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(found.debit == MoneyTotal(minor: 1_001))
  }

  @Test("An entry needs an import that is open and has its journal")
  func places() throws {
    let id = try SampleLog().importID
    #expect(try fault { [.entryImported($0.entry(1))] }?.reason == .ledger(.importUnknown(id)))
    #expect(
      try fault { [.importAccepted($0.acceptance(1)), .entryImported($0.entry(1, journal: "AC"))] }?.reason
        == .ledger(.journalUnknown(id, code: "AC")))
    #expect(
      try fault {
        [
          .importAccepted($0.acceptance(1)), .importWithdrawn(ImportWithdrawn(id: id, reason: "")),
          .entryImported($0.entry(1)),
        ]
      }?.reason == .ledger(.importClosed(id)))
  }

  @Test("An import is accepted once, completed once, withdrawn once")
  func lifeCycle() throws {
    let id = try SampleLog().importID
    let accepted = BookEvent.importAccepted(try SampleLog().acceptance(0))
    let completed = BookEvent.importCompleted(ImportCompleted(id: id))
    let withdrawn = BookEvent.importWithdrawn(ImportWithdrawn(id: id, reason: "mauvais fichier"))
    #expect(try fault { _ in [accepted, completed, withdrawn] } == nil)
    #expect(try fault { _ in [accepted, withdrawn] } == nil)
    #expect(try fault { _ in [completed] }?.reason == .ledger(.importUnknown(id)))
    #expect(try fault { _ in [withdrawn] }?.reason == .ledger(.importUnknown(id)))
    #expect(try fault { _ in [accepted, accepted] }?.reason == .ledger(.importRepeated(id)))
    #expect(try fault { _ in [accepted, completed, completed] }?.reason == .ledger(.importClosed(id)))
    #expect(try fault { _ in [accepted, withdrawn, completed] }?.reason == .ledger(.importClosed(id)))
    #expect(try fault { _ in [accepted, withdrawn, withdrawn] }?.reason == .ledger(.importClosed(id)))
  }

  @Test("An acceptance whose journals do not add up to its counts is refused")
  func acceptance() throws {
    let id = try SampleLog().importID
    let fault = try fault {
      var accepted = $0.acceptance(2)
      accepted.lineCount += 1
      return [.importAccepted(accepted)]
    }
    #expect(fault?.reason == .ledger(.acceptanceInconsistent(id)))
  }

  @Test("A log begins with the creation of its company, which happens once, under its name")
  func company() throws {
    var late = try SampleLog()
    try late.seal(Array(late.opening.dropFirst()))
    #expect(SampleLog.fault(in: late.log)?.reason == .ledger(.companyNotCreated))
    #expect(try fault { [$0.opening[0]] }?.reason == .ledger(.companyCreatedAgain))
    #expect(try fault { [$0.opening[1]] }?.reason == .ledger(.deviceEnrolledAgain(SampleLog().device)))
    var other = try SampleLog()
    let id = Identifier<Company>(high: 8, low: 8)
    let created = CompanyCreated(id: id, siren: try #require(SIREN("552100554")), name: "")
    try other.seal([.companyCreated(created)] + other.opening.dropFirst())
    #expect(SampleLog.fault(in: other.log)?.reason == .ledger(.otherCompany(id)))
  }

  @Test("A defect of an event is told with the place of the event")
  func eventIndex() throws {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    let good = try EventCodec.encode(.journalCreated(JournalCreated(code: "VE", label: "")))
    let zero = EncodedEvent(type: EventType(rawValue: 0), version: 1, body: [])
    try sample.seal([good, good, zero])
    let expected = ChainFault(sequence: 2, eventIndex: 2, reason: .event(.unspecifiedType))
    #expect(SampleLog.fault(in: sample.log) == expected)
  }

  @Test("An opening entry of 20,000 third parties stays whole in one change-set")
  func largeEntry() throws {
    var sample = try SampleLog()
    var imported = sample.entry(1, debit: 20_000_000)
    imported.entry.lines = (0..<20_000).map { rank in
      EntryLine(
        account: "411000", party: PartyKey(nature: .customer, code: "CLIENT\(rank)"), debit: Money(minor: 1_000),
        credit: .zero, overrides: LineOverrides(label: "À nouveau du client \(rank)"), sourceRank: UInt32(rank))
    }
    imported.entry.lines.append(EntryLine(account: "890000", debit: .zero, credit: Money(minor: 20_000_000)))
    var accepted = sample.acceptance(1)
    accepted.lineCount = 20_001
    accepted.journals[0].lineCount = 20_001
    accepted.journals[0].debit = MoneyTotal(minor: 20_000_000)
    accepted.journals[0].credit = MoneyTotal(minor: 20_000_000)
    try sample.seal(sample.opening)
    try sample.seal([.importAccepted(accepted)])
    try sample.seal([.entryImported(imported)])
    try sample.seal([.importCompleted(ImportCompleted(id: accepted.id))])
    #expect(try SampleLog.verify(sample.log).lineCount == 20_001)
  }
}
