import CSodium
import Foundation
import Model

/// A file kept sealed beside the books, for instance the original of an import. Its key belongs to this file alone.
///
/// Layout: `FMPFILE` and the digit of the form, 16 bytes of identifier, the 24 bytes of the stream's header, then
/// chunks of 64 KiB, each 17 bytes longer once sealed. The last chunk carries the final tag, so that a file cut short
/// is refused. Every chunk vouches for the form and the identifier too.
enum SealedFileFormat {
  /// What the chunks hold, once opened.
  enum Form: UInt8 {
    /// The bytes of the file. Read for ever, written no more.
    case plain = 0x31
    /// The bytes of the file as one frame of ``StreamCompressor``.
    case compressed = 0x32
  }

  private static let magic = Array("FMPFILE".utf8)
  static let prefixSize = magic.count + 1 + 16
  static let chunk = 65_536
  static let overhead = Int(crypto_secretstream_xchacha20poly1305_ABYTES)
  static let headerSize = Int(crypto_secretstream_xchacha20poly1305_HEADERBYTES)
  /// Macros with casts, which Swift does not import.
  static let messageTag: UInt8 = 0
  static let finalTag: UInt8 = 3

  /// What a file of this form and identifier begins with.
  static func prefix(_ form: Form, _ identifier: [UInt8]) -> [UInt8] { magic + [form.rawValue] + identifier }

  /// The form of the file that begins so; nil when it is not the one of this identifier.
  static func form(_ prefix: [UInt8], _ identifier: [UInt8]) -> Form? {
    guard prefix.count == prefixSize, let form = Form(rawValue: prefix[magic.count]),
      prefix == Self.prefix(form, identifier)
    else { return nil }
    return form
  }

  static func key(_ rootKey: SecretBytes, _ purpose: String, _ identifier: [UInt8]) throws -> SecretBytes {
    guard identifier.count == 16 else { throw Fault(.configuration, "a sealed file is named by 16 bytes") }
    return try KeyedHash.derive("file " + purpose, identifier, from: rootKey)
  }
}

/// Writes a sealed file, compressed first: what is sealed cannot be made shorter any more. It has its name only once
/// ``finish()`` returned; before, nothing of it is seen.
public final class SealedFileWriter {
  private let path: String
  private let file: OpenFile
  private let prefix: [UInt8]
  private var state: crypto_secretstream_xchacha20poly1305_state
  private let compressor: StreamCompressor
  private var pending: [UInt8] = []
  private var isFinished = false

  public init(path: String, rootKey: SecretBytes, purpose: String, identifier: [UInt8]) throws {
    self.path = path
    let key = try SealedFileFormat.key(rootKey, purpose, identifier)
    prefix = SealedFileFormat.prefix(.compressed, identifier)
    compressor = try StreamCompressor()
    var header = [UInt8](repeating: 0, count: SealedFileFormat.headerSize)
    var drawn = crypto_secretstream_xchacha20poly1305_state()
    _ = key.withBytes { crypto_secretstream_xchacha20poly1305_init_push(&drawn, &header, $0) }
    state = drawn
    file = try OpenFile.create(path + ".tmp")
    try (prefix + header).withUnsafeBytes(file.write)
  }

  deinit {
    sodium_memzero(&state, MemoryLayout.size(ofValue: state))
    if !isFinished { unlink(file.path) }
  }

  public func write(_ bytes: some Collection<UInt8>) throws {
    let written: Void? = try bytes.withContiguousStorageIfAvailable {
      try compressor.add(UnsafeRawBufferPointer($0), take)
    }
    if written == nil { try Array(bytes).withUnsafeBytes { try compressor.add($0, take) } }
  }

  private func take(_ compressed: ArraySlice<UInt8>) throws {
    pending.append(contentsOf: compressed)
    // One byte is always kept back: the last chunk is only known when nothing follows.
    var start = 0
    while pending.count - start > SealedFileFormat.chunk {
      try push(pending[start..<start + SealedFileFormat.chunk], SealedFileFormat.messageTag)
      start += SealedFileFormat.chunk
    }
    pending.removeFirst(start)
  }

  public func finish() throws {
    try compressor.finish(take)
    try push(pending[...], SealedFileFormat.finalTag)
    try file.synchronize()
    try DurableFolder.rename(file.path, to: path)
    isFinished = true
  }

  private func push(_ chunk: ArraySlice<UInt8>, _ tag: UInt8) throws {
    var sealed = [UInt8](repeating: 0, count: chunk.count + SealedFileFormat.overhead)
    _ = chunk.withUnsafeBufferPointer {
      crypto_secretstream_xchacha20poly1305_push(
        &state, &sealed, nil, $0.baseAddress, UInt64($0.count), prefix, UInt64(prefix.count), tag)
    }
    try sealed.withUnsafeBytes(file.write)
  }
}

/// Reads a sealed file, chunk by chunk: each authenticates before any of it is looked at. What was read is only whole
/// once ``read()`` answered nil.
public final class SealedFileReader {
  private let file: OpenFile
  private let prefix: [UInt8]
  private var state: crypto_secretstream_xchacha20poly1305_state
  private var isAtEnd = false
  /// Nil for a file written before there was compression.
  private let expander: StreamExpander?

  /// - Throws: ``Model/Fault`` `.alteredData` when the file is not the one of that name and purpose.
  public init(path: String, rootKey: SecretBytes, purpose: String, identifier: [UInt8]) throws {
    let key = try SealedFileFormat.key(rootKey, purpose, identifier)
    file = try OpenFile.reading(path)
    prefix = try file.read(SealedFileFormat.prefixSize)
    let header = try file.read(SealedFileFormat.headerSize)
    var opened = crypto_secretstream_xchacha20poly1305_state()
    guard let form = SealedFileFormat.form(prefix, identifier), header.count == SealedFileFormat.headerSize,
      key.withBytes({ crypto_secretstream_xchacha20poly1305_init_pull(&opened, header, $0) }) == 0
    else { throw Fault(.alteredData, "\(path) does not start as the sealed file it should be") }
    expander = form == .compressed ? try StreamExpander() : nil
    state = opened
  }

  deinit { sodium_memzero(&state, MemoryLayout.size(ofValue: state)) }

  /// The next bytes, at most 64 KiB; nil once the end was authenticated.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` when a chunk does not authenticate, or the file is cut or too long.
  public func read() throws -> [UInt8]? {
    guard let expander else { return try open() }
    var piece: [UInt8] = []
    while piece.count < SealedFileFormat.chunk {
      guard let more = expander.next(SealedFileFormat.chunk - piece.count) else { throw altered }
      piece += more
      if more.isEmpty {
        guard let compressed = try open() else { break }
        expander.add(compressed)
      }
    }
    if !piece.isEmpty { return piece }
    guard expander.isComplete else { throw altered }
    return nil
  }

  /// The next chunk, authenticated; nil after the last one.
  private func open() throws -> [UInt8]? {
    if isAtEnd { return nil }
    let sealed = try file.read(SealedFileFormat.chunk + SealedFileFormat.overhead)
    guard sealed.count >= SealedFileFormat.overhead else { throw altered }
    var opened = [UInt8](repeating: 0, count: sealed.count - SealedFileFormat.overhead)
    var tag: UInt8 = 0
    let code = opened.withUnsafeMutableBufferPointer {
      crypto_secretstream_xchacha20poly1305_pull(
        &state, $0.baseAddress, nil, &tag, sealed, UInt64(sealed.count), prefix, UInt64(prefix.count))
    }
    guard code == 0 else { throw altered }
    if tag == SealedFileFormat.finalTag {
      guard try file.read(1).isEmpty else { throw altered }
      isAtEnd = true
    }
    return opened
  }

  private var altered: Fault { Fault(.alteredData, "\(file.path) was altered or cut") }
}
