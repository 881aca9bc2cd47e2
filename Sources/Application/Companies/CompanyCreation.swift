import Model

/// What the first start asks for: the company, its first fiscal year, and the gérant's name.
public struct CompanyCreation: Sendable {
  public var siren: SIREN
  public var name: String
  public var year: FiscalYear
  /// Name shown beside what this person does; the company's own name when nobody gave one.
  public var personName: String
  public var settings: CompanySettings

  public init(
    siren: SIREN, name: String, year: FiscalYear, personName: String, settings: CompanySettings = CompanySettings()
  ) {
    self.settings = settings
    self.siren = siren
    self.name = name
    self.year = year
    self.personName = personName
  }
}

/// A company just created, open, with the one thing that is never shown again.
public struct CreatedCompany: Sendable {
  public let books: Books
  /// The printed recovery code, in groups: shown once, asked back, kept nowhere in clear.
  public let recoveryCode: String
}

/// A company of this node, known without opening it.
public struct CompanyCard: Hashable, Sendable {
  public let siren: SIREN
  public let name: String

  public init(siren: SIREN, name: String) {
    self.siren = siren
    self.name = name
  }
}

public enum CompanyRefusal: Refusal, Equatable {
  case nameMissing
  /// Fewer than `minimum` characters.
  case passwordTooShort(minimum: Int)
  case alreadyExists(SIREN)
  case unknown(SIREN)
  case noneYet
  case wrongPassword
  case wrongRecoveryCode
  /// Another process holds the company's folder.
  case inUse(processID: Int32)
  case notOpen
  /// The file of key slots beside the books is gone, in both its generations.
  case keysMissing
  case keysAltered
  /// Written by a newer version of the program.
  case keysTooNew

  public var code: String {
    switch self {
    case .nameMissing: "company.name_missing"
    case .passwordTooShort: "company.password_too_short"
    case .alreadyExists: "company.already_exists"
    case .unknown: "company.unknown"
    case .noneYet: "company.none_yet"
    case .wrongPassword: "company.wrong_password"
    case .wrongRecoveryCode: "company.wrong_recovery_code"
    case .inUse: "company.in_use"
    case .notOpen: "company.not_open"
    case .keysMissing: "company.keys_missing"
    case .keysAltered: "company.keys_altered"
    case .keysTooNew: "company.keys_too_new"
    }
  }
}
