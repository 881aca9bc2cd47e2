import Foundation
import Model
import Storage

/// What an import costs the store, step by step: seconds of processor and of clock, and memory.
enum Measure {
  static func run(_ arguments: [String]) async throws {
    guard arguments.count == 4, let lineCount = Int(arguments[1]), let batch = Int(arguments[2]) else { exit(64) }
    let folder = arguments[0]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/books.db"
    let store =
      arguments[3] == "plain"
      ? try SQLiteStore.plain(path: path)
      : try SQLiteStore(
        path: path,
        seal: SQLiteSeal(
          rootKey: try SecretBytes(randomCount: 32), databaseID: [UInt8](repeating: 5, count: 16), pageEpoch: 1))
    try await store.migrate()
    var clock = StepClock()
    try await insert(store, lines: lineCount, perTransaction: batch, &clock)
    try await complete(store)
    clock.step("completion")
    try await store.checkpoint()
    clock.step("checkpoint")
    print("file MB", (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0) / 1_000_000)
    try await ReadMeasure.run(store, &clock)
    if ProcessInfo.processInfo.environment["WITHDRAW"] != nil {
      try await withdraw(store)
      clock.step("withdrawal")
    }
    try store.close()
    clock.step("close")
    clock.total()
  }

  /// 3,000 accounts and 20,000 third parties instead of 300 and 5,000.
  private static let isWide = ProcessInfo.processInfo.environment["WIDE"] != nil
  private static let perChangeSet = 200
  private static let origin = Origin(deviceNumber: 1, deviceEpoch: 1, sequence: 1)

  static func insert(
    _ store: SQLiteStore, lines: Int, perTransaction: Int, _ clock: inout StepClock
  ) async throws {
    var books = try GeneratedBooks(seed: 1, parties: isWide ? 20_000 : 5_000, accounts: isWide ? 1_500 : 150)
    let accepted = books.accepted(entries: UInt64(lines / 3), lines: UInt64(lines))
    try await store.write { try Projector($0).project([.importAccepted(accepted)], origin: origin) }
    var done = 0
    var sequence: Int64 = 1
    var interning = Interning()
    while done < lines {
      var events: [BookEvent] = []
      var count = 0
      while count < perTransaction, done + count < lines {
        events.append(.entryImported(books.entry()))
        count += 3
      }
      done += count
      clock.step("generation")
      let (batch, first, learnt) = (events, sequence, interning)
      interning = try await store.write { try append(batch, first, learnt, $0) }
      sequence += Int64((events.count + perChangeSet - 1) / perChangeSet)
      clock.step("insertion")
    }
  }

  private static func append(
    _ events: [BookEvent], _ first: Int64, _ interning: Interning, _ transaction: any WriteTransaction
  ) throws -> Interning {
    let log = try ChangeSetLog(transaction)
    let projector = Projector(transaction, interning: interning)
    var sequence = first
    for start in stride(from: 0, to: events.count, by: perChangeSet) {
      let part = events[start..<min(start + perChangeSet, events.count)]
      let body = [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: part.count * 225)
      let origin = try log.append(
        StoredChangeSet(
          device: Identifier(high: 1, low: 1), devicePublicKey: [UInt8](repeating: 1, count: 32), deviceEpoch: 1,
          sequence: sequence, hash: [UInt8](repeating: 2, count: 32), body: body,
          signature: [UInt8](repeating: 4, count: 64), receivedAt: Instant(milliseconds: 0)))
      try projector.add(part, origin: origin)
      sequence += 1
    }
    try projector.finish()
    return projector.interning
  }

  static func complete(_ store: SQLiteStore) async throws {
    let id = try GeneratedBooks(seed: 1).importID
    try await store.write { try Projector($0).project([.importCompleted(ImportCompleted(id: id))], origin: origin) }
  }

  private static func withdraw(_ store: SQLiteStore) async throws {
    let event = BookEvent.importWithdrawn(ImportWithdrawn(id: try GeneratedBooks(seed: 1).importID, reason: "essai"))
    try await store.write { try Projector($0).project([event], origin: origin) }
  }
}
