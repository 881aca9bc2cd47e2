import Foundation
import Testing

/// docs/sealed-sqlite.md, "Attack table".
@Suite("Attacks on the files of a company", .serialized)
struct AttackTableTests {
  @Test("on the sealed file", arguments: Attack.file)
  func file(_ attack: Attack) async throws { try await judge(attack) }

  @Test("on the logs", arguments: Attack.logs)
  func logs(_ attack: Attack) async throws { try await judge(attack) }

  @Test("on the keys, CURRENT and the anchor", arguments: Attack.keys)
  func keys(_ attack: Attack) async throws { try await judge(attack) }

  @Test("what was found in an altered log is told until somebody says that he knows")
  func toldUntilAccepted() async throws {
    let company = try await AttackedCompany.shared.value
    let attack = try #require(Attack.logs.first { $0.name == "a frame erased" })
    let (_, _, verify) = try await company.attacked(.killed, password: nil, attack.change)
    #expect(verify.errors.contains(Attack.log), "the third command, long after the log was emptied")
    #expect(try await company.answer(["company", "accept-restored"]).status == 0)
    let after = try await company.answer(["verify"])
    #expect(after.status == 0 && !after.errors.contains(Attack.log), "\(after.errors)")
  }

  @Test("the pages say it too: on every one what was found at the opening, at the door what keeps the books shut")
  func pages() async throws {
    let company = try await AttackedCompany.shared.value
    let erased = try #require(Attack.logs.first { $0.name == "a frame erased" })
    try await company.visited(.killed, erased.change) { visitor in
      try await visitor.unlock()
      for path in ["/accueil", "/balance", "/integrite"] {
        #expect(try await visitor.page(at: path).contains(Attack.log), "\(path)")
      }
    }
    let bit = try #require(Attack.file.first { $0.name == "two pages swapped" })
    try await company.visited(.new, bit.change) { visitor in
      let page = try await visitor.triesToUnlock()
      #expect(page.contains(Attack.altered))
    }
    let keys = try #require(Attack.keys.first { $0.name == "both key-slot files cut" })
    try await company.visited(.new, keys.change) { visitor in
      let page = try await visitor.triesToUnlock()
      #expect(page.contains(Attack.altered))
    }
  }

  private func judge(_ attack: Attack) async throws {
    let company = try await AttackedCompany.shared.value
    let (balance, again, verify) = try await company.attacked(
      attack.moment, password: attack.byPassword ? "password" : nil, attack.change)
    let said = "\(attack.name): balance \(balance.status) \(balance.errors) verify \(verify.status) \(verify.errors)"
    for answer in [balance, again, verify] {
      #expect(answer.status < 128, "\(said)")
      #expect(!answer.errors.contains("disk I/O error"), "\(said)")
    }
    // No figure that was not so at some moment.
    if balance.status == 0 {
      #expect([[], SmallFEC.balance].contains(try BalanceRow.list(balance.output)), "\(said) \(balance.output)")
    } else {
      #expect(balance.output.isEmpty && balance.errors.count > 20, "\(said)")
    }
    switch attack.answer {
    case .refused(let words):
      #expect(verify.status == 3 || verify.status == 1, "\(said)")
      #expect((verify.errors + verify.output).contains(words), "\(said)")
    case .told(let words):
      #expect(balance.errors.contains(words), "\(said)")
    case .seen(let words):
      for answer in [balance, verify] { #expect(words.contains { answer.errors.contains($0) }, "\(said)") }
    case .ordinary:
      #expect(balance.status == 0 && verify.status == 0, "\(said)")
      #expect(verify.errors.isEmpty || !verify.errors.contains(Attack.log), "\(said)")
    case .harmless:
      #expect(balance.status == 0 && verify.status == 0 && verify.errors.isEmpty, "\(said)")
      #expect(try BalanceRow.list(balance.output) == SmallFEC.balance, "\(said)")
    }
  }
}
