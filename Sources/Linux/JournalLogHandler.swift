import CSystemd
import Glibc
package import Logging

/// Where messages go.
package enum LogDestination: Sendable, Equatable {
  /// journald's native protocol, with fields.
  case journal
  /// Lines with `<N>` before them, which systemd takes for the priority.
  case prefixedLines
  /// Lines for a person, in colour on a terminal.
  case terminal(hasColour: Bool)

  /// As the environment says: the journal if standard error leads there, prefixed lines under
  /// systemd otherwise, and readable ones for everybody else.
  package static func current() -> LogDestination {
    if let stream = getenv("JOURNAL_STREAM") {
      var information = stat()
      if fstat(2, &information) == 0,
        String(cString: stream) == "\(information.st_dev):\(information.st_ino)"
      {
        return .journal
      }
    }
    if isatty(2) == 1 { return .terminal(hasColour: getenv("NO_COLOR") == nil) }
    return getenv("INVOCATION_ID") == nil ? .terminal(hasColour: false) : .prefixedLines
  }
}

/// A backend of swift-log for a service of systemd.
package struct JournalLogHandler: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var metadataProvider: Logger.MetadataProvider?
  package var logLevel: Logger.Level = .info
  private let label: String
  private let destination: LogDestination

  package init(label: String, destination: LogDestination = .current()) {
    self.label = label
    self.destination = destination
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var all = metadata
    for part in [metadataProvider?.get(), event.metadata] {
      all.merge(part ?? [:]) { _, new in new }
    }
    switch destination {
    case .journal:
      let fields = journalFields(of: event, label: label, metadata: all)
      guard send(fields) != 0 else { return }
      writeStandardError(prefixedLine(of: event, metadata: all))
    case .prefixedLines: writeStandardError(prefixedLine(of: event, metadata: all))
    case .terminal(let hasColour):
      writeStandardError(terminalLine(of: event, metadata: all, hasColour: hasColour))
    }
  }

  private func send(_ fields: [[UInt8]]) -> Int32 {
    // One buffer for all, so that the pointers hold as long as the call.
    var bytes = fields.flatMap { $0 }
    return bytes.withUnsafeMutableBytes { buffer in
      var offset = 0
      var vectors: [iovec] = []
      for field in fields {
        vectors.append(
          iovec(iov_base: buffer.baseAddress?.advanced(by: offset), iov_len: field.count)
        )
        offset += field.count
      }
      return sd_journal_sendv(&vectors, Int32(vectors.count))
    }
  }
}

/// One line with the priority that systemd reads; a new line in a message would start another.
package func prefixedLine(of event: LogEvent, metadata: Logger.Metadata) -> String {
  "<\(event.level.syslogPriority)>" + oneLine(event.message.description) + suffix(metadata) + "\n"
}

/// `12:03:44 warning: message (project=shop)`.
package func terminalLine(
  of event: LogEvent,
  metadata: Logger.Metadata,
  hasColour: Bool
) -> String {
  var seconds = time(nil)
  var local = tm()
  localtime_r(&seconds, &local)
  let clock = [local.tm_hour, local.tm_min, local.tm_sec].map { ($0 < 10 ? "0" : "") + String($0) }
    .joined(separator: ":")
  let word: String
  let colour: String
  switch event.level {
  case .trace, .debug: (word, colour) = ("debug: ", "2")
  case .info, .notice: (word, colour) = ("", "")
  case .warning: (word, colour) = ("warning: ", "33")
  case .error, .critical: (word, colour) = ("error: ", "31")
  }
  let (start, end) = hasColour && !colour.isEmpty ? ("\u{1B}[\(colour)m", "\u{1B}[0m") : ("", "")
  let message = event.message.description.split(separator: "\n", omittingEmptySubsequences: false)
    .joined(separator: "\n         ")
  return "\(clock) \(start)\(word)\(end)\(message)\(suffix(metadata))\n"
}

private func oneLine(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }

/// What a person can read of the fields; numbers of messages are for machines.
private func suffix(_ metadata: Logger.Metadata) -> String {
  let shown = metadata.filter { $0.key.uppercased() != "MESSAGE_ID" }
  guard !shown.isEmpty else { return "" }
  let pairs = shown.sorted { $0.key < $1.key }.map { "\($0.key)=\(oneLine($0.value.description))" }
  return " (" + pairs.joined(separator: " ") + ")"
}

extension Logger {
  /// Logs with the number of an event beside the fields.
  package func log(
    _ id: MessageID,
    level: Level,
    _ message: @autoclosure () -> Message,
    _ metadata: @autoclosure () -> Metadata = [:],
    file: String = #fileID,
    function: String = #function,
    line: UInt = #line
  ) {
    log(
      level: level,
      message(),
      metadata: metadata().merging(["MESSAGE_ID": .string(id.rawValue)]) { old, _ in old },
      file: file,
      function: function,
      line: line
    )
  }
}
