import Application
import Model

/// The forms of a list beside its pages: field `sortie` of the address.
enum WholeForm: String, Sendable {
  /// Everything on one sheet, to print.
  case print = "impression"
  /// Everything in a file for a spreadsheet.
  case sheet = "csv"
}

/// The ways from a list to the whole of it.
struct WholeLinks: Sendable {
  /// Nil when the page shows everything already.
  let printHref: String?
  /// Nil when this person may not take the books away.
  let sheetHref: String?

  /// Fields of an address that say which page of a list is shown, and in which form.
  private static let placeFields: Set<String> = ["page", "depuis", "apres", "sortie", "exercice"]

  /// A list with a print of its own.
  /// - Parameters:
  ///   - isPaged: what is shown is not all there is.
  ///   - placeFields: other fields of this page that name a place in the list.
  init(_ visit: Visit, _ books: Books, year: FiscalYear, isPaged: Bool, placeFields: Set<String> = []) {
    let address = Self.address(visit, year, placeFields)
    self.init(visit, books, year: year, printHref: isPaged ? address(.print) : nil, placeFields: placeFields)
  }

  /// A list that another page shows as a whole.
  init(_ visit: Visit, _ books: Books, year: FiscalYear, printHref: String?, placeFields: Set<String> = []) {
    self.printHref = printHref
    sheetHref = books.role.may(.exportBooks) ? Self.address(visit, year, placeFields)(.sheet) : nil
  }

  private static func address(_ visit: Visit, _ year: FiscalYear, _ places: Set<String>) -> (WholeForm) -> String {
    let dropped = placeFields.union(places)
    let kept = [("exercice", year.end.iso)] + visit.query.pairs.filter { !dropped.contains($0.0) }
    return { form in Address.withQuery(visit.path, kept + [("sortie", form.rawValue)]) }
  }

  /// The same list page by page.
  static func pageHref(_ visit: Visit) -> String {
    Address.withQuery(visit.path, visit.query.pairs.filter { $0.0 != "sortie" })
  }

  static func sheetHref(_ visit: Visit) -> String {
    let kept = visit.query.pairs.filter { $0.0 != "sortie" }
    return Address.withQuery(visit.path, kept + [("sortie", WholeForm.sheet.rawValue)])
  }
}

extension Visit {
  /// Nil for the page itself.
  var wholeForm: WholeForm? { WholeForm(rawValue: query["sortie"]) }
}
