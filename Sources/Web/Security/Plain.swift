import HTTPTypes
import Hummingbird

/// Answers that need no session and no template: the doors say no with these.
enum Plain {
  static func response(_ status: HTTPResponse.Status, _ sentence: String) -> Response {
    let text = """
      <!doctype html>
      <html lang="fr"><head><meta charset="utf-8"><title>Erreur \(status.code) · FinanceManager Pro</title></head>
      <body><main><h1>Demande refusée</h1><p>\(sentence)</p></main></body></html>
      """
    return Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: .init(string: text)))
  }

  /// A page that asks for itself again at once.
  static func askAgain(path: String) -> Response {
    let target = LocalPath(path)?.text ?? "/"
    let text = """
      <!doctype html>
      <html lang="fr"><head><meta charset="utf-8"><title>FinanceManager Pro</title>
      <meta http-equiv="refresh" content="0;url=\(target.escapedForHTML)"></head>
      <body><main><h1>Ouverture</h1><p><a href="\(target.escapedForHTML)">Continuer</a></p></main></body></html>
      """
    return Response(
      status: .ok, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: .init(string: text)))
  }
}

extension String {
  /// For the few places that write HTML without a template.
  var escapedForHTML: String {
    // Byte by byte, and nothing at all for most texts: a long balance escapes thousands.
    guard utf8.contains(where: { Self.isSpecial($0) }) else { return self }
    var escaped: [UInt8] = []
    escaped.reserveCapacity(utf8.count + 32)
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "&"): escaped += "&amp;".utf8
      case UInt8(ascii: "<"): escaped += "&lt;".utf8
      case UInt8(ascii: ">"): escaped += "&gt;".utf8
      case UInt8(ascii: "\""): escaped += "&quot;".utf8
      case UInt8(ascii: "'"): escaped += "&#39;".utf8
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }
}
