import Model
import NIOCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A backup being sent: the file that was open when it began, whatever becomes of its name.
struct SealedDownload: Sendable {
  let size: Int
  private let descriptor: PreparedExport.Descriptor

  init(_ path: String) throws {
    let number = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard number >= 0 else { throw Fault(.inputOutput, "the backup does not open: errno \(errno)") }
    descriptor = PreparedExport.Descriptor(number)
    size = Int(lseek(number, 0, SEEK_END))
    guard size >= 0 else { throw Fault(.inputOutput, "the backup has no size: errno \(errno)") }
  }

  /// At most 256 KiB from that place; empty at the end.
  func bytes(at offset: Int) async throws -> ByteBuffer { try await descriptor.bytes(at: offset) }
}
