import Model

/// One page of a list that is at hand as a whole, found again by the key of its first row, never by its rank.
struct KeyedWindow<Row> {
  let rows: ArraySlice<Row>
  /// Key of the first row of the page before; nil on the first page.
  let previous: String?
  /// Key of the first row of the next page; nil on the last.
  let next: String?
  /// Rows of all pages.
  let total: Int

  /// `Comptes 101000 à 411000, 400 sur 1 234.` Nil when everything is on one page.
  func range(_ key: (Row) -> String) -> String? {
    guard rows.count < total, let first = rows.first, let last = rows.last else { return nil }
    return "Comptes \(key(first)) à \(key(last)), \(French.integer(rows.count)) sur \(French.integer(total))."
  }

  /// - Parameters:
  ///   - all: in the order of `key`, byte by byte.
  ///   - start: the page begins with the first row whose key is this one or comes after it.
  ///   - size: rows on one page; nil for all of them.
  init(_ all: [Row], from start: String, size: Int?, key: (Row) -> String) {
    total = all.count
    guard let size else {
      (rows, previous, next) = (all[...], nil, nil)
      return
    }
    // Beyond the last row there is nothing to show: the last page then.
    let found = all.firstIndex { !key($0).precedes(start) } ?? max(0, all.count - size)
    let end = min(all.count, found + size)
    rows = all[found..<end]
    previous = found == 0 ? nil : key(all[max(0, found - size)])
    next = end < all.count ? key(all[end]) : nil
  }
}
