import Model
import Storage

/// Why a document was not attached, taken away or replaced.
public enum DocumentRefusal: Refusal, Equatable {
  case empty
  /// Above ``Model/DocumentBounds/largest``.
  case tooLarge
  /// Its bytes are none of those that can be shown in years.
  case unknownKind
  /// XML that is no electronic invoice, by its root.
  case otherXML(root: String)
  /// It begins as what it should be, and does not end so.
  case cut(DocumentKind)
  /// The same document stands there already.
  case alreadyThere(fileName: String)
  /// The same document stands elsewhere: there, and it may be attached here too, knowingly.
  case elsewhere([AttachmentCard])
  /// The draft or the entry is not there, or not any more.
  case unknownTarget
  case unknownAttachment
  /// What stands beside an entry is replaced, never taken away.
  case besideEntry
  case alreadyEnded
  case reasonMissing
  /// No document is looked for there already.
  case alreadyWaived
  case unknownWaiver

  public var code: String {
    switch self {
    case .empty: "document.empty"
    case .tooLarge: "document.too_large"
    case .unknownKind: "document.unknown_kind"
    case .otherXML: "document.other_xml"
    case .cut: "document.cut"
    case .alreadyThere: "document.already_there"
    case .elsewhere: "document.elsewhere"
    case .unknownTarget: "document.unknown_target"
    case .unknownAttachment: "document.unknown_attachment"
    case .besideEntry: "document.beside_entry"
    case .alreadyEnded: "document.already_ended"
    case .reasonMissing: "document.reason_missing"
    case .alreadyWaived: "document.already_waived"
    case .unknownWaiver: "document.unknown_waiver"
    }
  }
}
