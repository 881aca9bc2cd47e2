import Foundation
import Model
import Sync
import Testing

/// The bytes of released versions are read for ever: these files are added to, never changed.
@Suite("Golden bytes of the protocol")
struct GoldenBytesTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Protocol")

  @Test(
    "Every version of every event is written and read byte for byte as it was", arguments: GoldenEvents.all.map(\.name))
  func events(name: String) throws {
    let event = try #require(GoldenEvents.all.first { $0.name == name }).event
    let encoded = try EventCodec.encode(event)
    let version: UInt32 = name == "entry_imported_cash" ? 2 : 1
    let golden = try Self.bytes(of: name, version: version, found: encoded.body)
    #expect(Hexadecimal.text(encoded.body) == Hexadecimal.text(golden))
    #expect(encoded.version == version)
    let read = EncodedEvent(type: encoded.type, version: version, body: golden)
    #expect(try EventCodec.decode(read) == .known(event))
  }

  @Test("Every case of the books' events has golden bytes")
  func completeness() throws {
    let types = try Set(GoldenEvents.all.map { try EventCodec.encode($0.event).type.rawValue })
    #expect(types == Set(1...28).union(56...60))
  }

  @Test("A signed change-set is made and hashed byte for byte as it was")
  func changeSet() throws {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    let signed = sample.log[0]
    let golden = try Self.bytes(of: "changeset", found: signed.body + signed.signature)
    #expect(Hexadecimal.text(signed.body + signed.signature) == Hexadecimal.text(golden))
    #expect(signed.hash == Hash256(of: golden))
  }

  private static func bytes(of name: String, version: UInt32 = 1, found: [UInt8]) throws -> [UInt8] {
    let file = folder.appending(path: "\(name).v\(version).hex")
    let text = try #require(
      try? String(contentsOf: file, encoding: .utf8),
      "no fixture \(name).v\(version).hex; the bytes are \(Hexadecimal.text(found))")
    return try #require(Hexadecimal.bytes(text))
  }
}
