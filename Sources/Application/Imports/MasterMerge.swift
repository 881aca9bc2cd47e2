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
      let label = Self.label(
        journal.label, known: known?.label, isInUse: known.map { used.journals.contains($0.number) })
      if known?.label != label { events.append(.journalCreated(JournalCreated(code: journal.code, label: label))) }
      kept.journals.append(JournalCreated(code: journal.code, label: label))
    }
    let accounts = Dictionary(uniqueKeysWithValues: try transaction.accounts().map { ($0.account, $0) })
    for account in masters.accounts {
      let known = accounts[account.number]
      let label = Self.label(
        account.label, known: known?.label, isInUse: known.map { used.accounts.contains($0.number) })
      if known?.label != label { events.append(.accountCreated(AccountCreated(number: account.number, label: label))) }
      kept.accounts.append(AccountCreated(number: account.number, label: label))
    }
    let parties = Dictionary(uniqueKeysWithValues: try transaction.parties().map { ($0.key, $0) })
    for party in masters.parties {
      let known = parties[party.key]
      let label = Self.label(party.label, known: known?.label, isInUse: known.map { used.parties.contains($0.number) })
      if known?.label != label { events.append(.partyCreated(PartyCreated(key: party.key, label: label))) }
      kept.parties.append(PartyCreated(key: party.key, label: label))
    }
  }

  /// The one rule of the three kinds: a label that something stands on is kept, any other gives way to the file's.
  private static func label(_ fileLabel: String, known: String?, isInUse: Bool?) -> String {
    isInUse == true ? known ?? fileLabel : fileLabel
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
