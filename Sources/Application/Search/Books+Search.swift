import Model
import Storage

/// What the books hold under some words.
public struct SearchResults: Sendable {
  public let accounts: [Account]
  public let parties: [Party]
  public let entries: [Entry]
  /// Journals whose code or label the words name.
  public let journals: [JournalBook.Card]

  public var isEmpty: Bool { accounts.isEmpty && parties.isEmpty && entries.isEmpty && journals.isEmpty }

  public static let nothing = SearchResults(accounts: [], parties: [], entries: [], journals: [])

  public struct Account: Sendable, Equatable {
    public let account: String
    public let label: String
    public let balance: MoneyTotal
  }

  public struct Party: Sendable, Equatable {
    public let code: String
    public let label: String
    public let account: String
    public let balance: MoneyTotal
  }

  public struct Entry: Sendable, Equatable {
    public let id: Identifier<JournalEntry.Validated>
    public let year: FiscalYear
    public let date: CalendarDate
    public let journal: String
    public let number: String
    public let voucherReference: String
    public let label: String
    public let amount: MoneyTotal
  }
}

extension Books {
  /// Accounts and third parties by number, code or words; entries by number or piece; journals by code or label.
  ///
  /// Accounts, third parties and journals are those of the year; entries are looked for in it first, then in the
  /// others, the newest first. `limit` of each kind at most.
  public func search(_ text: String, yearEnd: CalendarDate, limit: Int) async throws -> SearchResults {
    try authorise(.readBooks)
    let query = SearchWords(text)
    guard let first = query.longest else { return .nothing }
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let accounts = try transaction.findAccounts(year: year.number, key: first, limit: Self.candidates)
        .filter { query.match($0.account, $0.label) }
      let parties = try transaction.findParties(year: year.number, key: first, limit: Self.candidates)
        .filter { query.match($0.key.code, $0.label) }
      let journals = try transaction.journalCards(year: year.number)
        .filter { query.match($0.journal.code, $0.journal.label) }
      return SearchResults(
        accounts: accounts.prefix(limit).map {
          SearchResults.Account(account: $0.account, label: $0.label, balance: $0.debit - $0.credit)
        },
        parties: parties.prefix(limit).map {
          SearchResults.Party(
            code: $0.key.code, label: $0.label, account: $0.account, balance: $0.debit - $0.credit)
        },
        entries: try entries(query.key, first: year, limit: limit, transaction),
        journals: journals.prefix(limit).map(JournalBook.Card.init))
    }
  }

  /// How many are looked at when several words must all be found: the first word is the longest, so few are lost.
  private static let candidates = 300

  private func entries(
    _ key: String, first: BookYear, limit: Int, _ transaction: any ReadTransaction
  ) throws -> [SearchResults.Entry] {
    var found: [SearchResults.Entry] = []
    for year in [first] + (try transaction.bookYears().filter { $0.number != first.number }) {
      guard found.count < limit else { break }
      let cards = try transaction.findEntries(year: year.number, key: key, limit: limit - found.count)
      found += cards.map { card in
        SearchResults.Entry(
          id: card.id, year: year.year, date: card.key.date, journal: card.journal, number: card.number,
          voucherReference: card.voucherReference, label: card.label, amount: card.debit)
      }
    }
    return found
  }
}

/// The words of a search, folded.
struct SearchWords {
  /// All of it in one word: a number, a code, a piece reference.
  let key: String
  private let words: [String]

  init(_ text: String) {
    key = SearchText.key(text)
    words = SearchText.words(text)
  }

  /// The word to look up; the others are then asked of what it finds. Nil when nothing was asked.
  var longest: String? { words.max { $0.utf8.count < $1.utf8.count } }

  /// Every word begins the code or a word of the label.
  func match(_ code: String, _ label: String) -> Bool {
    let code = SearchText.key(code)
    if !key.isEmpty, code.hasPrefix(key) { return true }
    let labelWords = SearchText.words(label)
    return words.allSatisfy { word in code.hasPrefix(word) || labelWords.contains { $0.hasPrefix(word) } }
  }
}
