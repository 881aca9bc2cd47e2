import CSodium
import Foundation
import Model

/// Bytes nobody else may see: kept out of swap where the system allows it, between guard pages, and wiped when the
/// last user lets go.
///
/// Sendable because the bytes never change after the initialiser.
public final class SecretBytes: @unchecked Sendable {
  public let count: Int
  private let start: UnsafeMutableRawPointer

  /// `fill` writes the secret in place, so that no copy of it exists elsewhere.
  public init(count: Int, fill: (UnsafeMutablePointer<UInt8>) throws -> Void) throws {
    try Sodium.ready()
    guard count > 0, let memory = sodium_malloc(count) else {
      throw Fault(.configuration, "no guarded memory for \(count) bytes of a secret")
    }
    start = memory
    self.count = count
    // Should it throw, the memory is given back by `deinit`: nothing is left to set.
    try fill(memory.assumingMemoryBound(to: UInt8.self))
    sodium_mprotect_readonly(memory)
  }

  /// Takes the bytes in and wipes where they came from.
  public convenience init(wiping bytes: inout [UInt8]) throws {
    defer { Sodium.wipe(&bytes) }
    try self.init(count: bytes.count) { $0.update(from: bytes, count: bytes.count) }
  }

  /// Random bytes nobody can guess.
  public convenience init(randomCount count: Int) throws {
    try self.init(count: count) { randombytes_buf($0, count) }
  }

  deinit { sodium_free(start) }

  /// The pointer must not be kept beyond `body`.
  public func withBytes<Result>(_ body: (UnsafePointer<UInt8>) throws -> Result) rethrows -> Result {
    try body(UnsafePointer(start.assumingMemoryBound(to: UInt8.self)))
  }

  /// Compares in constant time.
  public func equals(_ other: SecretBytes) -> Bool {
    count == other.count && sodium_memcmp(start, other.start, count) == 0
  }
}

extension SecretBytes {
  /// A password as it was typed, in one canonical form: the same letters from another keyboard give the same bytes.
  public static func password(_ text: String) throws -> SecretBytes {
    var bytes = Array(text.precomposedStringWithCanonicalMapping.utf8)
    guard !bytes.isEmpty, bytes.count <= 1_024 else { throw KeyRefusal.wrongPassword }
    return try SecretBytes(wiping: &bytes)
  }
}
