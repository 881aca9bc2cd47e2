import Foundation

extension NodeFolder {
  /// Files by their paths in a data folder.
  private typealias Files = [String: Data]

  /// What is used by most tests is made once: deriving a key from words is slow on purpose.
  private static let newCompany = Task { () -> Files in
    let folder = try NodeFolder()
    let answer = try await folder.createCompany()
    guard answer.status == 0 else { throw Program.Failure(description: answer.errors) }
    return folder.contents()
  }

  private static let books = Task { () -> Files in
    let folder = try await withCompany()
    let answer = try await folder.run("fec", "import", try folder.write(SmallFEC.year2026, to: SmallFEC.name))
    guard answer.status == 0 else { throw Program.Failure(description: answer.errors) }
    return folder.contents()
  }

  func createCompany() async throws -> Program.Answer {
    try await run(
      "company", "create", "--siren", Self.siren, "--name", "Au Pain de Lise", "--year-start", "2026-01-01",
      "--year-end", "2026-12-31")
  }

  /// A folder with a company whose only year, 2026, is empty.
  static func withCompany() async throws -> NodeFolder {
    let folder = try NodeFolder()
    try await folder.placeCompany(in: folder.data)
    return folder
  }

  /// A folder whose company holds ``SmallFEC/year2026``, with that file beside it.
  static func withBooks() async throws -> NodeFolder {
    let folder = try NodeFolder()
    try folder.write(SmallFEC.year2026, to: SmallFEC.name)
    try place(try await books.value, in: folder.data)
    return folder
  }

  func placeCompany(in data: String) async throws { try Self.place(try await Self.newCompany.value, in: data) }

  private func contents() -> Files {
    dataFiles().reduce(into: [:]) { files, path in
      files[String(path.dropFirst(data.count))] = FileManager.default.contents(atPath: path)
    }
  }

  private static func place(_ files: Files, in data: String) throws {
    let originals = data + "/companies/\(siren)/originals"
    for folder in Set(files.keys.map { data + ($0 as NSString).deletingLastPathComponent }).union([originals]) {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    for (name, content) in files { try content.write(to: URL(fileURLWithPath: data + name)) }
  }
}
