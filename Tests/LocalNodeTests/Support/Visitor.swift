import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A browser without a screen.
struct Visitor {
  let port: Int
  private let session: URLSession

  init(port: Int) {
    self.port = port
    session = URLSession(configuration: .ephemeral)
  }

  /// Opens the company with the password, as a person does on the page.
  func unlock() async throws {
    guard try await enter().path.hasPrefix("/accueil") else {
      throw Program.Failure(description: "the door stays shut")
    }
  }

  /// What the page says to somebody with the right password.
  func triesToUnlock() async throws -> String { try await enter().body }

  private func enter() async throws -> (path: String, body: String) {
    try await post(["mot_de_passe": NodeFolder.password], at: "/ouvrir/" + NodeFolder.siren)
  }

  /// Opens the company with the printed code, and gives it a new password.
  func recover(code: String, newPassword: String) async throws {
    let fields = ["code_secours": code, "mot_de_passe": newPassword, "mot_de_passe_bis": newPassword]
    guard try await post(fields, at: "/ouvrir/\(NodeFolder.siren)/secours").path.hasPrefix("/accueil") else {
      throw Program.Failure(description: "the door stays shut")
    }
  }

  /// Fills the form of a page, and gives where that leads.
  private func post(_ fields: [String: String], at path: String) async throws -> (path: String, body: String) {
    let page = try await send(request(path)).body
    guard let token = page.firstMatch(of: /name="csrf" value="([^"]+)"/)?.1 else {
      throw Program.Failure(description: "no token on the page of the door")
    }
    var post = request(path)
    post.httpMethod = "POST"
    post.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
    let pairs = fields.map { "&\($0.key)=" + $0.value.replacing(" ", with: "+") }
    post.httpBody = Data(("csrf=\(token)" + pairs.joined()).utf8)
    return try await send(post)
  }

  /// The page at `path`, as text.
  func page(at path: String) async throws -> String { try await send(request(path)).body }

  /// The path where a visit to `path` ends: the page itself, or the door.
  func lands(at path: String) async throws -> String { try await send(request(path)).path }

  private func request(_ path: String) -> URLRequest {
    URLRequest(url: URL(string: "http://localhost:\(port)\(path)")!)
  }

  private func send(_ request: URLRequest) async throws -> (path: String, body: String) {
    let (data, response) = try await session.data(for: request)
    return (response.url?.path ?? "", String(decoding: data, as: UTF8.self))
  }
}
