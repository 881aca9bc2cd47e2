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
    let path = "/ouvrir/" + NodeFolder.siren
    let page = try await send(request(path)).body
    guard let token = page.firstMatch(of: /name="csrf" value="([^"]+)"/)?.1 else {
      throw Program.Failure(description: "no token on the page of the door")
    }
    var post = request(path)
    post.httpMethod = "POST"
    post.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
    let word = NodeFolder.password.replacing(" ", with: "+")
    post.httpBody = Data("csrf=\(token)&mot_de_passe=\(word)".utf8)
    let answer = try await send(post)
    guard answer.path.hasPrefix("/accueil") else { throw Program.Failure(description: "the door stays shut") }
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
