import Foundation
import Model
import Storage

/// Where the reports of accepted imports are kept: one sealed file beside each original.
struct ReportShelf: Sendable {
  let originals: SealedOriginals

  /// Durable when it returns.
  func save(_ preview: FECPreview, of id: Identifier<Import>) async throws {
    let bytes: [UInt8]
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      bytes = [UInt8](try encoder.encode(ImportReport(preview)))
    } catch { throw Fault(.configuration, "the report of an import cannot be encoded", cause: error) }
    try await BlockingWork.run {
      let writer = try originals.reportWriter(of: id)
      try writer.write(bytes)
      try writer.finish()
    }
  }

  /// Nil when there is none, as for an import of an older program, or when it is not of this program's form.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` when the file is not the one that was written.
  func preview(of id: Identifier<Import>) async throws -> FECPreview? {
    try await BlockingWork.run {
      guard originals.hasReport(of: id) else { return nil }
      let reader = try originals.reportReader(of: id)
      var bytes: [UInt8] = []
      while let chunk = try reader.read() { bytes += chunk }
      do {
        return try JSONDecoder().decode(ImportReport.self, from: Data(bytes)).preview
      } catch is DecodingError { return nil }
    }
  }
}
