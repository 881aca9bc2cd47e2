import Foundation
import Model
import Testing

@testable import Storage

@Suite("Sealed files")
struct SealedFileTests {
  private static let identifier = [UInt8](repeating: 4, count: 16)

  private func write(_ content: [UInt8], _ path: String, _ key: SecretBytes) throws {
    let writer = try SealedFileWriter(path: path, rootKey: key, purpose: "test", identifier: Self.identifier)
    var rest = content[...]
    while !rest.isEmpty {
      try writer.write(rest.prefix(10_007))
      rest = rest.dropFirst(10_007)
    }
    try writer.finish()
  }

  private func read(_ path: String, _ key: SecretBytes, purpose: String = "test") throws -> [UInt8] {
    let reader = try SealedFileReader(path: path, rootKey: key, purpose: purpose, identifier: Self.identifier)
    var content: [UInt8] = []
    while let chunk = try reader.read() { content += chunk }
    return content
  }

  @Test("a file of any length comes back", arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 300_001])
  func roundTrip(length: Int) throws {
    let folder = try TemporaryFolder()
    let key = try SecretBytes(randomCount: 32)
    let content = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try write(content, folder.file("a"), key)
    #expect(try read(folder.file("a"), key) == content)
    #expect(folder.allFiles().count == 1)
  }

  @Test("a file cut, lengthened, altered, under another key or for another purpose is altered data")
  func altered() throws {
    let folder = try TemporaryFolder()
    let key = try SecretBytes(randomCount: 32)
    try write((0..<200_000).map { UInt8(truncatingIfNeeded: $0) }, folder.file("a"), key)
    let sealed = try #require(FileManager.default.contents(atPath: folder.file("a")))
    let chunk = 65_536 + 17
    var versions = [0, 10, 47, 48, 48 + chunk, 48 + 2 * chunk, sealed.count - 1].map { sealed.prefix($0) }
    versions.append(sealed + [0])
    for place in stride(from: 0, to: sealed.count, by: 4_999) {
      var flipped = sealed
      flipped[place] ^= 4
      versions.append(flipped)
    }
    // Two chunks the other way round.
    versions.append(
      sealed[0..<48] + sealed[48 + chunk..<48 + 2 * chunk] + sealed[48..<48 + chunk] + sealed[(48 + 2 * chunk)...])
    for version in versions {
      try version.write(to: URL(fileURLWithPath: folder.file("b")))
      #expect { try read(folder.file("b"), key) } throws: { ($0 as? Fault)?.code == .alteredData }
    }
    #expect { try read(folder.file("a"), key, purpose: "other") } throws: { ($0 as? Fault)?.code == .alteredData }
    let other = try SecretBytes(randomCount: 32)
    #expect { try read(folder.file("a"), other) } throws: { ($0 as? Fault)?.code == .alteredData }
  }

  @Test("a file that was not finished leaves nothing")
  func unfinished() throws {
    let folder = try TemporaryFolder()
    let key = try SecretBytes(randomCount: 32)
    do {
      let writer = try SealedFileWriter(
        path: folder.file("a"), rootKey: key, purpose: "test", identifier: Self.identifier)
      try writer.write([UInt8](repeating: 1, count: 100_000))
    }
    #expect(folder.allFiles().isEmpty)
  }
}
