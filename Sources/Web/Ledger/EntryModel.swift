import Application
import Model

/// One entry: its head, its lines, the file it came in, and the change-set that signs it.
struct EntryModel: Sendable {
  let title: String
  let caption: String
  let label: String
  let journalHref: String
  let journal: String
  let journalsHref: String
  let sentence: String
  let facts: [Fact]
  let marks: [String]
  let lines: [Line]
  let lineCount: String
  let debit: String
  let credit: String
  let isUnbalanced: Bool
  let gap: String
  /// Which of the lines are shown; nil when all are.
  let range: String?
  let pager: PagerModel?
  let source: Source?
  /// It was typed and validated here.
  let isOurs: Bool
  let links: [ReversalLink]
  let documents: DocumentPanel
  /// Where to take it back; nil when that was done, or cannot be.
  let reversalHref: String?
  /// Makes a guide of it; nil for who may not keep one, and for an entry of more lines than a guide has.
  let guideHref: String?
  let changeSet: [Fact]
  let hash: String
  let signature: String
  let verifyHref: String?
  let verdict: Verdict?

  struct Fact: Sendable {
    let label: String
    let value: String
  }

  struct Line: Sendable {
    let account: String
    let accountHref: String
    let accountLabel: String
    let party: String?
    let partyHref: String?
    let label: String
    let matching: String
    let debit: String
    let credit: String
    let original: String?
    let rank: String
  }

  struct ReversalLink: Sendable {
    let words: String
    let name: String
    let href: String
    let reason: String
  }

  struct Source: Sendable {
    let fileName: String
    let href: String
    let ranks: String
  }

  /// What the verification found, check by check.
  struct Verdict: Sendable {
    let isSound: Bool
    let sentence: String
    let at: String
    let checks: [Check]
    let differences: [String]

    struct Check: Sendable {
      let isRight: Bool
      let text: String
    }
  }

  init(
    _ entry: EntryDetail, verification: EntryVerification?, verifiedAt now: Instant, links: ReversalLinks,
    documents: DocumentPanel, role: Role
  ) {
    self.documents = documents
    let name = [entry.journal, entry.number].filter { !$0.isEmpty }.joined(separator: " ")
    title = "Écriture \(name)"
    caption = "Écriture \(name) du \(French.date(entry.date)), en euros"
    label = entry.label.isEmpty ? "Sans libellé" : entry.label
    journal = [entry.journal, entry.journalLabel].filter { !$0.isEmpty }.joined(separator: " ")
    journalHref = Address.journal(entry.journal, year: entry.year)
    journalsHref = Address.journals(year: entry.year)
    sentence = "\(French.longDate(entry.date)), exercice \(entry.year.name). " + Words.validated(entry)
    facts = Self.facts(entry)
    marks = Words.marks(of: entry.flags)
    let isOurs = entry.source == nil
    lines = entry.lines.map { Self.line($0, year: entry.year, entryLabel: entry.label, hasFile: !isOurs) }
    lineCount = French.count(entry.lineCount, "ligne", "lignes")
    debit = French.amount(entry.debit)
    credit = French.amount(entry.credit)
    isUnbalanced = entry.debit != entry.credit
    gap = French.amount((entry.debit - entry.credit).magnitude)
    range = Self.range(entry)
    pager = PagerModel(
      label: "Lignes de l’écriture", first: Address.entry(entry.id),
      previous: entry.previousBefore.map { Self.page(entry, .before($0)) },
      next: entry.nextAfter.map { Self.page(entry, .after($0)) })
    source = entry.source.map(Self.source)
    self.isOurs = isOurs
    self.links =
      [links.by.map { Self.link($0, "Contre-passée par") }, links.of.map { Self.link($0, "Contre-passe") }]
      .compactMap(\.self)
    let mayReverse = links.by == nil && links.of == nil && role.may(.postEntries)
    reversalHref = mayReverse ? Address.reversal(entry.id) : nil
    let mayMakeGuide = role.may(.changeMasters) && role.may(.draftEntries) && entry.lineCount <= GuideLine.most
    guideHref = mayMakeGuide ? Address.withQuery(Address.newGuide, [("ecriture", "\(entry.id)")]) : nil
    changeSet = Self.changeSet(entry.changeSet)
    hash = ExportModel.groups(entry.changeSet.hash)
    signature = ExportModel.groups(entry.changeSet.signature)
    verifyHref =
      role.may(.verifyBooks)
      ? Address.entry(entry.id, filter: [("verification", "1")]) + "#verdict" : nil
    verdict = verification.map { Self.verdict($0, at: now) }
  }

  private static func range(_ entry: EntryDetail) -> String? {
    guard entry.previousBefore != nil || entry.nextAfter != nil else { return nil }
    let (first, last) = (entry.previousBefore ?? 1, entry.nextAfter ?? Int64(entry.lineCount))
    return "Lignes \(French.integer(first)) à \(French.integer(last)) sur \(French.integer(entry.lineCount))."
  }

  private static func page(_ entry: EntryDetail, _ place: EntryLinesPlace) -> String {
    Address.entry(entry.id, filter: [("page", place.text)])
  }

  private static func facts(_ entry: EntryDetail) -> [Fact] {
    var facts = [
      Fact(label: "Pièce", value: entry.voucherReference.isEmpty ? "sans référence" : entry.voucherReference)
    ]
    if let date = entry.voucherDate { facts.append(Fact(label: "Date de la pièce", value: French.date(date))) }
    facts.append(Fact(label: "Date comptable", value: French.date(entry.date)))
    facts.append(Fact(label: "Validée le", value: French.date(entry.validationDate)))
    return facts
  }

  private static func link(_ link: ReversalLinks.Link, _ words: String) -> ReversalLink {
    ReversalLink(
      words: words, name: "\(link.journal) \(link.number)", href: Address.entry(link.id), reason: link.reason)
  }

  private static func line(
    _ line: EntryDetail.Line, year: FiscalYear, entryLabel: String, hasFile: Bool
  ) -> Line {
    Line(
      account: line.account, accountHref: Address.account(line.account, year: year), accountLabel: line.accountLabel,
      party: line.party.map { line.partyLabel.isEmpty ? $0 : "\($0) \(line.partyLabel)" },
      partyHref: line.party.map { Address.party($0, account: line.account, year: year) },
      label: line.label == entryLabel ? "" : line.label, matching: line.matchingCode,
      debit: French.side(line.debit), credit: French.side(line.credit),
      original: line.original.map { "\($0.text) \($0.currency)" },
      rank: hasFile && line.sourceRank > 0 ? fileLine(line.sourceRank) : "")
  }

  private static func source(_ source: EntryDetail.Source) -> Source {
    Source(
      fileName: source.fileName, href: Address.imports(source.importID),
      ranks: source.firstRank == source.lastRank
        ? "ligne \(fileLine(source.firstRank))"
        : "lignes \(fileLine(source.firstRank)) à \(fileLine(source.lastRank))")
  }

  /// As an editor numbers the lines of the file, and as anomalies do: the header is 1.
  private static func fileLine(_ rank: Int64) -> String { French.integer(rank + 1) }

  private static func changeSet(_ card: EntryDetail.ChangeSetCard) -> [Fact] {
    [
      Fact(label: "Lot signé", value: French.integer(card.sequence)),
      Fact(label: "Chaîne", value: "époque \(card.epoch) de l’appareil"),
      Fact(label: "Appareil", value: "\(card.device)"),
      Fact(label: "Enregistré le", value: French.moment(card.receivedAt)),
      Fact(label: "Taille du lot", value: French.size(bytes: card.sizeBytes)),
    ]
  }

  private static func verdict(_ found: EntryVerification, at now: Instant) -> Verdict {
    Verdict(
      isSound: found.isSound,
      sentence: found.isSound
        ? "Écriture intacte : elle est celle qui a été signée."
        : "Écriture altérée : ce qui est enregistré n’est pas ce qui a été signé.",
      at: French.moment(now), checks: Words.checks(of: found).map { Verdict.Check(isRight: $0.isRight, text: $0.text) },
      differences: found.differences.map(Words.of))
  }
}

extension EntryModel.Line: TemplateRow {
  static let fields: [String: @Sendable (EntryModel.Line) -> Any?] = [
    "account": { $0.account }, "accountHref": { $0.accountHref }, "accountLabel": { $0.accountLabel },
    "party": { $0.party }, "partyHref": { $0.partyHref }, "label": { $0.label }, "matching": { $0.matching },
    "debit": { $0.debit }, "credit": { $0.credit }, "original": { $0.original }, "rank": { $0.rank },
  ]
}
