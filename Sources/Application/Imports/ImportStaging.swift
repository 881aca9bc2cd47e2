import Model
import Storage
import Sync

/// Takes a file in as it arrives: each piece is sealed before it touches the disk.
public actor ImportStaging {
  let id: Identifier<Import>
  let fileName: String
  private let writer: SealedFileWriter
  private let hash = RunningHash()
  private(set) var byteCount = 0

  init(id: Identifier<Import>, fileName: String, writer: sending SealedFileWriter) {
    self.id = id
    self.fileName = fileName
    self.writer = writer
  }

  /// The next bytes of the file. Throws ``Model/Fault`` when the disk refuses them; the import is then dropped.
  public func append(_ bytes: some Collection<UInt8> & Sendable) throws {
    let update: Void? = bytes.withContiguousStorageIfAvailable { hash.update(UnsafeRawBufferPointer($0)) }
    if update == nil { hash.update(Array(bytes)) }
    try writer.write(bytes)
    byteCount += bytes.count
  }

  /// BLAKE2b-256 of the whole file, which now has its name.
  func finish() throws -> Hash256 {
    try writer.finish()
    return hash.finish()
  }
}
