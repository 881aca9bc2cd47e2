import Foundation
import Testing

@Suite("One node serves a folder")
struct ServingTests {
  @Test("a second one is refused with a sentence that says why, and the first goes on")
  func second() async throws {
    let folder = try await NodeFolder.withBooks()
    let server = try await Server(folder)
    let second = try await folder.run("serve", "--port", "0", password: nil)
    #expect(second.status == 3)
    let first = second.errors.split(separator: "\n").first ?? ""
    #expect(first.contains("déjà"), "\(first)")
    #expect(!second.errors.contains("Réinstallez"), "nothing is wrong with the installation")
    #expect(try await folder.balance() == SmallFEC.balance)
    #expect(folder.lastHolder == server.program.processID)
  }

  @Test("the socket of a node that was killed stops neither a command nor the next node")
  func staleSocket() async throws {
    let folder = try await NodeFolder.withBooks()
    let server = try await Server(folder)
    try await Visitor(port: server.port).unlock()
    server.program.kill()
    #expect(access(folder.data + "/node.sock", F_OK) == 0, "a killed node leaves its socket behind")
    #expect(try await folder.balance() == SmallFEC.balance)
    #expect(folder.lastHolder != server.program.processID)
    let next = try await Server(folder)
    #expect(try await folder.balance() == SmallFEC.balance)
    #expect(folder.lastHolder == next.program.processID)
    #expect(try await next.stop().status == 0)
  }

  @Test("keys before the last are told at the door and on the page of integrity, as long as the company is open")
  func previousKeys() async throws {
    let folder = try await NodeFolder.withCompany()
    let keys = URL(fileURLWithPath: folder.company + "/keys.slots")
    let good = try Data(contentsOf: keys)
    try good.write(to: URL(fileURLWithPath: folder.company + "/keys.slots.previous"))
    let server = try await Server(folder)
    let visitor = Visitor(port: server.port)
    let door = "/ouvrir/" + NodeFolder.siren
    #expect(try await !visitor.page(at: door).contains("cles-precedentes"))
    try Data().write(to: keys)
    #expect(try await visitor.page(at: door).contains("cles-precedentes"))
    try await visitor.unlock()
    #expect(try await visitor.page(at: "/integrite").contains("cles-remises"))
    #expect(try Data(contentsOf: keys) == good)
    #expect(try await !visitor.page(at: door).contains("cles-precedentes"))
    #expect(try await server.stop().status == 0)
  }

  @Test("what it says holds neither the password nor a word of the books")
  func log() async throws {
    let folder = try await NodeFolder.withCompany()
    let server = try await Server(folder)
    let fec = try folder.write(SmallFEC.year2026, to: SmallFEC.name)
    #expect(try await folder.run("fec", "import", fec).status == 0)
    let visitor = Visitor(port: server.port)
    try await visitor.unlock()
    #expect(try await visitor.lands(at: "/balance") == "/balance")
    let answer = try await server.stop()
    #expect(answer.output.contains("127.0.0.1"), "the log is the one of this node")
    for word in [SmallFEC.label, SmallFEC.party, "Lise", NodeFolder.password, NodeFolder.siren] {
      #expect(!(answer.output + answer.errors).contains(word), "\(word)")
    }
  }
}
