import Testing

@testable import Web

@Suite("The node on a socket", .serialized)
struct ServerTests {
  @Test("a name that is not ours gets 421, with the strict headers")
  func foreignHost() async throws {
    try await ServerFixture.withServer { client, _ in
      let reply = try await client.get("/", ["Host": "evil.example:\(client.port)"])
      #expect(reply.status == 421)
      for (name, value) in StrictHeaders.fields { #expect(reply.field(name) == value) }
      #expect(reply.field("Set-Cookie") == nil)
    }
  }

  @Test("every answer carries the strict headers; pages are not kept, assets are")
  func headers() async throws {
    try await ServerFixture.withServer { client, _ in
      let stylesheet = try await client.get("/demarrage/societe").body.firstMatch(of: /href="([^"]+\.css)"/)?.1
      for path in ["/", "/demarrage/societe", "/rien", String(stylesheet ?? "")] {
        let reply = try await client.get(path)
        for (name, value) in StrictHeaders.fields { #expect(reply.field(name) == value, "\(path) \(name)") }
        #expect(reply.field("Access-Control-Allow-Origin") == nil)
        let isAsset = path.hasSuffix(".css")
        #expect(reply.field("Cache-Control") == (isAsset ? "public, max-age=31536000, immutable" : "no-store"))
      }
      #expect(try await client.get("/rien").status == 404)
    }
  }

  @Test("a session cookie is out of reach of scripts and of other sites")
  func cookie() async throws {
    try await ServerFixture.withServer { client, _ in
      let set = try await client.get("/demarrage/societe").field("Set-Cookie") ?? ""
      #expect(set.hasPrefix("fmpro_session_\(client.port)="))
      for part in ["Path=/", "HttpOnly", "SameSite=Strict"] { #expect(set.contains(part)) }
    }
  }

  @Test("a form without its token, or from elsewhere, changes nothing")
  func forgery() async throws {
    try await ServerFixture.withServer { client, _ in
      var client = client
      let token = try await client.begin("/demarrage/societe").hidden("csrf") ?? ""
      let form = ["raison_sociale": "Lise", "siren": "732829320"]
      #expect(try await client.post("/demarrage/societe", form).status == 403)
      #expect(try await client.post("/demarrage/societe", form.merging(["csrf": "0"]) { $1 }).status == 403)
      let right = form.merging(["csrf": token]) { $1 }
      let foreign = ["Origin": "http://evil.example"]
      #expect(try await client.post("/demarrage/societe", right, foreign).status == 403)
      #expect(try await client.post("/demarrage/societe", right, ["Sec-Fetch-Site": "same-site"]).status == 403)
      #expect(try await client.post("/demarrage/societe", right).status == 303)
    }
  }

  @Test("a form longer than 64 KiB is refused")
  func longForm() async throws {
    try await ServerFixture.withServer { client, _ in
      var client = client
      let token = try await client.begin("/demarrage/societe").hidden("csrf") ?? ""
      let form = ["csrf": token, "raison_sociale": String(repeating: "x", count: 70_000)]
      #expect(try await client.post("/demarrage/societe", form).status == 413)
    }
  }

  @Test("a locked page leads to the door, and back")
  func wayBack() async throws {
    try await ServerFixture.withServer { client, _ in
      let reply = try await client.get("/balance?exercice=2026-12-31")
      #expect(reply.status == 303)
      #expect(reply.field("Location") == "/ouvrir?retour=%2Fbalance%3Fexercice%3D2026-12-31")
    }
  }

  @Test("a link on another site asks again from here, and keeps the session")
  func foreignLink() async throws {
    try await ServerFixture.withServer { client, _ in
      let fields = ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"]
      let reply = try await client.get("/balance", fields)
      #expect(reply.status == 200)
      #expect(reply.field("Set-Cookie") == nil)
      #expect(reply.body.contains("http-equiv=\"refresh\" content=\"0;url=/balance\""))
    }
  }

  @Test("a hostile name is text on every page, and the recovery code is asked back before all else")
  func firstStart() async throws {
    try await ServerFixture.withServer { client, _ in
      var client = client
      let hostile = "<script>alert('x')</script>\" & Fils"
      let before = try await client.begin("/demarrage/societe")
      let old = client.cookie
      let kit = try await client.createCompany(name: hostile, siren: "732829320", password: "une phrase assez longue")
      #expect(before.status == 200)
      #expect(client.cookie != old, "a new identifier once the company is open")
      #expect(kit.status == 200)
      #expect(!kit.body.contains("<script>alert"))
      #expect(kit.body.contains("&lt;script&gt;alert"))
      #expect(try await client.get("/accueil").field("Location") == "/demarrage/cle")
      let groups = kit.body.matches(of: /<li>([A-Z0-9]+)<\/li>/).map { String($0.1) }
      let check = try await client.get("/demarrage/cle/verification")
      let wrong = ["csrf": check.hidden("csrf") ?? "", "derniers_groupes": "FAUX"]
      #expect(try await client.post("/demarrage/cle/verification", wrong).status == 422)
      let right = wrong.merging(["derniers_groupes": groups.suffix(2).joined(separator: " ").lowercased()]) { $1 }
      #expect(
        try await client.post("/demarrage/cle/verification", right).field("Location") == "/mon-acces/second-facteur")
      for path in ["/accueil", "/balance", "/fec/imports", "/fec/export", "/integrite"] {
        let page = try await client.get(path)
        #expect(page.status == 200)
        #expect(!page.body.contains("<script>alert"), "\(path)")
        #expect(page.body.contains("&lt;script&gt;alert"), "\(path)")
      }
      #expect(try await client.get("/balance?exercice=2031-12-31").status == 404)
      #expect(try await client.get("/demarrage/cle").field("Location") == "/accueil", "shown once")
    }
  }

  @Test("half an hour later the door is closed")
  func expiry() async throws {
    try await ServerFixture.withServer { client, clock in
      var client = client
      _ = try await client.createCompany(name: "Lise", siren: "732829320", password: "une phrase assez longue")
      clock.advance(minutes: 31)
      #expect(try await client.get("/accueil").field("Location") == "/ouvrir?retour=%2Faccueil")
    }
  }
}
