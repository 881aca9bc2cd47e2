import Foundation

/// Adds up the processor time and the clock time of named steps.
struct StepClock {
  private var lastProcessor = StepClock.processor()
  private var lastWall = StepClock.wall()
  private var steps: [(name: String, processor: Double, wall: Double)] = []

  mutating func step(_ name: String) {
    let (processor, wall) = (Self.processor(), Self.wall())
    let index = steps.firstIndex { $0.name == name } ?? steps.count
    if index == steps.count { steps.append((name, 0, 0)) }
    steps[index].processor += processor - lastProcessor
    steps[index].wall += wall - lastWall
    (lastProcessor, lastWall) = (processor, wall)
  }

  func processorSeconds(of name: String) -> Double { steps.first { $0.name == name }?.processor ?? 0 }

  func total() {
    for step in steps { print(step.name, "cpu", Self.text(step.processor), "wall", Self.text(step.wall)) }
    print("peak MB", Self.usage().ru_maxrss / 1024)
  }

  private static func text(_ seconds: Double) -> String { String(format: "%.3f", seconds) }

  private static func usage() -> rusage {
    var usage = rusage()
    getrusage(0, &usage)
    return usage
  }

  /// Seconds of this process, user and system.
  static func processor() -> Double {
    let usage = usage()
    let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
    return Double(seconds) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }

  private static func wall() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
