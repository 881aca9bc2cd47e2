import CSodium
import Foundation
import Testing

/// Reads sealed files with libsodium alone, by the description in docs/sealed-sqlite.md. If these fail, files that
/// people already have can no longer be opened.
@Suite("The format")
struct FormatTests {
  @Test("The page key is a keyed BLAKE2b of the root key over « page », id and epoch")
  func pageKey() {
    let expected = "b38c953fa52d3d84735e1b9a9617159fba41f91e82f2fcae8a065168f01f2c82"
    #expect(hexadecimal(Self.pageKey) == expected)
  }

  @Test("A page opens with its number, id and epoch; page 1 keeps 24 bytes in clear")
  func pages() throws {
    let store = try Store()
    try store.fill()
    let file = try store.bytes()
    let first = Array(file[..<Store.pageSize])
    #expect(Array(first[..<16]) == Store.databaseID)
    #expect(Array(first[16..<24]) == [0x10, 0x00, 1, 1, 48, 64, 32, 32])
    let opened = try #require(Self.openPage(first, number: 1))
    #expect(Int(opened[6]) << 8 | Int(opened[7]) == file.count / Store.pageSize)
    let texts = try (2...file.count / Store.pageSize).map { number in
      let start = (number - 1) * Store.pageSize
      return try #require(Self.openPage(Array(file[start..<start + Store.pageSize]), number: UInt64(number)))
    }
    #expect(texts.contains { contains("Fournisseur Durand 77", in: $0) })
    #expect(!contains("Fournisseur Durand", in: file))
  }

  @Test("A frame of the log opens with its index: header and page are one unit")
  func frames() throws {
    let store = try Store().crashed { db in try db.run("CREATE TABLE t(a); INSERT INTO t VALUES('Durand')") }
    let log = try store.bytes("-wal")
    #expect(Array(log[..<4]) == [0x37, 0x7f, 0x06, 0x82])
    let count = (log.count - Store.walHeader) / Store.frameSize
    var pages: [UInt8] = []
    for index in 1...count {
      let start = Store.walHeader + (index - 1) * Store.frameSize
      let frame = Array(log[start..<start + Store.frameSize])
      #expect(Array(frame[4_112...]) == Array(Store.databaseID[..<8]))
      let label = Self.label(kind: "W", number: UInt64(index), spare: Array(frame[4_112...]))
      let opened = try #require(Self.open(body: frame[..<4_072], trailer: frame[4_072...], label: label))
      #expect(Array(opened[8..<16]) == Array(log[16..<24]))
      pages.append(opened[3])
    }
    #expect(pages.contains(1) && pages.contains(2))
    #expect(!contains("Durand", in: log))
  }

  @Test("Files of format 1 open")
  func golden() throws {
    let store = try Store()
    let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    for suffix in ["", "-wal"] {
      let file = fixtures.appendingPathComponent("format-1.db\(suffix)")
      try store.replace(suffix, with: [UInt8](Data(contentsOf: file)))
    }
    #expect(try store.open().rows("SELECT * FROM line") == ["1|copied back to the database", "2|still in the log"])
  }

  // MARK: The format, written down a second time

  static let pageKey: [UInt8] = {
    let message = Array("page".utf8) + Store.databaseID + [0, 0, 0, UInt8(Store.epoch)]
    var key = [UInt8](repeating: 0, count: 32)
    crypto_generichash(&key, 32, message, UInt64(message.count), Store.rootKey, 32)
    return key
  }()

  static func label(
    kind: Character, number: UInt64, spare: [UInt8], clear: [UInt8] = Array(repeating: 0, count: 8)
  )
    -> [UInt8]
  {
    let big = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    return [kind.asciiValue ?? 0, 1, 0, 0, 0, 0, 0, UInt8(Store.epoch)] + Store.databaseID + big + spare + clear
  }

  static func openPage(_ page: [UInt8], number: UInt64) -> [UInt8]? {
    let start = number == 1 ? 24 : 0
    let clear = number == 1 ? Array(page[16..<24]) : Array(repeating: 0, count: 8)
    let label = label(kind: "D", number: number, spare: Array(page[4_088...]), clear: clear)
    return open(body: page[start..<4_048], trailer: page[4_048...], label: label)
  }

  static func open(body: ArraySlice<UInt8>, trailer: ArraySlice<UInt8>, label: [UInt8]) -> [UInt8]? {
    let nonce = Array(trailer.prefix(24))
    let sealed = Array(body) + Array(trailer.dropFirst(24).prefix(16))
    var plain = [UInt8](repeating: 0, count: body.count)
    let result = crypto_aead_xchacha20poly1305_ietf_decrypt(
      &plain, nil, nil, sealed, UInt64(sealed.count), label, UInt64(label.count), nonce, pageKey)
    return result == 0 ? plain : nil
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func contains(_ text: String, in bytes: [UInt8]) -> Bool {
    Data(bytes).range(of: Data(text.utf8)) != nil
  }
}
