import CZstd
import Model

/// Makes a stream of bytes shorter as it passes, in memory that does not depend on its length. One Zstandard frame
/// (RFC 8878). Used from one thread at a time.
final class StreamCompressor {
  /// On a FEC, an eighth of the size for a quarter of a second of CPU per million lines; higher levels cost several
  /// times as much and gain little.
  private static let level: Int32 = 1
  /// The reader refuses a larger window: what it needs of memory is fixed by the format, not by the file.
  static let windowLog: Int32 = 19

  private let context: OpaquePointer
  private var room = [UInt8](repeating: 0, count: ZSTD_CStreamOutSize())

  init() throws {
    guard let made = ZSTD_createCCtx() else { throw Fault(.configuration, "no memory to compress a file") }
    context = made
    for (parameter, value) in [(ZSTD_c_compressionLevel, Self.level), (ZSTD_c_windowLog, Self.windowLog)] {
      guard ZSTD_isError(ZSTD_CCtx_setParameter(made, parameter, value)) == 0 else {
        throw Fault(.configuration, "libzstd refuses a parameter of its compressor")
      }
    }
  }

  deinit { ZSTD_freeCCtx(context) }

  /// Takes the bytes in, and gives `take` what comes out of them and of those before, in pieces.
  func add(_ bytes: UnsafeRawBufferPointer, _ take: (ArraySlice<UInt8>) throws -> Void) throws {
    try run(bytes, ZSTD_e_continue, take)
  }

  /// Ends the frame.
  func finish(_ take: (ArraySlice<UInt8>) throws -> Void) throws {
    try run(UnsafeRawBufferPointer(start: nil, count: 0), ZSTD_e_end, take)
  }

  private func run(
    _ bytes: UnsafeRawBufferPointer, _ directive: ZSTD_EndDirective, _ take: (ArraySlice<UInt8>) throws -> Void
  ) throws {
    var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
    while true {
      var left = 0
      let count = room.withUnsafeMutableBytes {
        var output = ZSTD_outBuffer(dst: $0.baseAddress, size: $0.count, pos: 0)
        left = ZSTD_compressStream2(context, &output, &input, directive)
        return output.pos
      }
      guard ZSTD_isError(left) == 0 else {
        throw Fault(.configuration, "a file cannot be compressed: \(String(cString: ZSTD_getErrorName(left)))")
      }
      if count > 0 { try take(room[..<count]) }
      if directive == ZSTD_e_end ? left == 0 : input.pos == input.size { return }
    }
  }
}
