import Model

/// One line of a FEC: its eighteen fields in their legal order, and those of books of receipts and payments.
public struct FECRow: Equatable, Sendable {
  public var journalCode: String
  public var journalLib: String
  public var ecritureNum: String
  public var ecritureDate: CalendarDate
  public var compteNum: String
  public var compteLib: String
  public var compAuxNum: String
  public var compAuxLib: String
  public var pieceRef: String
  public var pieceDate: CalendarDate?
  public var ecritureLib: String
  public var debit: Money
  public var credit: Money
  public var ecritureLet: String
  public var dateLet: CalendarDate?
  public var validDate: CalendarDate
  public var montantDevise: String
  public var iDevise: String
  public var settlement: Settlement

  public init(
    journalCode: String, journalLib: String, ecritureNum: String, ecritureDate: CalendarDate, compteNum: String,
    compteLib: String, compAuxNum: String = "", compAuxLib: String = "", pieceRef: String, pieceDate: CalendarDate?,
    ecritureLib: String, debit: Money, credit: Money, ecritureLet: String = "", dateLet: CalendarDate? = nil,
    validDate: CalendarDate, montantDevise: String = "", iDevise: String = "",
    settlement: Settlement = Settlement()
  ) {
    self.journalCode = journalCode
    self.journalLib = journalLib
    self.ecritureNum = ecritureNum
    self.ecritureDate = ecritureDate
    self.compteNum = compteNum
    self.compteLib = compteLib
    self.compAuxNum = compAuxNum
    self.compAuxLib = compAuxLib
    self.pieceRef = pieceRef
    self.pieceDate = pieceDate
    self.ecritureLib = ecritureLib
    self.debit = debit
    self.credit = credit
    self.ecritureLet = ecritureLet
    self.dateLet = dateLet
    self.validDate = validDate
    self.montantDevise = montantDevise
    self.iDevise = iDevise
    self.settlement = settlement
  }

  /// A line of a validated entry, with the labels of its masters; what the line overrides comes before both.
  ///
  /// A line whose source gave no ValidDate has that of its entry, which is the day of import where the source gave none
  /// at all.
  public init(
    _ line: EntryLine, of entry: JournalEntry.Validated, journalLabel: String, accountLabel: String,
    partyLabel: String
  ) {
    let own = line.overrides ?? LineOverrides()
    self.init(
      journalCode: entry.journal, journalLib: own.journalLabel ?? journalLabel, ecritureNum: entry.number,
      ecritureDate: own.date ?? entry.date, compteNum: line.account, compteLib: own.accountLabel ?? accountLabel,
      compAuxNum: line.party?.code ?? "", compAuxLib: own.partyLabel ?? partyLabel,
      pieceRef: own.voucherReference ?? entry.voucherReference,
      pieceDate: own.voucherDate.map(\.value) ?? entry.voucherDate, ecritureLib: own.label ?? entry.label,
      debit: line.debit, credit: line.credit, ecritureLet: line.matchingCode, dateLet: line.matchingDate,
      validDate: own.validationDate?.value ?? entry.validationDate, montantDevise: line.original?.text ?? "",
      iDevise: line.original?.currency ?? "", settlement: line.settlement ?? Settlement())
  }
}
