import Foundation

/// One company whose files the attacks change, put back before each of them. Always the same folder: what a machine
/// remembers of a company, outside of it, goes by its place.
actor AttackedCompany {
  /// Moments of its life, kept as they lay on the disk.
  enum Moment: String, CaseIterable, Sendable {
    /// The year 2026; a key file opens.
    case old
    /// And the year 2027. The same file, with other pages.
    case new
    /// The year 2027 was never entered, and the tables were built again: another file under the same root key.
    case rebuilt
    /// The root key was changed.
    case rotated
    /// Killed while it was open: both years lie in the write-ahead log.
    case killed
    /// Opened after that and gone on with: the year 2027 was withdrawn.
    case later
  }

  static let shared = Task { try await AttackedCompany() }

  nonisolated let folder: NodeFolder
  /// Another company, under another root key: its folder.
  nonisolated let stranger: String

  private init() async throws {
    folder = try await NodeFolder.withCompany()
    stranger = folder.file("stranger")
    let other = try NodeFolder()
    let made = try await other.createCompany()
    guard made.status == 0 else { throw Program.Failure(description: made.errors) }
    try FileManager.default.copyItem(atPath: other.company, toPath: stranger)
    try await command(["key", "add", folder.file("key")], password: "password")
    try FileManager.default.copyItem(atPath: folder.company + "/keys.slots", toPath: folder.file("first-slots"))
    try keep(in: "start")
    let first = try folder.write(SmallFEC.year2026, to: SmallFEC.name)
    let second = try folder.write(SmallFEC.year2027, to: SmallFEC.nameOf2027)
    try await command(["fec", "import", first])
    try keep(in: Moment.old.rawValue)
    try await command(["fec", "import", second])
    try keep(in: Moment.new.rawValue)
    try place(.old)
    try await command(["rebuild"])
    try keep(in: Moment.rebuilt.rawValue)
    try place(.new)
    try await command(["key", "rotate"])
    try keep(in: Moment.rotated.rawValue)
    try put("start")
    try await leaveLog(first, second)
    try keep(in: Moment.killed.rawValue)
    try await command(["fec", "withdraw", "--year", "2027", "--reason", "essai"])
    try keep(in: Moment.later.rawValue)
  }

  /// A node is killed with both imports in its log; it had noted how far the first had come.
  private func leaveLog(_ first: String, _ second: String) async throws {
    let server = try await Server(folder, environment: state)
    try await Visitor(port: server.port).unlock()
    try await command(["fec", "import", first])
    try await Task.sleep(for: .milliseconds(2_200))
    try await command(["fec", "import", second])
    server.program.kill()
    // No file that can be copied.
    try FileManager.default.removeItem(atPath: folder.data + "/node.sock")
  }

  fileprivate nonisolated var state: [String: String] { ["XDG_STATE_HOME": folder.file("state")] }

  private func command(_ words: [String], password: String? = nil) async throws {
    let answer = try await answer(words, password: password)
    guard answer.status == 0 else { throw Program.Failure(description: "\(words): \(answer.errors)") }
  }

  nonisolated func answer(_ words: [String], password: String? = nil) async throws -> Program.Answer {
    let key = password == nil ? ["--key-file", folder.file("key")] : []
    return try await folder.run(words + key, password: password, environment: state)
  }

  private func keep(in name: String) throws {
    for part in ["data", "state"] {
      try FileManager.default.createDirectory(atPath: folder.file("moments/" + name), withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: folder.file(part), toPath: folder.file("moments/\(name)/\(part)"))
    }
  }

  private func put(_ name: String) throws {
    for part in ["data", "state"] {
      try FileManager.default.removeItem(atPath: folder.file(part))
      try FileManager.default.copyItem(atPath: folder.file("moments/\(name)/\(part)"), toPath: folder.file(part))
    }
  }

  fileprivate func place(_ moment: Moment) throws { try put(moment.rawValue) }

  /// Puts `moment` back, changes its files, then asks for the balance of 2026 and for a verification.
  ///
  /// - Parameter password: file of the password to open with; the key file otherwise.
  func attacked(
    _ moment: Moment, password: String?, _ change: (AttackedFiles) throws -> Void
  ) async throws -> (balance: Program.Answer, again: Program.Answer, verify: Program.Answer) {
    try place(moment)
    try change(AttackedFiles(self))
    let balance = try await answer(["report", "balance", "--year", "2026", "--format", "json"], password: password)
    let again = try await answer(["report", "balance", "--year", "2027", "--format", "json"], password: password)
    return (balance, again, try await answer(["verify"], password: password))
  }
}

extension AttackedCompany {
  /// Puts `moment` back, changes its files, then serves them to a visitor.
  func visited(
    _ moment: Moment, _ change: (AttackedFiles) throws -> Void, _ visit: (Visitor) async throws -> Void
  ) async throws {
    try place(moment)
    try change(AttackedFiles(self))
    let server = try await Server(folder, environment: state)
    try await visit(Visitor(port: server.port))
    _ = try await server.stop()
  }
}

/// The files of the company, by their paths inside its folder.
struct AttackedFiles {
  let company: String
  let stranger: String
  private let root: String

  init(_ attacked: AttackedCompany) {
    company = attacked.folder.company
    stranger = attacked.stranger
    root = attacked.folder.path
  }

  static let pageSize = 4_096
  static let books = "g000001/books.db"
  static let log = "g000001/books.db-wal"
  static let frame = 24 + pageSize
  static let logHeader = 32

  func bytes(_ name: String) throws -> [UInt8] { try Self.content(company + "/" + name) }

  /// A file as it lay at another moment.
  func bytes(_ name: String, at moment: AttackedCompany.Moment) throws -> [UInt8] {
    try Self.content("\(root)/moments/\(moment.rawValue)/data/companies/\(NodeFolder.siren)/\(name)")
  }

  func strange(_ name: String) throws -> [UInt8] { try Self.content(stranger + "/" + name) }

  /// The key slots with a password and a key file, before anything else was done.
  func firstSlots() throws -> [UInt8] { try Self.content(root + "/first-slots") }

  private static func content(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: company + "/" + name))
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: company + "/" + name) }

  func alter(_ name: String, _ change: (inout [UInt8]) -> Void) throws {
    var all = try bytes(name)
    change(&all)
    try write(all, to: name)
  }

  func flip(_ name: String, at place: Int) throws { try alter(name) { $0[place] ^= 1 << UInt8(place % 8) } }

  /// What lies outside of the company's folder stays; all of the folder is that of another moment.
  func putBack(_ moment: AttackedCompany.Moment) throws {
    try FileManager.default.removeItem(atPath: company)
    try FileManager.default.copyItem(
      atPath: "\(root)/moments/\(moment.rawValue)/data/companies/\(NodeFolder.siren)", toPath: company)
  }

  /// A page, counted from 1.
  static func page(_ number: Int) -> Range<Int> { (number - 1) * pageSize..<number * pageSize }
}
