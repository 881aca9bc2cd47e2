import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A browser of a few lines: writes a request on a socket as it is told, reads the answer to its end.
struct RawClient: Sendable {
  let port: Int
  var cookie: String?

  struct Reply: Sendable {
    let status: Int
    let head: String
    let body: String

    func field(_ name: String) -> String? {
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
        .map { $0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces) }
    }

    /// The value of the first hidden field of that name.
    func hidden(_ name: String) -> String? {
      guard let start = body.range(of: "name=\"\(name)\" value=\"") else { return nil }
      return String(body[start.upperBound...].prefix { $0 != "\"" })
    }
  }

  struct NoAnswer: Error {}

  func get(_ path: String, _ fields: [String: String] = [:]) async throws -> Reply {
    try await send("GET", path, fields: fields, body: "")
  }

  func post(_ path: String, _ form: [String: String], _ fields: [String: String] = [:]) async throws -> Reply {
    let body = form.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
      .joined(separator: "&")
    let type = ["Content-Type": "application/x-www-form-urlencoded"]
    return try await send("POST", path, fields: type.merging(fields) { $1 }, body: body)
  }

  func send(_ method: String, _ path: String, fields: [String: String], body: String) async throws -> Reply {
    var head = ["Host": "localhost:\(port)", "Connection": "close", "Content-Length": "\(body.utf8.count)"]
    if let cookie { head["Cookie"] = cookie }
    head.merge(fields) { $1 }
    let text = "\(method) \(path) HTTP/1.1\r\n" + head.map { "\($0): \($1)\r\n" }.joined() + "\r\n" + body
    let port = port
    // A thread of its own: a blocked read must not hold one of the few threads the server also runs on.
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try Self.exchange(text, port: port) }) }
    }
  }

  private static func exchange(_ text: String, port: Int) throws -> Reply {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard number >= 0 else { throw NoAnswer() }
    defer { close(number) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(number, $0, size) }
    }
    guard connected == 0 else { throw NoAnswer() }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = recv(number, &chunk, chunk.count, 0), count > 0 { bytes += chunk[..<count] }
    let answer = String(decoding: bytes, as: UTF8.self)
    guard let blank = answer.range(of: "\r\n\r\n"), let status = Int(answer.dropFirst(9).prefix(3)) else {
      throw NoAnswer()
    }
    return Reply(status: status, head: String(answer[..<blank.lowerBound]), body: String(answer[blank.upperBound...]))
  }
}
