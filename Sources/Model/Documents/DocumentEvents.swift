/// Subjects of identifiers: a document beside a draft or an entry, and the word that none is needed there.
public enum Attachment {}
public enum DocumentWaiver {}

/// What a document stands beside.
public enum DocumentTarget: Hashable, Sendable {
  case draft(Identifier<Draft>)
  case entry(Identifier<JournalEntry.Validated>)
}

/// A document (pièce justificative) as the log names it: code de commerce, L123-14 and R123-174; PCG 921-1.
public struct DocumentFacts: Hashable, Sendable {
  /// BLAKE2b-256 of its bytes: the same bytes are one document, wherever they are attached.
  public var hash: [UInt8]
  public var kind: DocumentKind
  /// Bytes.
  public var size: UInt64
  /// As the person's file was called, without folders.
  public var fileName: String

  public init(hash: [UInt8], kind: DocumentKind, size: UInt64, fileName: String) {
    self.hash = hash
    self.kind = kind
    self.size = size
    self.fileName = fileName
  }
}

/// A document stands beside a draft or an entry. What stands beside a draft goes along when that becomes an entry.
public struct DocumentAttached: Equatable, Sendable {
  public var id: Identifier<Attachment>
  public var target: DocumentTarget
  public var document: DocumentFacts

  public init(id: Identifier<Attachment>, target: DocumentTarget, document: DocumentFacts) {
    self.id = id
    self.target = target
    self.document = document
  }
}

/// A document was taken away from a draft. From an entry nothing is taken away: see ``DocumentSuperseded``.
public struct DocumentDetached: Equatable, Sendable {
  public var id: Identifier<Attachment>

  public init(id: Identifier<Attachment>) { self.id = id }
}

/// A document beside an entry is not the right one any more. It stays, and is kept as long as the entry.
public struct DocumentSuperseded: Equatable, Sendable {
  public var id: Identifier<Attachment>
  /// What takes its place; nil when nothing does.
  public var by: Identifier<Attachment>?
  public var reason: String

  public init(id: Identifier<Attachment>, by: Identifier<Attachment>?, reason: String) {
    self.id = id
    self.by = by
    self.reason = reason
  }
}

/// Nobody has to look for a document of that draft or entry, and why.
public struct DocumentWaived: Equatable, Sendable {
  public var id: Identifier<DocumentWaiver>
  public var target: DocumentTarget
  public var reason: String

  public init(id: Identifier<DocumentWaiver>, target: DocumentTarget, reason: String) {
    self.id = id
    self.target = target
    self.reason = reason
  }
}

/// A document is looked for again.
public struct DocumentWaiverEnded: Equatable, Sendable {
  public var id: Identifier<DocumentWaiver>

  public init(id: Identifier<DocumentWaiver>) { self.id = id }
}
