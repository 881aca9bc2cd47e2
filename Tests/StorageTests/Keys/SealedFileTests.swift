import CSodium
import CZstd
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

  /// Bytes that no compression shortens, the same each time.
  private func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
  }

  private func fixture(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/SealedFile/\(name)").path
  }

  @Test(
    "a file of any length comes back, whether it can be made shorter or not",
    arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 300_001], [true, false])
  func roundTrip(length: Int, isRepetitive: Bool) throws {
    let folder = try TemporaryFolder()
    let key = try SecretBytes(randomCount: 32)
    let content = isRepetitive ? (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) } : noise(length)
    try write(content, folder.file("a"), key)
    #expect(try read(folder.file("a"), key) == content)
    #expect(folder.allFiles().count == 1)
  }

  @Test("a mixture of repetition and noise comes back, in pieces of 64 KiB at most, however it was written")
  func mixture() throws {
    let folder = try TemporaryFolder()
    let key = try SecretBytes(randomCount: 32)
    for seed in UInt64(1)...12 {
      var content: [UInt8] = []
      for (index, step) in noise(9, seed: seed).enumerated() {
        let length = Int(step) * 701
        content += step % 2 == 0 ? noise(length, seed: seed &+ UInt64(index)) : [UInt8](repeating: step, count: length)
      }
      let writer = try SealedFileWriter(
        path: folder.file("a"), rootKey: key, purpose: "test", identifier: Self.identifier)
      var rest = content[...]
      for step in noise(100_000, seed: seed &+ 99) where !rest.isEmpty {
        let count = Int(step) * Int(step)
        // A part of an array, then a collection without contiguous storage.
        if step % 2 == 0 {
          try writer.write(rest.prefix(count))
        } else {
          try writer.write(Array(rest.prefix(count).reversed()).reversed() as ReversedCollection<[UInt8]>)
        }
        rest = rest.dropFirst(count)
      }
      try writer.finish()
      let reader = try SealedFileReader(
        path: folder.file("a"), rootKey: key, purpose: "test", identifier: Self.identifier)
      var found: [UInt8] = []
      while let piece = try reader.read() {
        #expect((1...65_536).contains(piece.count))
        found += piece
      }
      #expect(found == content)
    }
  }

  @Test("what repeats itself takes little room, and is given back a piece at a time")
  func small() throws {
    let folder = try TemporaryFolder()
    let key = try SecretBytes(randomCount: 32)
    let writer = try SealedFileWriter(
      path: folder.file("a"), rootKey: key, purpose: "test", identifier: Self.identifier)
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    for _ in 0..<64 { try writer.write(zeros) }
    try writer.finish()
    #expect(try #require(FileManager.default.contents(atPath: folder.file("a"))).count < 16_384)
    let reader = try SealedFileReader(
      path: folder.file("a"), rootKey: key, purpose: "test", identifier: Self.identifier)
    var total = 0
    while let piece = try reader.read() {
      #expect(piece.count <= 65_536)
      total += piece.count
    }
    #expect(total == 64 << 20)
  }

  @Test("a file written before there was compression still opens")
  func firstForm() throws {
    var raw = (0..<32).map { UInt8($0) }
    let key = try SecretBytes(wiping: &raw)
    let content = (0..<66_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256) }
    #expect(try read(fixture("original.v1.sealed"), key) == content)
    // The form is vouched for: one cannot be passed off as the other.
    let folder = try TemporaryFolder()
    try write(content, folder.file("a"), key)
    for (path, form) in [(fixture("original.v1.sealed"), UInt8(0x32)), (folder.file("a"), 0x31)] {
      var sealed = try #require(FileManager.default.contents(atPath: path))
      sealed[7] = form
      try sealed.write(to: URL(fileURLWithPath: folder.file("b")))
      #expect { try read(folder.file("b"), key) } throws: { ($0 as? Fault)?.code == .alteredData }
    }
  }

  @Test("sealed bytes that are no whole frame, or more than one, or ask for more memory, are altered data")
  func strangeFrames() throws {
    let folder = try TemporaryFolder()
    let key = try SecretBytes(randomCount: 32)
    let frame = try compressed(noise(1_000), windowLog: 19)
    try seal(frame, folder.file("a"), key)
    #expect(try read(folder.file("a"), key) == noise(1_000))
    let larger = try compressed([UInt8](repeating: 7, count: 3 << 20), windowLog: 21)
    for content in [[], noise(50), frame.dropLast(), frame + [0], frame + frame, larger] as [[UInt8]] {
      try seal(content, folder.file("a"), key)
      #expect { try read(folder.file("a"), key) } throws: { ($0 as? Fault)?.code == .alteredData }
    }
  }

  /// One frame, by libzstd alone.
  private func compressed(_ content: [UInt8], windowLog: Int32) throws -> [UInt8] {
    let context = try #require(ZSTD_createCCtx())
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog)
    var frame = [UInt8](repeating: 0, count: ZSTD_compressBound(content.count))
    let count = ZSTD_compress2(context, &frame, frame.count, content, content.count)
    try #require(ZSTD_isError(count) == 0)
    return Array(frame.prefix(count))
  }

  /// Seals these very bytes as the one chunk of a file of the second form, by libsodium alone.
  private func seal(_ content: [UInt8], _ path: String, _ rootKey: SecretBytes) throws {
    let prefix = Array("FMPFILE2".utf8) + Self.identifier
    var header = [UInt8](repeating: 0, count: 24)
    var state = crypto_secretstream_xchacha20poly1305_state()
    try SealedFileFormat.key(rootKey, "test", Self.identifier).withBytes {
      _ = crypto_secretstream_xchacha20poly1305_init_push(&state, &header, $0)
    }
    var sealed = [UInt8](repeating: 0, count: content.count + 17)
    crypto_secretstream_xchacha20poly1305_push(
      &state, &sealed, nil, content, UInt64(content.count), prefix, UInt64(prefix.count), 3)
    try Data(prefix + header + sealed).write(to: URL(fileURLWithPath: path))
  }

  @Test("a file cut, lengthened, altered, under another key or for another purpose is altered data")
  func altered() throws {
    let folder = try TemporaryFolder()
    let key = try SecretBytes(randomCount: 32)
    try write(noise(200_000), folder.file("a"), key)
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
