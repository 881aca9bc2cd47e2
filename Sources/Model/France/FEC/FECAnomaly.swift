/// Something a FEC says that the law or arithmetic does not expect: where, what, and how grave.
public struct FECAnomaly: Equatable, Sendable {
  public var code: Code
  /// Line of the file as an editor numbers it: the header is 1. Nil when the anomaly is of the whole file.
  public var line: Int?
  public var journal: String?
  public var entryNumber: String?
  public var voucherReference: String?
  /// The values the sentence needs, in an order fixed by the code: a column name, a text found, amounts in cents.
  public var values: [String]

  public init(
    _ code: Code, line: Int? = nil, journal: String? = nil, entryNumber: String? = nil,
    voucherReference: String? = nil, values: [String] = []
  ) {
    self.code = code
    self.line = line
    self.journal = journal
    self.entryNumber = entryNumber
    self.voucherReference = voucherReference
    self.values = values
  }

  public enum Severity: Int, Sendable, Comparable, CaseIterable {
    /// The import is refused.
    case blocking
    /// The import asks for an explicit consent, for the year.
    case consent
    /// Imported as it is; to be looked at.
    case warning
    /// Good to know.
    case note

    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  public enum Code: String, Sendable, CaseIterable {
    // Unreadable.
    case emptyFile = "fec.empty_file"  // no line beside the header
    case otherKind = "fec.other_kind"  // values: xml, zip or pdf
    case unknownSeparator = "fec.unknown_separator"
    case noHeader = "fec.no_header"
    case missingColumn = "fec.missing_column"  // values: column
    case wrongFieldCount = "fec.wrong_field_count"  // values: found, expected
    case invalidEncoding = "fec.invalid_encoding"
    case unreadableDate = "fec.unreadable_date"  // values: column, text
    case dateNotInCalendar = "fec.date_not_in_calendar"  // values: column, text
    case unreadableAmount = "fec.unreadable_amount"  // values: column, text
    case amountTooLarge = "fec.amount_too_large"  // values: column, text
    case missingAccount = "fec.missing_account"
    case missingEntryDate = "fec.missing_entry_date"
    case missingJournal = "fec.missing_journal"
    case fieldTooLong = "fec.field_too_long"  // values: column, length, limit
    case lineTooLong = "fec.line_too_long"  // values: limit
    // Refused.
    case otherSIREN = "fec.other_siren"  // values: found, expected
    case fileUnbalanced = "fec.file_unbalanced"  // values: debit, credit (cents)
    case yearClash = "fec.year_clash"  // values: name of the year in the books
    case yearUnknown = "fec.year_unknown"
    case severalYears = "fec.several_years"  // values: entries outside of the year, all entries, year start, year end
    // Consent.
    case entryUnbalanced = "fec.entry_unbalanced"  // values: debit, credit (cents)
    // To be looked at.
    case journalUnbalanced = "fec.journal_unbalanced"  // values: debit, credit (cents)
    case missingEntryNumber = "fec.missing_entry_number"
    case dateOutsideYear = "fec.date_outside_year"  // values: date, year start, year end
    case missingValue = "fec.missing_value"  // values: column
    case accountNotNumeric = "fec.account_not_numeric"  // values: account
    case bothSidesFilled = "fec.both_sides_filled"  // values: debit, credit (cents)
    case bothSidesZero = "fec.both_sides_zero"
    case numberingHole = "fec.numbering_hole"  // values: before, after
    case numberRepeated = "fec.number_repeated"
    case chronologyBroken = "fec.chronology_broken"  // values: validation date, that of the entry before
    case validatedBeforeEntry = "fec.validated_before_entry"  // values: validation date, entry date
    case matchingUnbalanced = "fec.matching_unbalanced"  // values: account, party, code, remainder (cents)
    case amountIrregular = "fec.amount_irregular"  // a point for a comma, or grouped digits; values: column, text
    case dateIrregular = "fec.date_irregular"  // another form than AAAAMMJJ; values: column, text
    case dateDropped = "fec.date_dropped"  // no day at all, taken as blank; values: column, text
    case lineShort = "fec.line_short"  // blank columns left out at its end; values: found, expected
    case columnAbsent = "fec.column_absent"  // a column that may be done without; values: column
    case mixedEncoding = "fec.mixed_encoding"  // UTF-8 here, something else there: read as Latin-9
    case lineBreakInValue = "fec.line_break_in_value"  // read as a space
    case columnRenamed = "fec.column_renamed"  // values: name found, legal name
    case fileNameIrregular = "fec.file_name_irregular"  // values: name
    case closingDateElsewhere = "fec.closing_date_elsewhere"  // no entry in the year of the name; values: date
    case currencyMissing = "fec.currency_missing"  // an amount in a currency that is not named; values: Montantdevise
    case currencyIrregular = "fec.currency_irregular"  // not the three letters of ISO 4217; values: Idevise
    case openingDiffers = "fec.opening_differs"  // values: account, opening, closing (cents), year before
    case openingPartyDiffers = "fec.opening_party_differs"  // values: account, party, opening, closing (cents), year
    case openingMissing = "fec.opening_missing"  // values: name of the year before
    case alreadyImported = "fec.already_imported"  // values: date of import
    case accountNotInChart = "fec.account_not_in_chart"  // values: account
    // Good to know.
    case validationDateAbsent = "fec.validation_date_absent"
    case entryScattered = "fec.entry_scattered"
    case labelVaries = "fec.label_varies"  // values: account or party, label kept, label found
    case extraColumns = "fec.extra_columns"  // values: names
    case journalByConvention = "fec.journal_by_convention"  // blank, in receipts and payments books; values: code
    case openingWithoutParties = "fec.opening_without_parties"  // values: account, third parties left, year before
    case cashColumns = "fec.cash_columns"  // those of receipts and payments books, kept; values: names
  }
}

extension FECAnomaly.Code {
  public var severity: FECAnomaly.Severity {
    switch self {
    case .emptyFile, .otherKind, .unknownSeparator, .noHeader, .missingColumn, .wrongFieldCount, .invalidEncoding,
      .unreadableDate,
      .dateNotInCalendar, .unreadableAmount, .amountTooLarge, .missingAccount, .missingEntryDate, .missingJournal,
      .fieldTooLong, .lineTooLong, .otherSIREN, .fileUnbalanced, .yearClash, .yearUnknown, .severalYears:
      .blocking
    case .entryUnbalanced: .consent
    case .journalUnbalanced, .missingEntryNumber, .dateOutsideYear, .missingValue, .accountNotNumeric,
      .bothSidesFilled, .bothSidesZero, .numberingHole, .numberRepeated, .chronologyBroken, .validatedBeforeEntry,
      .matchingUnbalanced, .amountIrregular, .dateIrregular, .dateDropped, .lineShort, .columnAbsent, .columnRenamed,
      .mixedEncoding, .lineBreakInValue, .fileNameIrregular, .closingDateElsewhere, .openingDiffers,
      .currencyMissing, .currencyIrregular, .openingPartyDiffers, .openingMissing, .alreadyImported, .accountNotInChart:
      .warning
    case .validationDateAbsent, .entryScattered, .labelVaries, .extraColumns, .journalByConvention,
      .openingWithoutParties, .cashColumns:
      .note
    }
  }
}
