import Application
import Model
import Testing

@testable import Web

@Suite("Words for refusals")
struct WordsTests {
  private static let siren = SIREN("732829320")!
  private static let day = CalendarDate(iso: "2026-01-01")!
  private static let year = try? FiscalYear(start: day, end: day)

  static let company: [CompanyRefusal] = [
    .nameMissing, .passwordTooShort(minimum: 12), .alreadyExists(siren), .unknown(siren), .noneYet, .wrongPassword,
    .wrongRecoveryCode, .inUse(processID: 42), .notOpen,
  ]
  static let imports: [ImportRefusal] = [
    .unknown, .notReady, .blocked([.emptyFile]), .consentNeeded(entries: 2), .alreadyAccepted,
    .alreadyImported(fileName: "a.txt"), .alreadyWaiting(fileName: "a.txt"), .sharesYear(fileName: "a.txt"),
    .notCompleted, .reasonMissing,
    .emptyFile, .unreadable(fileName: "a.txt"),
  ]
  static let sets = [imports.prefix(1), imports.prefix(3)].map { refusals in
    ImportSetRefusal(refusals.map { .init(id: Identifier(high: 1, low: 2), fileName: "b.txt", refusal: $0) })
  }
  static let reports: [ReportRefusal] =
    [
      .unknownYear("2031"), .unknownAccount("999"), .unknownParty("C1"), .unknownJournal("XX"), .unknownEntry,
      .badCursor, .periodInverted(day, day), .changedMeanwhile(day),
    ] + (year.map { [.dateOutsideYear(day, $0)] } ?? [])
  static let exports: [ExportRefusal] = [.fileExists(names: ["a.txt"]), .fileExists(names: ["a.txt", "b.txt"])]
  static let years: [FiscalYearRefusal] = [.endsBeforeStart, .tooLong]
  static let rights = Role.allCases.flatMap { role in Action.allCases.map { NotAllowed(action: $0, role: role) } }

  static let documents: [DocumentRefusal] = [
    .empty, .tooLarge, .unknownKind, .otherXML(root: "html"), .cut(.jpeg), .alreadyThere(fileName: "a.pdf"),
    .elsewhere([]), .unknownTarget, .unknownAttachment, .besideEntry, .alreadyEnded, .reasonMissing, .alreadyWaived,
    .unknownWaiver,
  ]

  static let assets: [AssetRefusal] =
    [
      .unknown, .unknownLine, .lineTaken, .conventionFixed, .nothingToDraft, .hasEntries, .alreadyDisposed,
      .notDisposed, .noYear(day), .disposalPosted, .claimAccountWrong("x"), .priceWrong,
    ] + (year.map { [.yearCharged($0), .earlierYearsMissing([$0])] } ?? [])
  static let assetProblems = AssetProblem.allCases.map { AssetNotTaken(problems: [$0]) }
  static let cutOffs: [CutOffRefusal] = [.unknown, .unknownParty("C1"), .alreadyPosted]
  static let cutOffProblems = CutOffProblem.allCases.map { CutOffNotTaken(problems: [$0]) }

  static var refusals: [any Refusal] {
    documents as [any Refusal] + company + imports + sets + reports + exports + years + rights + yearEnd
  }

  private static var yearEnd: [any Refusal] { assets as [any Refusal] + assetProblems + cutOffs + cutOffProblems }

  @Test("every refusal is a sentence of its own", arguments: refusals)
  func everyRefusal(refusal: any Refusal) {
    let wording = Words.of(any: refusal)
    #expect(wording.sentence.hasSuffix("."))
    #expect(wording.sentence.contains(refusal.code) == false, "worded, not left to its code")
    #expect(wording.remedy?.hasSuffix(".") ?? true)
  }

  @Test("every anomaly is worded, with its values", arguments: FECAnomaly.Code.allCases)
  func everyAnomaly(code: FECAnomaly.Code) {
    let anomaly = FECAnomaly(
      code, line: 12, journal: "VE", entryNumber: "7", values: ["120000", "118800", "20261231", "430", "2025"])
    let wording = Words.of(anomaly)
    #expect(wording.sentence.hasSuffix("."))
    #expect(wording.sentence.contains("–") == false, "no value is missing")
    #expect(wording.remedy?.hasSuffix(".") == true, "an anomaly says how it is mended or what becomes of it")
    #expect(Words.shortName(of: code).isEmpty == false)
  }

  @Test("an anomaly with no values is still a sentence", arguments: FECAnomaly.Code.allCases)
  func bareAnomaly(code: FECAnomaly.Code) {
    #expect(Words.of(FECAnomaly(code)).sentence.isEmpty == false)
  }

  @Test(
    "what a file says in its own way is worded as it is",
    arguments: [
      (FECAnomaly(.amountIrregular, values: ["Debit", "0.00"]), "Compris : le point y tient lieu de virgule."),
      (FECAnomaly(.amountIrregular, values: ["Debit", "1 234,00"]), "Compris, et repris sans séparateur de milliers."),
      (FECAnomaly(.amountIrregular, values: ["Debit", "1.234,00"]), "Compris, et repris sans séparateur de milliers."),
      (FECAnomaly(.unreadableAmount, values: ["Sens", "1"]), "Sens « 1 » ne dit ni débit ni crédit."),
      (FECAnomaly(.unreadableAmount, values: ["Sens", ""]), "Le sens du montant (Sens) manque."),
      (FECAnomaly(.extraColumns, values: [""]), "Colonne en plus : 1\u{A0}colonne sans nom."),
      (FECAnomaly(.extraColumns, values: ["Note", ""]), "Colonnes en plus : Note, et 1\u{A0}colonne sans nom."),
      (FECAnomaly(.extraColumns, values: ["A", "B"]), "Colonnes en plus : A, B."),
      (FECAnomaly(.wrongFieldCount, values: ["1", "18"]), "La ligne a 1\u{A0}champ au lieu de 18."),
      (FECAnomaly(.lineShort, values: ["16", "18"]), "La ligne s’arrête après 16\u{A0}champs sur 18."),
    ])
  func ownWays(anomaly: FECAnomaly, part: String) {
    #expect(Words.of(anomaly).text.contains(part), "\(Words.of(anomaly).text)")
  }

  @Test("a journal that does not balance says nothing of the file it is in")
  func unbalancedJournal() {
    #expect(!Words.of(FECAnomaly(.journalUnbalanced, journal: "VE", values: ["2", "1"])).text.contains("fichier"))
  }

  @Test("what a verification found names the entry, the line and both values")
  func entryProblem() {
    let place = Verification.EntryPlace(journal: "VE", number: "12", date: CalendarDate(iso: "2026-03-01"))
    let difference = EntryDifference(field: .debit, line: 2, expected: "1200,00", found: "1300,00")
    #expect(
      Words.of(.entry(place, changeSet: 7, [difference])).sentence
        == "L’écriture VE 12 du 01/03/2026 n’est plus celle qui a été signée (lot 7) : "
        + "ligne 2, débit « 1300,00 » au lieu de « 1200,00 ».")
    #expect(Words.of(.entry(place, changeSet: 7, [])).sentence.contains("origine"))
  }

  @Test("every field of an entry has a name", arguments: EntryDifference.Field.allCases)
  func everyField(field: EntryDifference.Field) {
    #expect(Words.name(of: field).isEmpty == false)
  }

  @Test("a gap is named with both sides")
  func gap() {
    let wording = Words.of(FECAnomaly(.entryUnbalanced, values: ["120000", "118800"]))
    #expect(wording.sentence == "Débit 1\u{202F}200,00 et crédit 1\u{202F}188,00 : écart de 12,00.")
  }

  @Test("altered data is called so, never a disk error")
  func alteredData() {
    let text = Words.of(Fault.Code.alteredData).text
    #expect(text.hasPrefix("Données altérées"))
    #expect(text.lowercased().contains("i/o") == false)
  }

  @Test(
    "a wrong SIREN is told why",
    arguments: [
      ("", "manque"), ("12345678", "neuf chiffres, celui-ci en a 8"), ("12345678A", "n’est pas un chiffre"),
      ("732829321", "clé de contrôle"), ("73282932000074", "SIRET"),
    ])
  func sirenFaults(text: String, part: String) {
    #expect(Words.sirenFault(text)?.sentence.contains(part) == true)
  }

  @Test("a right SIREN has no fault")
  func rightSIREN() {
    #expect(Words.sirenFault("732 829 320") == nil)
  }
}
