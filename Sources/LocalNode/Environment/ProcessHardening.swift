import CProcess
import Foundation

/// What a process that holds keys does first.
enum ProcessHardening {
  /// One for each core of a small machine.
  private static let heaps: Int32 = 2

  /// No core dump and no debugger of the same user (the page cache holds clear text), files for this user alone, and
  /// heaps that the threads share.
  static func apply() {
    if process_forbid_dump() != 0 {
      write("Attention : ce système ne permet pas d’interdire les images mémoire du programme.\n", to: .error)
    }
    // Where the C library declines, a long import takes more memory, and nothing else.
    _ = process_share_heaps(heaps)
    umask(0o077)
    // A terminal that closes its end of a pipe must not end the node.
    signal(SIGPIPE, SIG_IGN)
  }
}
