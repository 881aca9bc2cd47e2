import Model

/// Which part of a list a page shows, said from what its keys tell: no row is counted for it.
struct ListRange {
  let shown: Int
  let total: Int
  let isFirst: Bool
  let isLast: Bool
  /// Dates of the first and the last row.
  let from: CalendarDate?
  let to: CalendarDate?

  init(shown: Int, of total: Int, isFirst: Bool, isLast: Bool, from: CalendarDate?, to: CalendarDate?) {
    self.shown = shown
    self.total = total
    self.isFirst = isFirst
    self.isLast = isLast
    self.from = from
    self.to = to
  }

  /// `Lignes 1 à 100 sur 159`. Between the first page and the last the rank is not known, the dates are:
  /// `100 lignes sur 1 234, du 3 mars au 9 avril 2026`. Nil when the page shows everything.
  func text(_ one: String, _ many: String, _ start: String) -> String? {
    guard !(isFirst && isLast), shown > 0 else { return nil }
    func ranks(_ first: Int, _ last: Int) -> String {
      "\(start) \(French.integer(first)) à \(French.integer(last)) sur \(French.integer(total))."
    }
    if isFirst { return ranks(1, shown) }
    if isLast { return ranks(total - shown + 1, total) }
    let span = from.flatMap { from in to.map { ", " + French.span(from, $0) } } ?? ""
    return "\(French.count(shown, one, many)) sur \(French.integer(total))\(span)."
  }
}
