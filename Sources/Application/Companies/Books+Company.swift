import Model
import Storage

extension Books {
  /// What the company said of itself: its address, its VAT.
  public func companySettings() async throws -> CompanySettings {
    try authorise(.readBooks)
    return try await store.read { try $0.companySettings() }
  }

  /// One event of the fields that differ; none when nothing does.
  ///
  /// - Throws: ``Model/CompanySettingsRefusal``.
  public func changeCompany(_ settings: CompanySettings) async throws {
    try authorise(.changeMasters)
    try settings.checked()
    try await open.current().writer.append(by: personID) { transaction in
      try settings.change(from: transaction.companySettings()).map { [.companyChanged($0)] } ?? []
    }
  }

  /// What this person may want to do next, most urgent first.
  public func nextSteps() async throws -> [NextStep] {
    try authorise(.readBooks)
    let (role, id, today) = (role, personID, open.environment.today())
    var situation = try await store.read { transaction in
      var situation = NextStep.Situation(role: role)
      let people = try transaction.people().filter { $0.refusal(on: today) == nil }
      situation.hasEntries = try transaction.bookYears().contains { try transaction.yearSize($0.number).entries > 0 }
      situation.draftCount = try transaction.draftTotals(DraftFilter()).count
      situation.hasSecondFactor = people.first { $0.id == id }?.hasSecondFactor ?? false
      situation.peopleCount = people.count
      situation.settings = try transaction.companySettings()
      return situation
    }
    situation.isBackupLate = try await backupLateness() != nil
    return NextStep.choose(situation)
  }
}
