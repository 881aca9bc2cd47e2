import Application
import CProcess
import Foundation
import Logging
import Model

/// The node's side of the socket: 0600, only for the same user of the machine, one task per command. The password is
/// still asked by the command and checked by the runner.
final class ControlServer: Sendable {
  private let descriptor: Int32
  private let path: String
  private let home: NodeHome
  private let logger: Logger

  init(folder: String, home: NodeHome, logger: Logger) throws {
    path = ControlAddress.path(folder: folder)
    self.home = home
    self.logger = logger
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Fault(.inputOutput, "no socket can be made") }
    if let stale = try ControlClient.connect(folder: folder) {
      withExtendedLifetime(stale) {}
      throw FolderAlreadyServed()
    }
    unlink(path)
    let mask = umask(0o177)
    let bound = try ControlAddress.with(path) { bind(descriptor, $0, $1) }
    umask(mask)
    guard bound == 0, listen(descriptor, 8) == 0 else {
      throw Fault(.inputOutput, "the control socket cannot be opened at \(path): errno \(errno)")
    }
  }

  /// Serves until ``stop()``. Blocking: runs on a thread of its own.
  func start() {
    let thread = Thread { [self] in
      while true {
        let client = accept(descriptor, nil, nil)
        if client < 0 {
          if errno == EINTR { continue }
          return
        }
        guard isSameUser(client) else {
          logger.warning("a command of another user was refused")
          close(client)
          continue
        }
        serve(ControlStream(descriptor: client))
      }
    }
    thread.name = "control"
    thread.start()
  }

  func stop() {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
    unlink(path)
  }

  private func isSameUser(_ client: Int32) -> Bool {
    var user = uid_t.max
    return process_peer_user(client, &user) == 0 && user == geteuid()
  }

  private func serve(_ stream: ControlStream) {
    let home = home
    let logger = logger
    // The first frame is read on a thread of its own too: a silent client must not hold the others.
    let thread = Thread {
      do {
        guard let frame = try stream.receive(), frame.kind == .request else { return }
        let request = try JSONDecoder().decode(CommandRequest.self, from: Data(frame.body))
        let output = CommandOutput(isInteractive: false) { channel, bytes in
          do {
            try stream.send(channel == .out ? .out : .error, bytes)
          } catch {
            logger.debug("a command left before its answer: \(error)")
          }
        }
        Task {
          let status = await CommandRunner(home: home, output: output).run(request)
          do {
            try stream.send(.status, [UInt8(status.rawValue)])
          } catch {
            logger.debug("a command left before its status: \(error)")
          }
        }
      } catch {
        logger.warning("a command could not be read: \(error)")
      }
    }
    thread.start()
  }
}

/// Another node answers on the socket of this folder.
struct FolderAlreadyServed: Error {}
