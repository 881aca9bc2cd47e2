import Application
import Model

/// The year that may be opened after those there are.
struct NextYear: Sendable {
  /// The last day of the last one.
  let after: String
  let name: String

  init?(after years: [FiscalYear]) {
    guard let last = years.max(by: { $0.end < $1.end }), let year = last.following else { return nil }
    (after, name) = (last.end.iso, year.name)
  }
}

/// The form of an entry, with what surrounds it.
struct EntryFormModel: Sendable {
  let title: String
  let sentence: String
  let action = Address.entry
  let id: String
  let versions: String
  let near: String
  /// First and last day of each open year, for what short forms of a day are read against.
  let spans: String
  let journals: [Journal]
  let date: String
  let piece: String
  let label: String
  let dateFault: String?
  let journalFault: String?
  let pieceFault: String?
  let labelFault: String?
  let voucherDate: String
  let voucherDateFault: String?
  /// Nil where it mends nothing.
  let nextYear: NextYear?
  let yearAction = Address.nextYear
  /// Where one goes on once the year is opened: what is typed is kept.
  let resumeHref = Address.withQuery(Address.entry, [("reprendre", "1")])
  let lines: [Line]
  let counterpart: String
  let debit: String
  let credit: String
  let gap: Gap
  let faults: FaultList?
  let clashes: [String]
  let recent: [Recent]
  let hasRecent: Bool
  let draftsHref: String
  let draftsWords: String
  let scratchHref: String?
  let scratchAction = Address.entryScratch
  let targetsHref = Address.entryTargets
  /// A new entry like the last one made here; nil for none.
  let likeHref: String?
  let proposalsHref = Address.entryProposals
  let guide: String
  let guides: [JournalChoice]
  let hasGuides: Bool
  /// Makes a guide, or a recurring entry, of this draft; nil for one that is not kept yet.
  let guideHref: String?
  let recurrenceHref: String?
  let isNew: Bool
  let mayPost: Bool
  /// The day that a validation would bear, in words.
  let postingDay: String
  /// Nil for what nobody saved yet.
  let documents: DocumentPanel?

  struct Journal: Sendable {
    let code: String
    let name: String
    let isSelected: Bool
    let counterpart: String
  }

  struct Line: Sendable {
    let number: Int
    let id: String
    let account: String
    let accountName: String
    let label: String
    let debit: String
    let credit: String
    let due: String
    let accountFault: String?
    let debitFault: String?
    let creditFault: String?
    let dueFault: String?
    let isWaiting: Bool
    /// Asks for the name of what the books do not have; nil when they have it.
    let unknown: Unknown?
    /// Why it is proposed; nil for what was typed.
    let reason: String?
    /// The cell whose amount the rest waits for.
    let asked: String?
  }

  struct Unknown: Sendable {
    let what: String
    let name: String
  }

  struct Gap: Sendable {
    let amount: String
    let words: String
    let pill: String
  }

  struct Recent: Sendable {
    let href: String
    let date: String
    let piece: String
    let label: String
    let amount: String
    let state: String
    let pill: String
  }

  init(
    _ form: EntryForm, _ desk: EntryDesk, drafts: DraftList, faults: [EntryFault], clashes: [DraftClash],
    hasScratch: Bool, documents: DocumentPanel?, guides: [GuideCard], made: JournalEntry.Validated?, _ books: Books
  ) async throws {
    self.documents = documents
    let journal = desk.journals.first { $0.code == form.journal }
    isNew = form.heads.isEmpty
    title = isNew ? "Saisie" : "Brouillon \(form.piece)".trimmingSpaces
    let name = journal.map { "Journal \($0.code) \($0.label)" } ?? "Aucun journal"
    let count = drafts.totals.count
    sentence = name + (count == 0 ? "." : ", \(French.count(count, "brouillon", "brouillons")).")
    id = "\(form.id)"
    versions = form.heads.map { "\($0)" }.joined(separator: ".")
    near = form.near.iso
    spans = desk.years.map { "\($0.start.iso)/\($0.end.iso)" }.joined(separator: " ")
    journals = desk.journals.map {
      Journal(
        code: $0.code, name: "\($0.code) \($0.label)", isSelected: $0.code == form.journal,
        counterpart: $0.counterpart ?? "")
    }
    (date, piece, label) = (form.date, form.piece, form.label)
    let at = Dictionary(faults.map { ($0.field, $0.text) }, uniquingKeysWith: { first, _ in first })
    (dateFault, journalFault) = (at["date"], at["journal"])
    (pieceFault, labelFault) = (at["piece"], at["libelle"])
    (voucherDate, voucherDateFault) = (form.voucherDate, at["date-piece"])
    nextYear = faults.contains(where: \.opensYear) ? NextYear(after: desk.years) : nil
    counterpart = journal?.counterpart ?? ""
    lines = try await Self.lines(form, at, books)
    let sums = Self.sums(form)
    (debit, credit, gap) = (French.amount(sums.debit), French.amount(sums.credit), Self.gap(sums.debit, sums.credit))
    self.faults = FaultList(faults: faults.map { ($0.href ?? "#\($0.field)", $0.text) })
    self.clashes = clashes.map { Words.of($0, lines: form.lines.map(\.id)) }
    let latest = drafts.cards.sorted { $0.id < $1.id }.suffix(5)
    recent = latest.filter { $0.id != form.id }.map(Self.recent) + (made.map { [Self.recent($0)] } ?? [])
    hasRecent = !recent.isEmpty
    likeHref =
      made.map { Address.withQuery(Address.entryLike, [("ecriture", "\($0.id)")]) }
      ?? latest.last.map { Address.withQuery(Address.entryLike, [("brouillon", "\($0.id)")]) }
    draftsHref = Address.withQuery(Address.drafts, form.journal.isEmpty ? [] : [("journal", form.journal)])
    draftsWords = French.count(count, "brouillon", "brouillons")
    guide = form.guide.map { "\($0)" } ?? ""
    self.guides = guides.map {
      JournalChoice(code: "\($0.id)", name: "\($0.code) \($0.name)", isSelected: $0.id == form.guide)
    }
    hasGuides = !guides.isEmpty
    let source = [("brouillon", "\(form.id)")]
    mayPost = books.role.may(.postEntries)
    postingDay = French.longDate(desk.today)
    let mayRepeat = !isNew && books.role.may(.draftEntries)
    guideHref = mayRepeat ? Address.withQuery(Address.newGuide, source) : nil
    recurrenceHref = mayRepeat ? Address.withQuery(Address.newRecurrence, source) : nil
    scratchHref = hasScratch ? Address.withQuery(Address.entry, [("reprendre", "1")]) : nil
  }

  /// The lines typed, and one that waits.
  static func lines(
    _ form: EntryForm, _ faults: [String: String], _ books: Books
  ) async throws -> [Line] {
    var shown = form.lines
    var names = Set(shown.map(\.id))
    while shown.count < 3 || !(shown.last?.isBlank ?? false) {
      let name = form.waitingLine(besides: names)
      names.insert(name)
      shown.append(EntryForm.Line(id: name))
    }
    var found: [Line] = []
    for (index, line) in shown.enumerated() {
      let number = index + 1
      let named = try await name(of: line, books)
      found.append(
        Line(
          number: number, id: "\(line.id)", account: line.account, accountName: named.name, label: line.label,
          debit: line.debit, credit: line.credit, due: line.due, accountFault: faults["compte-\(number)"],
          debitFault: faults["debit-\(number)"], creditFault: faults["credit-\(number)"],
          dueFault: faults["echeance-\(number)"], isWaiting: line.isBlank, unknown: named.unknown,
          reason: line.isProposed ? line.reason : nil, asked: line.asked.isEmpty ? nil : line.asked))
    }
    return found
  }

  private static func name(
    of line: EntryForm.Line, _ books: Books
  ) async throws -> (name: String, unknown: Unknown?) {
    let parts = line.account.split(separator: " ", maxSplits: 1).map(String.init)
    guard let account = parts.first, AccountNumber.isPlausible(account) else { return ("", nil) }
    let code = parts.count > 1 ? parts[1] : ""
    let key = code.isEmpty ? nil : PartyKey(nature: PartyNature(account: account), code: code)
    let names = try await books.entryNames(account: account, party: key)
    // Who may make none leaves it to somebody else: the draft keeps the number all the same.
    let mayMake = books.role.may(.changeMasters)
    if let key, names.parties[key] == nil {
      guard mayMake else { return ("Inconnu : le comptable le créera", nil) }
      return ("", Unknown(what: "Nom du nouveau tiers \(code)", name: line.name))
    }
    if let label = names.accounts[account] { return (key.flatMap { names.parties[$0] } ?? label, nil) }
    guard mayMake else {
      return (PurchaseScope.holds(account: account) ? "Inconnu : le comptable le créera" : "", nil)
    }
    let proposed = line.name.isEmpty ? books.planLabel(of: account) ?? "" : line.name
    return ("", Unknown(what: "Libellé du nouveau compte \(account)", name: proposed))
  }

  /// How many lines name an account or a third party that the books do not have.
  static func unknownCount(_ draft: EntryDraft, _ books: Books) async throws -> Int {
    let names = try await books.entryNames(draft)
    return draft.lines.filter { line in
      let lacksAccount = !line.account.isEmpty && names.accounts[line.account] == nil
      return lacksAccount || line.party.map { names.parties[$0] == nil } == true
    }.count
  }

  private static func sums(_ form: EntryForm) -> (debit: MoneyTotal, credit: MoneyTotal) {
    var (debit, credit) = (MoneyTotal.zero, MoneyTotal.zero)
    for line in form.lines {
      debit.add(Money(minor: AmountText.cents(line.debit) ?? 0))
      credit.add(Money(minor: AmountText.cents(line.credit) ?? 0))
    }
    return (debit, credit)
  }

  static func gap(_ debit: MoneyTotal, _ credit: MoneyTotal) -> Gap {
    let gap = debit - credit
    if gap.isZero {
      return debit.isZero
        ? Gap(amount: French.amount(gap), words: "", pill: "")
        : Gap(amount: French.amount(gap), words: "Débit et crédit sont égaux.", pill: "ok")
    }
    let side = gap.minor > 0 ? "crédit" : "débit"
    return Gap(
      amount: French.amount(gap), words: "Il manque \(French.amount(gap.magnitude))\(French.hardSpace)€ au \(side).",
      pill: "bad")
  }

  private static func recent(_ entry: JournalEntry.Validated) -> Recent {
    var total = MoneyTotal.zero
    for line in entry.lines { total.add(line.debit) }
    return Recent(
      href: Address.entry(entry.id), date: French.date(entry.date), piece: entry.voucherReference, label: entry.label,
      amount: French.amount(total), state: "validée, \(entry.journal) \(entry.number)", pill: "ok")
  }

  private static func recent(_ card: DraftCard) -> Recent {
    let isBalanced = card.debit == card.credit
    return Recent(
      href: Address.draft(card.id), date: card.date.map { French.date($0) } ?? "", piece: card.voucherReference,
      label: card.label, amount: French.amount(card.debit),
      state: card.clashCount > 0 ? "désaccord" : isBalanced ? "brouillon" : "écart",
      pill: card.clashCount > 0 ? "bad" : isBalanced ? "" : "warn")
  }
}

extension EntryForm {
  /// A name for a line that nobody typed yet: of the draft, so that a form sent twice names it the same.
  fileprivate func waitingLine(besides taken: Set<Identifier<DraftLine>>) -> Identifier<DraftLine> {
    var name = Identifier<DraftLine>(high: id.high, low: id.low &+ 1)
    while taken.contains(name) { name = Identifier(high: name.high, low: name.low &+ 1) }
    return name
  }
}
