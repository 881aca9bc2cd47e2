import Foundation
import Model

/// The Unix socket through which a command reaches the node that serves its folder.
enum ControlAddress {
  static func path(folder: String) -> String { folder + "/node.sock" }

  /// Calls `body` with the address in the form the system wants. Refuses a path that does not fit it (107 bytes).
  static func with<Result>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Result
  ) throws -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count < room else {
      throw Fault(.configuration, "the path of the control socket is longer than \(room - 1) bytes: \(path)")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return try withUnsafePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        try body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
