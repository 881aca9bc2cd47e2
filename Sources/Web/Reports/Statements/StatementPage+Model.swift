import Application
import Model

/// A balance sheet or an income statement, its filters, and what proves it.
struct StatementModel: Sendable {
  let title: String
  let sentence: String
  /// `provisoire` while the year is not over.
  let state: String?
  let tabs: [Tab]
  let filter: Filter
  let equation: Equation
  let findings: [Finding]
  let findingsHeading: String
  let hasFindings: Bool
  /// How many more there are than are shown, in words.
  let moreFindings: String?
  let tables: [StatementTable]
  /// How the amount of the open line came to be, when that was asked.
  let explanation: ExplanationModel?
  let isSheet: Bool
  /// Of use on a screen only.
  let hint = "Chaque montant ouvre les comptes qui le composent."
  let note: String
  let caption: String
  let isEmpty: Bool
  let importHref = Address.imports

  struct Tab: Sendable {
    let label: String
    let href: String
    let isCurrent: Bool
  }

  struct Filter: Sendable {
    let action: String
    let yearEnd: String
    let date: String
    let fault: String?
    /// Choices that the date form keeps, as hidden fields.
    let kept: [Kept]
    let wholeYearHref: String?
    let systemHref: String
    let isSimplified: Bool
    let nilLinesHref: String
    let hidesNilLines: Bool
    let accountsHref: String
    let showsAccounts: Bool

    struct Kept: Sendable {
      let name: String
      let value: String
    }
  }

  struct Equation: Sendable {
    let isHeld: Bool
    let verdict: String
    let sentences: [Sentence]

    struct Sentence: Sendable, Equatable {
      let text: String
      /// Where its figures stand with their accounts; nil when that is this page.
      let href: String?
    }
  }

  struct Finding: Sendable {
    let account: String
    let href: String
    let balance: String
    let side: String
    let sentence: String
  }

  /// More would push the statement itself off the screen.
  private static let findingsShown = 30

  init(
    _ report: StatementReport, _ query: StatementQuery, _ kind: StatementPage, earlier: EarlierYear? = nil,
    explanation: FigureExplanation? = nil, today: CalendarDate
  ) {
    let path = kind.path
    title = kind.title
    let day = French.longDate(report.date)
    let isWhole = report.date == report.year.end
    let isOver = report.year.end < today
    let scope =
      !isWhole
      ? "Situation au \(day)"
      : isOver ? "Exercice \(report.year.name), clos le \(day)" : "Exercice \(report.year.name), en cours"
    sentence = "\(scope), en euros. \(Words.name(of: report.system))"
    state = isWhole && isOver ? nil : "provisoire"
    caption = "\(kind.title), \(isWhole ? "exercice au" : "situation au") \(French.date(report.date))"
    tabs = StatementPage.allCases.map { other in
      Tab(
        label: other.title, href: query.address(other.path, openLine: .some(nil)), isCurrent: other == kind)
    }
    filter = Filter(query, path: path)
    equation = Equation(report.statements, query, kind)
    let all = report.statements.findings
    findings = all.prefix(Self.findingsShown).map { finding in
      Finding(
        account: "\(finding.account) \(finding.label)",
        href: Address.lines(of: finding.account, year: report.year, through: query.day),
        balance: French.amount(finding.balance.magnitude), side: French.sideLetter(finding.balance),
        sentence: Words.of(finding.kind))
    }
    findingsHeading = French.count(all.count, "compte à vérifier", "comptes à vérifier")
    let more = all.count - findings.count
    moreFindings = more > 0 ? "et \(French.count(more, "autre compte", "autres comptes"))." : nil
    hasFindings = !findings.isEmpty
    var maker = StatementTableMaker(report, query, path: path, earlier: earlier)
    tables = kind.tables(report, &maker)
    self.explanation = explanation.map {
      ExplanationModel($0, year: report.year, day: query.day, closeHref: query.address(path))
    }
    isSheet = kind == .balanceSheet
    note = Words.note(on: report) + (kind == .balanceSheet ? "" : " " + Words.salesNote(report.system))
    isEmpty = report.isEmpty
  }
}

extension StatementModel.Filter {
  init(_ query: StatementQuery, path: String) {
    action = path
    yearEnd = query.year.end.iso
    date = query.day.typed
    fault = query.day.fault
    kept = [
      query.system == .simplified ? Kept(name: "systeme", value: "simplifie") : nil,
      query.showsNilLines ? Kept(name: "lignes", value: "toutes") : nil,
      query.openLine.map { Kept(name: "case", value: $0) },
    ].compactMap(\.self)
    wholeYearHref = query.day.date == nil ? nil : query.address(path, date: false)
    isSimplified = query.system == .simplified
    // A line of one form is not a line of the other.
    systemHref = query.address(path, system: isSimplified ? .base : .simplified, openLine: .some(nil))
    hidesNilLines = !query.showsNilLines
    nilLinesHref = query.address(path, showsNilLines: !query.showsNilLines)
    showsAccounts = query.openLine == StatementQuery.allLines
    accountsHref = query.address(path, openLine: .some(showsAccounts ? nil : StatementQuery.allLines))
  }
}

extension StatementModel.Equation {
  init(_ statements: FinancialStatements, _ query: StatementQuery, _ kind: StatementPage) {
    let controls = statements.controls
    let results = controls.filter { $0.kind == .result || $0.kind == .classes }
    let agreed = results.allSatisfy { $0.isHeld } ? results.first.map { [Words.sameResult($0.right)] } : nil
    let result = agreed ?? results.map(Words.of)
    let balance = controls.filter { $0.kind == .balance }.map(Words.of)
    let closing = controls.filter { $0.kind == .closing }.map(Words.of)
    isHeld = controls.allSatisfy { $0.isHeld }
    verdict = isHeld ? "Équilibré." : "À vérifier."
    // The page's own equation first.
    let own = kind == .balanceSheet ? balance : result + closing
    let others = kind == .balanceSheet ? result + closing : balance
    let total = statements.total(of: kind == .balanceSheet ? .result : .asset)?.rubric.code
    let other = kind == .balanceSheet ? Address.incomeStatement : Address.balanceSheet
    let href = total.map { query.address(other, openLine: .some($0)) + "#case-\($0)" }
    sentences =
      own.map { Sentence(text: $0, href: nil) } + others.map { Sentence(text: $0, href: href) }
  }
}
