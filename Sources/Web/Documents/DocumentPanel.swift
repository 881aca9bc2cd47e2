import Application
import Model

/// What stands beside a draft or an entry, as both pages show it: to look at, to add to, to replace.
struct DocumentPanel: Sendable {
  let sentence: String
  let items: [Item]
  /// Where a file goes; nil for who may not attach.
  let uploadAction: String?
  /// The page itself, once several files were dropped.
  let backHref: String
  let fault: Fault?
  let waiver: Waiver?
  /// Where to say that there is no document; nil when there is one, or nobody may.
  let waiveAction: String?
  let largest = French.size(bytes: DocumentBounds.largest)

  struct Item: Sendable {
    let id: String
    let name: String
    let details: String
    let hash: String
    let fileHref: String
    let downloadHref: String
    let imageHref: String?
    let frameHref: String?
    /// Why it stands no more; nil for what does.
    let mark: String?
    let isOpen: Bool
    let detachAction: String?
    let asideAction: String?
    /// Where a better one goes.
    let replaceAction: String?
  }

  /// Why the last file was not taken.
  struct Fault: Sendable {
    let sentence: String
    let places: [Place]
    /// Attaches it all the same.
    let againAction: String?
    let againID: String

    struct Place: Sendable {
      let name: String
      let href: String
    }
  }

  struct Waiver: Sendable {
    let sentence: String
    /// Looks for a document again; nil for who may not.
    let action: String?
  }

  init(_ file: DocumentFile, of target: DocumentTarget, role: Role, refusal: DocumentRefusal? = nil) {
    let base = Address.documents(of: target)
    let isEntry = if case .entry = target { true } else { false }
    let mayAttach = role.may(isEntry ? .draftEntries : .draftPurchases)
    let standing = file.standing
    sentence =
      standing.isEmpty
      ? file.waiver != nil ? "Sans pièce." : file.isMissing ? "La pièce manque." : "Aucune pièce."
      : French.count(standing.count, "pièce jointe", "pièces jointes") + "."
    let shown = standing.first { Self.isShown($0.document.kind) }
    items = (standing + file.attachments.filter { !$0.stands }).map { card in
      Item(card, isOpen: card.id == shown?.id, mayChange: mayAttach, isEntry: isEntry, base: base)
    }
    uploadAction = mayAttach ? base : nil
    backHref = Address.page(of: target) + "#pieces"
    fault = refusal.map { Fault($0, base: base) }
    waiver = file.waiver.map { waiver in
      Waiver(
        sentence: "Sans pièce depuis le \(French.moment(waiver.givenAt)) : \(waiver.reason)",
        action: mayAttach ? Address.waiver(of: target) : nil)
    }
    waiveAction = mayAttach && standing.isEmpty && file.waiver == nil ? Address.waiver(of: target) : nil
  }

  /// What browsers can show by themselves.
  private static func isShown(_ kind: DocumentKind) -> Bool { kind != .tiff && kind != .xml }
}

extension DocumentPanel.Item {
  fileprivate init(_ card: AttachmentCard, isOpen: Bool, mayChange: Bool, isEntry: Bool, base: String) {
    let (document, page) = (card.document, Address.document(card.id))
    id = "\(card.id)"
    name = document.fileName.isEmpty ? "Pièce sans nom" : document.fileName
    details =
      "\(Words.name(of: document.kind)), \(French.size(bytes: Int(clamping: document.size))), jointe le "
      + French.moment(card.attachedAt)
    hash = ExportModel.groups(document.hash)
    fileHref = page
    downloadHref = Address.withQuery(page, [("telecharger", "1")])
    imageHref = [.jpeg, .png, .webp].contains(document.kind) ? page : nil
    frameHref = document.kind == .pdf ? page : nil
    self.isOpen = isOpen
    switch card.end {
    case nil: mark = nil
    case .detached: mark = "Détachée"
    case .superseded(let by, let reason): mark = (by == nil ? "Écartée : " : "Remplacée : ") + reason
    }
    let isChanged = mayChange && card.stands
    detachAction = isChanged && !isEntry ? page + "/detacher" : nil
    asideAction = isChanged && isEntry ? page + "/ecarter" : nil
    replaceAction = isChanged && isEntry ? base : nil
  }
}

extension DocumentPanel.Fault {
  fileprivate init(_ refusal: DocumentRefusal, base: String) {
    guard case .elsewhere(let cards) = refusal, let first = cards.first else {
      sentence = Words.of(refusal).text
      (places, againAction, againID) = ([], nil, "")
      return
    }
    sentence = "Cette pièce est déjà jointe ailleurs : c’est peut-être un doublon."
    places = cards.prefix(10).map { card in
      Place(
        name: Words.name(of: card.place),
        href: card.place.entry.map { Address.entry($0) } ?? card.place.draft.map { Address.draft($0) } ?? "")
    }
    againAction = base + "/meme"
    againID = "\(first.id)"
  }
}

extension Address {
  static let missingDocuments = "/pieces"

  /// The document itself.
  static func document(_ id: Identifier<Attachment>) -> String { "/pieces/\(id)" }

  static func page(of target: DocumentTarget) -> String {
    switch target {
    case .draft(let id): draft(id)
    case .entry(let id): entry(id)
    }
  }

  /// Where what goes beside a draft or an entry is sent.
  static func documents(of target: DocumentTarget) -> String { page(of: target) + documentsEnding }
  static let documentsEnding = "/pieces"
  static func waiver(of target: DocumentTarget) -> String { page(of: target) + "/sans-piece" }
}
