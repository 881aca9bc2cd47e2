import Foundation
import Model
import Testing

@testable import Application

@Suite("Coming in through the pages", .serialized)
struct SignInPagesTests {
  private static let password = "une phrase assez longue"
  private static let siren = "732829320"

  @Test("password, then code, and nothing of the books between the two, whatever address is asked")
  func twoSteps() async throws {
    try await ServerFixture.withServer { client, clock in
      var client = client
      let secret = try await client.companyWithFactor(clock)
      clock.advance(seconds: 60)
      let inside = client.cookie
      try await client.leave()
      #expect(client.cookie != inside)
      let before = client.cookie
      var reply = try await client.signIn(Self.password)
      #expect(reply.field("Location") == "/ouvrir/\(Self.siren)/code")
      #expect(client.cookie != before, "a new identifier after the password")
      let between = client.cookie
      for path in ["/accueil", "/balance", "/personnes", "/mon-acces", "/mon-acces/confirmation", "/saisie"] {
        let answer = try await client.get(path)
        #expect(answer.status == 303 && answer.field("Location")?.hasPrefix("/ouvrir") == true, "\(path)")
      }
      let token = try await client.get("/ouvrir/\(Self.siren)/code").hidden("csrf") ?? ""
      #expect(try await client.post("/saisie", ["csrf": token]).field("Location") == "/ouvrir")
      reply = try await client.post("/ouvrir/\(Self.siren)/code", ["csrf": token, "code": "000000"])
      #expect(reply.status == 422 && reply.body.contains("Ce code n’est pas le bon."))
      let code = secret.code(step: TimeCode.step(at: clock.environment.now()))
      reply = try await client.post("/ouvrir/\(Self.siren)/code", ["csrf": token, "code": code])
      #expect(reply.field("Location") == "/", "which leads to where the role begins")
      client.keep(reply)
      #expect(try await client.get("/").field("Location") == "/accueil")
      #expect(client.cookie != between, "and another after the code")
      #expect(try await client.get("/balance").status == 200)
      var old = client
      old.cookie = between
      #expect(try await old.get("/balance").status == 303, "what was known before the code is worth nothing")
      try await client.leave()
      _ = try await client.signIn(Self.password)
      let again = try await client.get("/ouvrir/\(Self.siren)/code").hidden("csrf") ?? ""
      reply = try await client.post("/ouvrir/\(Self.siren)/code", ["csrf": again, "code": code])
      #expect(reply.status == 422 && reply.body.contains("Ce code a déjà servi."))
    }
  }

  @Test("codes are tried ever more slowly, and a right password is forgotten after five minutes")
  func bruteForce() async throws {
    try await ServerFixture.withServer { client, clock in
      var client = client
      let secret = try await client.companyWithFactor(clock)
      clock.advance(seconds: 60)
      try await client.leave()
      _ = try await client.signIn(Self.password)
      let token = try await client.get("/ouvrir/\(Self.siren)/code").hidden("csrf") ?? ""
      var statuses: [Int] = []
      for _ in 0..<5 {
        let reply = try await client.post("/ouvrir/\(Self.siren)/code", ["csrf": token, "code": "000000"])
        statuses.append(reply.status)
      }
      #expect(statuses == [422, 422, 422, 429, 429])
      clock.advance(minutes: 6)
      let code = secret.code(step: TimeCode.step(at: clock.environment.now()))
      let late = try await client.post("/ouvrir/\(Self.siren)/code", ["csrf": token, "code": code])
      #expect(late.status == 422 && late.body.contains("Donnez de nouveau le mot de passe."))
      #expect(try await client.get("/ouvrir/\(Self.siren)/code").field("Location") == "/ouvrir/\(Self.siren)")
    }
  }

  @Test("whoever tries passwords from elsewhere makes a browser that came in before wait for nothing")
  func noLockOut() async throws {
    try await ServerFixture.withServer { client, _ in
      var victim = client
      try await victim.companyWithKit(password: Self.password)
      try await victim.leave()
      _ = try await victim.signIn(Self.password)
      try await victim.leave()
      var attacker = client
      var last = 0
      for _ in 0..<5 { last = try await attacker.signIn("pas le bon du tout").status }
      #expect(last == 429)
      #expect(try await victim.signIn(Self.password).field("Location") == "/accueil")
    }
  }

  @Test("an invited person picks their name, comes in with their password, and what they may not do is refused")
  func invited() async throws {
    try await ServerFixture.withServer { client, clock in
      var client = client
      let secret = try await client.companyWithFactor(clock)
      // The code of the set-up serves for five minutes, then another is asked.
      clock.advance(minutes: 6)
      #expect(
        try await client.get("/personnes/nouvelle").field("Location")
          == "/mon-acces/confirmation?retour=%2Fpersonnes%2Fnouvelle")
      let token = try await client.get("/mon-acces/confirmation").hidden("csrf") ?? ""
      let code = secret.code(step: TimeCode.step(at: clock.environment.now()))
      let proved = try await client.post(
        "/mon-acces/confirmation", ["csrf": token, "retour": "/personnes/nouvelle", "code": code])
      #expect(proved.field("Location") == "/personnes/nouvelle")
      let other = "chaise nuage violon tomate"
      var form = ["csrf": token, "nom": "Paul", "role": "comptable", "mot_de_passe": other, "mot_de_passe_bis": "x"]
      #expect(try await client.post("/personnes/nouvelle", form).status == 422)
      form["mot_de_passe_bis"] = other
      #expect(try await client.post("/personnes/nouvelle", form).field("Location") == "/personnes")
      try await client.leave()
      let door = try await client.get("/ouvrir/\(Self.siren)")
      let paul = door.body.firstMatch(of: /<option value="([0-9a-f]{32})">Paul</)?.1
      let nobody = try await client.signIn(other)
      #expect(nobody.status == 422 && nobody.body.contains("Choisissez votre nom."))
      let came = try await client.signIn(other, person: String(paul ?? ""))
      #expect(came.field("Location") == "/accueil")
      #expect(try await client.get("/balance").status == 200)
      #expect(try await client.get("/personnes").status == 403)
      let trail = try await client.get("/journal-audit").body
      #expect(trail.contains("Paul invité(e) : comptable") && trail.contains("Connexion de Paul"))
    }
  }
}

extension RawClient {
  mutating func keep(_ reply: Reply) {
    if let set = reply.field("Set-Cookie") { cookie = String(set.prefix { $0 != ";" }) + known(reply) }
  }

  /// The second cookie, which tells a browser that came in before.
  private func known(_ reply: Reply) -> String {
    let all = reply.head.split(separator: "\r\n").filter { $0.lowercased().hasPrefix("set-cookie: fmpro_known") }
    let fresh = all.last.map { "; " + $0.dropFirst("set-cookie: ".count).prefix { $0 != ";" } }
    let old = cookie.flatMap { $0.firstMatch(of: /; fmpro_known.*/)?.0 }.map { String($0) }
    return fresh ?? old ?? ""
  }

  mutating func companyWithKit(password: String) async throws {
    let kit = try await createCompany(name: "Lise", siren: "732829320", password: password)
    let groups = kit.body.matches(of: /<li>([A-Z0-9]+)<\/li>/).map { String($0.1) }
    let token = try await get("/demarrage/cle/verification").hidden("csrf") ?? ""
    _ = try await post(
      "/demarrage/cle/verification", ["csrf": token, "derniers_groupes": groups.suffix(2).joined(separator: " ")])
  }

  /// A company whose gérant has a second factor.
  mutating func companyWithFactor(_ clock: TestClock) async throws -> TimeCode {
    try await companyWithKit(password: "une phrase assez longue")
    let page = try await get("/mon-acces/second-facteur")
    let letters = page.body.matches(of: /<li>([A-Z2-7]{4})<\/li>/).map { String($0.1) }.joined()
    let secret = TimeCode(secret: Self.bytes(letters))
    let code = secret.code(step: TimeCode.step(at: clock.environment.now()))
    let done = try await post("/mon-acces/second-facteur", ["csrf": page.hidden("csrf") ?? "", "code": code])
    #expect(done.field("Location") == "/mon-acces/second-facteur/codes")
    let codes = try await get("/mon-acces/second-facteur/codes").body
    #expect(codes.matches(of: /<li>[0-9A-Z]{5}-[0-9A-Z]{5}<\/li>/).count == 10)
    return secret
  }

  mutating func leave() async throws {
    let token = try await get("/mon-acces").hidden("csrf") ?? ""
    keep(try await post("/verrouiller", ["csrf": token]))
  }

  @discardableResult
  mutating func signIn(_ password: String, person: String = "") async throws -> Reply {
    let door = try await get("/ouvrir/732829320")
    if cookie == nil { keep(door) }
    let reply = try await post(
      "/ouvrir/732829320",
      ["csrf": door.hidden("csrf") ?? "", "mot_de_passe": password, "personne": person])
    keep(reply)
    return reply
  }

  private static func bytes(_ letters: String) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let bits = letters.compactMap { alphabet.firstIndex(of: $0) }.flatMap { value in
      (0..<5).map { value >> (4 - $0) & 1 }
    }
    return stride(from: 0, to: bits.count / 8 * 8, by: 8).map { start in
      UInt8(bits[start..<start + 8].reduce(0) { $0 << 1 | $1 })
    }
  }
}
