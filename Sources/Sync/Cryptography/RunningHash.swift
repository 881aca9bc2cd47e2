import CSodium

/// BLAKE2b-256 of bytes that come piece by piece: a file read in blocks, for instance.
///
/// ```swift
/// let hash = RunningHash()
/// while let block = try file.next() { hash.update(block) }
/// let fileHash = hash.finish()
/// ```
public final class RunningHash {
  /// The C type asks for an alignment of 64, which a stored property would not promise.
  private let state: OpaquePointer

  public init() {
    _ = Sodium.isReady
    let memory = UnsafeMutableRawPointer.allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
    state = OpaquePointer(memory)
    crypto_generichash_init(state, nil, 0, Hash256.byteCount)
  }

  deinit { UnsafeMutableRawPointer(state).deallocate() }

  public func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  public func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
    crypto_generichash_update(state, start, UInt64(bytes.count))
  }

  /// The hash of all that was given. Call it once: nothing may be added afterwards.
  public func finish() -> Hash256 {
    var bytes = [UInt8](repeating: 0, count: Hash256.byteCount)
    crypto_generichash_final(state, &bytes, Hash256.byteCount)
    return Hash256(unchecked: bytes)
  }
}
