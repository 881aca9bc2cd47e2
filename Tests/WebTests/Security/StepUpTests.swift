import Foundation
import HTTPTypes
import Model
import Testing

@testable import Application
@testable import Web

/// Which page asks for a code again, written out a second time: a page inside without its line here fails.
enum StepUpRules {
  static let asked: [String: StepUp.Act] = [
    "GET /personnes/nouvelle": .people, "POST /personnes/nouvelle": .people, "GET /personnes/{id}": .people,
    "POST /personnes/{id}": .people, "POST /personnes/{id}/mot-de-passe": .people,
    "POST /personnes/{id}/retirer": .people,
    "POST /mois": .closing, "POST /cloture": .closing, "GET /cloture/rouvrir": .closing,
    "POST /cloture/rouvrir": .closing, "GET /cloture/documents/{id}": .export,
    "POST /fec/export": .export, "GET /fec/export/{billet}": .export, "POST /journal-audit/export": .export,
    "GET /sauvegardes/fichier/{nom}": .backup,
    "POST /fec/imports/{id}/retirer": .withdrawal,
    "POST /integrite/copie": .olderCopy,
  ]

  /// Only where the whole is asked for as a file.
  static let askedForSheets: [String: StepUp.Act] = ["GET /grand-livre": .export, "GET /journaux/{code}": .export]

  /// Forms and files that ask for nothing more than their right, with those that prove who is there by themselves: a
  /// password is changed with the one before, a factor with a code of its own.
  static let plain: Set<String> = [
    "POST /demarrage/cle/verification", "POST /mon-acces/mot-de-passe", "POST /mon-acces/sessions",
    "POST /mon-acces/second-facteur", "POST /mon-acces/second-facteur/retirer", "POST /mon-acces/confirmation",
    "POST /saisie", "POST /saisie/en-cours", "POST /brouillard/choix", "POST /brouillard/jeter",
    "POST /brouillard/changer", "POST /brouillard/validation", "POST /exercices/suivant",
    "POST /ecritures/{id}/contre-passer", "POST /lettrage", "POST /lettrage/delettrer", "POST /lettrage/defaire",
    "POST /lettrage/proposition", "POST /lettrage/tolerance", "POST /fec/imports", "POST /fec/ensemble/accepter",
    "POST /fec/ensemble/annuler", "POST /fec/imports/{id}/accepter", "POST /fec/imports/{id}/annuler",
    "POST /integrite", "POST /sauvegardes", "POST /sauvegardes/fichier/{nom}/verifier",
    "POST /plan-comptable/tva", "POST /saisie/propositions", "POST /saisie/fichier", "POST /saisie/fichier/lecture",
    "POST /brouillard/annuler", "POST /brouillard/retablir", "POST /guides/nouveau", "POST /guides/{id}",
    "POST /guides/{id}/retirer", "POST /abonnements/nouveau", "POST /abonnements/accepter",
    "POST /abonnements/passer", "POST /abonnements/{id}", "POST /abonnements/{id}/terminer",
    "POST /pieces/{id}/detacher", "POST /pieces/{id}/ecarter", "POST /ecritures/{id}/pieces",
    "POST /ecritures/{id}/pieces/meme", "POST /ecritures/{id}/sans-piece", "POST /saisie/{id}/pieces",
    "POST /saisie/{id}/pieces/meme", "POST /saisie/{id}/sans-piece", "POST /immobilisations/nouvelle",
    "POST /immobilisations/{id}/modifier", "POST /immobilisations/{id}/retirer", "POST /immobilisations/{id}/sortie",
    "POST /immobilisations/{id}/sortie/annuler", "POST /dotations", "POST /dotations/convention",
    "POST /regularisations", "POST /regularisations/jeter", "POST /cloture/affectation", "POST /societe",
  ]
}

@Suite("Acts that ask for a code again", .serialized)
struct StepUpTests {
  private static func name(_ route: Route) -> String { "\(route.method.rawValue) \(route.path)" }

  @Test("every form has its line, and every rule its page")
  func complete() {
    let inside = Routes.all.filter(\.isInside)
    let forms = Set(inside.filter { $0.method != .get }.map(Self.name))
    let rules = Set(StepUpRules.asked.keys)
    #expect(forms == StepUpRules.plain.union(rules.filter { !$0.hasPrefix("GET") }))
    #expect(rules.union(StepUpRules.askedForSheets.keys).isSubset(of: Set(inside.map(Self.name))))
    #expect(Set(StepUp.rules.keys) == rules.union(StepUpRules.askedForSheets.keys))
    for (name, act) in StepUpRules.asked { #expect(StepUp.rules[name]?.act == act && !StepUp.rules[name]!.isForSheets) }
    for (name, act) in StepUpRules.askedForSheets {
      #expect(StepUp.rules[name]?.act == act && StepUp.rules[name]!.isForSheets)
    }
    #expect(Set(StepUp.rules.values.map(\.act)) == Set(StepUp.Act.allCases))
  }

  @Test("the way back from a form leads to its page")
  func back() {
    let id = String(repeating: "0", count: 32)
    #expect(Routes.page(above: "/fec/export") == "/fec/export")
    #expect(Routes.page(above: "/fec/imports/\(id)/retirer") == "/fec/imports/\(id)")
    #expect(Routes.page(above: "/personnes/\(id)/mot-de-passe") == "/personnes/\(id)")
    #expect(Routes.page(above: "/integrite/copie") == "/integrite")
    #expect(Routes.page(above: "/journal-audit/export") == "/journal-audit")
  }

  @Test("each of them asks once the code of before is five minutes old, and no other page does")
  func routes() async throws {
    try await ServerFixture.withServer { client, clock in
      var client = client
      _ = try await client.companyWithFactor(clock)
      let token = try await client.get("/mon-acces").hidden("csrf") ?? ""
      clock.advance(minutes: 6)
      for route in Routes.all where route.isInside && !route.path.hasPrefix("/mon-acces") {
        let name = Self.name(route)
        for isSheet in route.method == .get ? [false, true] : [false] {
          let path = Self.filled(route.path) + (isSheet ? "?sortie=csv" : "")
          let reply =
            route.method == .get ? try await client.get(path) : try await client.post(path, ["csrf": token])
          let asks = reply.status == 303 && reply.field("Location")?.hasPrefix("/mon-acces/confirmation") == true
          let mustAsk = StepUpRules.asked[name] != nil || (isSheet && StepUpRules.askedForSheets[name] != nil)
          #expect(asks == mustAsk, "\(name) \(isSheet): \(reply.status) \(reply.field("Location") ?? "")")
        }
      }
    }
  }

  private static func filled(_ path: String) -> String {
    path.replacing("{id}", with: String(repeating: "0", count: 31) + "1").replacing("{numero}", with: "411000")
      .replacing("{code}", with: "VE").replacing("{billet}", with: "rien").replacing("{nom}", with: "rien.fmpsave")
  }
}
