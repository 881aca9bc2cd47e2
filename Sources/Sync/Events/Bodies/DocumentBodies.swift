import Model

extension WireDocumentAttached: WireBody {
  init(_ value: DocumentAttached) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    target = WireDocumentTarget(value.target)
    hash = try WireWriting.bytes(value.document.hash, count: Hash256.byteCount, "hash")
    kind = WireDocumentKind(value.document.kind)
    size = try WireBounds.ordinal(value.document.size, "size")
    fileName = try WireWriting.text(value.document.fileName, "file_name")
  }

  func value() throws(EventDefect) -> DocumentAttached {
    try WireReading.knownFields(unknownFields)
    return DocumentAttached(
      id: try WireReading.identifier(id, "id"), target: try target.value(),
      document: DocumentFacts(
        hash: try WireReading.bytes(hash, count: Hash256.byteCount, "hash"), kind: try kind.value(),
        size: try WireBounds.ordinal(size, "size"), fileName: try WireReading.text(fileName, "file_name")))
  }
}

extension WireDocumentDetached: WireBody {
  init(_ value: DocumentDetached) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
  }

  func value() throws(EventDefect) -> DocumentDetached {
    try WireReading.knownFields(unknownFields)
    return DocumentDetached(id: try WireReading.identifier(id, "id"))
  }
}

extension WireDocumentSuperseded: WireBody {
  init(_ value: DocumentSuperseded) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    if let replacement = value.by { by = WireBytes.data(replacement) }
    reason = try WireWriting.text(value.reason, "reason")
  }

  func value() throws(EventDefect) -> DocumentSuperseded {
    try WireReading.knownFields(unknownFields)
    return DocumentSuperseded(
      id: try WireReading.identifier(id, "id"),
      by: WireBytes.count(by) == 0 ? nil : try WireReading.identifier(by, "by"),
      reason: try WireReading.text(reason, "reason"))
  }
}

extension WireDocumentWaived: WireBody {
  init(_ value: DocumentWaived) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    target = WireDocumentTarget(value.target)
    reason = try WireWriting.text(value.reason, "reason")
  }

  func value() throws(EventDefect) -> DocumentWaived {
    try WireReading.knownFields(unknownFields)
    return DocumentWaived(
      id: try WireReading.identifier(id, "id"), target: try target.value(),
      reason: try WireReading.text(reason, "reason"))
  }
}

extension WireDocumentWaiverEnded: WireBody {
  init(_ value: DocumentWaiverEnded) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
  }

  func value() throws(EventDefect) -> DocumentWaiverEnded {
    try WireReading.knownFields(unknownFields)
    return DocumentWaiverEnded(id: try WireReading.identifier(id, "id"))
  }
}

extension WireDocumentTarget {
  fileprivate init(_ target: DocumentTarget) {
    self.init()
    switch target {
    case .draft(let id): draft = WireBytes.data(id)
    case .entry(let id): entry = WireBytes.data(id)
    }
  }

  fileprivate func value() throws(EventDefect) -> DocumentTarget {
    try WireReading.knownFields(unknownFields)
    switch (WireBytes.count(draft), WireBytes.count(entry)) {
    case (0, 0): throw .missing(field: "target")
    case (_, 0): return .draft(try WireReading.identifier(draft, "target.draft"))
    case (0, _): return .entry(try WireReading.identifier(entry, "target.entry"))
    default: throw .contradiction(field: "target")
    }
  }
}
