import Model

/// Why a draft was not taken, or not found.
public enum DraftRefusal: Refusal, Equatable {
  case unknown
  /// It is an entry by now: nothing of it changes any more.
  case alreadyPosted(Identifier<JournalEntry.Validated>)
  /// Nothing in it says anything.
  case empty
  /// Somebody changed so many of the drafts of an act since: it is not taken back over them.
  case changedSince(Int)
  /// What can be undone was undone, or nothing was done.
  case nothingToUndo
  /// Of who types purchases alone: what they made holds more than purchases by now.
  case completedByOthers
  /// There is no journal of purchases to type in.
  case noPurchaseJournal
  /// Of who types purchases alone: a journal that is none of purchases, by its code.
  case journalBeyondPurchases(String)
  /// An account that no purchase stands on.
  case accountBeyondPurchases(String)

  public var code: String {
    switch self {
    case .unknown: "draft.unknown"
    case .alreadyPosted: "draft.already_posted"
    case .empty: "draft.empty"
    case .changedSince: "draft.changed_since"
    case .nothingToUndo: "draft.nothing_to_undo"
    case .completedByOthers: "draft.completed_by_others"
    case .noPurchaseJournal: "draft.no_purchase_journal"
    case .journalBeyondPurchases: "draft.journal_beyond_purchases"
    case .accountBeyondPurchases: "draft.account_beyond_purchases"
    }
  }
}
