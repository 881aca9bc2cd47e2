import Application
import HTTPTypes
import Hummingbird
import Logging
import Model

/// What went wrong, as a page: what, where, how to mend it, and for what nobody here can mend a reference to read out.
struct FailurePage: Sendable {
  let heading: String
  let sentence: String
  let remedy: String?
  let reference: String?
  let wayOn: String
  let wayOnLabel: String
}

enum Failures {
  static func page(for error: any Error, visit: Visit) async -> Response {
    if case .notOpen? = error as? CompanyRefusal {
      // While their key changes the books are away, and come back: the page of the closing says how far that is.
      if let books = visit.session.books,
        let work = ClosingWorkModel(await visit.site.closings.run(books.company.siren))
      {
        return books.role.may(.readBooks) ? Answer.seeOther(work.href) : away(visit)
      }
      await visit.remember { $0.books = nil }
      return Answer.seeOther(Address.unlock(backTo: visit.address))
    }
    if let refusal = error as? NotAllowed, let books = visit.session.books {
      do {
        try await books.noteRefusal(refusal)
      } catch {
        // The refusal stands all the same.
        visit.site.logger.error("a refusal could not be noted: \(error)")
      }
    }
    let (status, page) = model(for: error, visit: visit)
    return await respond(status, page, visit: visit)
  }

  /// For whom the page of the closing is none of the business.
  private static func away(_ visit: Visit) -> Response {
    let wording = Wording("Un exercice se clôture : les comptes sont occupés.", remedy: "Réessayez dans une minute.")
    let page = refused("Un instant", wording, visit)
    do {
      let frame = SoloFrame(visit, title: page.heading, hasErrors: true)
      return Answer.html(
        try visit.site.templates.render("echec-seul", page, frame: frame), status: .serviceUnavailable)
    } catch { return Plain.response(.serviceUnavailable, page.sentence.escapedForHTML) }
  }

  private static func model(for error: any Error, visit: Visit) -> (HTTPResponse.Status, FailurePage) {
    switch error {
    case is PageNotFound:
      let wording = Wording("Cette page n’existe pas.", remedy: "L’adresse a peut-être été mal recopiée.")
      return (.notFound, refused("Page introuvable", wording, visit))
    case is StaleForm:
      let wording = Wording(
        "Ce formulaire n’est plus valable : la page est restée ouverte trop longtemps. Rien n’a été enregistré.",
        remedy: "Rechargez la page et recommencez.")
      return (.forbidden, refused("Formulaire périmé", wording, visit))
    case let refusal as ReportRefusal:
      let wayOn = (Address.trialBalance, "Voir la balance")
      return (.notFound, refused("Page introuvable", Words.of(refusal), visit, wayOn: wayOn))
    case let refusal as NotAllowed:
      return (.forbidden, refused("Accès refusé", Words.of(refusal), visit))
    case let refusal as any Refusal:
      return (.unprocessableContent, refused("Demande refusée", Words.of(any: refusal), visit))
    default:
      return broken(error, visit)
    }
  }

  private static func refused(
    _ heading: String, _ wording: Wording, _ visit: Visit, wayOn: (href: String, label: String)? = nil
  ) -> FailurePage {
    FailurePage(
      heading: heading, sentence: wording.sentence, remedy: wording.remedy, reference: nil,
      wayOn: wayOn?.href ?? Self.wayOn(visit), wayOnLabel: wayOn?.label ?? "Revenir à l’accueil")
  }

  private static func broken(_ error: any Error, _ visit: Visit) -> (HTTPResponse.Status, FailurePage) {
    let reference = Words.reference(at: visit.environment.now())
    visit.site.logger.error("\(error)", metadata: ["reference": "\(reference)", "path": "\(visit.path)"])
    let wording = Words.of((error as? Fault)?.code)
    return (
      .internalServerError,
      FailurePage(
        heading: "Le logiciel n’a pas pu répondre", sentence: wording.sentence, remedy: wording.remedy,
        reference: reference, wayOn: wayOn(visit), wayOnLabel: "Revenir à l’accueil")
    )
  }

  private static func wayOn(_ visit: Visit) -> String {
    visit.session.books.map { Address.start(of: $0.role) } ?? Address.root
  }

  private static func respond(
    _ status: HTTPResponse.Status, _ page: FailurePage, visit: Visit
  ) async -> Response {
    do {
      if let books = visit.session.books {
        let frame = await Frame.make(visit, books, FrameRequest(title: page.heading, hasErrors: true))
        return Answer.html(try visit.site.templates.render("echec", page, frame: frame), status: status)
      }
      let frame = SoloFrame(visit, title: page.heading, hasErrors: true)
      return Answer.html(try visit.site.templates.render("echec-seul", page, frame: frame), status: status)
    } catch {
      visit.site.logger.critical("the failure page failed: \(error)")
      return Plain.response(status, page.sentence.escapedForHTML)
    }
  }
}
