import Foundation

/// A PostgreSQL 15 of our own: its files and its socket lie in one folder, and both go away with this process, however
/// it ends. A shell keeps watch: it holds the other end of a pipe, and when that closes it stops the server.
public final class PrivatePostgreSQL: Sendable {
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// How texts compare where nothing else is said.
  public enum Locale: String, Sendable {
    case plain = "C.UTF-8"
    /// The rules of French: made beside the server from the system's sources, or ICU's where those are missing.
    case french = "fr_FR.UTF-8"
  }

  static let programs = "/usr/lib/postgresql/15/bin"

  public static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: programs + "/initdb") }

  /// Starts one process at a time: Foundation's `Process` was seen to crash where many threads start theirs at once.
  private static let starting = NSLock()

  /// Holds the socket: the `host` of a connection.
  public let folder: String
  private let watch: FileHandle

  /// Whether a server may have a small disk: only root mounts one, where nobody but the server sees it.
  public static let canLimitRoom = geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/unshare")

  /// - Parameters:
  ///   - isDurable: whether the server waits for the disk; only measures need it.
  ///   - room: megabytes of the tablespace `small`, a disk of its own that can be full; none when nil.
  public init(locale: Locale = .plain, isDurable: Bool = false, room: Int? = nil) throws {
    folder = "/tmp/pg-" + UUID().uuidString.prefix(8)
    let (orders, answers) = (Pipe(), Pipe())
    // No other process may hold the pipe open after this one ended.
    _ = fcntl(orders.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    watch = orders.fileHandleForWriting
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
    let alone = room == nil ? [] : ["unshare", "--mount"]
    process.arguments =
      alone + ["bash", "-c", Self.keeper, "keeper", folder, locale.rawValue, isDurable ? "on" : "off"]
      + (room.map { [String($0)] } ?? [])
    process.standardInput = orders
    process.standardOutput = answers
    process.standardError = FileHandle.nullDevice
    try Self.starting.withLock { try process.run() }
    var said = Data()
    while !said.contains(10) {
      let more = answers.fileHandleForReading.availableData
      if more.isEmpty { break }
      said.append(more)
    }
    guard String(decoding: said, as: UTF8.self) == "ready\n" else {
      throw Failure(description: "the server did not start: \(String(decoding: said, as: UTF8.self))")
    }
    if room != nil { try run("CREATE TABLESPACE small LOCATION '\(folder)/small/data';") }
  }

  /// Gives the tablespace `small` another size, and returns once it has it.
  ///
  /// - Throws: ``Failure`` when that has not come about within ten seconds.
  public func setRoom(_ megabytes: Int) throws {
    try watch.write(contentsOf: Data("\(megabytes)\n".utf8))
    for _ in 0..<1_000 {
      if FileManager.default.fileExists(atPath: folder + "/room-\(megabytes)") { return }
      usleep(10_000)
    }
    throw Failure(description: "the tablespace did not get \(megabytes) MB")
  }

  deinit { try? watch.close() }

  /// Runs as root, which the server refuses to be, or as anybody.
  private static let keeper = """
    trap '' INT TERM HUP QUIT PIPE
    for f in /proc/$BASHPID/fd/*; do n=${f##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done
    folder=$1 locale=$2 durable=$3 room=$4 bin=\(programs)
    served() { if [ $EUID = 0 ]; then su postgres -c "cd /; $1"; else bash -c "cd /; $1"; fi; }
    out() {
      served "$bin/pg_ctl -D $folder/data -m immediate -w stop" >/dev/null 2>&1
      [ -z "$room" ] || umount "$folder/small"
      rm -rf "$folder"
    }
    mkdir -m 755 "$folder" && { [ $EUID != 0 ] || chown postgres "$folder"; } || exit 1
    if [ -n "$room" ]; then
      mkdir "$folder/small" && mount -t tmpfs -o "size=${room}m" small "$folder/small" &&
        mkdir "$folder/small/data" && chown postgres "$folder/small/data" || exit 1
    fi
    words="--locale=$locale" env=
    if [ "$locale" = fr_FR.UTF-8 ]; then
      mkdir "$folder/locale"
      if localedef -i fr_FR -f UTF-8 "$folder/locale/$locale" >/dev/null 2>&1; then
        env="LOCPATH=$folder/locale"
      else
        words="--locale=C.UTF-8 --locale-provider=icu --icu-locale=fr-FR"
      fi
    fi
    options="-c listen_addresses= -c unix_socket_directories=$folder -c fsync=$durable -c lc_messages=C"
    options="$options -c max_connections=200"
    served "$env $bin/initdb -D $folder/data -U postgres -A trust -E UTF8 $words --no-sync" >"$folder/log" 2>&1 &&
      served "$env $bin/pg_ctl -D $folder/data -l $folder/server.log -o \\"$options\\" -w start" >>"$folder/log" 2>&1 ||
      { tr '\\n' ' ' <"$folder/log"; echo; out; exit 1; }
    echo ready
    exec >/dev/null
    while read -r size; do mount -o "remount,size=${size}m" "$folder/small" && touch "$folder/room-$size"; done
    out
    """

  /// Runs a script and gives its answers, one row per line, columns apart by `|`.
  ///
  /// - Throws: ``Failure`` with the server's message at the first statement that fails.
  @discardableResult
  public func run(
    _ script: String, as user: String = "postgres", database: String = "postgres"
  ) throws -> [String] {
    let file = NSTemporaryDirectory() + "script-" + UUID().uuidString + ".sql"
    try script.write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    let words = "psql -h \(folder) -U \(user) -d \(database) -v ON_ERROR_STOP=1 -qAtX -f \(file) 2>&1 </dev/null"
    process.arguments = ["-c", words]
    process.standardOutput = output
    try Self.starting.withLock { try process.run() }
    // Read to the end before waiting: a long answer would fill the pipe.
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(description: text) }
    return text.split(separator: "\n").map(String.init)
  }
}
