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
    previousHref: String? = nil
  ) {
    func cell(_ name: String, _ amount: String, _ side: String? = nil) -> String {
      "<td class=\"\(name)\">\(amount)" + (side.map { "<span class=\"dc\">\($0)</span>" } ?? "") + "</td>"
    }
    func linked(_ name: String, _ amount: String, _ side: String, _ href: String?) -> String {
      guard let href, !amount.isEmpty else { return cell(name, amount, side) }
      return "<td class=\"\(name)\"><a class=\"fig\" href=\"\(href.escapedForHTML)\">\(amount)"
        + "<span class=\"dc\">\(side)</span></a></td>"
    }
    self.init(
      opening: opening, openingSide: openingSide, movementDebit: movementDebit, movementCredit: movementCredit,
      debitBalance: debitBalance, creditBalance: creditBalance, net: net, netSide: netSide, hasPrevious: hasPrevious,
      previous: previous, previousSide: previousSide,
      cells: cell("n p2", opening, openingSide) + cell("n sep p2", movementDebit) + cell("n p2", movementCredit)
        + cell("n sep p2", debitBalance) + cell("n p2", creditBalance) + cell("n only-narrow", net, netSide)
        + (hasPrevious ? linked("n sep p2", previous, previousSide, previousHref) : ""))
  }
}
