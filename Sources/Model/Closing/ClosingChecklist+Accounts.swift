// Rules about accounts, by their place in the plan comptable (PCG, livre IX).
extension ClosingChecklist {
  /// Accounts that hold something only while the year goes on.
  static let clearing: [Rule] = [
    { facts in ClosingItem(.suspenseAccounts, facts.standing(["471", "472", "473", "474", "475"])) },
    { facts in ClosingItem(.transferAccounts, facts.standing(["58"])) },
    { facts in ClosingItem(.chequesToCash, facts.standing(["511"])) },
    // 44567 is a credit carried to the next return.
    { facts in ClosingItem(.vatDeductibleLeft, facts.standing(["4456"], except: ["44567"])) },
    { facts in ClosingItem(.vatCollectedLeft, facts.standing(["4457"])) },
    { facts in ClosingItem(.vatDueDebit, facts.debtors(["4455"])) },
    { facts in ClosingItem(.vatAgainstTurnover, facts.turnoverTax?.findings ?? []) },
  ]

  static let parties: [Rule] = [
    { facts in
      let found = facts.tradeAccounts.filter { standing in
        ["401", "403", "404", "405"].contains { standing.account.hasPrefix($0) } && standing.debtors.minor > 0
      }
      return ClosingItem(
        .suppliersDebit, found.map { .init(place: $0.account, label: $0.label, amount: $0.debtors) })
    },
    { facts in
      let found = facts.tradeAccounts.filter { standing in
        ["411", "413", "416"].contains { standing.account.hasPrefix($0) } && standing.creditors.minor > 0
      }
      return ClosingItem(
        .customersCredit, found.map { .init(place: $0.account, label: $0.label, amount: .zero - $0.creditors) })
    },
    { facts in ClosingItem(.lettersUnbalanced, facts.unbalancedLetters) },
    { facts in ClosingItem(.oldOpenLines, facts.oldOpenLines) },
  ]

  static let inventory: [Rule] = [
    { facts in
      if let missing = facts.chargesToMake { return ClosingItem(.depreciationMissing, missing) }
      let assets = facts.debtors(["201", "203", "205", "208", "212", "213", "214", "215", "218"])
      let isDone = facts.rows(["28"]).contains { $0.credit != $0.openingCredit }
      return ClosingItem(.depreciationMissing, isDone ? [] : assets)
    },
    { facts in ClosingItem(.deferralsNotReversed, facts.notReversed(["486", "487"])) },
    { facts in
      ClosingItem(
        .accrualsNotReversed,
        facts.notReversed(["408", "418", "4286", "4287", "4386", "4387", "4486", "4487", "4686", "4687"]))
    },
    { facts in
      ClosingItem(.cutOffsNotPosted, facts.cutOffs.filter { $0.outcome == .draft }.map(ClosingFacts.finding))
    },
    { facts in ClosingItem(.cutOffsNotTakenBack, facts.cutOffs.filter(\.isLeftStanding).map(ClosingFacts.finding)) },
    { facts in
      ClosingItem(
        .priorCutOffsNotTakenBack, facts.previousCutOffs.filter(\.isLeftStanding).map(ClosingFacts.finding))
    },
    { facts in
      let stocks = facts.standing(["31", "32", "33", "34", "35", "37"])
      return ClosingItem(.stocksNotMoved, facts.hasMovement(["603", "713"]) ? [] : stocks)
    },
  ]

  /// Balances on the side where none is expected.
  static let sides: [Rule] = [
    { facts in ClosingItem(.bankOverdrawn, facts.creditors(["512", "514", "515", "517"])) },
    { facts in
      ClosingItem(
        .cashNegative,
        facts.cashLows.map { .init(place: $0.account, label: $0.label, amount: $0.balance, day: $0.day) })
    },
    { facts in
      ClosingItem(
        .equityWrongSide,
        facts.debtors(["101", "104", "105", "106", "13", "14", "15", "16"], except: ["139", "169"])
          + facts.creditors(["109", "119", "129", "139", "169"]))
    },
    { facts in
      ClosingItem(
        .fixedAssetsWrongSide,
        facts.creditors(["20", "21", "22", "23", "25", "26", "27"], except: ["229", "269", "279"])
          + facts.debtors(["28", "29"]))
    },
    { facts in
      ClosingItem(
        .stocksWrongSide, facts.creditors(["31", "32", "33", "34", "35", "37"]) + facts.debtors(["39"]))
    },
    { facts in
      ClosingItem(
        .payrollWrongSide, facts.debtors(["421", "427", "431", "437"]) + facts.creditors(["425"]))
    },
    { facts in
      ClosingItem(
        .investmentsWrongSide, facts.creditors(["50", "53"], except: ["509"]) + facts.debtors(["519", "59"]))
    },
    { facts in
      ClosingItem(
        .expensesWrongSide,
        facts.creditors(["6"], except: ["603", "609", "619", "629", "649", "699"])
          + facts.debtors(["609", "619", "629"]))
    },
    { facts in
      ClosingItem(.incomeWrongSide, facts.debtors(["7"], except: ["709", "713"]) + facts.creditors(["709"]))
    },
  ]
}

extension ClosingFacts {
  /// Accounts that opened with something which nothing took back since (extourne).
  func notReversed(_ beginnings: [String]) -> [ClosingItem.Finding] {
    rows(beginnings).filter { row in
      let opened = row.openingDebit - row.openingCredit
      if opened.minor > 0 { return row.credit == row.openingCredit }
      return opened.minor < 0 && row.debit == row.openingDebit
    }.map(Self.finding)
  }
}
