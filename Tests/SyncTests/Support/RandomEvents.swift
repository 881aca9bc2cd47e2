import Model

/// Events drawn from a seed: every case, every optional field present or not, the bounds more often than chance.
struct RandomEvents {
  private var dice: SeededDice

  static let caseCount = 50

  init(seed: UInt64) { dice = SeededDice(seed: seed) }

  /// Case number `index`, modulo the number of cases.
  mutating func event(_ index: Int) -> BookEvent {
    switch index % Self.caseCount {
    case 0: .companyCreated(CompanyCreated(id: id(), siren: siren(), name: text()))
    case 1: .deviceEnrolled(DeviceEnrolled(id: id(), publicKey: dice.bytes(32)))
    case 2: .userEnrolled(UserEnrolled(id: id(), name: text(), role: Role.allCases.randomElement(using: &dice)!))
    case 3: .fiscalYearOpened(FiscalYearOpened(year: year()))
    case 4: .journalCreated(JournalCreated(code: text(), label: text()))
    case 5: .accountCreated(AccountCreated(number: text(), label: text()))
    case 6: .partyCreated(PartyCreated(key: party(), label: text()))
    case 7: .importAccepted(importAccepted())
    case 8: .entryImported(EntryImported(importID: id(), entry: entry()))
    case 9: .importCompleted(ImportCompleted(id: id()))
    case 10: .importWithdrawn(ImportWithdrawn(id: id(), reason: text()))
    case 11:
      .deviceRestored(
        DeviceRestored(
          id: id(), publicKey: dice.bytes(32), from: id(), backup: dice.bytes(16),
          madeAt: Instant(milliseconds: Int64(dice.below(1 << 40))), changeSetCount: count(), head: dice.bytes(32),
          proof: dice.bytes(64)))
    case 12: .rootKeyChanged(RootKeyChanged(epoch: UInt32(dice.below(1 << 30)), dropsKeyFile: dice.once(in: 2)))
    case 13: .olderCopyAccepted(OlderCopyAccepted(noted: count(), held: count()))
    case 14:
      .booksExported(BooksExported(yearEnd: date(), fileName: text(), hash: dice.bytes(32), lineCount: count()))
    default: dailyEvent(index % Self.caseCount)
    }
  }

  private mutating func dailyEvent(_ number: Int) -> BookEvent {
    switch number {
    case 15: .draftChanged(draftChanged())
    case 16:
      .seriesAssigned(
        SeriesAssigned(
          series: EntrySeries(journal: text(), yearEnd: date()), owner: id(), generation: UInt32(dice.below(9)),
          next: ordinal()))
    case 17: .entryPosted(entryPosted())
    case 18:
      .periodLockChanged(
        PeriodLockChanged(
          month: date().monthNumber, isLocked: dice.once(in: 2), exempt: (0..<dice.below(3)).map { _ in id() },
          generation: UInt32(dice.below(9)), reason: text()))
    case 19:
      .journalChanged(
        JournalChanged(code: text(), label: optionalText(), counterpart: optionalText(), isActive: optionalFlag()))
    case 20:
      .accountChanged(
        AccountChanged(
          number: text(), label: optionalText(), vatAccount: optionalText(),
          vatRate: dice.once(in: 2) ? nil : UInt32(dice.below(2_500)), isActive: optionalFlag()))
    case 21:
      .partyChanged(
        PartyChanged(
          key: party(), label: optionalText(), usualAccount: optionalText(),
          termDays: dice.once(in: 2) ? nil : UInt32(dice.below(90)), isActive: optionalFlag()))
    case 22: .linesMatched(linesMatched())
    case 23: .matchingRemoved(MatchingRemoved(id: id(), reason: text()))
    case 24:
      .personChanged(
        PersonChanged(
          id: id(), name: optionalText(), role: dice.once(in: 2) ? nil : Role.allCases.randomElement(using: &dice),
          until: override()))
    case 25: .personRemoved(PersonRemoved(id: id(), reason: text()))
    case 26: .secondFactorChanged(SecondFactorChanged(person: id(), sealed: dice.bytes(dice.below(200))))
    case 27:
      .signInsNoted(
        SignInsNoted(
          person: id(), refused: count(),
          since: dice.once(in: 2) ? nil : Instant(milliseconds: 1 + Int64(dice.below(1 << 40)))))
    case 28:
      .companyChanged(
        CompanyChanged(
          address: optionalText(), vatScheme: dice.once(in: 2) ? nil : VATScheme.allCases.randomElement(using: &dice),
          vatDue: dice.once(in: 2) ? nil : VATDue.allCases.randomElement(using: &dice)))
    default: laterEvent(number)
    }
  }

  private mutating func laterEvent(_ number: Int) -> BookEvent {
    switch number {
    case 29: .documentAttached(DocumentAttached(id: id(), target: target(), document: document()))
    case 30: .documentDetached(DocumentDetached(id: id()))
    case 31: .documentSuperseded(DocumentSuperseded(id: id(), by: dice.once(in: 2) ? nil : id(), reason: text()))
    case 32: .documentWaived(DocumentWaived(id: id(), target: target(), reason: text()))
    case 33: .documentWaiverEnded(DocumentWaiverEnded(id: id()))
    case 34: .yearClosed(yearClosed())
    case 35:
      .yearReopened(
        YearReopened(
          yearEnd: date(), generation: UInt32(dice.below(9)), reason: text(),
          reversals: (0..<dice.below(3)).map { _ in id() }))
    default: yearEndEvent(number)
    }
  }

  private mutating func target() -> DocumentTarget { dice.once(in: 2) ? .draft(id()) : .entry(id()) }

  private mutating func document() -> DocumentFacts {
    DocumentFacts(
      hash: dice.bytes(32), kind: DocumentKind.allCases.randomElement(using: &dice)!, size: ordinal(), fileName: text())
  }

  private mutating func yearClosed() -> YearClosed {
    let months = (0..<dice.below(4)).map { rank in
      PeriodTotal(
        month: 202_501 + Int32(rank), entryCount: count(), lineCount: count(), debit: total(), credit: total())
    }
    let documents = (0..<dice.below(3)).map { _ in
      ClosingDocument(
        id: id(), kind: ClosingDocument.Kind.allCases.randomElement(using: &dice)!, fileName: text(),
        hash: dice.bytes(32), byteCount: count())
    }
    return YearClosed(
      year: year(), generation: UInt32(dice.below(9)), result: total(), resultAccount: text(), months: months,
      perpetualDebit: total(), perpetualCredit: total(), openings: (0..<dice.below(3)).map { _ in id() },
      documents: documents, accepted: (0..<dice.below(3)).map { _ in text() })
  }

  private mutating func yearEndEvent(_ number: Int) -> BookEvent {
    switch number {
    case 36: .assetChanged(assetChanged())
    case 37:
      .assetEntryDrafted(
        AssetEntryDrafted(
          draft: id(), purpose: AssetEntryDrafted.Purpose.allCases[dice.below(2)], yearEnd: date(),
          parts: Set((0...dice.below(4)).map { _ in id() as Identifier<Asset> }).sorted().map {
            AssetEntryDrafted.Part(asset: $0, charge: money(), derogatory: money())
          }))
    case 38:
      .depreciationConventionChosen(
        DepreciationConventionChosen(convention: DepreciationConvention.allCases[dice.below(2)]))
    case 39:
      .cutOffMade(
        CutOffMade(
          id: id(), kind: CutOffKind.allCases[dice.below(4)], yearEnd: date(), label: text(), account: text(),
          party: dice.once(in: 2) ? nil : party(), amount: money(), vat: money(),
          period: dice.once(in: 2) ? nil : CutOffPeriod(start: date(), end: date()), share: money(), draft: id(),
          reversal: id()))
    case 40: .auditExported(AuditExported(person: dice.once(in: 2) ? nil : id(), kind: text(), changeSets: count()))
    case 41: .matchingToleranceSet(MatchingToleranceSet(amount: Money(minor: Int64(dice.below(1_001)))))
    case 42: .matchingWrittenOff(MatchingWrittenOff(matching: id(), entry: id()))
    default: help(number)
    }
  }

  private mutating func assetChanged() -> AssetChanged {
    var change = AssetChanged(id: id())
    (change.label, change.composite, change.account) = (optionalText(), optionalText(), optionalText())
    (change.depreciationAccount, change.expenseAccount) = (optionalText(), optionalText())
    if dice.once(in: 2) { (change.cost, change.residual) = (money(), money()) }
    (change.acquired, change.inService) = (optionalDate(), override())
    if dice.once(in: 2) {
      change.months = UInt32(dice.below(400))
      change.method = DepreciationMethod.allCases[dice.below(3)]
    }
    if dice.once(in: 2) {
      change.prior = PriorDepreciation(through: optionalDate(), amount: money(), derogatory: money())
    }
    if dice.once(in: 2) {
      change.disposal = OptionalDisposal(
        dice.once(in: 2) ? nil : Disposal(date: date(), price: dice.once(in: 2) ? nil : money(), vat: money()))
    }
    if dice.once(in: 2) { change.source = LineReference(entry: id(), line: UInt32(dice.below(9))) }
    change.isRemoved = optionalFlag()
    return change
  }

  private mutating func help(_ index: Int) -> BookEvent {
    switch index {
    case 43:
      .guideChanged(
        GuideChanged(
          id: id(), code: optionalText(), name: optionalText(), journal: optionalText(), label: optionalText(),
          lines: dice.once(in: 2) ? nil : guideLines(), isActive: optionalFlag()))
    case 44:
      .recurrenceChanged(
        RecurrenceChanged(
          id: id(), name: optionalText(), journal: optionalText(), label: optionalText(),
          lines: dice.once(in: 2) ? nil : guideLines(),
          period: dice.once(in: 2) ? nil : RecurrencePeriod.allCases.randomElement(using: &dice),
          day: dice.once(in: 2) ? nil : 1 + UInt32(dice.below(31)), start: optionalDate(), end: override(),
          isActive: optionalFlag()))
    case 45:
      .occurrenceSettled(
        OccurrenceSettled(
          recurrence: id(), month: date().monthNumber, draft: dice.once(in: 2) ? nil : id(), reason: text()))
    case 46:
      .entryMappingChanged(
        EntryMappingChanged(
          name: text(), header: optionalText(),
          columns: dice.once(in: 2)
            ? nil : (0..<dice.below(5)).map { _ in EntryColumn.allCases[dice.below(EntryColumn.allCases.count)] },
          journal: optionalText(), isActive: optionalFlag()))
    case 47: .documentsExported(DocumentsExported(yearEnd: date(), documents: count()))
    case 48: .actsRefused(ActsRefused(action: text(), count: 1 + UInt64(dice.below(1_000))))
    default:
      .draftActDone(draftActDone())
    }
  }

  private mutating func draftActDone() -> DraftActDone {
    let kind = DraftActKind.allCases[dice.below(DraftActKind.allCases.count)]
    return DraftActDone(
      act: id(), person: id(), kind: kind,
      changes: (0..<dice.below(4)).map { _ in DraftActDone.Change(draft: id(), revision: id()) },
      reverts: kind == .undone || kind == .redone ? id() : nil)
  }

  private mutating func guideLines() -> [GuideLine] {
    (0..<dice.below(4)).map { _ in
      let kind: GuideLine.Party = dice.once(in: 3) ? .none : dice.once(in: 2) ? .asked : .party(party())
      return GuideLine(
        account: text(), party: kind, label: text(), side: dice.once(in: 2) ? .debit : .credit, formula: text())
    }
  }

  private mutating func draftChanged() -> DraftChanged {
    let bases: [Identifier<DraftRevision>] = (0..<dice.below(3)).map { _ in id() }
    if dice.once(in: 6) { return DraftChanged(draft: id(), revision: id(), bases: bases, change: .discarded) }
    let names = Set((0..<dice.below(5)).map { _ in id() as Identifier<DraftLine> }).sorted()
    let lines = names.map { name in
      DraftLineChange(id: name, content: dice.once(in: 5) ? .removed : .edited(draftLineEdit()))
    }
    let edit = DraftEdit(
      journal: optionalText(), date: optionalDate(), voucherReference: optionalText(), voucherDate: override(),
      label: optionalText(), lines: lines)
    return DraftChanged(draft: id(), revision: id(), bases: bases, change: .edited(edit))
  }

  private mutating func draftLineEdit() -> DraftLineEdit {
    DraftLineEdit(
      account: optionalText(), party: dice.once(in: 2) ? nil : OptionalParty(dice.once(in: 2) ? nil : party()),
      amount: dice.once(in: 2) ? nil : DraftAmount(debit: money(), credit: money()), label: optionalText(),
      dueDate: override(), place: Int64(bitPattern: dice.next()))
  }

  private mutating func entryPosted() -> EntryPosted {
    var entry = entry()
    let number = ordinal()
    entry.number = String(number)
    let dues = entry.lines.map { _ in optionalDate() }
    return EntryPosted(
      entry: entry, yearEnd: date(), number: number, dueDates: dues.contains { $0 != nil } ? dues : [],
      draft: dice.once(in: 2) ? nil : PostedDraft(id: id(), revisions: (0..<dice.below(3)).map { _ in id() }),
      reversal: dice.once(in: 2) ? nil : Reversal(of: id(), reason: text()))
  }

  private mutating func linesMatched() -> LinesMatched {
    var lines: Set<LineReference> = []
    while lines.count < 2 + dice.below(4) { lines.insert(LineReference(entry: id(), line: UInt32(dice.below(9)))) }
    return LinesMatched(
      id: id(), account: text(), party: dice.once(in: 2) ? nil : party(), lines: lines.sorted(), code: text(),
      date: date())
  }

  private mutating func ordinal() -> UInt64 { 1 + UInt64(dice.below(1_000_000)) }

  private mutating func optionalFlag() -> Bool? { dice.once(in: 2) ? nil : dice.once(in: 2) }

  private mutating func importAccepted() -> ImportAccepted {
    let schemes: [NumberingScheme] = [.oneSequence, .perJournal, .foreign]
    return ImportAccepted(
      id: id(), fileName: text(), fileHash: dice.bytes(32), year: year(),
      numbering: schemes[dice.below(3)], entryCount: count(), lineCount: count(),
      journals: (0..<dice.below(5)).map { _ in journalSum() }, consentsToUnbalancedEntries: dice.once(in: 2))
  }

  private mutating func journalSum() -> JournalSum {
    JournalSum(
      code: text(), label: text(), entryCount: count(), lineCount: count(), debit: total(), credit: total())
  }

  private mutating func entry() -> JournalEntry.Validated {
    let day = date()
    return JournalEntry.Validated(
      id: id(), journal: text(), number: text(), date: day, validationDate: dice.once(in: 3) ? day : date(),
      voucherReference: text(), voucherDate: optionalDate(), label: text(),
      flags: EntryFlags(rawValue: UInt32(dice.below(8))), lines: (0...dice.below(6)).map { _ in line() })
  }

  private mutating func line() -> EntryLine {
    EntryLine(
      account: text(), party: dice.once(in: 2) ? party() : nil, debit: money(), credit: money(),
      matchingCode: text(), matchingDate: optionalDate(),
      original: dice.once(in: 3) ? OriginalAmount(text: text(), currency: text()) : nil,
      overrides: dice.once(in: 3) ? overrides() : nil,
      sourceRank: [0, 1, .max, UInt32(dice.below(1_000_000))][dice.below(4)])
  }

  private mutating func overrides() -> LineOverrides {
    LineOverrides(
      label: optionalText(), voucherReference: optionalText(), voucherDate: override(), date: optionalDate(),
      validationDate: override(), journalLabel: optionalText(), accountLabel: optionalText(),
      partyLabel: optionalText())
  }

  private mutating func override() -> OptionalDate? { dice.once(in: 2) ? nil : OptionalDate(optionalDate()) }

  private mutating func id<Subject>() -> Identifier<Subject> {
    Identifier(high: dice.once(in: 8) ? .max : dice.next(), low: dice.once(in: 8) ? 0 : dice.next())
  }

  private mutating func party() -> PartyKey {
    PartyKey(nature: PartyNature.allCases.randomElement(using: &dice)!, code: text())
  }

  private mutating func siren() -> SIREN {
    ["552100554", "732829320", "404833048"].compactMap { SIREN($0) }.randomElement(using: &dice)!
  }

  private mutating func date() -> CalendarDate {
    let year = dice.once(in: 10) ? [1900, 2099][dice.below(2)] : 2000 + dice.below(60)
    let month = 1 + dice.below(12)
    let last = CalendarDate.days(inMonth: month, of: year)
    return CalendarDate(year: year, month: month, day: dice.once(in: 4) ? last : 1 + dice.below(last))!
  }

  private mutating func optionalDate() -> CalendarDate? { dice.once(in: 2) ? nil : date() }

  private mutating func year() -> FiscalYear {
    let start = CalendarDate(year: 2000 + dice.below(90), month: 1 + dice.below(12), day: 1)!
    return try! FiscalYear(start: start, end: start.adding(days: dice.below(700))!)
  }

  private mutating func money() -> Money {
    let bound = Money.largestMinor
    return Money(minor: [0, bound, -bound, Int64.random(in: -bound...bound, using: &dice)][dice.below(4)])
  }

  private mutating func total() -> MoneyTotal {
    let bound = Int128(Money.largestMinor) * 1_000_000_000
    let drawn = Int128(Int64(bitPattern: dice.next())) * Int128(dice.below(100))
    return MoneyTotal(minor: [0, bound, -bound, -1, drawn][dice.below(5)])
  }

  private mutating func count() -> UInt64 { [0, 1, 1_000_000_000, UInt64(dice.below(1_000_000))][dice.below(4)] }

  private mutating func text() -> String {
    let samples = ["", "411000", "Éléments « à nouveau »", "e\u{301}", "🧾", "\u{FEFF}\t\r\n", "A", "日本"]
    return dice.once(in: 40)
      ? String(repeating: "x", count: 65_536) : samples[dice.below(samples.count)] + String(dice.below(1_000))
  }

  private mutating func optionalText() -> String? { dice.once(in: 2) ? nil : dice.once(in: 4) ? "" : text() }
}
