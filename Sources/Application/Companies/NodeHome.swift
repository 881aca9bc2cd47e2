import Foundation
import Model
import Storage
import Sync

/// The data folder of one node: its companies, each in a folder of its own, each with its own key.
///
///     companies/732829320/          one company, see `CompanyFolder`
///     companies/732829320/name      what it is called, for the list before anything is unlocked
public actor NodeHome {
  /// Fewer characters than this are refused for a password.
  public static let shortestPassword = 12

  let folder: String
  let environment: Environment
  let chart: [ChartAccount]
  let liasse: Liasse
  let passwordCost: PasswordCost
  let stateFolder: String?
  let backupPlace: BackupPlace
  var open: [SIREN: OpenCompany] = [:]
  /// Commands at work on each company; see ``borrow(_:_:)``.
  var loans: [SIREN: Int] = [:]
  /// Companies that only commands keep open: the last one to end closes.
  var onLoanOnly: Set<SIREN> = []
  /// Openings under way: a second one of the same company waits for the first.
  var opening: [SIREN: Task<Void, Never>] = [:]

  /// Makes the folder, for this user alone, when it is not there.
  ///
  /// - Parameters:
  ///   - folder: absolute path.
  ///   - chart: the dated list of the plan comptable général, against which imported accounts are looked at.
  ///   - liasse: the dated forms of the balance sheet and the income statement.
  ///   - passwordCost: what one guess of a password costs; tests lower it.
  ///   - stateFolder: absolute; outside of `folder`, so that an older copy of all of it is seen. Nil for none.
  ///   - backupFolder: absolute; where backups go. Nil for `backups` in `folder`, which is lost with its disk.
  public init(
    folder: String, environment: Environment, chart: [ChartAccount], liasse: Liasse,
    passwordCost: PasswordCost = .moderate, stateFolder: String? = nil,
    backupFolder: String? = nil
  ) throws {
    self.folder = folder
    self.environment = environment
    self.chart = chart
    self.liasse = liasse
    self.passwordCost = passwordCost
    self.stateFolder = stateFolder
    backupPlace = BackupPlace(folder: backupFolder ?? folder + "/backups", isOurs: backupFolder == nil)
    try DurableFolder.createWhole(folder + "/companies")
  }

  /// The companies of this node, in the order of their names. A folder that cannot be read is a fault: to say that
  /// there is none would invite to create them a second time.
  public func companies() throws -> [CompanyCard] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder + "/companies")
    } catch {
      throw Fault(.inputOutput, "the folder of the companies, \(folder)/companies, cannot be read", cause: error)
    }
    return names.compactMap { name in
      guard let siren = SIREN(name), siren.digits == name else { return nil }
      return CompanyCard(siren: siren, name: displayName(siren))
    }.sorted { ($0.name, $0.siren.digits) < ($1.name, $1.siren.digits) }
  }

  /// Whether the key of the company is at hand.
  public func isOpen(_ siren: SIREN) -> Bool { open[siren] != nil }

  /// Closes a company: its key is wiped, every session loses it. One that is not open is left alone; one that a command
  /// is at work on closes when the command ends.
  public func close(_ siren: SIREN) async {
    guard loans[siren, default: 0] == 0 else {
      onLoanOnly.insert(siren)
      return
    }
    onLoanOnly.remove(siren)
    guard let company = open.removeValue(forKey: siren) else { return }
    await Self.close(company)
  }

  public func closeAll() async {
    let companies = open.values
    open = [:]
    loans = [:]
    onLoanOnly = []
    for company in companies { await Self.close(company) }
  }

  private static func close(_ company: OpenCompany) async {
    do {
      try await company.leave()?.close()
    } catch {
      // Every acknowledged change is in the write-ahead log: the next opening reads it from there.
    }
  }

  func companyFolder(_ siren: SIREN) throws -> CompanyFolder {
    try CompanyFolder(path: folder + "/companies/" + siren.digits)
  }

  private func displayName(_ siren: SIREN) -> String {
    let path = folder + "/companies/" + siren.digits + "/name"
    guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else { return siren.digits }
    return String(decoding: data, as: UTF8.self)
  }
}
