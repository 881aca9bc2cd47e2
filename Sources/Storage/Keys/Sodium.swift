import CSodium
import Model

/// The library must be initialised before anything of it is used; once per process, from any thread.
enum Sodium {
  private static let status: Int32 = sodium_init()

  /// - Throws: ``Model/Fault`` `.randomness` when the system has no source of randomness.
  static func ready() throws {
    guard status >= 0 else { throw Fault(.randomness, "libsodium could not be initialised") }
  }

  static func wipe(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { buffer in
      if let start = buffer.baseAddress { sodium_memzero(start, buffer.count) }
    }
  }

  /// Random bytes that are no secret: salts, nonces, identifiers.
  static func randomBytes(_ count: Int) throws -> [UInt8] {
    try ready()
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }
}
