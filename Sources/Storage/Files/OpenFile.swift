import Foundation
import Model

/// An open file of the system, closed when the last user lets go. Used from one thread at a time.
final class OpenFile {
  let path: String
  private let descriptor: Int32

  /// A new file that only its owner may read; one left over from an interrupted attempt is replaced.
  static func create(_ path: String) throws -> OpenFile {
    try OpenFile(path, flags: O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW)
  }

  static func reading(_ path: String) throws -> OpenFile { try OpenFile(path, flags: O_RDONLY | O_CLOEXEC) }

  private init(_ path: String, flags: Int32) throws {
    self.path = path
    descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else { throw FileFault.last("open", path) }
  }

  deinit { close(descriptor) }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFault.last("write", path) }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
  }

  /// Up to `count` bytes; fewer only at the end of the file.
  func read(_ count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
        if got < 0, errno == EINTR { continue }
        guard got >= 0 else { throw FileFault.last("read", path) }
        if got == 0 { return }
        filled += got
      }
    }
  }

  /// Writes over what is there, wherever the next ``write(_:)`` goes.
  func overwrite(_ bytes: [UInt8], at offset: UInt64) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { whole in
        let rest = UnsafeRawBufferPointer(rebasing: whole.dropFirst(done))
        return pwrite(descriptor, rest.baseAddress, rest.count, off_t(clamping: offset + UInt64(done)))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFault.last("write", path) }
      done += count
    }
  }

  /// The next ``read(_:)`` begins there.
  func seek(to offset: UInt64) throws {
    guard lseek(descriptor, off_t(clamping: offset), SEEK_SET) >= 0 else { throw FileFault.last("seek", path) }
  }

  /// Bytes.
  func size() throws -> UInt64 {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw FileFault.last("stat", path) }
    return UInt64(clamping: facts.st_size)
  }

  /// What is read next comes from the disk, not from the memory of the system: only for a file that was synchronised.
  /// An advice, which a system may leave.
  func forgetPages() { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) }

  func synchronize() throws {
    guard fsync(descriptor) == 0 else { throw FileFault.last("fsync", path) }
  }
}
