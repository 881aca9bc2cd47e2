/// Where in the log a fact comes from. Every fact row carries it: it explains the row, and places it in time.
public struct Origin: Hashable, Sendable {
  /// Local number of the device in this file.
  public let deviceNumber: Int64
  /// Which chain of the device.
  public let deviceEpoch: Int64
  /// Place in that chain, from 1 without gap.
  public let sequence: Int64

  public init(deviceNumber: Int64, deviceEpoch: Int64, sequence: Int64) {
    self.deviceNumber = deviceNumber
    self.deviceEpoch = deviceEpoch
    self.sequence = sequence
  }
}
