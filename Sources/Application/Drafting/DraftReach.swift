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
  func holds(party: PartyKey) -> Bool { author == nil || party.nature == .supplier }

  func holds(journal code: String, label: String) -> Bool {
    author == nil || PurchaseScope.holds(journal: code, label: label)
  }

  /// - Throws: ``DraftRefusal`` `.unknown` for a draft that somebody else made.
  func check(_ id: Identifier<Draft>, _ transaction: any ReadTransaction) throws {
    guard let author else { return }
    guard try transaction.madeDraft(id, author) else { throw DraftRefusal.unknown }
  }

  /// - Throws: ``DraftRefusal`` `.journalBeyondPurchases`, `.accountBeyondPurchases`.
  func check(_ draft: EntryDraft, _ transaction: any ReadTransaction) throws {
    guard author != nil else { return }
    guard let journal = try transaction.journals().first(where: { $0.code == draft.journal }),
      holds(journal: journal.code, label: journal.label)
    else { throw DraftRefusal.journalBeyondPurchases(draft.journal) }
    if let account = PurchaseScope.strayAccount(of: draft) { throw DraftRefusal.accountBeyondPurchases(account) }
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
    try reach.check(draft, transaction)
    return draft
  }
}
