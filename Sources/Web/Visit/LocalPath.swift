/// The address of a page of ours, as a way back: never of another site.
struct LocalPath: Equatable, Sendable {
  let text: String

  /// Nil unless it starts with one slash (two, or a backslash, would name another host) and holds visible ASCII only.
  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.count <= 2_000,
      bytes.count == 1 || (bytes[1] != UInt8(ascii: "/") && bytes[1] != UInt8(ascii: "\\")),
      bytes.allSatisfy({ (33...126).contains($0) && $0 != UInt8(ascii: "\\") })
    else { return nil }
    self.text = String(text)
  }
}
