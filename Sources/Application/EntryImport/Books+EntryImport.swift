import Formats
import Model
import Storage

/// A file of entries, before anything of it is kept.
public struct EntryFilePreview: Sendable {
  public let fileName: String
  public let facts: EntryFileFacts
  public let mapping: EntryMapping
  /// Why its columns are not enough; nothing was then read.
  public let mappingDefects: [EntryMappingDefect]
  public let rows: EntryRows?
  /// Accounts and third parties that the books do not have.
  public let unknownNames: [String]
  /// Readings kept under a name.
  public let known: [EntryMapping]
  /// The journals of the books.
  public let journals: [String]
}

/// Why a file of entries was not taken.
public enum EntryFileRefusal: Refusal, Equatable {
  case noFile
  case unreadable(EntryFileDefect)
  /// The columns do not tell enough, or lines have faults: what the preview shows.
  case faulty
  case nothingToKeep

  public var code: String {
    switch self {
    case .noFile: "entry_file.none"
    case .unreadable: "entry_file.unreadable"
    case .faulty: "entry_file.faulty"
    case .nothingToKeep: "entry_file.nothing_to_keep"
    }
  }
}

extension Books {
  private var entryFileNote: String { "entry-file:\(personID)" }

  /// Readings of files kept under a name.
  public func entryMappings() async throws -> [EntryMapping] {
    try authorise(.draftEntries)
    return try await store.read { try $0.entryMappings() }
  }

  /// Keeps a file while its columns are told, sealed with the books and outside of the log; one for each person.
  public func keepEntryFile(name: String, _ bytes: [UInt8]) async throws {
    try authorise(.draftEntries)
    _ = try Self.table(bytes)
    let note = entryFileNote
    let head = Array(name.utf8.prefix(255))
    try await store.write { try $0.keep(note: note, [UInt8(head.count)] + head + bytes) }
  }

  private static func table(_ bytes: [UInt8]) throws -> CSVTable {
    do { return try CSVTable(bytes) } catch { throw EntryFileRefusal.unreadable(error) }
  }

  /// What the file that is kept would become.
  ///
  /// - Parameter wanted: how its columns are read; nil for the reading that was kept for this header, else what the
  ///   names of the columns say.
  public func entryFilePreview(_ wanted: EntryMapping?) async throws -> EntryFilePreview {
    try authorise(.draftEntries)
    let note = entryFileNote
    return try await store.read { transaction in
      guard let kept = try transaction.note(note), let count = kept.first else { throw EntryFileRefusal.noFile }
      let name = String(decoding: kept.dropFirst().prefix(Int(count)), as: UTF8.self)
      let table = try Self.table(Array(kept.dropFirst(1 + Int(count))))
      return try Self.preview(name, table, wanted, transaction)
    }
  }

  private static func preview(
    _ name: String, _ table: CSVTable, _ wanted: EntryMapping?, _ transaction: any ReadTransaction
  ) throws -> EntryFilePreview {
    let header = EntryMapping.header(of: table.facts.header)
    let known = try transaction.entryMappings()
    let mapping =
      wanted ?? known.first { $0.header == header && $0.columns.count == table.facts.header.count }
      ?? EntryMapping(name: "", header: header, columns: EntryMapping.guess(table.facts.header), journal: "")
    let journals = try transaction.journals().map(\.code)
    let defects = mapping.defects
    let rows =
      defects.isEmpty
      ? EntryRows(table.rows.map { ($0.number, $0.fields) }, mapping: mapping, journals: Set(journals)) : nil
    return EntryFilePreview(
      fileName: name, facts: table.facts, mapping: mapping, mappingDefects: defects, rows: rows,
      unknownNames: try rows.map { try unknownNames($0, transaction) } ?? [], known: known, journals: journals)
  }

  private static func unknownNames(_ rows: EntryRows, _ transaction: any ReadTransaction) throws -> [String] {
    let lines = rows.entries.flatMap(\.lines)
    let accounts = try Set(lines.map(\.account)).filter { try transaction.account($0) == nil }
    let parties = try Set(lines.compactMap(\.party)).filter { try transaction.party($0) == nil }.map(\.code)
    return accounts.sorted() + parties.sorted()
  }

  /// Makes drafts of the file that is kept, all of them as one act, and forgets it. A file with a fault makes none.
  ///
  /// - Parameters:
  ///   - keepsUnbalanced: entries whose debit and credit differ become drafts too, to be corrected; else they are left
  ///     out.
  ///   - savesMapping: the reading is kept under its name, and proposed for the next file with this header.
  /// - Returns: how many drafts were made.
  @discardableResult
  public func acceptEntryFile(
    _ mapping: EntryMapping, keepsUnbalanced: Bool, savesMapping: Bool
  ) async throws -> Int {
    try authorise(.draftEntries)
    if savesMapping { try authorise(.changeMasters) }
    let (note, environment) = (entryFileNote, open.environment)
    let recorder = DraftRecorder(person: personID, environment: environment)
    return try await open.current().writer.append(cutting: personID) { transaction in
      guard let kept = try transaction.note(note), let count = kept.first else { throw EntryFileRefusal.noFile }
      let table = try Self.table(Array(kept.dropFirst(1 + Int(count))))
      let found = try Self.preview("", table, mapping, transaction)
      guard let rows = found.rows, rows.defects.isEmpty else { throw EntryFileRefusal.faulty }
      let wanted = rows.entries.filter { keepsUnbalanced || $0.imbalance.isZero }
      guard !wanted.isEmpty else { throw EntryFileRefusal.nothingToKeep }
      let changes = wanted.map { entry in
        let draft = Self.draft(entry, environment)
        return recorder.change(draft.id, seen: [], .edited(EntryDraft(id: draft.id).edit(toBecome: draft)))
      }
      try transaction.forget(note: note)
      return (Self.saving(mapping, table, savesMapping, found.known) + recorder.act(.imported, changes), changes.count)
    }
  }

  private static func saving(
    _ mapping: EntryMapping, _ table: CSVTable, _ isWanted: Bool, _ known: [EntryMapping]
  ) -> [BookEvent] {
    guard isWanted, !mapping.name.isEmpty else { return [] }
    var wanted = mapping
    wanted.header = EntryMapping.header(of: table.facts.header)
    let before = known.first { $0.name == wanted.name }
    guard before != wanted else { return [] }
    func changes<Field: Equatable>(_ path: KeyPath<EntryMapping, Field>) -> Field? {
      before?[keyPath: path] == wanted[keyPath: path] ? nil : wanted[keyPath: path]
    }
    return [
      .entryMappingChanged(
        EntryMappingChanged(
          name: wanted.name, header: changes(\.header), columns: changes(\.columns), journal: changes(\.journal)))
    ]
  }

  private static func draft(_ entry: EntryRows.Entry, _ environment: Environment) -> EntryDraft {
    EntryDraft(
      id: environment.identifier(), journal: entry.journal, date: entry.date, voucherReference: entry.voucher,
      label: entry.label,
      lines: entry.lines.enumerated().map { place, line in
        EntryDraftLine(
          id: environment.identifier(), account: line.account, party: line.party, amount: line.amount,
          label: line.label == entry.label ? "" : line.label, dueDate: line.dueDate, place: Int64(place + 1))
      })
  }
}
