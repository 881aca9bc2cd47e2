import Application
import Model
import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A FEC ready to be taken away. Its file has no name any more: nothing of it stays on the disk once it is let go.
struct PreparedExport: Sendable {
  let ticket: String
  let file: ExportedFile
  let yearName: String
  let descriptor: Descriptor

  /// An open file, closed when the last holder lets it go.
  final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { _ = close(number) }

    /// At most 256 KiB from that place; empty at the end.
    func bytes(at offset: Int) async throws -> ByteBuffer {
      let number = number
      let bytes = try await NIOThreadPool.singleton.runIfActive {
        var buffer = ByteBuffer()
        let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 1 << 18) { area in
          max(0, pread(number, area.baseAddress, area.count, off_t(offset)))
        }
        return count == 0 ? ByteBuffer() : buffer
      }
      // The file stays open until it was read.
      return withExtendedLifetime(self) { bytes }
    }
  }

  /// Opens the file and takes its name away, and that of its description, which is kept in memory.
  static func take(_ file: ExportedFile, yearName: String, ticket: String) throws -> PreparedExport {
    let number = open(file.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    let code = errno
    let opened = number >= 0 ? Descriptor(number) : nil
    _ = unlink(file.path)
    _ = unlink(String(file.path.dropLast(file.fileName.count)) + file.noticeName)
    guard let opened else { throw Fault(.inputOutput, "the exported file does not open: errno \(code)") }
    return PreparedExport(ticket: ticket, file: file, yearName: yearName, descriptor: opened)
  }

  /// At most 256 KiB from that place; empty at the end.
  func bytes(at offset: Int) async throws -> ByteBuffer { try await descriptor.bytes(at: offset) }
}

/// A folder nobody else may look into, gone after use.
struct PrivateFolder: Sendable {
  let path: String

  /// In a folder that others may write to, a name they could guess would let them put a link in our way.
  init(in parent: String) throws {
    var template = Array("\(parent)/fmpro-XXXXXX".utf8CString)
    guard template.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap { mkdtemp($0) } }) != nil else {
      throw Fault(.inputOutput, "no private folder in \(parent): errno \(errno)")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Once it is empty.
  func remove() { _ = rmdir(path) }
}
