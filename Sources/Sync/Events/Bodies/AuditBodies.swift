import Model

extension WireAuditExported: WireBody {
  init(_ value: AuditExported) throws(EventDefect) {
    self.init()
    if let id = value.person { person = WireBytes.data(id) }
    kind = try WireWriting.text(value.kind, "kind")
    changeSets = try WireWriting.count(value.changeSets, "change_sets")
  }

  func value() throws(EventDefect) -> AuditExported {
    try WireReading.knownFields(unknownFields)
    return AuditExported(
      person: WireBytes.count(person) == 0 ? nil : try WireReading.identifier(person, "person"),
      kind: try WireReading.text(kind, "kind"), changeSets: try WireReading.count(changeSets, "change_sets"))
  }
}

extension WireDocumentsExported: WireBody {
  init(_ value: DocumentsExported) throws(EventDefect) {
    self.init()
    yearEnd = value.yearEnd.number
    documents = try WireWriting.count(value.documents, "documents")
  }

  func value() throws(EventDefect) -> DocumentsExported {
    try WireReading.knownFields(unknownFields)
    return DocumentsExported(
      yearEnd: try WireReading.date(yearEnd, "year_end"), documents: try WireReading.count(documents, "documents"))
  }
}

extension WireActsRefused: WireBody {
  init(_ value: ActsRefused) throws(EventDefect) {
    self.init()
    action = try WireWriting.text(value.action, "action")
    count = try WireBounds.ordinal(value.count, "count")
  }

  func value() throws(EventDefect) -> ActsRefused {
    try WireReading.knownFields(unknownFields)
    return ActsRefused(action: try WireReading.text(action, "action"), count: try WireBounds.ordinal(count, "count"))
  }
}
