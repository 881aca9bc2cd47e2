import Model
import Storage

/// Companies in shared tables, through the same door as those of a node. Who may sit at a company is asked by the
/// program around: a person named here is taken at the word.
extension Books {
  /// Founds a company in a storage that holds nothing yet, for its gérant.
  package static func found(
    _ creation: CompanyCreation, in storage: any CompanyStorage, secret: DeviceSecret, environment: Environment,
    chart: [ChartAccount], liasse: Liasse
  ) async throws -> Books {
    let person: Identifier<Person> = environment.identifier()
    let founding = CompanyFounding(creation: creation, person: person, environment: environment)
    try await founding.write(into: storage, secret: secret)
    return try await open(storage, person: person, environment: environment, chart: chart, liasse: liasse)
  }

  /// Opens a company for a person it knows; tables that an older program filled are built again first.
  package static func open(
    _ storage: any CompanyStorage, person: Identifier<Person>, environment: Environment, chart: [ChartAccount],
    liasse: Liasse
  ) async throws -> Books {
    let storage = try await TableRebuild.upToDate(storage)
    let profile = try await storage.books.read { try $0.companyProfile() }
    guard let profile, let siren = SIREN(profile.siren) else {
      throw Fault(.database, "the storage holds no company")
    }
    let card = CompanyCard(siren: siren, name: profile.name)
    return try await Books(
      OpenCompany(card: card, storage: storage, environment: environment, chart: chart, liasse: liasse), person)
  }

  /// Takes the books away from whoever holds them, and gives back what they were kept in.
  package func leave() async throws -> any CompanyStorage {
    guard let storage = await open.leave() else { throw CompanyRefusal.notOpen }
    return storage
  }
}
