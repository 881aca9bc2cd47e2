import Model

/// The description that goes with a FEC (LPF art. A. 47 A-1, XI): the name, nature and meaning of each field, the
/// meaning of the codes used as values, and what is needed to process the file.
///
/// The law asks for it in French: its sentences are part of the format, as the names of the columns are. UTF-8, CRLF.
public struct FECNotice: Equatable, Sendable {
  public struct Journal: Equatable, Sendable {
    public var code: String
    public var label: String
    public var entryCount: Int
    public var lineCount: Int
    public var isOpening: Bool

    public init(code: String, label: String, entryCount: Int, lineCount: Int, isOpening: Bool) {
      self.code = code
      self.label = label
      self.entryCount = entryCount
      self.lineCount = lineCount
      self.isOpening = isOpening
    }
  }

  public var siren: SIREN
  public var companyName: String
  public var year: FiscalYear
  public var fileName: String
  public var columns: FECWriter.Columns
  public var numbering: NumberingScheme
  public var entryCount: Int
  public var lineCount: Int
  /// Bytes of the longest line, its break included.
  public var longestLine: Int
  /// In the order of their codes.
  public var journals: [Journal]
  /// Entries whose source gave no day of validation.
  public var unvalidatedCount: Int
  /// What the books did not hold, and how it was filled.
  public var completion: FECCompletion
  /// Currencies of amounts beside euros, in their order.
  public var currencies: [String]

  public init(
    siren: SIREN, companyName: String, year: FiscalYear, fileName: String, columns: FECWriter.Columns,
    numbering: NumberingScheme, entryCount: Int, lineCount: Int, longestLine: Int, journals: [Journal],
    unvalidatedCount: Int, completion: FECCompletion, currencies: [String]
  ) {
    self.siren = siren
    self.companyName = companyName
    self.year = year
    self.fileName = fileName
    self.columns = columns
    self.numbering = numbering
    self.entryCount = entryCount
    self.lineCount = lineCount
    self.longestLine = longestLine
    self.journals = journals
    self.unvalidatedCount = unvalidatedCount
    self.completion = completion
    self.currencies = currencies
  }

  /// `notice-732829320-20261231.txt`: beside the FEC, and not to be taken for one.
  public static func fileName(siren: SIREN, closing: CalendarDate) -> String {
    "notice-\(siren.digits)-\(closing.compact).txt"
  }

  public var bytes: [UInt8] {
    let parts = [identity, structure, fields, codes, conventions]
    return Array((parts.flatMap { $0 + [""] }.dropLast().joined(separator: "\r\n") + "\r\n").utf8)
  }

  private var identity: [String] {
    [
      "DESCRIPTION DU FICHIER DES ÉCRITURES COMPTABLES",
      "(articles L. 47 A et A. 47 A-1 du livre des procédures fiscales)", "",
      "Société : \(companyName), SIREN \(siren.digits)",
      "Exercice : du \(Self.french(year.start)) au \(Self.french(year.end))",
      "Fichier : \(fileName)",
      "Contenu : \(Self.count(entryCount, "écriture")), \(Self.count(lineCount, "ligne")), plus la ligne d'en-tête",
      "Logiciel : FinanceManager Pro",
    ]
  }

  private var structure: [String] {
    [
      "1. INFORMATIONS TECHNIQUES", "",
      "Type : fichier à plat, organisation séquentielle, structure zonée, une seule sorte d'enregistrement",
      "Première ligne : les noms des champs",
      "Jeu de caractères : UTF-8, sans marque d'ordre des octets",
      "Séparateur de zone : tabulation (code 9), jamais présente dans une valeur",
      "Séparateur d'enregistrement : retour chariot et fin de ligne (codes 13 et 10), après chaque ligne",
      "Longueur : variable, sans cadrage ; la plus longue ligne compte \(longestLine) octets",
      "Dates : AAAAMMJJ, sans séparateur",
      "Montants : base décimale, virgule, deux décimales, pas de séparateur de milliers, signe moins en tête",
    ]
  }

  private var fields: [String] {
    let cash = columns == .cash ? FECCashColumn.allCases.map { ($0.legalName, Self.meaning(of: $0)) } : []
    let all = FECColumn.allCases.map { ($0.legalName, Self.meaning(of: $0)) } + cash
    return ["2. CHAMPS (nom, nature, signification)", ""]
      + all.enumerated().map { place, field in "\(place + 1). \(field.0) : \(field.1)" }
  }

  private var codes: [String] {
    let list = journals.map { journal in
      let kind = journal.isOpening ? ", écritures de reprise des soldes (à-nouveaux)" : ""
      return "\(journal.code) : \(journal.label)\(kind), "
        + "\(Self.count(journal.entryCount, "écriture")), \(Self.count(journal.lineCount, "ligne"))"
    }
    let currency =
      currencies.isEmpty ? "aucune valeur dans ce fichier" : "codes ISO 4217 : " + currencies.joined(separator: ", ")
    return ["3. CODES UTILISÉS COMME VALEURS", "", "JournalCode :"] + list.map { "  " + $0 } + [
      "EcritureLet : code libre ; les lignes d'un même compte, d'un même tiers et d'un même code se soldent ensemble",
      "Idevise : \(currency)",
    ]
  }

  private var conventions: [String] {
    var lines = [
      "4. CONVENTIONS", "",
      "Ordre : à-nouveaux d'abord, puis chronologie de validation ; les lignes d'une écriture se suivent.",
      "Le fichier contient toutes les écritures validées de l'exercice ; le brouillard n'y figure pas.",
      "Numérotation : " + numberingSentence,
      "PieceRef : référence de la pièce ; une écriture sans pièce (à-nouveaux, opérations diverses) porte la "
        + "référence conventionnelle donnée par le logiciel d'origine, le plus souvent le code du journal.",
    ]
    lines += completion.counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { column, count in
      "\(column.legalName) : \(Self.count(count, "ligne")) sans valeur à la source ; \(Self.filling(of: column))"
    }
    if completion.bothSidesZero > 0 {
      lines.append("\(Self.count(completion.bothSidesZero, "ligne")) sans débit ni crédit, comme à la source.")
    }
    if completion.bothSidesFilled > 0 {
      lines.append("\(Self.count(completion.bothSidesFilled, "ligne")) au débit et au crédit, comme à la source.")
    }
    if unvalidatedCount > 0 {
      lines.append(
        "ValidDate : \(Self.count(unvalidatedCount, "écriture")) sans date de validation à la source ; le jour de la "
          + "reprise en tient lieu, à partir duquel rien ne peut plus être modifié.")
    }
    lines.append("Un montant négatif vient du logiciel d'origine et y est resté du même côté.")
    return lines
  }

  private static func filling(of column: FECColumn) -> String {
    switch column {
    case .journalLib: "le nom du journal, ou son code, en tient lieu."
    case .compteLib: "le numéro du compte en tient lieu."
    case .compAuxLib: "le numéro du compte auxiliaire en tient lieu."
    case .pieceRef: "le code du journal en tient lieu, par convention."
    case .pieceDate: "la date de l'écriture en tient lieu."
    case .ecritureLib: "le libellé du journal en tient lieu."
    default: "laissé vide."
    }
  }

  private var numberingSentence: String {
    switch numbering {
    case .oneSequence: "une suite continue pour tout l'exercice."
    case .perJournal: "une suite continue par journal ; le numéro se lit avec le code du journal."
    case .foreign: "celle du logiciel d'origine, reprise telle quelle ; le numéro se lit avec le code du journal."
    }
  }

  private static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count < 2 ? "" : "s")" }

  private static func french(_ date: CalendarDate) -> String {
    let two = { (value: Int) in value < 10 ? "0\(value)" : String(value) }
    return "\(two(date.day))/\(two(date.month))/\(date.year)"
  }

  private static func meaning(of column: FECColumn) -> String {
    switch column {
    case .journalCode: "alphanumérique, code du journal"
    case .journalLib: "alphanumérique, libellé du journal"
    case .ecritureNum: "alphanumérique, numéro de l'écriture sur une séquence continue"
    case .ecritureDate: "date, date de comptabilisation"
    case .compteNum: "alphanumérique, numéro de compte, dont les trois premiers caractères sont du plan comptable"
    case .compteLib: "alphanumérique, libellé du compte"
    case .compAuxNum: "alphanumérique, numéro du compte auxiliaire ; vide sans tiers"
    case .compAuxLib: "alphanumérique, libellé du compte auxiliaire ; vide sans tiers"
    case .pieceRef: "alphanumérique, référence de la pièce justificative"
    case .pieceDate: "date, date de la pièce justificative"
    case .ecritureLib: "alphanumérique, libellé de l'écriture"
    case .debit: "numérique, montant au débit, en euros"
    case .credit: "numérique, montant au crédit, en euros"
    case .ecritureLet: "alphanumérique, code de lettrage ; vide si la ligne n'est pas lettrée"
    case .dateLet: "date, date du lettrage ; vide si la ligne n'est pas lettrée"
    case .validDate: "date, jour à partir duquel l'écriture ne peut plus être modifiée"
    case .montantDevise: "numérique, montant dans sa devise, comme la pièce l'écrit ; vide en euros"
    case .iDevise: "alphanumérique, code de la devise ; vide en euros"
    }
  }

  private static func meaning(of column: FECCashColumn) -> String {
    switch column {
    case .dateRglt: "date, date du règlement"
    case .modeRglt: "alphanumérique, mode de règlement, dans les termes du logiciel d'origine"
    case .natOp: "alphanumérique, nature de l'opération"
    case .idClient: "alphanumérique, identification du client"
    }
  }
}
