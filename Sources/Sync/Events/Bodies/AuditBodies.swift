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
