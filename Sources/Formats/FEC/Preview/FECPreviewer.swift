import Model

/// Looks through a whole FEC before anything is written: what it holds, what is wrong with it, and how to read it into
/// entries afterwards.
///
/// Feed it the file in chunks of any size, then ``finish(hash:)``. Memory grows with the number of entries (about a
/// hundred bytes for each), not with the file.
public struct FECPreviewer: Sendable {
  private let fileName: String
  private let expectation: FECExpectation
  private let progress: (@Sendable (_ bytes: Int) -> Void)?
  private var records = FECRecordReader()
  private var probe = TextEncodingProbe()
  private var survey = FileSurvey()

  /// `listLimit` anomalies of one code are listed, all are counted. `progress` is told, after each chunk, how many
  /// bytes have been looked at.
  public init(
    fileName: String, expectation: FECExpectation = FECExpectation(), listLimit: Int = FECPreview.listedPerCode,
    progress: (@Sendable (_ bytes: Int) -> Void)? = nil
  ) {
    self.fileName = fileName
    self.expectation = expectation
    self.progress = progress
    survey.log = FECAnomalyLog(limit: listLimit)
  }

  public mutating func feed(_ chunk: UnsafeRawBufferPointer) {
    probe.feed(chunk)
    Self.read(chunk, &records, into: &survey)
    progress?(records.byteCount)
  }

  public mutating func feed(_ chunk: [UInt8]) {
    chunk.withUnsafeBytes { feed($0) }
  }

  /// The preview, and the plan for ``FECEntryReader``. There is no plan when some of the file cannot be read: then a
  /// blocking anomaly says what. `hash` is BLAKE2b-256 of the bytes, computed by the caller.
  public mutating func finish(hash: [UInt8]) -> (preview: FECPreview, plan: FECReadingPlan?) {
    probe.finish()
    Self.read(nil, &records, into: &survey)
    return FECConclusion(
      fileName: FECFileName(fileName), expectation: expectation, records: records, probe: probe, survey: &survey
    ).result(name: fileName, hash: hash)
  }

  /// One chunk, or the end of the file.
  private static func read(
    _ chunk: UnsafeRawBufferPointer?, _ records: inout FECRecordReader, into survey: inout FileSurvey
  ) {
    let take = { (record: FECRecord) in
      survey.take(record)
    }
    if let chunk { records.feed(chunk, take) } else { records.finish(take) }
  }
}
