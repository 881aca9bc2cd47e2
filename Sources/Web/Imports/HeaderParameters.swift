/// The `name=value` parameters of a header field, quoted or not.
struct HeaderParameters {
  private var values: [String: String] = [:]

  init(_ text: some StringProtocol) {
    var rest = Substring(text)
    while let semicolon = rest.firstIndex(of: ";") {
      rest = rest[rest.index(after: semicolon)...].drop { $0 == " " }
      guard let equals = rest.firstIndex(of: "=") else { return }
      let name = rest[..<equals].lowercased()
      rest = rest[rest.index(after: equals)...]
      values[name] = rest.first == "\"" ? Self.quoted(&rest) : String(rest.prefix { $0 != ";" }).trimmingSpaces
    }
  }

  subscript(name: String) -> String? { values[name] }

  /// Browsers write `%22` for a quote inside of a name, others a backslash before it.
  private static func quoted(_ rest: inout Substring) -> String {
    var value = ""
    rest.removeFirst()
    while let character = rest.popFirst(), character != "\"" {
      if character == "\\", rest.first == "\"" || rest.first == "\\", let next = rest.popFirst() {
        value.append(next)
      } else {
        value.append(character)
      }
    }
    return value
  }
}
