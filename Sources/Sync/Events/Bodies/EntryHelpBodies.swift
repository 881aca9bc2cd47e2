import Model
import SwiftProtobuf

extension WireEntryMappingChanged: WireBody {
  init(_ value: EntryMappingChanged) throws(EventDefect) {
    self.init()
    name = try WireWriting.text(value.name, "name")
    if let text = value.header { header = try WireWriting.text(text, "header") }
    if let all = value.columns { columns = .with { $0.columns = all.map(\.rawValue) } }
    if let text = value.journal { journal = try WireWriting.text(text, "journal") }
    if let flag = value.isActive { active = flag }
  }

  func value() throws(EventDefect) -> EntryMappingChanged {
    try WireReading.knownFields(unknownFields)
    var value = EntryMappingChanged(name: try WireReading.text(name, "name"))
    if hasHeader { value.header = try WireReading.text(header, "header") }
    if hasColumns {
      try WireReading.knownFields(columns.unknownFields)
      var all: [EntryColumn] = []
      for number in columns.columns {
        guard let column = EntryColumn(rawValue: number) else {
          throw .unknownValue(field: "columns", value: Int(number))
        }
        all.append(column)
      }
      value.columns = all
    }
    if hasJournal { value.journal = try WireReading.text(journal, "journal") }
    if hasActive { value.isActive = active }
    return value
  }
}

extension WireDraftActDone: WireBody {
  init(_ value: DraftActDone) throws(EventDefect) {
    self.init()
    act = WireBytes.data(value.act)
    person = WireBytes.data(value.person)
    kind = WireDraftActKind(value.kind)
    drafts = value.changes.map { WireBytes.data($0.draft) }
    revisions = value.changes.map { WireBytes.data($0.revision) }
    if let id = value.reverts { reverts = WireBytes.data(id) }
    try checkReverts()
  }

  func value() throws(EventDefect) -> DraftActDone {
    try WireReading.knownFields(unknownFields)
    try checkReverts()
    guard drafts.count == revisions.count else { throw .contradiction(field: "revisions") }
    guard let raw = UInt8(exactly: kind.rawValue), let known = DraftActKind(rawValue: raw) else {
      throw .unknownValue(field: "kind", value: kind.rawValue)
    }
    var changes: [DraftActDone.Change] = []
    for (draft, revision) in zip(drafts, revisions) {
      changes.append(
        DraftActDone.Change(
          draft: try WireReading.identifier(draft, "drafts"),
          revision: try WireReading.identifier(revision, "revisions")))
    }
    return DraftActDone(
      act: try WireReading.identifier(act, "act"), person: try WireReading.identifier(person, "person"), kind: known,
      changes: changes, reverts: reverts.isEmpty ? nil : try WireReading.identifier(reverts, "reverts"))
  }

  /// An act that takes another back names it, and no other act does.
  private func checkReverts() throws(EventDefect) {
    let takesBack = kind == .undone || kind == .redone
    guard takesBack == !reverts.isEmpty else { throw .contradiction(field: "reverts") }
  }
}

extension WireDraftActKind {
  init(_ kind: DraftActKind) {
    switch kind {
    case .created: self = .created
    case .changed: self = .changed
    case .discarded: self = .discarded
    case .recurred: self = .recurred
    case .imported: self = .imported
    case .undone: self = .undone
    case .redone: self = .redone
    }
  }
}
