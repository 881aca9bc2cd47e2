import Application
import Model

/// The page of the end of a year.
struct ClosingModel: Sendable {
  let sentence: String
  let isClosed: Bool
  /// What is not in order.
  let groups: [Group]
  let inOrder: Group?
  /// Points in order, of all of them.
  let fine: Int
  let total: Int
  let canClose: Bool
  let action: String
  let points: String
  let consent: String
  let consequences: [String]
  let refusal: String?
  let remedy: String?
  /// What else came of the closing that was just done.
  let leftover: String?
  let opening: Opening?
  let done: Done?
  let reopened: String?

  struct Group: Sendable {
    let id: String
    let title: String
    let isFine: Bool
    let items: [Item]
  }

  struct Item: Sendable {
    let id: String
    let name: String
    let state: String
    let pill: String
    let remedy: String
    let findings: [Finding]
    /// How many more there are.
    let others: String?
    let act: Act?
  }

  struct Finding: Sendable {
    let href: String?
    let text: String
    let amount: String
  }

  /// A form that mends it in one click.
  struct Act: Sendable {
    let action: String
    let label: String
    let fields: [Hidden]
  }

  struct Hidden: Sendable {
    let name: String
    let value: String
  }

  struct Opening: Sendable {
    let title: String
    let sentence: String
    let rows: [Row]

    struct Row: Sendable {
      let account: String
      let label: String
      let lines: String
      let debit: String
      let credit: String
    }
  }

  struct Done: Sendable {
    let sentence: String
    let documents: [Document]
    let months: [Month]
    let perpetual: String
    let accepted: String?
    let reopenHref: String?
    let proofHref: String
    /// Nil when there is no result to allocate.
    let allocationHref: String?

    struct Document: Sendable {
      let name: String
      let fileName: String
      let href: String
      let size: String
      let hash: String
    }

    struct Month: Sendable {
      let name: String
      let entries: String
      let debit: String
      let credit: String
    }
  }

  /// - Parameters:
  ///   - run: the closing of this year that was asked for since the node started.
  ///   - refusal: what was just asked, and not begun.
  init(_ desk: ClosingDesk, closings: [YearClosing], run: ClosingRuns.Run?, role: Role, refusal: Wording?) {
    let (list, year) = (desk.checklist, desk.year)
    isClosed = desk.closing?.isClosed == true
    fine = list.items(.fine).count
    total = list.items.count
    let blocking = list.blocking.count
    let progress = "\(fine) points sur \(total) en ordre"
    sentence =
      isClosed
      ? "L’exercice \(year.name) est clôturé\(desk.closing.map { " depuis le \(French.moment($0.closedAt))" } ?? "")."
      : blocking == 0
        ? "\(progress). Rien n’empêche la clôture."
        : "\(progress). \(French.count(blocking, "point empêche", "points empêchent")) la clôture."
    let all = isClosed ? [] : ClosingItemWords.groups(list, year, role: role)
    groups = all.filter { !$0.isFine }
    inOrder = all.first { $0.isFine }
    canClose = !isClosed && blocking == 0 && role.may(.closeYears)
    action = Address.closing(year: year)
    points = list.toLookAt.map(\.rawValue).joined(separator: " ")
    consent =
      list.toLookAt.isEmpty
      ? "Je clôture l’exercice \(year.name)."
      : "J’ai regardé \(French.count(list.toLookAt.count, "point signalé", "points signalés")) et je clôture "
        + "l’exercice \(year.name)."
    consequences = Self.consequences(desk)
    let refusal = refusal ?? (isClosed ? nil : run?.refusal)
    self.refusal = refusal?.sentence
    remedy = refusal?.remedy
    leftover = isClosed ? run?.leftover : nil
    opening = isClosed ? nil : Self.opening(desk)
    done = isClosed ? desk.closing.map { Self.done($0, closings, role) } : nil
    reopened = desk.closing.flatMap { closing in
      closing.isClosed ? nil : "Cet exercice avait été clôturé, puis rouvert : \(closing.reason)"
    }
  }

  private static func consequences(_ desk: ClosingDesk) -> [String] {
    let result =
      desk.result.isZero
      ? "L’exercice n’a pas de résultat."
      : "Le résultat, \(desk.result.minor > 0 ? "un bénéfice" : "une perte") de "
        + "\(French.euros(desk.result.magnitude)), va au compte \(desk.resultAccount) ; "
        + "les comptes 6 et 7 repartent de zéro."
    let opening =
      desk.isNextOpened
      ? "L’exercice \(desk.next.name) a déjà ses à-nouveaux : la clôture n’en ajoute pas."
      : "L’exercice \(desk.next.name)\(desk.isNextOpen ? "" : ", ouvert pour douze mois,") reçoit "
        + French.count(desk.openingLineCount, "ligne d’à-nouveaux", "lignes d’à-nouveaux")
        + " : les tiers y sont repris ligne à ligne, pour être lettrés d’un exercice à l’autre."
    return [
      result, opening,
      "Plus rien n’entre dans l’exercice, ni n’en sort : ni écriture, ni import, ni retrait, ni déverrouillage.",
      "Le FEC, les états et la balance du jour sont gardés scellés ; leurs empreintes sont signées.",
      "La clé du dossier change : les sauvegardes d’avant restent lisibles avec l’ancienne.",
      "Un gérant peut rouvrir l’exercice tant que le suivant n’est pas clôturé ; cela reste écrit.",
    ]
  }

  private static func opening(_ desk: ClosingDesk) -> Opening? {
    guard !desk.opening.isEmpty, !desk.isNextOpened else { return nil }
    return Opening(
      title: "À-nouveaux du \(French.longDate(desk.next.start))",
      sentence: French.count(desk.opening.count, "compte", "comptes") + ", "
        + French.count(desk.openingLineCount, "ligne", "lignes") + ".",
      rows: desk.opening.map { row in
        Opening.Row(
          account: row.account, label: row.label, lines: French.integer(row.lineCount),
          debit: row.balance.minor > 0 ? French.amount(row.balance) : "",
          credit: row.balance.minor < 0 ? French.amount(row.balance.magnitude) : "")
      })
  }

  private static func done(_ closing: YearClosing, _ closings: [YearClosing], _ role: Role) -> Done {
    let fact = closing.fact
    let isLast = !closings.contains { $0.isClosed && $0.year.start > closing.year.end }
    let accepted = fact.accepted.compactMap { ClosingCheck(rawValue: $0) }.map { Words.name(of: $0) }
    return Done(
      sentence: fact.result.isZero
        ? "Aucun résultat."
        : "\(fact.result.minor > 0 ? "Bénéfice" : "Perte") de \(French.euros(fact.result.magnitude))"
          + (fact.resultAccount.isEmpty ? "." : ", au compte \(fact.resultAccount)."),
      documents: fact.documents.map { document in
        Done.Document(
          name: Words.name(of: document.kind), fileName: document.fileName,
          href: Address.closingDocument(document.id), size: French.size(bytes: Int(clamping: document.byteCount)),
          hash: ExportModel.groups(document.hash))
      },
      months: fact.months.map { month in
        Done.Month(
          name: French.month(number: month.month).capitalizedFirst, entries: French.integer(month.entryCount),
          debit: French.amount(month.debit), credit: French.amount(month.credit))
      },
      perpetual: "\(French.euros(fact.perpetualDebit)) au débit, \(French.euros(fact.perpetualCredit)) au crédit",
      accepted: accepted.isEmpty ? nil : accepted.joined(separator: ", "),
      reopenHref: isLast && role.may(.reopenYears) ? Address.reopening(year: closing.year) : nil,
      proofHref: Address.proof(year: closing.year),
      allocationHref: fact.result.isZero || !role.may(.draftEntries) ? nil : Address.allocation(year: closing.year))
  }
}

extension ClosingRuns.Run {
  /// Why it came to nothing, and when that was.
  fileprivate var refusal: Wording? {
    guard case .refused(let told, let moment) = state else { return nil }
    return Wording(
      "La clôture demandée n’a pas été faite (\(French.moment(moment))), rien n’est écrit. \(told.sentence)",
      remedy: told.remedy)
  }

  fileprivate var leftover: String? { if case .done(let left) = state { left } else { nil } }
}
