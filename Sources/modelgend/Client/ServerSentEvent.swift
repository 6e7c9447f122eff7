/// One event of a stream.
struct ServerSentEvent: Equatable {
  var id: String
  var type: String
  var data: String
}

/// Reads server-sent events as their bytes arrive.
///
/// https://html.spec.whatwg.org/multipage/server-sent-events.html
struct EventReader {
  private var line: [UInt8] = []
  private var type = ""
  private var data: [String] = []
  /// The last id that came, also with a block that holds nothing else.
  private(set) var lastID = ""

  mutating func take(_ bytes: [UInt8]) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    for byte in bytes {
      guard byte == 10 else {
        line.append(byte)
        continue
      }
      if line.last == 13 { line.removeLast() }
      let text = String(decoding: line, as: UTF8.self)
      line.removeAll(keepingCapacity: true)
      if text.isEmpty {
        if !data.isEmpty {
          let name = type.isEmpty ? "message" : type
          events.append(
            ServerSentEvent(id: lastID, type: name, data: data.joined(separator: "\n"))
          )
        }
        type = ""
        data = []
      } else {
        takeField(text)
      }
    }
    return events
  }

  private mutating func takeField(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return }
    var value = text[text.index(after: colon)...]
    if value.first == " " { value = value.dropFirst() }
    switch text[..<colon] {
    case "id": lastID = String(value)
    case "event": type = String(value)
    case "data": data.append(String(value))
    default: break
    }
  }
}
