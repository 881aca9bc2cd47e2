import CZstd
import Model

/// Gives back what ``StreamCompressor`` made shorter, a piece at a time: however much a few bytes stand for, no more
/// than the piece that was asked for is ever in memory. Used from one thread at a time.
final class StreamExpander {
  private let context: OpaquePointer
  private var input: [UInt8] = []
  private var position = 0
  /// Whether the frame has ended.
  private(set) var isComplete = false

  init() throws {
    guard let made = ZSTD_createDCtx() else { throw Fault(.configuration, "no memory to expand a file") }
    context = made
    guard ZSTD_isError(ZSTD_DCtx_setParameter(made, ZSTD_d_windowLogMax, StreamCompressor.windowLog)) == 0 else {
      throw Fault(.configuration, "libzstd refuses a parameter of its expander")
    }
  }

  deinit { ZSTD_freeDCtx(context) }

  /// More of the compressed bytes, once ``next(_:)`` gave nothing any more.
  func add(_ bytes: [UInt8]) {
    input = input[position...] + bytes
    position = 0
  }

  /// Up to `count` bytes; fewer when more must be added first. Nil when the bytes are no such frame, or when something
  /// follows its end.
  func next(_ count: Int) -> [UInt8]? {
    var isSound = true
    let expanded = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      var output = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
      while isSound, !isComplete, output.pos < output.size {
        let before = output.pos
        let left = input.withUnsafeBytes {
          var given = ZSTD_inBuffer(src: $0.baseAddress, size: $0.count, pos: position)
          defer { position = given.pos }
          return ZSTD_decompressStream(context, &output, &given)
        }
        isSound = ZSTD_isError(left) == 0
        isComplete = left == 0
        if position == input.count, output.pos == before { break }
      }
      filled = output.pos
    }
    return isSound && !(isComplete && position < input.count) ? expanded : nil
  }
}
