import Model
import Storage
import Sync

/// The first change-set of a company: the company, the device that signs it, the gérant, the first year.
struct CompanyFounding: Sendable {
  let creation: CompanyCreation
  let person: Identifier<Person>
  let environment: Environment

  func write(into storage: any CompanyStorage, secret: DeviceSecret) async throws {
    let company: Identifier<Company> = environment.identifier()
    let key = try secret.signingKey
    let writer = LogWriter(
      store: storage.books, company: company, device: secret.device, epoch: UInt32(secret.deviceEpoch), key: key,
      environment: environment)
    let (creation, person) = (creation, person)
    try await writer.append(by: person) { transaction in
      try storage.found(with: secret, transaction)
      let settings = creation.settings.change(from: CompanySettings()).map { [BookEvent.companyChanged($0)] } ?? []
      return [
        .companyCreated(CompanyCreated(id: company, siren: creation.siren, name: creation.name)),
        .deviceEnrolled(DeviceEnrolled(id: secret.device, publicKey: key.verifyingKey.bytes)),
        .userEnrolled(UserEnrolled(id: person, name: creation.personName, role: .gerant)),
        .fiscalYearOpened(FiscalYearOpened(year: creation.year)),
      ] + settings
    }
  }
}

extension DeviceSecret {
  /// A new device of this installation, with a key of its own.
  static func draw(_ environment: Environment) throws -> DeviceSecret {
    let seed = try SigningKey(drawnFrom: environment).withSeed { seed in
      try SecretBytes(count: seed.count) {
        UnsafeMutableRawBufferPointer(start: $0, count: seed.count).copyMemory(from: seed)
      }
    }
    return DeviceSecret(device: environment.identifier(), deviceEpoch: 1, seed: seed)
  }

  /// The pair that signs with this seed.
  var signingKey: SigningKey {
    get throws {
      try seed.withBytes { try SigningKey(seed: UnsafeRawBufferPointer(start: $0, count: seed.count)) }
    }
  }
}
