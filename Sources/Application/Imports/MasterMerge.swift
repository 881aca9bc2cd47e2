import Formats
import Model
import Storage

/// Joins the journals, accounts and third parties of a file to those of the books.
///
/// A master that visible lines stand on keeps its label: the lines of the file that say another one carry it. A master
/// that nothing stands on, as a withdrawn import leaves them, takes the label of the file.
struct MasterMerge: Sendable {
  /// What the books must be told before the entries come.
  private(set) var events: [BookEvent] = []
  /// The masters of the file with the labels that the books will hold.
  private(set) var kept = FECMasters()

  init(of masters: FECMasters, into transaction: any ReadTransaction) throws {
    let used = try transaction.mastersInUse()
    let journals = Dictionary(uniqueKeysWithValues: try transaction.journals().map { ($0.code, $0) })
    for journal in masters.journals {
      let known = journals[journal.code]
      let label = known.flatMap { used.journals.contains($0.number) ? $0.label : nil } ?? journal.label
      if known?.label != label { events.append(.journalCreated(JournalCreated(code: journal.code, label: label))) }
      kept.journals.append(JournalCreated(code: journal.code, label: label))
    }
    let accounts = Dictionary(uniqueKeysWithValues: try transaction.accounts().map { ($0.account, $0) })
    for account in masters.accounts {
      let known = accounts[account.number]
      let label = known.flatMap { used.accounts.contains($0.number) ? $0.label : nil } ?? account.label
      if known?.label != label { events.append(.accountCreated(AccountCreated(number: account.number, label: label))) }
      kept.accounts.append(AccountCreated(number: account.number, label: label))
    }
    let parties = Dictionary(uniqueKeysWithValues: try transaction.parties().map { ($0.key, $0) })
    for party in masters.parties {
      let known = parties[party.key]
      let label = known.flatMap { used.parties.contains($0.number) ? $0.label : nil } ?? party.label
      if known?.label != label { events.append(.partyCreated(PartyCreated(key: party.key, label: label))) }
      kept.parties.append(PartyCreated(key: party.key, label: label))
    }
  }

  /// The events cut into change-sets.
  func batches() throws -> [EncodedBatch] {
    var cutter = BatchCutter()
    var batches: [EncodedBatch] = []
    for event in events {
      if let batch = try cutter.add(event) { batches.append(batch) }
    }
    if let last = cutter.finish() { batches.append(last) }
    return batches
  }
}
