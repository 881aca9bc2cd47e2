import Application
import HTTPTypes
import Hummingbird
import Model

/// `/cloture/affectation`: what becomes of the result of a closed year, as a draft of the next one.
enum AllocationPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try ClosingPage.require(.draftEntries, of: books)
    let year = try Self.yearEnd(visit)
    do {
      let desk = try await books.allocationDesk(yearEnd: year)
      return try await page(visit, books, AllocationModel(desk, typed: nil, faults: [:]), desk.year)
    } catch let refusal as ClosingRefusal {
      return await refused(visit, refusal, year)
    }
  }

  /// There is nothing to fill in: the draft that holds the result, or else the closing, says why.
  private static func refused(_ visit: Visit, _ refusal: ClosingRefusal, _ year: CalendarDate) async -> Response {
    await visit.remember { $0.notice = Words.of(refusal).text }
    if case .allocationDrafted(let draft) = refusal { return Answer.seeOther(Address.draft(draft)) }
    return Answer.seeOther(Address.withQuery(Address.closing, [("exercice", year.iso)]))
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    try ClosingPage.require(.draftEntries, of: books)
    let end = try Self.yearEnd(visit)
    let desk: AllocationDesk
    do {
      desk = try await books.allocationDesk(yearEnd: end)
    } catch let refusal as ClosingRefusal {
      return await refused(visit, refusal, end)
    }
    let form = AllocationForm(visit.form, desk)
    var faults = form.faults
    if faults.isEmpty, let decided = form.decided {
      do {
        let draft = try await books.draftAllocation(form.allocation, yearEnd: end, decided: decided)
        await visit.remember { $0.notice = "Brouillon d’affectation enregistré : relisez-le, puis validez-le." }
        return Answer.seeOther(Address.draft(draft.id))
      } catch let refusal as ClosingRefusal {
        let field =
          switch refusal {
          case .decisionOutside: "decision"
          case .priorLossesExceeded: "pertes"
          default: "report"
          }
        faults[field] = Words.of(refusal).text
      }
    }
    let model = AllocationModel(desk, typed: visit.form, faults: faults)
    return try await page(visit, books, model, desk.year, isBad: true)
  }

  private static func yearEnd(_ visit: Visit) throws -> CalendarDate {
    let asked = visit.query["exercice"]
    guard let end = CalendarDate(iso: asked) else { throw ReportRefusal.unknownYear(asked) }
    return end
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ model: AllocationModel, _ year: FiscalYear, isBad: Bool = false
  ) async throws -> Response {
    var frame = FrameRequest(title: "Affectation du résultat", here: .closing, year: year)
    frame.hasErrors = isBad
    return try await visit.page("affectation", model, books, frame, status: isBad ? .unprocessableContent : .ok)
  }
}

/// The form as it was sent.
struct AllocationForm: Sendable {
  let allocation: ResultAllocation
  let decided: CalendarDate?
  let faults: [String: String]

  init(_ form: Form, _ desk: AllocationDesk) {
    var faults: [String: String] = [:]
    func amount(_ name: String) -> Money {
      guard let cents = AmountText.cents(form[name]), cents >= 0, cents <= Money.largestMinor else {
        faults[name] = "« \(form[name]) » n’est pas un montant : écrivez 1234,50."
        return .zero
      }
      return Money(minor: cents)
    }
    let losses = amount("pertes")
    let isLoss = desk.standing.result.minor < 0
    allocation = ResultAllocation(
      legalReserve: amount("reserve-legale"), otherReserves: amount("autres-reserves"), retained: amount("report"),
      dividends: amount("dividendes"), carriedLoss: isLoss ? losses : -losses)
    decided = DayText.read(form.trimmed("decision"), near: desk.next.start, years: [desk.next])
    if decided == nil, !form.trimmed("decision").isEmpty {
      faults["decision"] = "« \(form.trimmed("decision")) » n’est pas une date : écrivez 15/06/\(desk.next.start.year)."
    } else if decided == nil {
      faults["decision"] = Words.of(ClosingRefusal.decisionMissing).text
    }
    self.faults = faults
  }
}

struct AllocationModel: Sendable {
  let back: String
  let action: String
  let sentence: String
  let fields: [Field]
  let faults: FaultList?

  init(_ desk: AllocationDesk, typed: Form?, faults found: [String: String]) {
    back = Address.closing(year: desk.year)
    action = Address.allocation(year: desk.year)
    let (standing, isLoss) = (desk.standing, desk.standing.result.minor < 0)
    sentence =
      "\(isLoss ? "Perte" : "Bénéfice") de \(French.euros(standing.result.magnitude)) au compte \(desk.account), "
      + "capital de \(French.euros(standing.capital)), réserve légale de \(French.euros(standing.legalReserve))."
    func field(_ name: String, _ label: String, _ proposed: Money, _ hint: String? = nil) -> Field {
      Field(
        id: name, name: name, label: label,
        value: typed?[name] ?? (proposed.isZero ? "" : French.amount(proposed)), hint: hint, fault: found[name],
        inputMode: "decimal")
    }
    let proposal = desk.proposal ?? ResultAllocation()
    let decision = Field(
      id: "decision", name: "decision", label: "Date de la décision", value: typed?["decision"] ?? "",
      hint: "Assemblée, ou décision de l’associé unique ; la pièce du brouillon la porte.", fault: found["decision"],
      inputMode: "numeric")
    let losses = field(
      "pertes", isLoss ? "Report à nouveau débiteur (119)" : "Pertes antérieures apurées (119)",
      isLoss ? proposal.carriedLoss : -proposal.carriedLoss)
    let gains = [
      field(
        "reserve-legale", "Réserve légale (1061)", proposal.legalReserve,
        "Cinq pour cent au moins, jusqu’au dixième du capital (code de commerce, L232-10)."),
      field("autres-reserves", "Autres réserves (1068)", proposal.otherReserves),
      field("report", "Report à nouveau (110)", proposal.retained),
      field("dividendes", "Dividendes à payer (457)", proposal.dividends),
    ]
    let made = [decision] + (isLoss ? [losses] : gains + [losses])
    fields = made.focused()
    // A fault about the whole stands with the amount that is left over, or with the loss.
    faults = FaultList(made, and: isLoss ? [found["report"]].compactMap { $0 } : [])
  }
}
