import HTTPTypes
import Hummingbird
import Model

/// The kinds of answers a page gives.
enum Answer {
  static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: .init(string: text)))
  }

  /// 303: the browser shows the other page, and a reload of it does not send the form again.
  static func seeOther(_ address: String) -> Response {
    Response(status: .seeOther, headers: [.location: address])
  }

  /// A file to keep, named; the name is ours or was cleaned.
  static func download(_ body: ResponseBody, type: String, name: String) -> Response {
    var response = Response(status: .ok, headers: [.contentType: type], body: body)
    response.headers[.contentDisposition] =
      "attachment; filename=\"\(asciiName(name))\"; filename*=UTF-8''\(Percent.encode(name))"
    return response
  }

  /// Letters, digits and `-._`; all else becomes an underscore.
  static func asciiName(_ name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) ? $0 : "_" })
  }
}

/// Nothing is at that address.
struct PageNotFound: Error {}
