import CSodium

/// BLAKE2b-256 of bytes that come block by block, without a key: finds accidents, not attacks.
final class RunningChecksum {
  /// The C type asks for an alignment of 64, which a stored property would not promise.
  private let state: OpaquePointer

  init() throws {
    try Sodium.ready()
    let memory = UnsafeMutableRawPointer.allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
    state = OpaquePointer(memory)
    crypto_generichash_init(state, nil, 0, 32)
  }

  deinit { UnsafeMutableRawPointer(state).deallocate() }

  func update(_ bytes: [UInt8]) { crypto_generichash_update(state, bytes, UInt64(bytes.count)) }

  /// The hash of all that was given. Called once: nothing may be added afterwards.
  func finish() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32)
    crypto_generichash_final(state, &bytes, 32)
    return bytes
  }
}
