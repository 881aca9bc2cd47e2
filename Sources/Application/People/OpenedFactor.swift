import Model
import Storage

/// The second factor of one person, once their password opened its seal.
struct OpenedFactor: Sendable {
  let person: Identifier<Person>
  let factor: SecondFactor
  /// As the books hold it: what is spent must still be this one.
  let sealed: [UInt8]

  /// What a typed code is.
  enum Reading: Sendable, Equatable {
    case step(Int64)
    /// Of the hash of a recovery code.
    case recovery([UInt8])
  }

  /// Nil when the code is none of theirs.
  func read(_ typed: String, at moment: Instant) -> Reading? {
    let letters = RecoveryCodeText.canonical(typed)
    if letters.utf8.count == TimeCode.digits, letters.utf8.allSatisfy({ (48...57).contains($0) }) {
      return TimeCode(secret: factor.secret).step(of: letters, at: moment).map { .step($0) }
    }
    let hash = SealedFactor.hash(letters, salt: factor.salt)
    return factor.recoveryHashes.contains(hash) ? .recovery(hash) : nil
  }
}

/// The ten codes on paper: 50 random bits each, as ten letters and digits without those that look alike.
enum RecoveryCodeText {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// `XXXXX-XXXXX`.
  static func draw(_ environment: Environment) -> String {
    let letters = environment.randomBytes(10).map { alphabet[Int($0 & 31)] }
    return String(decoding: letters[..<5], as: UTF8.self) + "-" + String(decoding: letters[5...], as: UTF8.self)
  }

  /// Whatever the case and the separators typed.
  static func canonical(_ typed: String) -> String {
    String(
      decoding: typed.uppercased().utf8.compactMap { letter -> UInt8? in
        switch letter {
        case UInt8(ascii: "-"), UInt8(ascii: " "): nil
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
        default: letter
        }
      }, as: UTF8.self)
  }
}

extension OpenCompany {
  /// Takes a code, once: a step of the clock that was taken stays taken, with all before it, and a recovery code leaves
  /// the factor.
  ///
  /// - Returns: the factor as it is from now on.
  /// - Throws: ``FactorRefusal`` `.wrongCode`, `.usedCode`, `.expired` when the factor was changed meanwhile.
  func spend(_ code: String, of opened: OpenedFactor, _ slots: KeySlots) async throws -> OpenedFactor {
    guard let reading = opened.read(code, at: environment.now()) else { throw FactorRefusal.wrongCode }
    let person = opened.person
    switch reading {
    case .step(let step):
      try await current().storage.books.write { transaction in
        guard try transaction.sealedFactor(of: person) == opened.sealed else { throw FactorRefusal.expired }
        guard step > (try LastStep.read(person, transaction)) else { throw FactorRefusal.usedCode }
        try LastStep.keep(step, person, transaction)
      }
      return opened
    case .recovery(let hash):
      var factor = opened.factor
      factor.recoveryHashes.removeAll { $0 == hash }
      let sealed = try SealedFactor.seal(factor, for: person, slots)
      try await current().writer.append(by: person) { transaction in
        guard try transaction.sealedFactor(of: person) == opened.sealed else { throw FactorRefusal.expired }
        return [.secondFactorChanged(SecondFactorChanged(person: person, sealed: sealed))]
      }
      return OpenedFactor(person: person, factor: factor, sealed: sealed)
    }
  }

  /// Takes the factor of a person away when nobody can open it any more.
  ///
  /// - Returns: whether they had one.
  func forgetFactor(of person: Identifier<Person>) async throws -> Bool {
    guard try await current().storage.books.read({ try $0.sealedFactor(of: person) }) != nil else { return false }
    try await current().writer.append(by: person) { _ in
      [.secondFactorChanged(SecondFactorChanged(person: person, sealed: []))]
    }
    return true
  }
}

/// The last step of the clock whose code was taken from a person: kept beside the log, for this installation.
enum LastStep {
  static func read(_ person: Identifier<Person>, _ transaction: any ReadTransaction) throws -> Int64 {
    try transaction.note(name(person))?.reduce(Int64(0)) { $0 << 8 | Int64($1) } ?? -1
  }

  static func keep(_ step: Int64, _ person: Identifier<Person>, _ transaction: any WriteTransaction) throws {
    try transaction.keep(note: name(person), withUnsafeBytes(of: step.bigEndian) { Array($0) })
  }

  private static func name(_ person: Identifier<Person>) -> String { "second-factor-step:\(person)" }
}
