import Formats
import Model
import Storage

/// What stands beside a draft or an entry.
public struct DocumentFile: Sendable, Equatable {
  /// In the order they came; those that were replaced too.
  public let attachments: [AttachmentCard]
  public let waiver: WaiverCard?
  /// It needs a document, has none, and nobody said that there is none.
  public let isMissing: Bool

  public var standing: [AttachmentCard] { attachments.filter(\.stands) }
}

/// A document to be looked at.
public struct DocumentContent: Sendable {
  public let card: AttachmentCard
  public let bytes: [UInt8]
  /// It holds something that a viewer might run: to be kept, not to be shown.
  public let hasActions: Bool

  init(card: AttachmentCard, bytes: [UInt8]) {
    self.card = card
    self.bytes = bytes
    hasActions = card.document.kind == .pdf && DocumentRecognition.namesActions(inPDF: bytes)
  }
}

/// What a new document takes the place of, and why.
public struct DocumentReplacement: Sendable, Equatable {
  public let attachment: Identifier<Attachment>
  public let reason: String

  public init(of attachment: Identifier<Attachment>, reason: String) {
    self.attachment = attachment
    self.reason = reason
  }
}
