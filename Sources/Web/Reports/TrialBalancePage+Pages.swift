import Model

extension TrialBalanceModel.Pages {
  /// Nil when everything is on one page and nothing is kept off it.
  init?(
    _ window: KeyedWindow<TrialBalance.Row>, of listed: [TrialBalance.Row], _ query: TrialBalanceQuery,
    year: FiscalYear, _ day: DayFilter
  ) {
    guard listed.count > TrialBalancePage.rowsPerPage, let first = window.rows.first, let last = window.rows.last
    else { return nil }
    func href(from start: String) -> String { query.address(year: year, day: day) { $0.start = start } }
    pager = PagerModel(
      label: "Pages de la balance", first: href(from: ""), previous: window.previous.map(href),
      next: window.next.map(href))
    isAll = query.showsAll
    range =
      isAll
      ? "Tous les comptes sur une page."
      : "Comptes \(first.account) à \(last.account), \(French.integer(window.rows.count)) sur "
        + "\(French.integer(listed.count))."
    var starts: [String: String] = [:]
    for row in listed.reversed() { starts[String(row.account.prefix(1))] = row.account }
    jumps = starts.sorted { $0.key < $1.key }.map { digit, start in
      .init(
        label: "Classe \(digit)", href: query.showsAll ? "#classe-\(digit)" : href(from: start),
        isCurrent: !query.showsAll && digit == first.account.prefix(1))
    }
    allHref = query.address(year: year, day: day) { $0.showsAll.toggle() }
    allLabel = isAll ? "Page par page" : "Tout sur une page"
  }
}
