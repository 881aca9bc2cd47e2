import Foundation

/// What a process that holds keys does first.
enum ProcessHardening {
  /// No core dump and no debugger of the same user (the page cache holds clear text), and files for this user alone.
  static func apply() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = prctl(PR_SET_DUMPABLE, 0)
    umask(0o077)
    // A terminal that closes its end of a pipe must not end the node.
    signal(SIGPIPE, SIG_IGN)
  }
}
