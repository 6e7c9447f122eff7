import Catalog
import SourceText

/// A migration's trace as bytes that another process can replay.
///
/// Before the steps stands what they hold for beside the file's content, whose digest the caller's
/// key covers: the path, the part of the file that leads up, the language, and the labels of the
/// migrations whose objects the answers name, since their numbers are given anew each time.
enum RecordedTrace {
  static func bytes(
    of steps: [TraceStep],
    unit: MigrationUnit,
    label: (UInt32) -> String
  ) -> [UInt8] {
    var body = BinaryWriter()
    body.put(steps)
    var head = BinaryWriter()
    head.put(body.migrations.map(label))
    var whole = BinaryWriter()
    whole.put(bytes: circumstances(of: unit))
    whole.put(bytes: head.bytes)
    whole.append(body.bytes)
    return whole.bytes
  }

  /// The steps, if the bytes are whole and were recorded in the same circumstances.
  static func steps(
    in bytes: [UInt8],
    unit: MigrationUnit,
    number: (String) -> UInt32
  ) -> [TraceStep]? {
    do throws(MalformedBytes) {
      var reader = BinaryReader(bytes)
      guard try reader.byteString() == circumstances(of: unit) else { return nil }
      var head = BinaryReader(try reader.byteString())
      let labels: [String] = try head.read()
      guard head.isAtEnd else { return nil }
      reader.migrations = labels.map(number)
      let steps: [TraceStep] = try reader.read()
      return reader.isAtEnd ? steps : nil
    } catch {
      return nil
    }
  }

  private static func circumstances(of unit: MigrationUnit) -> [UInt8] {
    var writer = BinaryWriter()
    writer.put(unit.file.path, unit.language.rawValue, unit.isDump)
    if unit.file.digest == .none { writer.put(bytes: unit.file.bytes) }
    writer.put(unit.upRanges.map { $0.flatMap { [$0.lowerBound, $0.upperBound] } })
    for other in unit.tied {
      writer.put(other.path, other.digest)
      if other.digest == .none { writer.put(bytes: other.bytes) }
    }
    return writer.bytes
  }
}
