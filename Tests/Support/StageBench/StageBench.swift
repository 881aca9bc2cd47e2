import Formats
import Foundation
import Model
import Storage
import Sync

/// The stages, one after the other, each over the whole file.
struct StageBench {
  private static let changeSetsPerTransaction = 40

  private let file: String
  private let folder: String
  private let importID = Identifier<Import>(high: 1, low: 0)
  private let company = Identifier<Company>(high: 2, low: 0)
  private let device = Identifier<Device>(high: 3, low: 0)
  private let key: SigningKey

  init(file: String, folder: String) throws {
    self.file = file
    self.folder = folder
    key = try SigningKey(seed: [UInt8](repeating: 7, count: 32))
  }

  func run() async throws -> String {
    let (preview, previewCost) = try await ProcessorClock.measure(control)
    guard let plan = preview.plan else { throw Fault(.configuration, "\(file) cannot be read through") }
    let (_, readCost) = try await ProcessorClock.measure { try read(plan) { _ in } }
    let (batches, encodeCost) = try await ProcessorClock.measure { try encode(plan, preview.preview) }
    let (signed, signCost) = try await ProcessorClock.measure { try sign(batches) }
    let (_, plainCost) = try await ProcessorClock.measure { try await write(batches, signed, sealed: false) }
    let (_, sealedCost) = try await ProcessorClock.measure { try await write(batches, signed, sealed: true) }
    let rows: [(String, Double)] = [
      ("contrôle du fichier", previewCost), ("lecture en écritures", readCost),
      ("encodage des événements", max(0, encodeCost - readCost)), ("signature et empreintes", signCost),
      ("SQLite : journal, tables, vues, soldes", plainCost), ("scellement", max(0, sealedCost - plainCost)),
    ]
    let total = rows.reduce(0) { $0 + $1.1 }
    let lines = rows.map { "| \($0.0) | \(Self.text($0.1)) s | \(Int(($0.1 / total * 100).rounded())) % |" }
    return """
      | étape de l’import, \(plan.lineCount) lignes | processeur | part |
      |---|---:|---:|
      \(lines.joined(separator: "\n"))
      | **ensemble** | **\(Self.text(total)) s** | |

      Magasin scellé sur magasin en clair : \(Self.text(sealedCost / plainCost)) fois.
      """
  }

  private static func text(_ value: Double) -> String { String(format: "%.2f", value) }

  private func eachChunk(_ body: (Data) throws -> Void) throws {
    guard let handle = FileHandle(forReadingAtPath: file) else { throw Fault(.inputOutput, "no file \(file)") }
    while let chunk = try handle.read(upToCount: 65_536), !chunk.isEmpty { try body(chunk) }
  }

  private func control() throws -> (preview: FECPreview, plan: FECReadingPlan?) {
    var previewer = FECPreviewer(fileName: (file as NSString).lastPathComponent)
    try eachChunk { chunk in chunk.withUnsafeBytes { previewer.feed($0) } }
    return previewer.finish(hash: [UInt8](repeating: 0, count: 32))
  }

  private func read(_ plan: FECReadingPlan, _ take: (JournalEntry.Validated) throws -> Void) throws {
    var reader = FECEntryReader(
      plan: plan, importDay: plan.year.end, firstID: Identifier(high: 4, low: 0))
    if plan.hasScatteredEntries {
      try eachChunk { chunk in chunk.withUnsafeBytes { reader.gather($0) } }
      reader.finishGathering()
    }
    try eachChunk { chunk in try chunk.withUnsafeBytes { try reader.feed($0, take) } }
    try reader.finish(take)
  }

  private struct Batch {
    let encoded: [EncodedEvent]
    let events: [BookEvent]
  }

  /// The whole import as change-sets, masters and ends included.
  private func encode(_ plan: FECReadingPlan, _ preview: FECPreview) throws -> [Batch] {
    var batcher = EventBatcher()
    var pending: [BookEvent] = []
    var batches: [Batch] = []
    func add(_ event: BookEvent) throws {
      if let ready = batcher.add(try EventCodec.encode(event)) {
        batches.append(Batch(encoded: ready, events: pending))
        pending = []
      }
      pending.append(event)
    }
    try add(.deviceEnrolled(DeviceEnrolled(id: device, publicKey: key.verifyingKey.bytes)))
    try add(
      .importAccepted(
        ImportAccepted(
          id: importID, fileName: "f", fileHash: preview.facts.hash, year: plan.year, numbering: preview.numbering,
          entryCount: UInt64(plan.entryCount), lineCount: UInt64(plan.lineCount), journals: preview.journals,
          consentsToUnbalancedEntries: true)))
    for one in plan.masters.journals { try add(.journalCreated(one)) }
    for one in plan.masters.accounts { try add(.accountCreated(one)) }
    for one in plan.masters.parties { try add(.partyCreated(one)) }
    try read(plan) { try add(.entryImported(EntryImported(importID: importID, entry: $0))) }
    try add(.importCompleted(ImportCompleted(id: importID)))
    if let last = batcher.finish() { batches.append(Batch(encoded: last, events: pending)) }
    return batches
  }

  private func sign(_ batches: [Batch]) throws -> [(SignedChangeSet, Hash256)] {
    var builder = ChangeSetBuilder(company: company, head: .start(device: device), key: key)
    return try batches.enumerated().map { index, batch in
      let now = Instant(milliseconds: Int64(index) + 1)
      let signed = try builder.seal(batch.encoded, by: nil, at: now)
      return (signed, builder.head.hash)
    }
  }

  private func write(_ batches: [Batch], _ signed: [(SignedChangeSet, Hash256)], sealed: Bool) async throws {
    let path = folder + (sealed ? "/sealed.db" : "/plain.db")
    let seal = SQLiteSeal(
      rootKey: try SecretBytes(randomCount: 32), databaseID: [UInt8](repeating: 1, count: 16), pageEpoch: 1)
    let store = sealed ? try SQLiteStore(path: path, seal: seal) : try SQLiteStore.plain(path: path)
    try await store.migrate()
    let publicKey = key.verifyingKey.bytes
    let (device, size) = (device, Self.changeSetsPerTransaction)
    for start in stride(from: 0, to: batches.count, by: size) {
      let range = start..<min(start + size, batches.count)
      let (some, theirs) = (batches[range].map(\.events), Array(signed[range]))
      try await store.write { transaction in
        let log = try ChangeSetLog(transaction)
        let projector = Projector(transaction)
        for (index, events) in some.enumerated() {
          let (changeSet, hash) = theirs[index]
          let origin = try log.append(
            StoredChangeSet(
              device: device, devicePublicKey: publicKey, deviceEpoch: 1, sequence: Int64(range.lowerBound + index + 1),
              hash: hash.bytes, body: changeSet.body, signature: changeSet.signature,
              receivedAt: Instant(milliseconds: 1)))
          try projector.add(events, origin: origin)
        }
        try projector.finish()
      }
    }
    try store.close()
  }
}
