import Model
import Storage

extension KeySlots {
  /// The root key, by a key file; whose it is.
  ///
  /// - Throws: ``KeysRefusal``; ``Storage/KeyRefusal`` `.slotFileAltered` when the slots themselves are not sound.
  func unlock(
    keyFileAt path: String, keptBy keeper: KeyFile.Keeper
  ) throws -> (rootKey: SecretBytes, owner: Identifier<Person>) {
    do {
      return try unlock(keyFile: KeyFile.read(path, keptBy: keeper))
    } catch KeyRefusal.keyFileUnsafe where keeper == .serviceManager {
      throw KeysRefusal.serviceKeyUnsafe(path: path)
    } catch let refusal as KeyRefusal { throw KeysRefusal(refusal, path: path) ?? refusal }
  }
}
