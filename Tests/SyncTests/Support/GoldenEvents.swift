import Model

/// One event of every type with fixed values: what the golden bytes of version 1 were made from. Add to it, change
/// nothing in it.
enum GoldenEvents {
  static let all: [(name: String, event: BookEvent)] =
    [
      ("company_created", .companyCreated(CompanyCreated(id: id(1), siren: SIREN("552100554")!, name: "Émile & Fils"))),
      ("device_enrolled", .deviceEnrolled(DeviceEnrolled(id: id(2), publicKey: [UInt8](0..<32)))),
      ("user_enrolled", .userEnrolled(UserEnrolled(id: id(3), name: "Inès", role: .comptable))),
      ("fiscal_year_opened", .fiscalYearOpened(FiscalYearOpened(year: year))),
      ("journal_created", .journalCreated(JournalCreated(code: "VE", label: "Ventes"))),
      ("account_created", .accountCreated(AccountCreated(number: "411000", label: "Clients"))),
      ("party_created", .partyCreated(PartyCreated(key: customer, label: "Durand"))),
      ("import_accepted", .importAccepted(accepted)),
      ("entry_imported_plain", .entryImported(EntryImported(importID: id(4), entry: plainEntry))),
      ("entry_imported_full", .entryImported(EntryImported(importID: id(4), entry: fullEntry))),
      ("entry_imported_cash", .entryImported(EntryImported(importID: id(4), entry: cashEntry))),
      ("import_completed", .importCompleted(ImportCompleted(id: id(4)))),
      ("import_withdrawn", .importWithdrawn(ImportWithdrawn(id: id(4), reason: "mauvais exercice"))),
      ("books_exported", .booksExported(exported)),
      ("device_restored", .deviceRestored(restored)),
      ("root_key_changed", .rootKeyChanged(RootKeyChanged(epoch: 7, dropsKeyFile: true))),
      ("older_copy_accepted", .olderCopyAccepted(OlderCopyAccepted(noted: 812, held: 800))),
    ] + DailyGoldenEvents.all + DailyGoldenEvents.closing

  private static let customer = PartyKey(nature: .customer, code: "C0001")
  private static let year = try! FiscalYear(start: day(20_250_401), end: day(20_260_331))

  private static let accepted = ImportAccepted(
    id: id(4), fileName: "552100554FEC20260331.txt", fileHash: [UInt8](repeating: 0xAB, count: 32), year: year,
    numbering: .perJournal, entryCount: 2, lineCount: 5,
    journals: [
      JournalSum(
        code: "VE", label: "Ventes", entryCount: 1, lineCount: 3, debit: MoneyTotal(minor: 12_000),
        credit: MoneyTotal(minor: 12_000)),
      JournalSum(
        code: "OD", label: "Opérations diverses", entryCount: 1, lineCount: 2, debit: MoneyTotal(minor: -1),
        credit: MoneyTotal(minor: Int128(1) << 69)),
    ], consentsToUnbalancedEntries: true)

  /// Of books of receipts and payments: version 2.
  private static var cashEntry: JournalEntry.Validated {
    var entry = plainEntry
    entry.lines[0].settlement = Settlement(date: day(20_250_702), mode: "CB", nature: "vente", client: "Durand")
    entry.lines[entry.lines.count - 1].settlement = Settlement(mode: "virement")
    return entry
  }

  private static let plainEntry = JournalEntry.Validated(
    id: id(5), journal: "VE", number: "VE000042", date: day(20_250_630), validationDate: day(20_250_630),
    voucherReference: "F-2025-042", voucherDate: day(20_250_629), label: "Facture 42", flags: [],
    lines: [
      EntryLine(account: "411000", party: customer, debit: Money(minor: 12_000), credit: .zero, sourceRank: 7),
      EntryLine(account: "701000", debit: .zero, credit: Money(minor: 10_000), sourceRank: 8),
      EntryLine(account: "445710", debit: .zero, credit: Money(minor: 2_000), sourceRank: 9),
    ])

  private static let fullEntry = JournalEntry.Validated(
    id: id(6), journal: "OD", number: "", date: day(20_250_401), validationDate: day(20_260_401),
    voucherReference: "", voucherDate: nil, label: "À nouveau",
    flags: [.opening, .unbalancedAtSource, .validationDateAbsentAtSource],
    lines: [
      EntryLine(
        account: "401000", party: PartyKey(nature: .supplier, code: ""), debit: Money(minor: -500), credit: .zero,
        matchingCode: "AA", matchingDate: day(20_250_731), original: OriginalAmount(text: "-5,125", currency: "USD"),
        overrides: LineOverrides(
          label: "autre", voucherReference: "", voucherDate: .blank, date: day(20_250_402),
          validationDate: .date(day(20_260_402)), journalLabel: "Divers", accountLabel: "Fournisseurs",
          partyLabel: "Durand"), sourceRank: 90),
      EntryLine(
        account: "512000", debit: .zero, credit: Money(minor: Money.largestMinor), overrides: LineOverrides(),
        sourceRank: 3),
    ])

  private static let exported = BooksExported(
    yearEnd: day(20_260_331), fileName: "552100554FEC20260331.txt", hash: [UInt8](repeating: 0xCD, count: 32),
    lineCount: 5)

  private static let restored = DeviceRestored(
    id: id(7), publicKey: [UInt8](32..<64), from: id(2), backup: [UInt8](repeating: 0xEE, count: 16),
    madeAt: Instant(milliseconds: 1_795_000_000_000), changeSetCount: 42, head: [UInt8](repeating: 0xEF, count: 32),
    proof: [UInt8](repeating: 0xF0, count: 64))

  private static func id<Subject>(_ low: UInt64) -> Identifier<Subject> {
    Identifier(high: 0x0198_0000_0000_0000, low: low)
  }

  private static func day(_ number: Int32) -> CalendarDate { CalendarDate(number: number)! }
}
