import Model
import Testing

@testable import Sync

/// What the journal d'audit tells of each type of fact.
@Suite("Fields that facts write")
struct AuditWritesTests {
  /// Facts that add something, or note that something was done: nothing that was there is another thing after them.
  private static let additions: Set<EventType> = [
    .companyCreated, .deviceEnrolled, .userEnrolled, .fiscalYearOpened, .journalCreated, .accountCreated,
    .partyCreated, .importAccepted, .entryImported, .importCompleted, .booksExported, .auditExported,
    .documentsExported, .actsRefused, .entryPosted,
    .linesMatched, .matchingWrittenOff, .signInsNoted, .documentAttached, .documentWaived, .assetEntryDrafted,
    .cutOffMade, .occurrenceSettled, .draftActDone,
  ]
  /// What they replace is no field: the fact's own sentence says what it was.
  private static let toldWhole: Set<EventType> = [
    .importWithdrawn, .deviceRestored, .rootKeyChanged, .olderCopyAccepted, .seriesAssigned,
  ]

  @Test(
    "every fact that replaces something says which fields, whatever its type", arguments: GoldenEvents.all.map(\.name))
  func replaced(name: String) throws {
    let event = try #require(GoldenEvents.all.first { $0.name == name }).event
    let type = try EventCodec.encode(event).type
    let replaces = !Self.additions.contains(type) && !Self.toldWhole.contains(type)
    // A draft that begins replaces nothing; all its later changes do.
    if type != .draftChanged { #expect(event.isChange == replaces, "\(name) is in no list") }
    if event.isChange { #expect(!event.auditWrites.isEmpty, "\(name) tells no field") }
  }

  @Test("the types that are read for what a field was are those that write one")
  func writers() throws {
    let writing = try GoldenEvents.all.filter { !$0.event.auditWrites.isEmpty }
      .map { try EventCodec.encode($0.event).type }
    #expect(Set(writing) == EventType.fieldWriters)
  }

  @Test("a change of each field of a fact is told: none is left out")
  func allFields() {
    var asset = AssetChanged(id: Identifier(bytes: [UInt8](repeating: 1, count: 16))!)
    asset.label = "Four"
    asset.composite = "Fournil"
    asset.account = "215000"
    asset.depreciationAccount = "281500"
    asset.expenseAccount = "681120"
    asset.cost = Money(minor: 1_200_000)
    asset.residual = .zero
    asset.acquired = CalendarDate(iso: "2026-01-10")
    asset.inService = .date(CalendarDate(iso: "2026-01-15")!)
    asset.months = 60
    asset.method = .linear
    asset.prior = PriorDepreciation()
    asset.disposal = OptionalDisposal.none
    asset.source = LineReference(entry: Identifier(bytes: [UInt8](repeating: 2, count: 16))!, line: 0)
    asset.isRemoved = false
    // All its stored fields but the identifier.
    #expect(BookEvent.assetChanged(asset).auditWrites.count == Mirror(reflecting: asset).children.count - 1)
    let guide = GuideChanged(
      id: Identifier(bytes: [UInt8](repeating: 3, count: 16))!, code: "LOYER", name: "Loyer", journal: "AC",
      label: "Loyer", lines: [], isActive: true)
    #expect(BookEvent.guideChanged(guide).auditWrites.count == Mirror(reflecting: guide).children.count - 1)
    let recurrence = RecurrenceChanged(
      id: Identifier(bytes: [UInt8](repeating: 4, count: 16))!, name: "Loyer", journal: "AC", label: "Loyer",
      lines: [], period: .monthly, day: 1, start: CalendarDate(iso: "2026-01-01"), end: .blank, isActive: true)
    #expect(
      BookEvent.recurrenceChanged(recurrence).auditWrites.count == Mirror(reflecting: recurrence).children.count - 1)
    let mapping = EntryMappingChanged(name: "Banque", header: "DATE", columns: [.date], journal: "BQ", isActive: true)
    #expect(BookEvent.entryMappingChanged(mapping).auditWrites.count == Mirror(reflecting: mapping).children.count - 1)
    let company = CompanyChanged(address: "1 rue", vatScheme: .monthly, vatDue: .onInvoice)
    #expect(BookEvent.companyChanged(company).auditWrites.count == Mirror(reflecting: company).children.count)
  }
}
