/// A document where it was attached, as pages list it.
public struct AttachmentCard: Equatable, Sendable {
  public let id: Identifier<Attachment>
  public let document: DocumentFacts
  public let place: DocumentPlace
  /// When this installation took it in.
  public let attachedAt: Instant
  public let end: AttachmentEnd?

  public init(
    id: Identifier<Attachment>, document: DocumentFacts, place: DocumentPlace, attachedAt: Instant, end: AttachmentEnd?
  ) {
    self.id = id
    self.document = document
    self.place = place
    self.attachedAt = attachedAt
    self.end = end
  }

  public var stands: Bool { end == nil }
}

/// The draft or entry a document stands beside, as a person finds it.
public struct DocumentPlace: Equatable, Sendable {
  /// Nil while it is a draft.
  public let entry: Identifier<JournalEntry.Validated>?
  /// Nil for what was attached to an entry.
  public let draft: Identifier<Draft>?
  public let journal: String
  /// Empty for a draft.
  public let number: String
  /// Nil for a draft without a day, and for an entry whose import was withdrawn.
  public let date: CalendarDate?
  public let label: String

  public init(
    entry: Identifier<JournalEntry.Validated>?, draft: Identifier<Draft>?, journal: String, number: String,
    date: CalendarDate?, label: String
  ) {
    self.entry = entry
    self.draft = draft
    self.journal = journal
    self.number = number
    self.date = date
    self.label = label
  }
}

/// The word that a draft or an entry needs no document, as its page tells it.
public struct WaiverCard: Equatable, Sendable {
  public let id: Identifier<DocumentWaiver>
  public let reason: String
  /// When this installation took it in.
  public let givenAt: Instant

  public init(id: Identifier<DocumentWaiver>, reason: String, givenAt: Instant) {
    self.id = id
    self.reason = reason
    self.givenAt = givenAt
  }
}

/// An entry that needs a document and has none, as a list shows it.
public struct MissingDocument: Equatable, Sendable {
  public let id: Identifier<JournalEntry.Validated>
  public let journal: String
  public let number: String
  public let date: CalendarDate
  public let voucherReference: String
  public let label: String
  /// The first third party of its lines; empty when they name none.
  public let party: String
  public let partyLabel: String
  public let debit: MoneyTotal

  public init(
    id: Identifier<JournalEntry.Validated>, journal: String, number: String, date: CalendarDate,
    voucherReference: String, label: String, party: String, partyLabel: String, debit: MoneyTotal
  ) {
    self.id = id
    self.journal = journal
    self.number = number
    self.date = date
    self.voucherReference = voucherReference
    self.label = label
    self.party = party
    self.partyLabel = partyLabel
    self.debit = debit
  }
}
