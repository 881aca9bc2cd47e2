import Foundation
import Model
import Storage

/// That these books were restored, until a gérant has settled it.
struct RestoredNote: Codable, Sendable {
  private static let name = "restored"

  let madeAt: Int64
  let changeSetCount: Int64
  let missing: Int64?

  func keep(_ transaction: any WriteTransaction) throws {
    try transaction.keep(note: Self.name, Array(try JSONEncoder().encode(self)))
  }

  /// What is to be told; nil when nothing is.
  static func finding(_ transaction: any ReadTransaction) throws -> RolledBack? {
    guard let bytes = try transaction.note(name) else { return nil }
    let note: RestoredNote
    do {
      note = try JSONDecoder().decode(RestoredNote.self, from: Data(bytes))
    } catch { return RolledBack(kind: .unreadable, noted: 0) }
    return RolledBack(
      kind: .restored(madeAt: Instant(milliseconds: note.madeAt), missing: note.missing),
      noted: note.missing.map { note.changeSetCount + $0 } ?? 0)
  }

  static func forget(_ transaction: any WriteTransaction) throws { try transaction.forget(note: name) }
}
