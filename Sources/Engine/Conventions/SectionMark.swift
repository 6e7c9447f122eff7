/// A comment with which a tool divides a file into "up" and "down".
enum SectionMark {
  enum Side {
    case up
    case down
    /// Neither: `StatementBegin`, `NO TRANSACTION`.
    case other
  }

  case goose(Side)
  case sqlMigrate(Side)
  case dbmate(Side)
  case tern

  init?(_ line: Substring) {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard text.hasPrefix("--") else { return nil }
    if text.hasPrefix("---- create above / drop below ----") {
      self = .tern
      return
    }
    let words = text.dropFirst(2).split { $0 == " " || $0 == "\t" || $0 == "\r" }
    guard let first = words.first?.lowercased() else { return nil }
    let second = words.dropFirst().first?.lowercased() ?? ""
    let side: Side = second == "up" ? .up : second == "down" ? .down : .other
    switch first {
    case "+goose": self = .goose(side)
    case "+migrate": self = .sqlMigrate(side)
    case "migrate:up": self = .dbmate(.up)
    case "migrate:down": self = .dbmate(.down)
    default: return nil
    }
  }

  var side: Side {
    switch self {
    case .goose(let side), .sqlMigrate(let side), .dbmate(let side): side
    case .tern: .down
    }
  }
}

/// The lines of a file with where they begin and end; only those that may carry a mark are made
/// into text.
struct Lines: Swift.Sequence, IteratorProtocol {
  struct Line {
    var range: Range<Int>
    var text: Substring
  }

  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Line? {
    while offset < bytes.count {
      let start = offset
      while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
      let end = offset
      if offset < bytes.count { offset += 1 }
      var first = start
      while first < end,
        bytes[first] == 0x20 || bytes[first] == 0x09 || bytes[first] == 0xEF
          || bytes[first] == 0xBB || bytes[first] == 0xBF
      {
        first += 1
      }
      guard first + 1 < end, bytes[first] == 0x2D, bytes[first + 1] == 0x2D else { continue }
      let text = String(decoding: bytes[first..<Swift.min(end, first + 120)], as: UTF8.self)
      return Line(range: start..<offset, text: text[...])
    }
    return nil
  }
}

/// The byte ranges that lead up; nil for a file without marks, which is all up.
func upRanges(_ bytes: [UInt8], of convention: Convention) -> [Range<Int>]? {
  var ranges: [Range<Int>] = []
  var start: Int? = convention == .tern ? 0 : nil
  var found = false
  for line in Lines(bytes) {
    guard let mark = SectionMark(line.text), belongs(mark, to: convention) else { continue }
    switch mark.side {
    case .up:
      found = true
      if start == nil { start = line.range.upperBound }
    case .down:
      found = true
      if let from = start { ranges.append(from..<line.range.lowerBound) }
      start = nil
    case .other: continue
    }
  }
  if let from = start { ranges.append(from..<bytes.count) }
  return found ? ranges : nil
}

extension Convention {
  /// Whether comments in its files tell what leads up.
  var hasMarks: Bool { [.goose, .sqlMigrate, .dbmate, .tern].contains(self) }
}

private func belongs(_ mark: SectionMark, to convention: Convention) -> Bool {
  switch (mark, convention) {
  case (.goose, .goose), (.sqlMigrate, .sqlMigrate), (.dbmate, .dbmate), (.tern, .tern): true
  default: false
  }
}
