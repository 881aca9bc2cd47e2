import Application
import Model

/// Every question that a page asks, on the same books in both engines.
struct PageQuestions {
  typealias Question = (name: String, ask: (Books) async throws -> Void)

  let year: FiscalYear
  /// Inside a month, in its first half: the days since the end of the month before are added.
  let early: CalendarDate
  /// Inside a month, in its second half.
  let late: CalendarDate
  private let account: String
  private let party: String
  private let line: Application.AccountPage.Line
  private let ledger: LedgerCursor
  private let entries: EntryCursor

  /// - Parameter books: of either engine: they hold the same.
  init(_ books: Books, year: FiscalYear) async throws {
    self.year = year
    early = CalendarDate(number: year.end.number - 520) ?? year.end
    late = CalendarDate(number: year.end.number - 508) ?? year.end
    let balance = try await books.trialBalance(yearEnd: year.end, at: nil)
    guard let account = balance.rows.first(where: { $0.account.hasPrefix("411") })?.account else {
      throw Fault(.database, "the file has no customers")
    }
    let page = try await books.accountPage(account, yearEnd: year.end, cursor: nil, limit: 50)
    guard let line = page.lines.last, let party = page.lines.compactMap(\.party).last else {
      throw Fault(.database, "no line of a customer on \(account)")
    }
    let half = Application.AccountPage.Cursor(date: early, entry: 1, line: 1, direction: .after)
    guard let ledger = LedgerCursor(text: half.text + "-" + account),
      let entries = EntryCursor(text: "after-\(early.number)-1")
    else { throw Fault(.configuration, "a place of a page has another form") }
    (self.account, self.party, self.line, self.ledger, self.entries) = (account, party, line, ledger, entries)
  }

  var all: [Question] { reports + accounts + journals + searches }

  private var reports: [Question] {
    [
      ("exercices", { _ = try await $0.years() }),
      ("imports", { _ = try await $0.imports() }),
      ("accueil", { _ = try await $0.overview(yearEnd: year.end) }),
      ("balance, N et N-1", { _ = try await $0.comparedTrialBalance(yearEnd: year.end) }),
      ("balance au \(early.iso), N et N-1", { _ = try await $0.comparedTrialBalance(yearEnd: year.end, at: early) }),
      ("balance au \(late.iso), N et N-1", { _ = try await $0.comparedTrialBalance(yearEnd: year.end, at: late) }),
      (
        "balance auxiliaire", { _ = try await $0.auxiliaryBalance(yearEnd: year.end, after: nil, limit: 100) }
      ),
      (
        "balance auxiliaire au \(late.iso), page 2",
        { _ = try await $0.auxiliaryBalance(yearEnd: year.end, at: late, after: cursor, limit: 100) }
      ),
      ("bilan et résultat, N et N-1", { _ = try await $0.statements(yearEnd: year.end) }),
      ("bilan et résultat au \(early.iso), N et N-1", { _ = try await $0.statements(yearEnd: year.end, at: early) }),
      ("bilan et résultat au \(late.iso), N et N-1", { _ = try await $0.statements(yearEnd: year.end, at: late) }),
      ("bilan et résultat, 2033", { _ = try await $0.statements(yearEnd: year.end, system: .simplified) }),
      ("plan comptable", { _ = try await $0.chart(yearEnd: year.end) }),
    ]
  }

  private var cursor: AuxiliaryReport.Cursor {
    AuxiliaryReport.Cursor(account: account, party: PartyKey(nature: .customer, code: party))
  }

  private func lines(_ direction: Application.AccountPage.Cursor.Direction) -> Application.AccountPage.Cursor {
    Application.AccountPage.Cursor(date: early, entry: 1, line: 1, direction: direction)
  }

  private var accounts: [Question] {
    [
      ("grand livre", { _ = try await $0.generalLedger(yearEnd: year.end, cursor: nil, limit: 100) }),
      ("grand livre, plus loin", { _ = try await $0.generalLedger(yearEnd: year.end, cursor: ledger, limit: 100) }),
      (
        "grand livre, classe 4 au \(early.iso)",
        {
          _ = try await $0.generalLedger(
            yearEnd: year.end, accounts: AccountSpan("4"), at: early, cursor: nil, limit: 100)
        }
      ),
      ("compte \(account)", { _ = try await $0.accountPage(account, yearEnd: year.end, cursor: nil, limit: 50) }),
      (
        "compte \(account), après le \(early.iso)",
        { _ = try await $0.accountPage(account, yearEnd: year.end, cursor: lines(.after), limit: 50) }
      ),
      (
        "compte \(account), avant le \(early.iso)",
        { _ = try await $0.accountPage(account, yearEnd: year.end, cursor: lines(.before), limit: 50) }
      ),
      (
        "compte \(account) au \(early.iso)",
        { _ = try await $0.accountPage(account, yearEnd: year.end, at: early, cursor: nil, limit: 50) }
      ),
      (
        "tiers \(party)",
        { _ = try await $0.accountPage(account, party: party, yearEnd: year.end, cursor: nil, limit: 50) }
      ),
    ]
  }

  private var journals: [Question] {
    let code = line.journal
    return [
      ("journaux", { _ = try await $0.journals(yearEnd: year.end) }),
      (
        "journal \(code)",
        { _ = try await $0.journalSheet(code, yearEnd: year.end, month: nil, cursor: nil, limit: 50) }
      ),
      (
        "journal \(code), mois plus loin",
        {
          _ = try await $0.journalSheet(
            code, yearEnd: year.end, month: early.number / 100, cursor: entries, limit: 50)
        }
      ),
      ("écriture", { _ = try await $0.entryDetail(line.entryID, limit: 100) }),
      ("écriture vérifiée", { _ = try await $0.verifyEntry(line.entryID) }),
    ]
  }

  private var searches: [Question] {
    [
      (
        "recherche d’une pièce", { _ = try await $0.search(line.voucherReference, yearEnd: year.end, limit: 8) }
      ),
      ("recherche d’un compte", { _ = try await $0.search("banque", yearEnd: year.end, limit: 8) }),
      ("recherche d’un tiers", { _ = try await $0.search("client 12", yearEnd: year.end, limit: 8) }),
    ]
  }
}
