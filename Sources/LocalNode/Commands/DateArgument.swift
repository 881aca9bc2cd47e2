import Application
import Model

/// A word of the command line that cannot be understood: exit status 2, with the remedy.
struct UsageError: Error {
  let sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}

/// Days and years as the command line writes them.
enum DateArgument {
  static func date(_ text: String) throws -> CalendarDate {
    guard let date = CalendarDate(iso: text) else {
      throw UsageError("« \(text) » n’est pas une date : écrivez AAAA-MM-JJ, par exemple 2026-12-31.")
    }
    return date
  }

  /// A moment that books are looked at from.
  static func moment(_ text: String) throws -> KnownMoment {
    guard let moment = KnownMoment(text: text) else {
      throw UsageError(
        "« \(text) » n’est pas un moment : écrivez AAAA-MM-JJ ou AAAA-MM-JJTHH:MM, par exemple 2026-03-31T18:04.")
    }
    return moment
  }

  /// `2026` names the fiscal year that ends in 2026; a whole date names the year that ends on that day.
  static func yearEnd(_ text: String, in books: Books) async throws -> CalendarDate {
    if text.contains("-") { return try date(text) }
    guard let number = Int(text), (1900...2099).contains(number) else {
      throw UsageError("« \(text) » n’est pas un exercice : écrivez l’année de clôture, par exemple 2026.")
    }
    let matches = try await books.years().map(\.year.end).filter { $0.year == number }
    guard let end = matches.first else { throw ReportRefusal.unknownYear(text) }
    guard matches.count == 1 else {
      throw UsageError("Plusieurs exercices finissent en \(text) : donnez la date de clôture, AAAA-MM-JJ.")
    }
    return end
  }
}
