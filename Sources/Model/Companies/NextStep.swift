/// What a person may want to do next, as the first page offers it.
public enum NextStep: Hashable, Sendable {
  case importBooks
  case enterFirst
  case validateDrafts(count: Int)
  case addSecondFactor
  case backUp
  case invite
  case describeCompany

  /// How many are offered at once.
  public static let shown = 3

  /// What is known of the books when the choice is made.
  public struct Situation: Sendable {
    public var role: Role
    public var hasEntries = false
    public var draftCount = 0
    public var hasSecondFactor = false
    /// What was written for days has no good backup: see ``BackupPolicy/isLate(on:since:isChanged:)``.
    public var isBackupLate = false
    /// How many people may come in.
    public var peopleCount = 1
    public var settings = CompanySettings()

    public init(role: Role) { self.role = role }
  }

  /// The most urgent ones that this role may do, at most ``shown``.
  public static func choose(_ situation: Situation) -> [NextStep] {
    let role = situation.role
    var steps: [NextStep] = []
    if !situation.hasEntries, role.may(.importBooks) { steps.append(.importBooks) }
    if situation.draftCount > 0, role.may(.postEntries) { steps.append(.validateDrafts(count: situation.draftCount)) }
    if !situation.hasSecondFactor { steps.append(.addSecondFactor) }
    if situation.isBackupLate, role.may(.backUpBooks) { steps.append(.backUp) }
    if situation.settings.vatScheme == nil, role.may(.changeMasters) { steps.append(.describeCompany) }
    if !situation.hasEntries, situation.draftCount == 0, role.may(.draftEntries) { steps.append(.enterFirst) }
    if situation.peopleCount == 1, role.may(.managePeople) { steps.append(.invite) }
    return Array(steps.prefix(shown))
  }
}
