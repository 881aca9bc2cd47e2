/// The eighteen fields of a FEC, in their legal order (LPF art. A. 47 A-1, VII).
///
/// The raw value is the place of the column in the legal order, from 0.
public enum FECColumn: Int, Sendable, CaseIterable {
  case journalCode, journalLib, ecritureNum, ecritureDate, compteNum, compteLib, compAuxNum, compAuxLib, pieceRef
  case pieceDate, ecritureLib, debit, credit, ecritureLet, dateLet, validDate, montantDevise, iDevise

  /// The name exactly as the law writes it, with its irregular capitals.
  public var legalName: String {
    switch self {
    case .journalCode: "JournalCode"
    case .journalLib: "JournalLib"
    case .ecritureNum: "EcritureNum"
    case .ecritureDate: "EcritureDate"
    case .compteNum: "CompteNum"
    case .compteLib: "CompteLib"
    case .compAuxNum: "CompAuxNum"
    case .compAuxLib: "CompAuxLib"
    case .pieceRef: "PieceRef"
    case .pieceDate: "PieceDate"
    case .ecritureLib: "EcritureLib"
    case .debit: "Debit"
    case .credit: "Credit"
    case .ecritureLet: "EcritureLet"
    case .dateLet: "DateLet"
    case .validDate: "ValidDate"
    case .montantDevise: "Montantdevise"
    case .iDevise: "Idevise"
    }
  }

  /// Columns without which lines cannot become entries. The DGFiP's checker holds the same ones for errors, but for
  /// JournalCode, which a commercial-law book must have, and EcritureNum: without it lines go together by journal, date
  /// and piece.
  public var isEssential: Bool {
    switch self {
    case .journalCode, .ecritureDate, .compteNum, .compteLib, .ecritureLib, .debit, .credit: true
    default: false
    }
  }

  /// Columns that may be blank, and so left out by a line that stops before them.
  public var mayBeLeftOut: Bool {
    switch self {
    case .ecritureLet, .dateLet, .validDate, .montantDevise, .iDevise: true
    default: false
    }
  }
}

/// The fields that follow the eighteen in the books of those who count receipts and payments: 21 fields for farmers
/// (BA), 22 for the professions (BNC) (LPF art. A. 47 A-1, VIII).
///
/// The raw value is the place of the column after the eighteen, from 0.
public enum FECCashColumn: Int, Sendable, CaseIterable {
  case dateRglt, modeRglt, natOp, idClient

  public var legalName: String {
    switch self {
    case .dateRglt: "DateRglt"
    case .modeRglt: "ModeRglt"
    case .natOp: "NatOp"
    case .idClient: "IdClient"
    }
  }
}
