import Foundation
import Model

enum FileFault {
  /// The fault of the system call that just failed.
  static func last(_ call: String, _ path: String) -> Fault {
    let code = errno
    let message = "\(call) \(path): \(String(cString: strerror(code)))"
    return Fault(code == ENOSPC || code == EDQUOT ? .diskFull : .inputOutput, message)
  }
}
