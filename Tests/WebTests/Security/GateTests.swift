import HTTPTypes
import Testing

@testable import Web

@Suite("Doors")
struct GateTests {
  @Test(
    "only the exact names of this machine are answered",
    arguments: [
      ("127.0.0.1:8420", true), ("localhost:8420", true), ("[::1]:8420", true), ("localhost", false),
      ("localhost:8421", false), ("evil.example:8420", false), ("127.0.0.1:8420.evil.example", false),
      ("LOCALHOST:8420", false), ("localhost:8420 ", false), ("", false), ("127.0.0.1.nip.io:8420", false),
    ])
  func hosts(host: String, isAllowed: Bool) {
    #expect(HostGate.allows(host, port: 8_420) == isAllowed)
  }

  private func head(_ method: HTTPRequest.Method, _ fields: [(HTTPField.Name, String)]) -> HTTPRequest {
    var head = HTTPRequest(method: method, scheme: nil, authority: "localhost:8420", path: "/")
    for (name, value) in fields { head.headerFields[name] = value }
    return head
  }

  @Test("a post comes from our own pages only")
  func posts() {
    #expect(OriginGate.allows(head(.post, [(.origin, "http://localhost:8420"), (.fetchSite, "same-origin")])))
    #expect(OriginGate.allows(head(.post, [])), "not a browser: held by the cookie and the form token")
    #expect(!OriginGate.allows(head(.post, [(.origin, "http://evil.example")])))
    #expect(!OriginGate.allows(head(.post, [(.origin, "null")])))
    #expect(!OriginGate.allows(head(.post, [(.origin, "http://localhost:9999")])))
    #expect(!OriginGate.allows(head(.post, [(.fetchSite, "same-site")])))
    #expect(!OriginGate.allows(head(.post, [(.fetchSite, "cross-site")])))
    #expect(!OriginGate.allows(head(.put, [(.fetchSite, "cross-site")])))
  }

  @Test("another site may show a page in a tab, and nothing else")
  func gets() {
    #expect(OriginGate.allows(head(.get, [(.fetchSite, "same-origin"), (.fetchDestination, "image")])))
    #expect(OriginGate.allows(head(.get, [(.fetchSite, "none"), (.fetchDestination, "document")])))
    let tab: [(HTTPField.Name, String)] = [
      (.fetchSite, "cross-site"), (.fetchMode, "navigate"), (.fetchDestination, "document"),
    ]
    #expect(OriginGate.allows(head(.get, tab)))
    for destination in ["iframe", "image", "script", "style", "object", "empty"] {
      let fields: [(HTTPField.Name, String)] = [
        (.fetchSite, "cross-site"), (.fetchMode, "navigate"), (.fetchDestination, destination),
      ]
      #expect(!OriginGate.allows(head(.get, fields)))
    }
    #expect(!OriginGate.allows(head(.get, [(.fetchSite, "cross-site"), (.fetchMode, "no-cors")])))
  }

  @Test(
    "a way back stays on this site",
    arguments: [
      ("/balance?exercice=2026-12-31", true), ("/", true), ("//evil.example", false), ("/\\evil.example", false),
      ("https://evil.example", false), ("", false), ("/a\nb", false), ("balance", false), ("/a b", false),
    ])
  func localPaths(text: String, isLocal: Bool) {
    #expect((LocalPath(text) != nil) == isLocal)
  }

  @Test("secrets are equal byte for byte")
  func secrets() {
    #expect(Secret.areEqual("abc", "abc"))
    #expect(!Secret.areEqual("abc", "abd"))
    #expect(!Secret.areEqual("abc", "abcd"))
    #expect(!Secret.areEqual("", "a"))
  }

  @Test("the cookie of this port is found among others")
  func cookies() {
    let fields: HTTPFields = [.cookie: "a=b; fmpro_session_8420=xyz; fmpro_session_8421=other"]
    #expect(SessionGate.cookie(named: SessionGate.cookieName(port: 8_420), in: fields) == "xyz")
    #expect(SessionGate.cookie(named: SessionGate.cookieName(port: 1), in: fields) == nil)
  }
}
