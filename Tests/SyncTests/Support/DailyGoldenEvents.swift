import Model

/// The golden events of daily work: see ``GoldenEvents``.
enum DailyGoldenEvents {
  static let all: [(name: String, event: BookEvent)] =
    [
      ("draft_changed", .draftChanged(edited)),
      (
        "draft_discarded",
        .draftChanged(DraftChanged(draft: id(20), revision: id(23), bases: [id(21), id(22)], change: .discarded))
      ),
      (
        "series_assigned",
        .seriesAssigned(SeriesAssigned(series: series, owner: id(2), generation: 1, next: 43))
      ),
      ("entry_posted", .entryPosted(EntryPosted(entry: entry, yearEnd: series.yearEnd, number: 43))),
      ("entry_posted_full", .entryPosted(full)),
      (
        "period_lock_changed",
        .periodLockChanged(
          PeriodLockChanged(month: 202_506, isLocked: true, exempt: [id(3)], generation: 2, reason: "TVA déclarée"))
      ),
      (
        "journal_changed",
        .journalChanged(JournalChanged(code: "BQ", label: "Banque", counterpart: "512000", isActive: false))
      ),
      (
        "account_changed",
        .accountChanged(
          AccountChanged(number: "607000", label: "Achats", vatAccount: "445660", vatRate: 2_000, isActive: true))
      ),
      (
        "party_changed",
        .partyChanged(
          PartyChanged(
            key: PartyKey(nature: .supplier, code: "M1"), label: "Moulin", usualAccount: "601000", termDays: 30,
            isActive: true))
      ),
      (
        "lines_matched",
        .linesMatched(
          LinesMatched(
            id: id(30), account: "411000", party: customer,
            lines: [LineReference(entry: id(5), line: 0), LineReference(entry: id(24), line: 1)], code: "AAA",
            date: day(20_250_731)))
      ),
      ("matching_removed", .matchingRemoved(MatchingRemoved(id: id(30), reason: "erreur"))),
      (
        "person_changed",
        .personChanged(PersonChanged(id: id(3), name: "Inès R.", role: .lecteur, until: .date(day(20_251_231))))
      ),
      ("person_removed", .personRemoved(PersonRemoved(id: id(3), reason: "départ"))),
      (
        "second_factor_changed",
        .secondFactorChanged(SecondFactorChanged(person: id(3), sealed: [UInt8](repeating: 0x5E, count: 80)))
      ),
      (
        "sign_ins_noted",
        .signInsNoted(SignInsNoted(person: id(3), refused: 4, since: Instant(milliseconds: 1_795_000_000_000)))
      ),
      (
        "company_changed",
        .companyChanged(
          CompanyChanged(address: "3 rue du Four\n38000 Grenoble", vatScheme: .quarterly, vatDue: .onPayment))
      ),
      (
        "document_attached",
        .documentAttached(DocumentAttached(id: id(50), target: .draft(id(20)), document: invoice))
      ),
      (
        "document_attached_entry",
        .documentAttached(DocumentAttached(id: id(51), target: .entry(id(24)), document: invoice))
      ),
      ("document_detached", .documentDetached(DocumentDetached(id: id(50)))),
      (
        "document_superseded",
        .documentSuperseded(DocumentSuperseded(id: id(51), by: id(52), reason: "scan illisible"))
      ),
      ("document_set_aside", .documentSuperseded(DocumentSuperseded(id: id(51), by: nil, reason: "autre facture"))),
      (
        "document_waived",
        .documentWaived(DocumentWaived(id: id(60), target: .entry(id(24)), reason: "ticket perdu"))
      ),
      ("document_waiver_ended", .documentWaiverEnded(DocumentWaiverEnded(id: id(60)))),
      ("audit_exported", .auditExported(AuditExported(person: id(3), kind: "people", changeSets: 812))),
      ("documents_exported", .documentsExported(DocumentsExported(yearEnd: day(20_261_231), documents: 42))),
      ("acts_refused", .actsRefused(ActsRefused(action: "readBooks", count: 3))),
      ("matching_tolerance_set", .matchingToleranceSet(MatchingToleranceSet(amount: Money(minor: 5)))),
      ("matching_written_off", .matchingWrittenOff(MatchingWrittenOff(matching: id(30), entry: id(24)))),
      ("guide_changed", .guideChanged(guide)),
      ("recurrence_changed", .recurrenceChanged(recurrence)),
      (
        "occurrence_settled",
        .occurrenceSettled(OccurrenceSettled(recurrence: id(41), month: 202_602, draft: id(42)))
      ),
      (
        "occurrence_skipped",
        .occurrenceSettled(OccurrenceSettled(recurrence: id(41), month: 202_603, draft: nil, reason: "Local rendu"))
      ),
      (
        "entry_mapping_changed",
        .entryMappingChanged(
          EntryMappingChanged(
            name: "Caisse", header: "DATE\tCOMPTE\tMONTANT", columns: [.date, .account, .signedAmount], journal: "CA",
            isActive: true))
      ),
      (
        "draft_act_done",
        .draftActDone(
          DraftActDone(
            act: id(43), person: id(3), kind: .undone,
            changes: [DraftActDone.Change(draft: id(20), revision: id(21))], reverts: id(44)))
      ),
    ] + YearEndGoldenEvents.all

  private static let invoice = DocumentFacts(
    hash: [UInt8](repeating: 0xD0, count: 32), kind: .pdf, size: 48_213, fileName: "Facture 43.pdf")
  /// The golden events of the end of a year.
  static let closing: [(name: String, event: BookEvent)] = [
    ("year_closed", .yearClosed(closed)),
    (
      "year_closed_plain",
      .yearClosed(
        YearClosed(
          year: year, generation: 3, result: MoneyTotal(minor: -12), resultAccount: "", months: [],
          perpetualDebit: .zero, perpetualCredit: .zero, openings: [], documents: [], accepted: []))
    ),
    (
      "year_reopened",
      .yearReopened(
        YearReopened(yearEnd: year.end, generation: 2, reason: "facture oubliée", reversals: [id(42), id(43)]))
    ),
  ]

  private static let year = try! FiscalYear(start: day(20_250_401), end: day(20_260_331))

  private static let closed = YearClosed(
    year: year, generation: 1, result: MoneyTotal(minor: 1_234_567), resultAccount: "120000",
    months: [
      PeriodTotal(
        month: 202_504, entryCount: 2, lineCount: 5, debit: MoneyTotal(minor: 100), credit: MoneyTotal(minor: 100)),
      PeriodTotal(
        month: 202_505, entryCount: 1, lineCount: 2, debit: MoneyTotal(minor: 1 << 69),
        credit: MoneyTotal(minor: 1 << 69)),
    ], perpetualDebit: MoneyTotal(minor: 100 + 1 << 69), perpetualCredit: MoneyTotal(minor: 100 + 1 << 69),
    openings: [id(40), id(41)],
    documents: [
      ClosingDocument(
        id: id(44), kind: .legalFile, fileName: "732829320FEC20260331.txt", hash: [UInt8](repeating: 0xAB, count: 32),
        byteCount: 1_234)
    ], accepted: ["months_open", "not_verified"])

  private static let customer = PartyKey(nature: .customer, code: "C0001")
  private static let series = EntrySeries(journal: "VE", yearEnd: day(20_260_331))

  private static let edited = DraftChanged(
    draft: id(20), revision: id(22), bases: [id(21)],
    change: .edited(
      DraftEdit(
        journal: "AC", date: day(20_250_630), voucherReference: "F77", voucherDate: .blank, label: "Farine",
        lines: [
          DraftLineChange(
            id: id(40),
            content: .edited(
              DraftLineEdit(
                account: "401000", party: .party(PartyKey(nature: .supplier, code: "M1")),
                amount: DraftAmount(credit: Money(minor: 12_000)), label: "Moulin", dueDate: .date(day(20_250_731)),
                place: -2))),
          DraftLineChange(
            id: id(41),
            content: .edited(DraftLineEdit(party: OptionalParty.none, amount: DraftAmount(), dueDate: .blank))),
          DraftLineChange(id: id(42), content: .removed),
        ])))

  private static let entry = JournalEntry.Validated(
    id: id(24), journal: "VE", number: "43", date: day(20_250_630), validationDate: day(20_250_702),
    voucherReference: "F-43", voucherDate: day(20_250_630), label: "Facture 43", flags: [],
    lines: [
      EntryLine(account: "411000", party: customer, debit: Money(minor: 12_000), credit: .zero, sourceRank: 0),
      EntryLine(
        account: "701000", debit: .zero, credit: Money(minor: 12_000), overrides: LineOverrides(label: "Pain"),
        sourceRank: 1),
    ])

  private static let full = EntryPosted(
    entry: entry, yearEnd: series.yearEnd, number: 43, dueDates: [day(20_250_731), nil],
    draft: PostedDraft(id: id(20), revisions: [id(22), id(23)]),
    reversal: Reversal(of: id(5), reason: "erreur de tiers"))

  private static func id<Subject>(_ low: UInt64) -> Identifier<Subject> {
    Identifier(high: 0x0198_0000_0000_0000, low: low)
  }

  private static func day(_ number: Int32) -> CalendarDate { CalendarDate(number: number)! }

  private static let guide = GuideChanged(
    id: id(40), code: "LOYER", name: "Loyer du local", journal: "AC", label: "Loyer", lines: guideLines, isActive: true)

  private static let recurrence = RecurrenceChanged(
    id: id(41), name: "Loyer", journal: "AC", label: "Loyer", lines: guideLines, period: .quarterly, day: 31,
    start: CalendarDate(number: 20_260_101), end: .date(CalendarDate(number: 20_281_231)!), isActive: false)

  private static let guideLines = [
    GuideLine(account: "613200", label: "Bail", side: .debit, formula: "TTC/1,2"),
    GuideLine(account: "401000", party: .asked, side: .credit, formula: "TTC"),
    GuideLine(account: "401000", party: .party(PartyKey(nature: .supplier, code: "B1")), side: .credit),
  ]
}
