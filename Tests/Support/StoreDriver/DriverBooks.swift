import Model
import Storage

/// The company that this process and the test both know how to open.
enum DriverBooks {
  static let user = Identifier<Person>(high: 3, low: 4)
  static let password = "correct cheval pile agrafe"

  static func create(_ path: String) async throws -> CompanyVault {
    var (slots, rootKey) = try KeySlots.create()
    try slots.addUser(
      user, name: "Maëlle", password: try .password(password), rootKey: rootKey, cost: .lowest)
    return try await CompanyVault.create(at: try CompanyFolder(path: path), slots: slots, rootKey: rootKey)
  }

  static func keys(_ path: String) throws -> (slots: KeySlots, rootKey: SecretBytes) {
    let slots = try KeySlotFile.load(from: path).slots
    return (slots, try slots.unlock(user: user, password: try .password(password)))
  }

  static func open(_ path: String) async throws -> CompanyVault {
    let (slots, rootKey) = try keys(path)
    return try await CompanyVault.open(try CompanyFolder(path: path), slots: slots, rootKey: rootKey)
  }

  /// Appends and projects the change-sets of a log from `first` on, one transaction each.
  static func write(_ log: GeneratedLog, from first: Int = 0, to store: any Store, _ done: (Int) -> Void) async throws {
    for index in first..<log.changeSets.count {
      let (stored, events) = (log.stored(index), log.changeSets[index])
      try await store.write { transaction in
        let origin = try ChangeSetLog(transaction).append(stored)
        try Projector(transaction).project(events, origin: origin)
      }
      done(index + 1)
    }
  }
}
