import Model
import Storage

/// Which drafts somebody may see and change.
enum DraftReach: Sendable {
  case all
  /// Those this person made, while they are purchases: see ``Model/PurchaseScope``.
  case ownPurchases(Identifier<Person>)

  /// Whose drafts alone; nil for everybody's.
  var author: Identifier<Person>? { if case .ownPurchases(let person) = self { person } else { nil } }

  func holds(account: String) -> Bool { author == nil || PurchaseScope.holds(account: account) }

  /// Customers are no business of who types purchases.
  func holds(party: PartyKey?) -> Bool { author == nil || PurchaseScope.holds(party: party) }

  /// Of the journals of the books; all of them where nothing is left out.
  func journals(_ transaction: any ReadTransaction) throws -> [NumberedJournal] {
    try transaction.journals().filter { author == nil || PurchaseScope.holds(journal: $0.code, label: $0.label) }
  }

  /// Whether a journal is one of them.
  func holds(journal code: String, _ transaction: any ReadTransaction) throws -> Bool {
    try journals(transaction).contains { $0.code == code }
  }

  /// What a list of drafts is of.
  func limiting(_ filter: DraftFilter, _ transaction: any ReadTransaction) throws -> DraftFilter {
    guard let author else { return filter }
    var filter = filter
    filter.purchases = .init(author: author, journals: try journals(transaction).map(\.code))
    return filter
  }

  /// - Throws: ``DraftRefusal`` `.unknown` for a draft that somebody else made.
  func check(_ id: Identifier<Draft>, _ transaction: any ReadTransaction) throws {
    guard let author else { return }
    guard try transaction.madeDraft(id, author) else { throw DraftRefusal.unknown }
  }

  /// Of what was typed just now.
  ///
  /// - Throws: ``DraftRefusal`` `.journalBeyondPurchases`, `.accountBeyondPurchases`: it names what was typed.
  func check(typed draft: EntryDraft, _ transaction: any ReadTransaction) throws {
    guard author != nil else { return }
    guard try holds(journal: draft.journal, transaction) else {
      throw DraftRefusal.journalBeyondPurchases(draft.journal)
    }
    if let account = PurchaseScope.strayAccount(of: draft) { throw DraftRefusal.accountBeyondPurchases(account) }
  }

  /// Of a draft as it stands, which somebody else may have completed.
  ///
  /// - Throws: ``DraftRefusal`` `.completedByOthers`, which tells nothing of it.
  func check(standing draft: EntryDraft, _ transaction: any ReadTransaction) throws {
    guard author != nil else { return }
    guard PurchaseScope.holds(draft), try holds(journal: draft.journal, transaction) else {
      throw DraftRefusal.completedByOthers
    }
  }
}

extension Books {
  /// What this person may do to drafts.
  ///
  /// - Throws: ``NotAllowed``.
  func reachOfDrafts() throws -> DraftReach {
    try authorise(.draftPurchases)
    return role.may(.draftEntries) ? .all : .ownPurchases(personID)
  }

  /// What this person may read of drafts: all of them, whoever reads the books.
  func reachOfDraftReading() throws -> DraftReach {
    guard role.may(.readBooks) else { return try reachOfDrafts() }
    try authorise(.readBooks)
    return .all
  }

  /// A draft that is open, and within reach.
  static func openDraft(
    _ id: Identifier<Draft>, within reach: DraftReach, _ transaction: any ReadTransaction
  ) throws -> EntryDraft {
    try reach.check(id, transaction)
    let draft = try openDraft(id, transaction)
    try reach.check(standing: draft, transaction)
    return draft
  }
}
