import Foundation
import Model

enum FileFault {
  /// The fault of the system call that just failed.
  static func last(_ call: String, _ path: String) -> Fault {
    let code = errno
    let message = "\(call) \(path): \(String(cString: strerror(code)))"
    return Fault(Self.family(code), message)
  }

  fileprivate static func family(_ code: Int32) -> Fault.Code {
    code == ENOSPC || code == EDQUOT ? .diskFull : .inputOutput
  }
}

extension Fault {
  /// The fault of a call of Foundation on files: a full disk is told from one that does not answer.
  public init(ofFiles message: String, _ cause: any Error) {
    let error = cause as NSError
    let inner = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    let isFull = error.domain == NSCocoaErrorDomain && error.code == CocoaError.fileWriteOutOfSpace.rawValue
    let code = inner.domain == NSPOSIXErrorDomain ? FileFault.family(Int32(clamping: inner.code)) : .inputOutput
    self.init(isFull ? .diskFull : code, message, cause: cause)
  }
}
