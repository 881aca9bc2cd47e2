import Foundation
import Model
import Synchronization

/// Holds a company's folder for this process: the engine below relies on being alone.
final class CompanyLock: Sendable {
  /// -1 once given back.
  private let held: Mutex<Int32>

  /// - Throws: ``CompanyInUse`` when another process, or another part of this one, holds it.
  init(_ folder: CompanyFolder) throws {
    let descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFault.last("open", folder.lock) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let (code, holder) = (errno, Self.holder(descriptor))
      close(descriptor)
      guard code == EWOULDBLOCK else { throw Fault(.inputOutput, "flock \(folder.lock): error \(code)") }
      throw CompanyInUse(processID: holder)
    }
    // For the message of whoever comes next; the lock itself does not depend on it.
    let mine = Array("\(getpid())\n".utf8)
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, mine, mine.count, 0) == mine.count else {
      let fault = FileFault.last("write", folder.lock)
      close(descriptor)
      throw fault
    }
    held = Mutex(descriptor)
  }

  deinit { release() }

  /// Gives the folder back, at the latest when the process ends. May be called again.
  func release() {
    held.withLock { descriptor in
      // Given back by name first: a process that is being started at this moment holds a copy of the descriptor until
      // it has become another program, and with it the lock.
      if descriptor >= 0 {
        flock(descriptor, LOCK_UN)
        close(descriptor)
      }
      descriptor = -1
    }
  }

  private static func holder(_ descriptor: Int32) -> Int32 {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let digits = bytes.prefix(max(0, count)).prefix { (48...57).contains($0) }
    return Int32(String(decoding: digits, as: UTF8.self)) ?? 0
  }
}

/// Another process has the company open.
public struct CompanyInUse: Refusal, Equatable {
  /// 0 when the lock does not say.
  public let processID: Int32
  public let code = "company.in_use"
}
