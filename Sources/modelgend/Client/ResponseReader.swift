/// The head of a response.
struct ResponseHead {
  var status: Int
  /// Names in lower case.
  var headers: [String: String]

  func header(_ name: String) -> String? { headers[name.lowercased()] }
}

/// Reads the response of HTTP/1.1 as its bytes arrive: a head, then a body of announced length,
/// in chunks, or up to the end of the connection.
struct ResponseReader {
  private enum Framing {
    case length(Int)
    case chunked
    case untilEnd
  }

  private enum Phase {
    case head
    case body(Framing)
    /// Inside a chunk, with the bytes that are still to come of it.
    case chunk(Int)
    /// Behind the bytes of a chunk, before the end of its line.
    case chunkEnd
    case done
  }

  private static let headLimit = 64 << 10

  private(set) var head: ResponseHead?
  private var phase = Phase.head
  private var pending: [UInt8] = []

  var isDone: Bool { if case .done = phase { true } else { false } }

  /// Takes what arrived and gives the bytes of the body in it; nil where it is no HTTP.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    pending += bytes
    var body: [UInt8] = []
    while true {
      switch phase {
      case .head:
        guard let end = headEnd() else { return pending.count > Self.headLimit ? nil : body }
        guard let head = readHead(pending[..<end]) else { return nil }
        pending.removeFirst(end + 4)
        // 100 Continue and its like come before the response itself.
        if (100..<200).contains(head.status) { continue }
        self.head = head
        phase = framing(head)
      case .body(.untilEnd):
        body += pending
        pending = []
        return body
      case .body(.length(let length)):
        let part = min(length, pending.count)
        body += pending[..<part]
        pending.removeFirst(part)
        phase = part == length ? .done : .body(.length(length - part))
        if part < length { return body }
      case .body(.chunked):
        guard let line = takeLine() else { return body }
        let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
        guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else {
          return nil
        }
        phase = size == 0 ? .done : .chunk(size)
      case .chunk(let size):
        let part = min(size, pending.count)
        body += pending[..<part]
        pending.removeFirst(part)
        phase = part == size ? .chunkEnd : .chunk(size - part)
        if part < size { return body }
      case .chunkEnd:
        guard let line = takeLine() else { return body }
        guard line.isEmpty else { return nil }
        phase = .body(.chunked)
      case .done: return body
      }
    }
  }

  /// The end of the connection; false where something was still to come.
  mutating func end() -> Bool {
    if case .body(.untilEnd) = phase { phase = .done }
    return isDone
  }

  private func framing(_ head: ResponseHead) -> Phase {
    if head.status == 204 || head.status == 304 { return .done }
    if head.header("transfer-encoding")?.lowercased() == "chunked" { return .body(.chunked) }
    guard let length = head.header("content-length").flatMap({ Int($0) }), length >= 0 else {
      return .body(.untilEnd)
    }
    return length == 0 ? .done : .body(.length(length))
  }

  private func headEnd() -> Int? {
    guard pending.count >= 4 else { return nil }
    for place in 0...(pending.count - 4)
    where pending[place] == 13 && pending[place + 1] == 10 && pending[place + 2] == 13
      && pending[place + 3] == 10
    {
      return place
    }
    return nil
  }

  private func readHead(_ bytes: ArraySlice<UInt8>) -> ResponseHead? {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    guard let first = lines.first, first.hasPrefix("HTTP/1.") else { return nil }
    let words = first.split(separator: " ")
    guard words.count >= 2, let status = Int(words[1]) else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
    return ResponseHead(status: status, headers: headers)
  }

  private mutating func takeLine() -> [UInt8]? {
    guard let end = pending.firstIndex(of: 10) else { return nil }
    var line = Array(pending[..<end])
    pending.removeFirst(end + 1)
    if line.last == 13 { line.removeLast() }
    return line
  }
}
