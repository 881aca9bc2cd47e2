extension StatementForm {
  /// The statements of some books at a date.
  ///
  /// - Parameters:
  ///   - standings: every account before closing entries: an entry that empties classes 6 and 7 into account 12 would
  ///     leave an income statement of zeros.
  ///   - closed: what such entries carried to account 12, credit minus debit; nil when there are none.
  public func filled(with standings: [AccountStanding], closed: MoneyTotal? = nil) -> FinancialStatements {
    var filling = Filling(form: self)
    for standing in standings { filling.add(standing) }
    return filling.statements(closed: closed)
  }
}

/// The amounts of a form while its accounts come in.
private struct Filling {
  let form: StatementForm
  private var parts: [[FinancialStatements.Part]]
  private var findings: [FinancialStatements.Finding] = []
  /// Credit minus debit of classes 6 and 7, whatever the form does with them.
  private var classes = MoneyTotal.zero
  /// Accounts of classes 6 and 7, and those of them that stand at something.
  private var resultAccounts = (all: 0, standing: 0)
  /// Accounts 12 that stand at something.
  private var yearResults: [AccountStanding] = []
  private var amounts: [Amounts?]

  struct Amounts {
    var gross = MoneyTotal.zero
    var depreciation = MoneyTotal.zero
  }

  init(form: StatementForm) {
    self.form = form
    parts = Array(repeating: [], count: form.rubrics.count)
    amounts = Array(repeating: nil, count: form.rubrics.count)
  }

  mutating func add(_ standing: AccountStanding) {
    let rule = form.rule(for: standing.account)
    let balance = standing.balance
    if standing.account.hasPrefix("6") || standing.account.hasPrefix("7") {
      classes += MoneyTotal(minor: -balance.minor)
      resultAccounts.all += 1
      if !balance.isZero { resultAccounts.standing += 1 }
    } else if standing.account.hasPrefix("12"), !balance.isZero {
      yearResults.append(standing)
    }
    if rule.debitBox == rule.creditBox {
      place(standing, balance, rule, in: rule.debitBox, isShare: false)
    } else if rule.splitsByParty {
      let isShare = !standing.debtors.isZero && !standing.creditors.isZero
      place(standing, standing.debtors, rule, in: rule.debitBox, isShare: isShare)
      place(standing, MoneyTotal(minor: -standing.creditors.minor), rule, in: rule.creditBox, isShare: isShare)
    } else {
      place(standing, balance, rule, in: balance.minor > 0 ? rule.debitBox : rule.creditBox, isShare: false)
    }
    if !balance.isZero, let mark = rule.mark { find(.init(mark), standing, balance) }
  }

  /// - Parameter amount: debit minus credit.
  private mutating func place(
    _ standing: AccountStanding, _ amount: MoneyTotal, _ rule: StatementForm.Rule, in code: String, isShare: Bool
  ) {
    guard !amount.isZero, let box = form.boxes[code] else { return }
    let rubric = form.rubrics[box.index]
    // Assets and charges count debits, all else credits; depreciations count against their asset.
    let countsDebit = (rubric.section == .asset && !box.isDepreciation) || rubric.section == .expense
    parts[box.index].append(
      FinancialStatements.Part(
        account: standing.account, label: standing.label,
        amount: countsDebit ? amount : MoneyTotal(minor: -amount.minor), isDepreciation: box.isDepreciation,
        side: amount.minor > 0 ? .debit : .credit, isShare: isShare))
    if rubric.kind == .outside, rule.mark == nil {
      find(rule.beginning.count > 1 ? .wrongSide : .unplaced, standing, amount)
    }
  }

  private mutating func find(
    _ kind: FinancialStatements.Finding.Kind, _ standing: AccountStanding, _ amount: MoneyTotal
  ) {
    findings.append(.init(kind: kind, account: standing.account, label: standing.label, balance: amount))
  }

  mutating func statements(closed: MoneyTotal?) -> FinancialStatements {
    for index in form.rubrics.indices { _ = compute(index) }
    if closed == nil, resultAccounts.all > 0, resultAccounts.standing == 0 {
      for standing in yearResults { find(.closedOtherwise, standing, standing.balance) }
    }
    let rows = form.rubrics.indices.map { index in
      FinancialStatements.Row(
        rubric: form.rubrics[index], gross: amounts[index]?.gross ?? .zero,
        depreciation: amounts[index]?.depreciation ?? .zero, previous: nil, parts: parts[index])
    }
    let shown = rows.filter { $0.rubric.kind != .outside || !$0.parts.isEmpty }
    return FinancialStatements(rows: shown, controls: controls(rows, closed: closed), findings: findings)
  }

  /// What the accounts gave and the terms add. The form has no circles.
  private mutating func compute(_ index: Int) -> Amounts {
    if let known = amounts[index] { return known }
    var sum = Amounts()
    for part in parts[index] {
      if part.isDepreciation { sum.depreciation += part.amount } else { sum.gross += part.amount }
    }
    for term in form.rubrics[index].terms {
      guard let box = form.boxes[term.code] else { continue }
      let added = compute(box.index)
      sum.gross = term.isSubtracted ? sum.gross - added.gross : sum.gross + added.gross
      sum.depreciation =
        term.isSubtracted ? sum.depreciation - added.depreciation : sum.depreciation + added.depreciation
    }
    amounts[index] = sum
    return sum
  }

  private func controls(_ rows: [FinancialStatements.Row], closed: MoneyTotal?) -> [FinancialStatements.Control] {
    func total(_ section: StatementForm.Section) -> MoneyTotal {
      rows.first { $0.rubric.kind == .total && $0.rubric.section == section }?.net ?? .zero
    }
    let (assets, liabilities, result) = (total(.asset), total(.liability), total(.result))
    return [
      .init(kind: .balance, left: assets, right: liabilities),
      .init(kind: .result, left: assets - (liabilities - result), right: result),
      .init(kind: .classes, left: classes, right: result),
    ] + (closed.map { [.init(kind: .closing, left: $0, right: result)] } ?? [])
  }
}

extension FinancialStatements.Finding.Kind {
  fileprivate init(_ mark: StatementForm.Mark) {
    switch mark {
    case .clear: self = .toClear
    case .allocate: self = .toAllocate
    case .retired: self = .retired
    }
  }
}
