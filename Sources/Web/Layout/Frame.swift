import Application
import Assets
import Model

/// The frame of a company's pages: rail, top bar, banner, print header. Everything is already a sentence or a figure.
struct Frame: Sendable {
  let title: String
  let theme: String?
  let stylesheet = Assets.address(of: "css/app.css")
  let script = Assets.address(of: "js/app.js")
  let csrf: String
  let refresh: Int?
  let company: String
  let companySIREN: String
  let personName: String
  let initials: String
  let role: String
  let rail: Rail
  /// Nil when the books have no year to choose from.
  let years: YearChoice?
  let work: WorkBanner?
  /// The moment that the books are looked at from; nil on pages of the present.
  let known: KnownBanner?
  let notice: String?
  /// Said over reports of a year whose opening is not recorded yet.
  let provisional: Provisional?
  /// Said on every page until somebody settles it.
  let alert: Alert?
  let themes: [ThemeChoice]
  /// The page of the search, in the year shown; nil for who does not read the books.
  let searchHref: String?
  let suggestionsHref: String
  let yearEnd: String?
  let back: String
  let printTitle: String
  let printedAt: String
  let isLandscape: Bool
  let isCompact: Bool
  /// The ways to the whole of a list; nil on pages that are no list.
  let whole: WholeLinks?

  struct YearChoice: Sendable {
    let current: String
    let entries: [Entry]
    struct Entry: Sendable {
      let name: String
      let span: String
      let href: String
      let isCurrent: Bool
    }
  }

  struct Alert: Sendable {
    let id: String
    let sentence: String
    let href: String
    let isBad: Bool

    /// The books are not where they should be; or else, they have no recent backup.
    static func of(_ books: Books) async -> Alert? {
      guard books.role.may(.readBooks) else { return nil }
      if let finding = books.rolledBack {
        return Alert(id: "ramenes", sentence: Words.of(finding).sentence, href: Address.integrity, isBad: true)
      }
      guard let late = try? await books.backupLateness() else { return nil }
      return Alert(id: "sans-sauvegarde", sentence: Words.of(late), href: Address.backups, isBad: false)
    }
  }

  /// The opening of the year shown is computed from the year before, which is not closed.
  struct Provisional: Sendable {
    let sentence: String
    let href: String

    /// Nil on pages that show no balance, and once the opening is recorded.
    static func of(_ books: Books, _ request: FrameRequest) async -> Provisional? {
      let places: [Rail.Place] = [.overview, .ledger, .trialBalance, .statements]
      guard let year = request.year, let here = request.here, places.contains(here),
        let open = try? await books.provisionalYear(yearEnd: year.end)
      else { return nil }
      return Provisional(
        sentence: "À-nouveaux provisoires : l’exercice \(open.name) n’est pas clôturé, ses soldes sont repris.",
        href: Address.closing(year: open))
    }
  }

  struct ThemeChoice: Sendable {
    let value: String
    let label: String
    let isCurrent: Bool
  }
}

/// What a page tells its frame.
struct FrameRequest: Sendable {
  var title: String
  var here: Rail.Place?
  /// The year shown; its switcher keeps the page and its filters, save those that belong to one year.
  var year: FiscalYear?
  var years: [YearCard] = []
  /// Fields of the address that make no sense in another year.
  var yearBoundFields: Set<String> = []
  var printTitle = ""
  var isLandscape = false
  var isCompact = false
  var hasErrors = false
  var whole: WholeLinks?
  var refresh: Int?
}

extension Frame {
  static func make(_ visit: Visit, _ books: Books, _ request: FrameRequest) async -> Frame {
    // What is under way, and what is to be settled, is so at present.
    let present = books.asKnown(at: nil)
    let work = await WorkBanner.underWay(present, visit.site)
    if visit.session.notice != nil { await visit.remember { $0.notice = nil } }
    let now = visit.environment.now()
    let yearField = request.year.map { [("exercice", $0.end.iso)] } ?? []
    return Frame(
      title: (request.hasErrors ? "Erreur : " : "") + request.title + " · " + books.company.name,
      theme: visit.session.theme == .system ? nil : visit.session.theme.rawValue, csrf: visit.session.formToken,
      refresh: request.refresh, company: books.company.name, companySIREN: French.siren(books.company.siren),
      personName: books.personName, initials: initials(books.personName), role: Words.name(of: books.role),
      rail: Rail(here: request.here, role: books.role, year: request.year, work: work),
      years: yearChoice(visit, request), work: work,
      known: KnownBanner(visit, books.known, year: request.year), notice: visit.session.notice,
      provisional: await Provisional.of(books, request), alert: await Alert.of(present),
      themes: themeChoices(visit.session.theme),
      searchHref: books.role.may(.readBooks) ? Address.withQuery(Address.search, yearField) : nil,
      suggestionsHref: Address.withQuery(Address.suggestions, yearField),
      yearEnd: request.year?.end.iso, back: LocalPath(visit.address)?.text ?? Address.overview,
      printTitle: request.printTitle + (books.known.map { ", \(Words.known($0))" } ?? ""),
      printedAt: French.moment(now), isLandscape: request.isLandscape,
      isCompact: request.isCompact, whole: request.whole)
  }

  private static func yearChoice(_ visit: Visit, _ request: FrameRequest) -> YearChoice? {
    guard let current = request.year, !request.years.isEmpty else { return nil }
    let kept = visit.query.pairs.filter { $0.0 != "exercice" && !request.yearBoundFields.contains($0.0) }
    return YearChoice(
      current: current.name,
      entries: request.years.map { card in
        YearChoice.Entry(
          name: card.year.name, span: French.span(card.year.start, card.year.end),
          href: Address.withQuery(visit.path, [("exercice", card.year.end.iso)] + kept),
          isCurrent: card.year == current)
      })
  }

  private static func themeChoices(_ theme: Theme) -> [ThemeChoice] {
    [(Theme.system, "Comme le système"), (.light, "Clair"), (.dark, "Sombre")].map {
      ThemeChoice(value: $0.rawValue, label: $1, isCurrent: $0 == theme)
    }
  }

  /// `LG` for Lise Garnier; at most two letters.
  static func initials(_ name: String) -> String {
    let words = name.split { $0.isWhitespace || $0 == "-" }
    let letters = [words.first, words.count > 1 ? words.last : nil].compactMap { $0?.first }
    return String(letters).uppercased()
  }
}
