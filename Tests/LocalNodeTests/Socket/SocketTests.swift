import Foundation
import Testing

@Suite("A command reaches the node that serves its folder")
struct SocketTests {
  @Test("it runs in the node's process, through a socket for this user alone, and leaves the company shut")
  func throughTheSocket() async throws {
    let folder = try await NodeFolder.withBooks()
    let server = try await Server(folder)
    let socket = try FileManager.default.attributesOfItem(atPath: folder.data + "/node.sock")
    #expect(socket[.posixPermissions] as? Int == 0o600)
    #expect(folder.lastHolder != server.program.processID)
    #expect(try await folder.balance() == SmallFEC.balance)
    #expect(folder.lastHolder == server.program.processID)
    #expect(try await folder.becomesFree())
    let answer = try await server.stop()
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(access(folder.data + "/node.sock", F_OK) != 0, "a node that stops takes its socket away")
  }

  @Test("while a person is inside, commands work beside them and leave them inside")
  func besideAPerson() async throws {
    let folder = try await NodeFolder.withBooks()
    let server = try await Server(folder)
    let visitor = Visitor(port: server.port)
    #expect(try await visitor.lands(at: "/balance").hasPrefix("/ouvrir"))
    try await visitor.unlock()
    #expect(!folder.isCompanyFree)
    #expect(try await folder.balance() == SmallFEC.balance)
    #expect(try await folder.run("report", "balance", "--year", "1999").status == 1)
    #expect(!folder.isCompanyFree)
    #expect(try await visitor.lands(at: "/balance") == "/balance")
    #expect(server.program.isRunning)
  }

  @Test("the password is asked there too, even while the company is open")
  func password() async throws {
    let folder = try await NodeFolder.withBooks()
    let server = try await Server(folder)
    let words = ["report", "balance", "--year", "2026"]
    #expect(try await folder.run(words, password: "wrong-password").status == 1)
    try await Visitor(port: server.port).unlock()
    let answer = try await folder.run(words, password: "wrong-password")
    #expect(answer.status == 1)
    #expect(answer.output.isEmpty && answer.errors.contains("mot de passe"))
    #expect(try await folder.run(words, password: nil).status == 2)
    #expect(server.program.isRunning)
  }

  @Test("a command that is refused leaves the company as it found it: shut")
  func shutAfterRefusal() async throws {
    let folder = try await NodeFolder.withBooks()
    let server = try await Server(folder)
    #expect(try await folder.run("report", "balance", "--year", "1999").status == 1)
    #expect(try await folder.becomesFree(), "the key stays in the node's memory")
    #expect(server.program.isRunning)
  }

  @Test("several commands at once all get their answer")
  func atOnce() async throws {
    let folder = try await NodeFolder.withBooks()
    let server = try await Server(folder)
    let balance = ["report", "balance", "--year", "2026", "--format", "json"]
    let runs = try [balance, ["verify"], balance, ["verify"]].map { try folder.start($0) }
    for run in runs {
      let answer = try await run.answer()
      #expect(answer.status == 0, "\(answer.errors)")
    }
    #expect(server.program.isRunning)
    #expect(try await folder.becomesFree())
  }

  @Test("a command that comes in during a long import sees nothing of it or all of it, and does not disturb it")
  func duringAnImport() async throws {
    let folder = try await NodeFolder.withCompany()
    let server = try await Server(folder)
    let fec = try folder.write(GeneratedFEC.large.text, to: SmallFEC.name)
    let long = try folder.start(["fec", "import", fec])
    await folder.at(work: long, once: { folder.lastHolder == server.program.processID })
    let beside = try await folder.start(["report", "balance", "--year", "2026", "--format", "json"]).answer()
    #expect(beside.status == 0, "\(beside.errors)")
    let seen = try BalanceRow.list(beside.output)
    let isNothingOrWhole = seen.isEmpty || seen == GeneratedFEC.large.balance
    #expect(isNothingOrWhole, "a part of an import is on show: \(seen.count) accounts")
    let answer = try await long.answer()
    #expect(answer.status == 0, "\(answer.errors)")
    let isWhole = try await folder.balance() == GeneratedFEC.large.balance
    #expect(isWhole)
    #expect(server.program.isRunning)
  }
}
