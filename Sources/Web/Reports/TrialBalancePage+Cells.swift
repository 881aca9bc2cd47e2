extension TrialBalanceModel.Row {
  /// The whole row, made once as its cells are: hundreds of them stand on one page.
  var html: String {
    let account = account.escapedForHTML
    return "<tr id=\"compte-\(account)\"><th scope=\"row\">"
      + "<a href=\"\(href.escapedForHTML)\">\(account)</a></th>"
      + "<td class=\"ell\">\(label.escapedForHTML)</td>\(sums.cells)</tr>\n"
  }
}

extension TrialBalanceModel.Sums {
  init(
    opening: String, openingSide: String, movementDebit: String, movementCredit: String, debitBalance: String,
    creditBalance: String, net: String, netSide: String, hasPrevious: Bool, previous: String, previousSide: String,
    href: String? = nil, previousHref: String? = nil
  ) {
    let (link, previousLink) = (href?.escapedForHTML, previousHref?.escapedForHTML)
    func cell(_ name: String, _ amount: String, _ side: String? = nil, link: String?) -> String {
      let figure = amount + (side.map { "<span class=\"dc\">\($0)</span>" } ?? "")
      guard let link, !amount.isEmpty else { return "<td class=\"\(name)\">\(figure)</td>" }
      return "<td class=\"\(name)\"><a class=\"fig\" href=\"\(link)\">\(figure)</a></td>"
    }
    self.init(
      opening: opening, openingSide: openingSide, movementDebit: movementDebit, movementCredit: movementCredit,
      debitBalance: debitBalance, creditBalance: creditBalance, net: net, netSide: netSide, hasPrevious: hasPrevious,
      previous: previous, previousSide: previousSide,
      cells: cell("n p2", opening, openingSide, link: link) + cell("n sep p2", movementDebit, link: link)
        + cell("n p2", movementCredit, link: link) + cell("n sep p2", debitBalance, link: link)
        + cell("n p2", creditBalance, link: link) + cell("n only-narrow", net, netSide, link: link)
        + (hasPrevious ? cell("n sep p2", previous, previousSide, link: previousLink) : ""))
  }
}
