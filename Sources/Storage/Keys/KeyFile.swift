import Foundation
import Model

/// A file that opens the books with nobody at the keyboard: 32 random bytes that only the account of the service may
/// read. It lowers the protection of the books to that of this machine: whoever can read the file can read the books.
public enum KeyFile {
  static let size = 32

  /// Draws a key and writes it to a new file, mode 0600. A file that is there is left alone and refused.
  public static func create(_ path: String) throws -> SecretBytes {
    let key = try SecretBytes(randomCount: size)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw KeyRefusal.keyFileExists }
      throw FileFault.last("open", path)
    }
    defer { close(descriptor) }
    do {
      let written = key.withBytes { Foundation.write(descriptor, $0, size) }
      guard written == size, fsync(descriptor) == 0 else { throw FileFault.last("write", path) }
      try DurableFolder.synchronize(folderOf: path)
    } catch {
      unlink(path)
      throw error
    }
    return key
  }

  /// Who sees to it that nobody else reads a key.
  public enum Keeper: Sendable {
    /// The account of the program: the file is its own, or of root, and closed to everybody else.
    case account
    /// systemd, in the folder of a service's credentials. It may leave the file to root and let the service read it by
    /// an access list, which then shows as rights of the group.
    case serviceManager
  }

  /// The key in the file. The owner and the mode are looked at first: a key that others may read is no key.
  ///
  /// - Throws: ``KeyRefusal`` `.keyFileMissing`, `.keyFileUnsafe` or `.keyFileDamaged`.
  public static func read(_ path: String, keptBy keeper: Keeper = .account) throws -> SecretBytes {
    if keeper == .serviceManager { try checkCredentials((path as NSString).deletingLastPathComponent) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: throw KeyRefusal.keyFileMissing
      case ELOOP: throw KeyRefusal.keyFileUnsafe
      default: throw FileFault.last("open", path)
      }
    }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw FileFault.last("stat", path) }
    let isListed = keeper == .serviceManager && facts.st_uid == 0
    guard facts.st_mode & S_IFMT == S_IFREG, isOurs(facts), facts.st_mode & (isListed ? 0o037 : 0o077) == 0 else {
      throw KeyRefusal.keyFileUnsafe
    }
    guard facts.st_size == size else { throw KeyRefusal.keyFileDamaged }
    return try SecretBytes(count: size) { bytes in
      guard Foundation.read(descriptor, bytes, size) == size else { throw KeyRefusal.keyFileDamaged }
    }
  }
  private static func isOurs(_ facts: stat) -> Bool { facts.st_uid == geteuid() || facts.st_uid == 0 }

  /// A folder that others may write to is not the one that systemd makes.
  private static func checkCredentials(_ folder: String) throws {
    var facts = stat()
    guard lstat(folder, &facts) == 0 else { throw KeyRefusal.keyFileMissing }
    guard facts.st_mode & S_IFMT == S_IFDIR, isOurs(facts), facts.st_mode & 0o027 == 0 else {
      throw KeyRefusal.keyFileUnsafe
    }
  }
}
