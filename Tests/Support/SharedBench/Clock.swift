import Foundation

enum Clock {
  /// Of the clock on the wall, from some moment on.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Of this process, all threads together.
  static var processor: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Of the server's processes, those that ended included, user and system.
  static func processor(ofServerIn folder: String) -> Double {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let first = FileManager.default.contents(atPath: folder + "/data/postmaster.pid")
      .flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n").first }
    var ticks = 0
    for name in names where Int(name) != nil {
      guard let data = FileManager.default.contents(atPath: "/proc/\(name)/stat"),
        let tail = String(decoding: data, as: UTF8.self).split(separator: ")").last
      else { continue }
      let fields = tail.split(separator: " ")
      guard fields.count > 12, fields[1] == first ?? "" || name == first ?? "" else { continue }
      ticks += (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
      // The first process has what its children used, once they ended.
      if name == first ?? "" { ticks += (Int(fields[13]) ?? 0) + (Int(fields[14]) ?? 0) }
    }
    return Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
