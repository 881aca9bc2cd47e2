import Foundation
import Model

/// What the file of a backup is called: company, moment, and a word that says what it is.
public enum BackupName {
  public static let ending = ".sauvegarde"

  /// `732829320-20261126T093521Z.sauvegarde`; a number follows the moment when that name is taken.
  public static func free(in folder: String, siren: SIREN, at moment: Instant) -> String {
    let stamp = stamp(moment)
    var path = "\(folder)/\(siren.digits)-\(stamp)\(ending)"
    var number = 2
    while access(path, F_OK) == 0 || access(path + BackupWriter.suffix, F_OK) == 0 {
      path = "\(folder)/\(siren.digits)-\(stamp)-\(number)\(ending)"
      number += 1
    }
    return path
  }

  /// `20261126T093521Z`.
  private static func stamp(_ moment: Instant) -> String {
    let seconds = Int(max(0, moment.milliseconds) / 1_000)
    let day = CalendarDate(dayCount: seconds / 86_400)?.compact ?? "0"
    let time = [seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + String($0) }
    return day + "T" + time.joined() + "Z"
  }
}

/// One file of a folder of backups.
public struct BackupListing: Sendable, Equatable {
  public let path: String
  /// Bytes.
  public let size: UInt64
  /// Nil when the file is no backup that this program can read.
  public let head: BackupHead?

  /// Whether two folders lie on one disk; a folder that is not there lies nowhere.
  public static func areOnOneDisk(_ first: String, _ second: String) throws -> Bool {
    guard access(first, F_OK) == 0, access(second, F_OK) == 0 else { return false }
    return try DurableFolder.device(of: first) == DurableFolder.device(of: second)
  }

  /// The backups of a company in a folder, the newest first. A folder that is not there holds none.
  public static func of(_ siren: SIREN, in folder: String) throws -> [BackupListing] {
    guard access(folder, F_OK) == 0 else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix(siren.digits + "-") && $0.hasSuffix(BackupName.ending) }
      .map { name in
        let path = folder + "/" + name
        let head: BackupHead?
        do { head = try BackupFile.head(of: path) } catch is BackupDefect { head = nil }
        return BackupListing(path: path, size: try OpenFile.reading(path).size(), head: head)
      }
      .sorted { $0.rank > $1.rank }
  }

  /// Of two of one second, the one with the greater number is the newer.
  private var rank: (Int64, Int, String) { (head?.madeAt.milliseconds ?? 0, path.utf8.count, path) }
}
