package import Logging

/// A message as journald's native protocol has it: `NAME=value`, the value of any bytes.
///
/// Metadata become fields of their own name in capitals (`run-id` → `RUN_ID`), so that
/// `journalctl PROJECT=shop` and `TABLE=users` find them.
package func journalFields(
  of event: LogEvent,
  label: String,
  metadata: Logger.Metadata
) -> [[UInt8]] {
  var fields = [
    field("MESSAGE", event.message.description),
    field("PRIORITY", String(event.level.syslogPriority)),
    field("SYSLOG_IDENTIFIER", "modelgend"),
    field("LOGGER", label),
    field("CODE_FILE", event.file),
    field("CODE_LINE", String(event.line)),
    field("CODE_FUNC", event.function),
  ]
  for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
    guard let name = journalName(key) else { continue }
    fields.append(field(name, value.description))
  }
  return fields
}

private func field(_ name: String, _ value: String) -> [UInt8] { Array((name + "=" + value).utf8) }

/// Capitals, digits and underscores, not beginning with an underscore or digit, 64 at most: what
/// journald takes; it drops other fields without a word.
private func journalName(_ key: String) -> String? {
  let name = String(
    key.uppercased().unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        ? Character(scalar) : "_"
    }
  )
  let trimmed = String(name.drop { $0 == "_" || $0.isNumber }.prefix(64))
  // What is said of the message itself is not to be said twice.
  let own: Set = [
    "MESSAGE", "PRIORITY", "SYSLOG_IDENTIFIER", "CODE_FILE", "CODE_LINE", "CODE_FUNC",
  ]
  return trimmed.isEmpty || own.contains(trimmed) ? nil : trimmed
}

extension Logger.Level {
  /// The number of syslog(3).
  package var syslogPriority: Int {
    switch self {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
