import Application
public import Model

extension Words {
  /// Any refusal of the product. Each enum has its own exhaustive switch; here they only meet.
  public static func of(any refusal: any Refusal) -> Wording {
    switch refusal {
    case let refusal as CompanyRefusal: of(refusal)
    case let refusal as ImportRefusal: of(refusal)
    case let refusal as ImportSetRefusal: of(refusal)
    case let refusal as ReportRefusal: of(refusal)
    case let refusal as KnownMomentRefusal: of(refusal)
    case let refusal as HistoryRefusal: of(refusal)
    case let refusal as ExportRefusal: of(refusal)
    case let refusal as FiscalYearRefusal: of(refusal)
    case let refusal as NotAllowed: of(refusal)
    case let refusal as PeopleRefusal: of(refusal)
    case let refusal as PersonNotTaken: of(refusal)
    case let refusal as FactorRefusal: of(refusal)
    case let refusal as PasswordRefusal: of(refusal)
    case let refusal as CompanySettingsRefusal: of(refusal)
    case let refusal as KeysRefusal: of(refusal)
    case let refusal as BackupRefusal: of(refusal)
    case let refusal as DraftRefusal: of(refusal)
    case let refusal as PostingRefusal: of(refusal)
    case let refusal as DraftNotPostable: of(refusal)
    case let refusal as MatchingRefusal: of(refusal)
    case let refusal as DocumentRefusal: of(refusal)
    case let refusal as ClosingRefusal: of(refusal)
    case let refusal as YearIsClosed: of(refusal)
    case let refusal as ProofRefusal: of(refusal)
    case let refusal as AssetRefusal: of(refusal)
    case let refusal as AssetNotTaken: of(refusal)
    case let refusal as CutOffRefusal: of(refusal)
    case let refusal as CutOffNotTaken: of(refusal)
    case let refusal as GuideRefusal: of(refusal)
    case let refusal as EntryFileRefusal: of(refusal)
    case let refusal as GuideNotTaken: of(refusal)
    case let refusal as RecurrenceRefusal: of(refusal)
    case let refusal as AccountSettingsRefusal: of(refusal)
    default: Wording("La demande a été refusée (\(refusal.code)).")
    }
  }

  /// Any error, for the command line: a refusal's sentence, or the fault's.
  public static func of(error: any Error) -> Wording {
    if let refusal = error as? any Refusal { return of(any: refusal) }
    return of((error as? Fault)?.code)
  }
}
