import Foundation
import Model

/// The command's side of the socket.
enum ControlClient {
  /// Nil when no node serves the folder: the command then runs here.
  static func connect(folder: String) throws -> ControlStream? {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Fault(.inputOutput, "no socket can be made") }
    let stream = ControlStream(descriptor: descriptor)
    let status = try ControlAddress.with(ControlAddress.path(folder: folder)) { Foundation.connect(descriptor, $0, $1) }
    return status == 0 ? stream : nil
  }

  /// Sends the request and repeats what the node answers, until its exit status.
  static func run(_ request: CommandRequest, over stream: ControlStream, output: CommandOutput) throws -> ExitStatus {
    try stream.send(.request, Array(JSONEncoder().encode(request)))
    while let frame = try stream.receive() {
      switch frame.kind {
      case .out: output.rawBytes(frame.body)
      case .error: output.rawErrorBytes(frame.body)
      case .status:
        guard let first = frame.body.first, let status = ExitStatus(rawValue: Int32(first)) else { break }
        return status
      case .request: break
      }
    }
    throw Fault(.inputOutput, "the node stopped before the command was over")
  }
}
