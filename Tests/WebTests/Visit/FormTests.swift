import Hummingbird
import Testing

@testable import Web

@Suite("Forms and uploads")
struct FormTests {
  @Test(
    "fields are decoded",
    arguments: [
      ("a=b", "b"), ("a=b+c%20d", "b c d"), ("a=%C3%A9", "é"), ("a=", ""), ("a", ""), ("b=1", ""), ("a=%ZZ", ""),
      ("a=%00", ""), ("a=%FF", ""), ("a=1&a=2", "2"), ("a=x=y", "x=y"),
    ])
  func decoding(text: String, value: String) {
    #expect(Form(encoded: text)["a"] == value)
  }

  @Test("what is encoded decodes to itself", arguments: ["", "a b&c=d", "é€/\\\"<>", "100 %"])
  func roundTrip(text: String) {
    #expect(Percent.decode(Percent.encode(text)) == text)
  }

  private static func body(_ text: String, piece: Int) -> RequestBody {
    let bytes = Array(text.utf8)
    let pieces = stride(from: 0, to: bytes.count, by: piece).map {
      ByteBuffer(bytes: bytes[$0..<min($0 + piece, bytes.count)])
    }
    return RequestBody(
      asyncSequence: AsyncStream { stream in
        for piece in pieces { stream.yield(piece) }
        stream.finish()
      })
  }

  private static let upload =
    "preamble\r\n--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nsecret\r\n--XX\r\n"
    + "Content-Disposition: form-data; name=\"fichier\"; filename=\"C:\\\\dir\\\\a.txt\"\r\n"
    + "Content-Type: text/plain\r\n\r\n"
    + "line 1\r\n--X not a delimiter\r\nline 2\r\n--XX--\r\n"

  @Test("an upload reads the same in pieces of any size", arguments: [1, 2, 3, 7, 19, 64, 10_000])
  func pieces(size: Int) async throws {
    let parts = MultipartReader(
      contentType: "multipart/form-data; boundary=XX", body: Self.body(Self.upload, piece: size), limitBytes: 10_000)
    var reader = UploadReader(try #require(parts))
    #expect(try await reader.open(token: "secret", headerToken: nil) == .file(name: "a.txt"))
    var bytes: [UInt8] = []
    while let more = try await reader.next() { bytes += more }
    #expect(String(decoding: bytes, as: UTF8.self) == "line 1\r\n--X not a delimiter\r\nline 2")
  }

  @Test("no byte of the file is read before the token is proved")
  func token() async throws {
    let parts = MultipartReader(
      contentType: "multipart/form-data; boundary=XX", body: Self.body(Self.upload, piece: 50), limitBytes: 10_000)
    var reader = UploadReader(try #require(parts))
    #expect(try await reader.open(token: "another", headerToken: nil) == .badToken)
  }

  @Test("a cut or too long upload is refused")
  func refused() async throws {
    let type = "multipart/form-data; boundary=XX"
    var cut = UploadReader(
      try #require(
        MultipartReader(
          contentType: type, body: Self.body(String(Self.upload.dropLast(20)), piece: 50), limitBytes: 10_000)))
    _ = try await cut.open(token: "secret", headerToken: nil)
    await #expect(throws: MultipartReader.Fault.malformed) { while try await cut.next() != nil {} }
    var long = UploadReader(
      try #require(MultipartReader(contentType: type, body: Self.body(Self.upload, piece: 50), limitBytes: 60)))
    await #expect(throws: MultipartReader.Fault.tooLong) { try await long.open(token: "secret", headerToken: nil) }
  }

  @Test(
    "only the last part of a file name is kept, without control characters",
    arguments: [
      ("a.txt", "a.txt"), ("../../etc/passwd", "passwd"), ("C:\\x\\y.txt", "y.txt"), ("a\u{1}\nb", "ab"), ("", ""),
    ])
  func fileNames(name: String, kept: String) {
    #expect(UploadReader.lastComponent(name) == kept)
  }
}
