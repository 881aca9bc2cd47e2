import Foundation
import HTTPTypes
import Model
import Testing

@testable import Application
@testable import Web

/// What each page needs, written out a second time: a page without its line here fails.
enum RouteRights {
  /// Pages that anybody inside may open: their own things, and what says by itself what a role hides.
  static let everybody: Set<String> = [
    "GET /demarrage/cle", "GET /demarrage/cle/verification", "POST /demarrage/cle/verification", "GET /avancement",
    "GET /mon-acces", "POST /mon-acces/mot-de-passe", "POST /mon-acces/sessions", "GET /mon-acces/second-facteur",
    "POST /mon-acces/second-facteur", "GET /mon-acces/second-facteur/codes", "POST /mon-acces/second-facteur/retirer",
    "GET /mon-acces/confirmation", "POST /mon-acces/confirmation", "GET /personnes/droits",
    "GET /sauvegardes/avancement", "GET /integrite/avancement", "GET /cloture/avancement",
    // A document is found where its draft or its entry is.
    "GET /pieces/{id}",
    // Leads on to the page of what was ticked, and reads nothing.
    "POST /brouillard/choix",
    // A ticket is of its session alone.
    "GET /fec/export/{billet}", "GET /fec/export/{billet}/notice",
  ]

  /// Takes a stream of its own kind, and asks for the right once the file comes: see the tests of imports.
  static let streamed: Set<String> = [
    "POST /fec/imports", "POST /saisie/fichier", "POST /ecritures/{id}/pieces", "POST /saisie/{id}/pieces",
  ]

  static let needed: [String: Action] = [
    "GET /accueil": .readBooks, "GET /balance": .readBooks, "GET /balance/auxiliaire": .readBooks,
    "GET /balance/agee": .readBooks, "GET /releve": .readBooks, "GET /releves": .readBooks,
    "GET /comptes": .readBooks, "GET /comptes/{numero}": .readBooks, "GET /bilan": .readBooks,
    "GET /resultat": .readBooks, "GET /grand-livre": .readBooks, "GET /journaux": .readBooks,
    "GET /journaux/{code}": .readBooks, "GET /ecritures/{id}": .readBooks, "GET /plan-comptable": .readBooks,
    "GET /changements": .readBooks, "GET /recherche": .readBooks, "GET /recherche/suggestions": .readBooks,
    "GET /saisie": .draftPurchases, "POST /saisie": .draftPurchases, "GET /saisie/comptes": .draftPurchases,
    "GET /saisie/derniere": .draftPurchases, "POST /saisie/en-cours": .draftPurchases,
    "GET /saisie/{id}": .draftPurchases,
    "POST /saisie/propositions": .draftPurchases, "GET /saisie/fichier": .draftEntries,
    "GET /saisie/fichier/lecture": .draftEntries, "POST /saisie/fichier/lecture": .draftEntries,
    "POST /brouillard/annuler": .draftPurchases, "POST /brouillard/retablir": .draftPurchases,
    "GET /guides": .draftEntries, "GET /guides/nouveau": .draftEntries, "POST /guides/nouveau": .changeMasters,
    "GET /guides/{id}": .draftEntries, "POST /guides/{id}": .changeMasters,
    "POST /guides/{id}/retirer": .changeMasters,
    "GET /abonnements": .draftEntries, "GET /abonnements/nouveau": .draftEntries,
    "POST /abonnements/nouveau": .changeMasters, "POST /abonnements/accepter": .draftEntries,
    "POST /abonnements/passer": .draftEntries, "GET /abonnements/{id}": .draftEntries,
    "POST /abonnements/{id}": .changeMasters, "POST /abonnements/{id}/terminer": .changeMasters,
    "GET /plan-comptable/tva": .readBooks, "POST /plan-comptable/tva": .changeMasters,
    "GET /brouillard": .draftPurchases, "POST /brouillard/jeter": .draftPurchases,
    "POST /brouillard/changer": .draftEntries, "GET /brouillard/validation": .postEntries,
    "POST /brouillard/validation": .postEntries, "POST /exercices/suivant": .postEntries,
    "GET /ecritures/{id}/contre-passer": .readBooks, "POST /ecritures/{id}/contre-passer": .postEntries,
    "GET /pieces": .readBooks, "POST /pieces/{id}/detacher": .draftPurchases,
    "POST /pieces/{id}/ecarter": .draftEntries, "POST /ecritures/{id}/pieces/meme": .draftEntries,
    "POST /ecritures/{id}/sans-piece": .draftEntries, "POST /saisie/{id}/pieces/meme": .draftPurchases,
    "POST /saisie/{id}/sans-piece": .draftPurchases,
    "GET /lettrage": .readBooks, "POST /lettrage": .matchLines, "POST /lettrage/delettrer": .matchLines,
    "POST /lettrage/defaire": .matchLines, "GET /lettrage/proposition": .matchLines,
    "GET /immobilisations": .readBooks, "GET /immobilisations/nouvelle": .manageAssets,
    "POST /immobilisations/nouvelle": .manageAssets, "GET /immobilisations/a-immobiliser": .readBooks,
    "GET /immobilisations/tableaux": .readBooks, "GET /immobilisations/tableaux.csv": .readBooks,
    "GET /immobilisations/{id}": .readBooks, "GET /immobilisations/{id}/modifier": .manageAssets,
    "POST /immobilisations/{id}/modifier": .manageAssets, "POST /immobilisations/{id}/retirer": .manageAssets,
    "GET /immobilisations/{id}/sortie": .manageAssets, "POST /immobilisations/{id}/sortie": .manageAssets,
    "POST /immobilisations/{id}/sortie/annuler": .manageAssets, "GET /dotations": .readBooks,
    "POST /dotations": .manageAssets, "POST /dotations/convention": .manageAssets,
    "GET /regularisations": .readBooks, "POST /regularisations": .manageAssets,
    "POST /regularisations/jeter": .manageAssets,
    "POST /lettrage/proposition": .matchLines, "POST /lettrage/tolerance": .changeMasters,
    "GET /fec/imports": .readBooks, "GET /fec/ensemble": .readBooks,
    "GET /fec/ensemble/avancement": .readBooks, "POST /fec/ensemble/accepter": .importBooks,
    "POST /fec/ensemble/annuler": .readBooks, "GET /fec/imports/{id}": .readBooks,
    "GET /fec/imports/{id}/avancement": .readBooks, "GET /fec/imports/{id}/anomalies.csv": .readBooks,
    "POST /fec/imports/{id}/accepter": .importBooks, "POST /fec/imports/{id}/annuler": .importBooks,
    "POST /fec/imports/{id}/retirer": .withdrawImport, "GET /fec/export": .exportBooks,
    "POST /fec/export": .exportBooks,
    "GET /integrite": .readBooks, "POST /integrite": .verifyBooks, "POST /integrite/copie": .restoreBooks,
    "GET /sauvegardes": .readBooks, "POST /sauvegardes": .backUpBooks,
    "GET /sauvegardes/fichier/{nom}": .backUpBooks, "POST /sauvegardes/fichier/{nom}/verifier": .backUpBooks,
    "GET /personnes": .managePeople, "GET /personnes/nouvelle": .managePeople,
    "POST /personnes/nouvelle": .managePeople,
    "GET /personnes/{id}": .managePeople, "POST /personnes/{id}": .managePeople,
    "POST /personnes/{id}/mot-de-passe": .managePeople, "POST /personnes/{id}/retirer": .managePeople,
    "GET /journal-audit": .readAudit, "GET /societe": .readBooks, "POST /societe": .changeMasters,
    "POST /journal-audit/export": .exportBooks,
    "GET /mois": .readBooks, "POST /mois": .lockPeriods,
    "GET /cloture": .readBooks, "POST /cloture": .closeYears, "GET /cloture/documents/{id}": .exportBooks,
    "GET /cloture/preuve": .exportBooks, "GET /cloture/preuve/fichier": .exportBooks,
    "GET /cloture/affectation": .draftEntries, "POST /cloture/affectation": .draftEntries,
    "GET /cloture/rouvrir": .reopenYears, "POST /cloture/rouvrir": .reopenYears,
  ]
}

@Suite("Each page and each role", .serialized)
struct RouteRightsTests {
  @Test("every inside page has its line, and every line its page")
  func complete() {
    let pages = Set(Routes.all.filter(\.isInside).map { "\($0.method.rawValue) \($0.path)" })
    #expect(pages == RouteRights.everybody.union(RouteRights.streamed).union(RouteRights.needed.keys))
  }

  @Test("a page that a role may not have is refused, and one that it may is not")
  func matrix() async throws {
    try await ServerFixture.withServer { client, _ in
      var gerant = client
      try await gerant.companyWithKit(password: "une phrase assez longue")
      let token = try await gerant.get("/mon-acces").hidden("csrf") ?? ""
      let password = "chaise nuage violon tomate"
      for role in Role.allCases where role != .gerant {
        let form = [
          "csrf": token, "nom": Words.name(of: role), "role": Words.name(of: role), "mot_de_passe": password,
          "mot_de_passe_bis": password,
        ]
        #expect(try await gerant.post("/personnes/nouvelle", form).status == 303)
      }
      for role in Role.allCases {
        var visitor = role == .gerant ? gerant : client
        if role != .gerant {
          let door = try await visitor.get("/ouvrir/732829320").body
          let pattern = try Regex(
            "<option value=\"([0-9a-f]{32})\">\(Words.name(of: role))<", as: (Substring, Substring).self)
          let id = try #require(door.firstMatch(of: pattern)?.output.1)
          #expect(try await visitor.signIn(password, person: String(id)).field("Location") == Address.start(of: role))
        }
        try await tryAll(visitor, as: role)
      }
    }
  }

  private func tryAll(_ visitor: RawClient, as role: Role) async throws {
    let token = try await visitor.get("/mon-acces").hidden("csrf") ?? ""
    for route in Routes.all where route.isInside {
      let name = "\(route.method.rawValue) \(route.path)"
      guard let action = RouteRights.needed[name] else { continue }
      let path = Self.filled(route.path)
      let reply =
        route.method == .get
        ? try await visitor.get(path + "?ids=\(Self.id)&compte=411000")
        : try await visitor.post(
          path,
          [
            "csrf": token, "motif": "essai", "exercice": "2026-12-31", "compte": "411000", "lettrage": Self.id,
            "choix-\(Self.id)": "1", "piece": Self.id,
          ])
      #expect((reply.status == 403) == !role.may(action), "\(role) \(name): \(reply.status)")
      #expect(reply.status < 500, "\(role) \(name): \(reply.status)")
    }
  }

  /// Of nothing: chosen, looked for, and never found.
  private static let id = String(repeating: "0", count: 31) + "1"

  private static func filled(_ path: String) -> String {
    path.replacing("{id}", with: id).replacing("{numero}", with: "411000")
      .replacing("{code}", with: "VE").replacing("{billet}", with: "rien")
      .replacing("{nom}", with: "rien.fmpsave")
  }
}
