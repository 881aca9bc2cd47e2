import Foundation
import Model
import Storage

/// Writes valid key-slot files of each kind, the seeds of the fuzzer: `Tests/Fixtures/KeySlots`. Their secrets are
/// known and lie beside them; they open nothing but themselves.
enum SlotCorpus {
  private static let people = ["Alice Le Goff", "Bruno", "Chloé"]

  static func write(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let kinds = [("one-user", 1), ("several-users", 3), ("key-file", 1), ("recovery-kit", 2), ("restored", 2)]
    for (name, count) in kinds {
      var (slots, rootKey) = try KeySlots.create()
      for number in 0..<count {
        try slots.addUser(
          Identifier(high: 1, low: UInt64(number)), name: people[number],
          password: .password("mot de passe \(number)"), rootKey: rootKey, cost: .lowest)
      }
      if ["key-file", "restored"].contains(name) {
        let key = try KeyFile.create(folder + "/\(name).key")
        try slots.setKeyFile(key, owner: Identifier(high: 1, low: 0), rootKey: rootKey)
      }
      if ["recovery-kit", "restored"].contains(name) {
        let code = try slots.renewRecoveryKit(rootKey: rootKey, cost: .lowest)
        try Data((code.printed + "\n").utf8).write(to: URL(fileURLWithPath: folder + "/\(name).code"))
      }
      if name == "restored" { (slots, rootKey) = try slots.restored(rootKey) }
      let place = folder + "/writing"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      try KeySlotFile.save(slots, to: place)
      try DurableFolder.rename(place + "/keys.slots", to: folder + "/\(name).slots")
      try FileManager.default.removeItem(atPath: place)
    }
  }
}
