import Application
import Model

/// Treasury: the figure, its curve, and what the curve shows.
struct TreasuryPanel: Sendable {
  let total: String
  let totalHref: String
  let isNegative: Bool
  /// Where it is: in banks, in cash.
  let parts: [Part]
  let lowest: Lowest?
  let href: String
  let title: String
  let wide: String
  let narrow: String
  let finding: String
  let rows: [Row]

  struct Part: Sendable {
    /// What stands before the amount.
    let label: String
    let amount: String
    let href: String
  }

  /// The end of the month when there was least.
  struct Lowest: Sendable {
    let amount: String
    let href: String
    let month: String
    let isNegative: Bool
  }

  struct Row: Sendable {
    let month: String
    let amount: String
    let href: String
    let isNegative: Bool
  }

  init(_ overview: Overview, months: [Overview.Month], href: String) {
    total = French.euros(overview.treasury)
    isNegative = overview.treasury.minor < 0
    totalHref = Address.trialBalance(year: overview.year, filter: [("comptes", Self.accounts)])
    parts =
      [
        Part(
          label: "banque ", amount: French.euros(overview.treasury - overview.cash),
          href: Address.trialBalance(year: overview.year, filter: [("comptes", "51")]))
      ]
      + (overview.cash.isZero
        ? []
        : [
          Part(
            label: ", caisse ", amount: French.euros(overview.cash),
            href: Address.trialBalance(year: overview.year, filter: [("comptes", "53-54")]))
        ])
    self.href = href
    title = "Trésorerie à la fin de chaque mois, exercice \(overview.year.name)"
    let chart = LineChart(
      points: months.map { .init(label: French.shortMonth(number: $0.number), value: $0.treasury) })
    wide = chart.svg(.wide)
    narrow = chart.svg(.narrow)
    rows = months.map { month in
      Row(
        month: French.month(number: month.number), amount: French.amount(month.treasury),
        href: Address.trialBalance(year: overview.year, atEndOf: month.number, prefix: Self.accounts),
        isNegative: month.treasury.minor < 0)
    }
    lowest = chart.lowest.map { months[$0] }.map { month in
      Lowest(
        amount: French.euros(month.treasury),
        href: Address.trialBalance(year: overview.year, atEndOf: month.number, prefix: Self.accounts),
        month: "fin \(French.month(number: month.number))",
        isNegative: month.treasury.minor < 0)
    }
    finding = chart.lowest.map { Self.finding(months[$0]) } ?? "Aucun mouvement de banque ni de caisse."
  }

  /// What ``Model/Overview/treasuryPrefixes`` lie between.
  private static let accounts = "51-54"

  private static func finding(_ month: Overview.Month) -> String {
    let name = French.month(number: month.number)
    return month.treasury.minor < 0
      ? "La trésorerie passe sous zéro : \(French.euros(month.treasury)) fin \(name), son point le plus bas."
      : "Point le plus bas : \(French.euros(month.treasury)), fin \(name)."
  }
}

/// Income and expenses: the result, a bar for each month, and the best of them.
struct YearPanel: Sendable {
  let resultName: String
  let result: String
  let isNegative: Bool
  let href: String
  let title: String
  let svg: String
  let finding: String
  let rows: [Row]
  let income: String
  let expenses: String
  let incomeHref: String
  let expensesHref: String
  /// The lines of all charges and products of the year.
  let resultHref: String
  /// The result of the year before, in words; nil when the books do not hold it.
  let comparison: Comparison?
  let previousName: String?

  /// The result of the year before, and the charges and products that make it.
  struct Comparison: Sendable, Equatable {
    let text: String
    let href: String
  }

  struct Row: Sendable {
    let month: String
    let income: String
    let expenses: String
    let result: String
    let isNegative: Bool
    let incomeHref: String
    let expensesHref: String
    let resultHref: String
    /// Nil when the books do not hold the month of the year before.
    let previous: Previous?
  }

  /// The same month of the year before.
  struct Previous: Sendable {
    let income: String
    let expenses: String
    let incomeHref: String
    let expensesHref: String

    init(_ month: Overview.Month, year: FiscalYear) {
      income = French.amount(month.income)
      expenses = French.amount(month.expenses)
      incomeHref = Address.ledger(year: year, month: month.number, accounts: "7")
      expensesHref = Address.ledger(year: year, month: month.number, accounts: "6")
    }
  }

  /// - Parameter isRunning: the year is not over.
  init(
    _ overview: Overview, months: [Overview.Month], previous: Overview?, isRunning: Bool = false, href: String
  ) {
    let before = Dictionary(
      (previous?.months ?? []).map { ($0.number + 100, $0) }, uniquingKeysWith: { first, _ in first })
    previousName = previous?.year.name
    comparison = previous.map { Self.comparison(with: $0, months: isRunning ? months : overview.months) }
    resultName = overview.result.minor < 0 ? "Perte de l’exercice" : "Bénéfice de l’exercice"
    result = French.euros(overview.result)
    isNegative = overview.result.minor < 0
    self.href = href
    title = "Recettes et dépenses de chaque mois, exercice \(overview.year.name)"
    svg = BarChart(
      months: months.map {
        .init(
          initial: French.monthInitial(number: $0.number), income: $0.income, expenses: $0.expenses,
          previousIncome: before[$0.number]?.income, previousExpenses: before[$0.number]?.expenses)
      }
    ).svg()
    rows = months.map { month in
      let result = month.income - month.expenses
      return Row(
        month: French.month(number: month.number), income: French.amount(month.income),
        expenses: French.amount(month.expenses), result: French.amount(result), isNegative: result.minor < 0,
        incomeHref: Address.ledger(year: overview.year, month: month.number, accounts: "7"),
        expensesHref: Address.ledger(year: overview.year, month: month.number, accounts: "6"),
        resultHref: Address.ledger(year: overview.year, month: month.number, accounts: "6-7"),
        previous: previous.flatMap { year in before[month.number].map { Previous($0, year: year.year) } })
    }
    // Of the months shown; what is not shown yet holds nothing.
    incomeHref = Address.ledger(year: overview.year, filter: [("comptes", "7")])
    expensesHref = Address.ledger(year: overview.year, filter: [("comptes", "6")])
    resultHref = Address.ledger(year: overview.year, filter: [("comptes", "6-7")])
    income = French.amount(months.reduce(.zero) { $0 + $1.income })
    let spent = months.reduce(MoneyTotal.zero) { $0 + $1.expenses }
    expenses = French.amount(spent)
    let best = months.max { $0.income.minor < $1.income.minor }
    finding =
      best.flatMap { $0.income.isZero ? nil : $0 }.map { month in
        let name = French.month(number: month.number)
        let start = name.prefix(1).uppercased() + name.dropFirst()
        return "\(start) est votre meilleur mois : \(French.euros(month.income)) de recettes."
      }
      ?? (spent.isZero
        ? "Aucune recette ni dépense enregistrée."
        : "Aucune recette enregistrée, pour \(French.euros(spent)) de dépenses.")
  }

  /// The result of the year before over the same months: up to the last one that holds something, as long as the year
  /// runs. A part of a year compared with a whole one says nothing.
  static func comparison(with previous: Overview, months: [Overview.Month]) -> Comparison {
    let last = months.lastIndex { !$0.income.isZero || !$0.expenses.isZero } ?? months.count - 1
    let numbers = Set(months.prefix(last + 1).map { $0.number - 100 })
    let same = previous.months.filter { numbers.contains($0.number) }
    guard let first = same.first, let end = same.last, same.count < previous.months.count else {
      return Comparison(
        text: "contre \(French.euros(previous.result)) en \(previous.year.name)",
        href: Address.ledger(year: previous.year, filter: [("comptes", "6-7")]))
    }
    let result = same.reduce(MoneyTotal.zero) { $0 + $1.income - $1.expenses }
    return Comparison(
      text: "contre \(French.euros(result)) \(French.months(from: first.number, to: end.number))",
      href: Address.ledger(year: previous.year, months: first.number...end.number, accounts: "6-7"))
  }
}

extension Address {
  /// The balance of some accounts at the end of a month (AAAAMM) of the year.
  static func trialBalance(year: FiscalYear, atEndOf month: Int32, prefix: String) -> String {
    let first = CalendarDate(year: Int(month / 100), month: Int(month % 100), day: 1)
    let end = first?.adding(months: 1)?.adding(days: -1)
    let day = end.flatMap { $0 < year.end ? [("date", $0.iso)] : nil } ?? []
    return trialBalance(year: year, filter: day + [("comptes", prefix)])
  }

  /// The lines of some accounts in a month (AAAAMM) of the year. The days that the year itself bounds are left out.
  static func ledger(year: FiscalYear, month: Int32, accounts: String) -> String {
    ledger(year: year, months: month...month, accounts: accounts)
  }

  /// The same of several months.
  static func ledger(year: FiscalYear, months: ClosedRange<Int32>, accounts: String) -> String {
    func firstDay(of month: Int32) -> CalendarDate? {
      CalendarDate(year: Int(month / 100), month: Int(month % 100), day: 1)
    }
    let first = firstDay(of: months.lowerBound)
    let end = firstDay(of: months.upperBound)?.adding(months: 1)?.adding(days: -1)
    let days =
      (first.flatMap { $0 > year.start ? [("du", $0.iso)] : nil } ?? [])
      + (end.flatMap { $0 < year.end ? [("date", $0.iso)] : nil } ?? [])
    return ledger(year: year, filter: days + [("comptes", accounts)])
  }
}
