import Model
import SwiftProtobuf
import Testing

@testable import Sync

/// Bytes made by a program that is wrong, or that lies.
@Suite("Events that are refused")
struct EventRefusalTests {
  private static let sample = GoldenEvents.all

  /// What the codec says of a golden event whose message was spoiled.
  private func defect<Body: WireBody>(
    of name: String, as _: Body.Type, _ spoil: (inout Body) -> Void
  ) throws -> EventDefect? {
    let event = try #require(Self.sample.first { $0.name == name }).event
    let encoded = try EventCodec.encode(event)
    var message = try Body(serializedBytes: encoded.body)
    spoil(&message)
    let spoiled = EncodedEvent(type: encoded.type, version: 1, body: try message.serializedBytes())
    return defect(of: spoiled)
  }

  private func defect(of event: EncodedEvent) -> EventDefect? {
    do {
      _ = try EventCodec.decode(event)
      return nil
    } catch {
      return error
    }
  }

  @Test("Type 0 and version 0 are refused")
  func zero() {
    #expect(defect(of: EncodedEvent(type: EventType(rawValue: 0), version: 1, body: [])) == .unspecifiedType)
    #expect(defect(of: EncodedEvent(type: .journalCreated, version: 0, body: [])) == .unspecifiedVersion)
  }

  @Test("Bytes that are no message are refused")
  func malformed() {
    #expect(defect(of: EncodedEvent(type: .journalCreated, version: 1, body: [0x0A, 0x7F, 1])) == .malformed)
    #expect(defect(of: EncodedEvent(type: .journalCreated, version: 1, body: [0x0A, 1, 0xFF])) == .malformed)
  }

  @Test("Settlements are of version 2, and refused in version 1")
  func settlementInVersion1() throws {
    let cash = try #require(GoldenEvents.all.first { $0.name == "entry_imported_cash" }).event
    let encoded = try EventCodec.encode(cash)
    #expect(encoded.version == 2)
    #expect(defect(of: EncodedEvent(type: encoded.type, version: 1, body: encoded.body)) == .unknownField)
    #expect(
      try EventCodec.decode(EncodedEvent(type: encoded.type, version: 3, body: [1]))
        == .deferred(
          EncodedEvent(type: encoded.type, version: 3, body: [1])))
  }

  @Test("A field that version 1 does not have is refused")
  func unknownField() {
    #expect(defect(of: EncodedEvent(type: .journalCreated, version: 1, body: [0x78, 1])) == .unknownField)
  }

  @Test("Identifiers, keys and hashes of another length are refused")
  func lengths() throws {
    #expect(
      try defect(of: "import_completed", as: WireImportCompleted.self) { $0.id.removeLast() }
        == .wrongLength(field: "id", found: 15, expected: 16))
    #expect(
      try defect(of: "device_enrolled", as: WireDeviceEnrolled.self) { $0.publicKey.append(0) }
        == .wrongLength(field: "public_key", found: 33, expected: 32))
    #expect(
      try defect(of: "books_exported", as: WireBooksExported.self) { $0.hash.removeAll() }
        == .wrongLength(field: "hash", found: 0, expected: 32))
  }

  @Test("Days that are not in the calendar are refused")
  func dates() throws {
    #expect(
      try defect(of: "books_exported", as: WireBooksExported.self) { $0.yearEnd = 20_250_229 }
        == .invalidDate(field: "year_end", number: 20_250_229))
    #expect(
      try defect(of: "entry_imported_plain", as: WireEntryImported.self) { $0.date = 0 }
        == .invalidDate(field: "date", number: 0))
    #expect(
      try defect(of: "entry_imported_full", as: WireEntryImported.self) { $0.details[0].overrides.date = 0 }
        == .invalidDate(field: "overrides.date", number: 0))
    #expect(
      try defect(of: "fiscal_year_opened", as: WireFiscalYearOpened.self) { $0.year.end = 20_240_101 }
        == .invalidYear(.endsBeforeStart))
  }

  @Test("Amounts beyond ten milliards of euros are refused, in both directions", arguments: [1, -1] as [Int64])
  func amounts(sign: Int64) throws {
    let beyond = sign * (Money.largestMinor + 1)
    #expect(
      try defect(of: "entry_imported_plain", as: WireEntryImported.self) { $0.lines[1].credit = beyond }
        == .amountOutOfBounds(field: "lines.credit", minor: beyond))
    var entry = try SampleLog().entry(1)
    entry.entry.lines[0].debit = Money(minor: beyond)
    #expect(throws: EventDefect.amountOutOfBounds(field: "lines.debit", minor: beyond)) {
      try EventCodec.encode(.entryImported(entry))
    }
  }

  @Test("Totals and counts beyond their bounds are refused")
  func totals() throws {
    #expect(
      try defect(of: "import_accepted", as: WireImportAccepted.self) { $0.journals[0].debit.high = 55 }
        == .totalOutOfBounds(field: "journals.debit"))
    #expect(
      try defect(of: "import_accepted", as: WireImportAccepted.self) { $0.lineCount = .max }
        == .countOutOfBounds(field: "line_count", count: .max))
  }

  @Test("Enum values that are 0 or unknown are refused", arguments: [0, 9])
  func enums(value: Int) throws {
    #expect(
      try defect(of: "user_enrolled", as: WireUserEnrolled.self) { $0.role = WireRole(rawValue: value)! }
        == .unknownValue(field: "role", value: value))
    #expect(
      try defect(of: "import_accepted", as: WireImportAccepted.self) {
        $0.numbering = WireNumberingScheme(rawValue: value)!
      } == .unknownValue(field: "numbering", value: value))
    #expect(
      try defect(of: "party_created", as: WirePartyCreated.self) { $0.nature = WirePartyNature(rawValue: value)! }
        == .unknownValue(field: "nature", value: value))
  }

  @Test("An entry without lines, or whose lines do not hold together, is refused")
  func lines() throws {
    #expect(
      try defect(of: "entry_imported_plain", as: WireEntryImported.self) { $0.lines = [] } == .entryWithoutLines)
    #expect(
      try defect(of: "entry_imported_plain", as: WireEntryImported.self) { $0.lines[2].rankStep = -11 }
        == .rankOutOfBounds(line: 2))
    #expect(
      try defect(of: "entry_imported_plain", as: WireEntryImported.self) { $0.lines[0].rankStep = .min }
        == .rankOutOfBounds(line: 0))
    #expect(
      try defect(of: "entry_imported_plain", as: WireEntryImported.self) { $0.lines[1].partyCode = "C" }
        == .partyWithoutNature(line: 1))
    #expect(
      try defect(of: "entry_imported_full", as: WireEntryImported.self) { $0.details.swapAt(0, 1) }
        == .detailOutOfOrder(line: 0))
    #expect(
      try defect(of: "entry_imported_full", as: WireEntryImported.self) { $0.details[1].line = 2 }
        == .detailOutOfOrder(line: 2))
  }

  @Test("Texts that are too long, or hold a null character, are refused both ways")
  func texts() throws {
    let long = String(repeating: "é", count: 32_769)
    #expect(
      try defect(of: "journal_created", as: WireJournalCreated.self) { $0.label = long }
        == .textTooLong(field: "label", byteCount: 65_538))
    #expect(throws: EventDefect.textWithNull(field: "code")) {
      try EventCodec.encode(.journalCreated(JournalCreated(code: "V\0", label: "")))
    }
  }

  @Test("A SIREN with spaces or a wrong key, and an amount in dollars, are refused")
  func others() throws {
    #expect(
      try defect(of: "company_created", as: WireCompanyCreated.self) { $0.siren = "552 100 554" } == .invalidSIREN)
    #expect(try defect(of: "company_created", as: WireCompanyCreated.self) { $0.siren = "552100555" } == .invalidSIREN)
    var entry = try SampleLog().entry(1)
    entry.entry.lines[0].debit = Money(minor: 1, currency: try #require(Currency("USD")))
    #expect(throws: EventDefect.notEuros(field: "lines.debit")) { try EventCodec.encode(.entryImported(entry)) }
  }

  @Test("A missing part is refused")
  func missing() throws {
    #expect(
      try defect(of: "party_created", as: WirePartyCreated.self) { $0.clearLabel() } == .missing(field: "label"))
    #expect(
      try defect(of: "fiscal_year_opened", as: WireFiscalYearOpened.self) { $0.clearYear() }
        == .missing(field: "year"))
  }
}
