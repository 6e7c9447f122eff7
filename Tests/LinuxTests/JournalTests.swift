import Foundation
import Linux
import Logging
import Testing

@Suite("Messages for the journal")
struct JournalTests {
  private let event = LogEvent(
    level: .warning,
    message: "events were lost",
    metadata: nil,
    source: nil,
    file: "Daemon/MainLoop.swift",
    function: "turn()",
    line: 7
  )

  private func texts(_ metadata: Logger.Metadata) -> [String] {
    journalFields(of: event, label: "daemon", metadata: metadata)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("Metadata become fields in capitals") func fields() {
    #expect(
      texts(["run-id": "r1", "TABLE": "users", "_x": "1", "ä2": "2", "1": "no", "message": "no"])
        == [
          "MESSAGE=events were lost", "PRIORITY=4", "SYSLOG_IDENTIFIER=modelgend",
          "LOGGER=daemon", "CODE_FILE=Daemon/MainLoop.swift", "CODE_LINE=7", "CODE_FUNC=turn()",
          "TABLE=users", "X=1", "RUN_ID=r1",
        ]
    )
  }

  @Test("Without a journal a message is one line with its priority") func prefixed() {
    let text = prefixedLine(
      of: event,
      metadata: ["project": "a\nb", "MESSAGE_ID": .string(MessageID.started.rawValue)]
    )
    #expect(text == "<4>events were lost (project=a b)\n")
  }

  @Test("On a terminal a message is for a person") func terminal() {
    let text = terminalLine(of: event, metadata: ["project": "shop"], hasColour: false)
    #expect(text.dropFirst(8) == " warning: events were lost (project=shop)\n")
    #expect(
      terminalLine(of: event, metadata: [:], hasColour: true).contains(
        "\u{1B}[33mwarning: \u{1B}[0m"
      )
    )
  }

  @Test("Each number is 128 bits and used once") func numbers() {
    let hexadecimal = Set("0123456789abcdef")
    for id in MessageID.allCases {
      #expect(id.rawValue.count == 32 && id.rawValue.allSatisfy(hexadecimal.contains))
    }
    #expect(Set(MessageID.allCases.map(\.rawValue)).count == MessageID.allCases.count)
  }
}
