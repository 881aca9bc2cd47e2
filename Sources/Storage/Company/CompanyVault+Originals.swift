import Foundation
import Model

extension CompanyVault {
  /// Drops one original, accepted by nobody, and its report. A file that is not there is no fault.
  public func dropOriginal(of id: Identifier<Import>) throws {
    for path in [folder.original(of: id), folder.report(of: id)] {
      guard unlink(path) == 0 || errno == ENOENT else { throw FileFault.last("unlink", path) }
    }
  }

  /// Drops every original but those of `imports`, and what an interrupted writing left: a file that was staged when
  /// the program stopped is as if it had never come.
  public func dropOriginals(except imports: Set<Identifier<Import>>) throws {
    let kept = Set(imports.flatMap { ["\($0).sealed", "\($0).report"] })
    do {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.originals) where !kept.contains(name) {
        try FileManager.default.removeItem(atPath: folder.originals + "/" + name)
      }
    } catch { throw Fault(.inputOutput, "the folder of originals cannot be tidied", cause: error) }
  }
}
