/// Reads the text of a regular expression into pieces; nil where it is not understood.
struct PosixRegexReader {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var groups = 0
  private var depth = 0
  private(set) var isCaseless = false

  init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
    if scalars.starts(with: "(?i)".unicodeScalars) {
      isCaseless = true
      position = 4
    }
  }

  mutating func read() -> [[PosixRegex.Piece]]? {
    guard let branches = alternatives(), position == scalars.count else { return nil }
    return branches
  }

  private mutating func alternatives() -> [[PosixRegex.Piece]]? {
    guard depth < 30 else { return nil }
    depth += 1
    defer { depth -= 1 }
    var branches: [[PosixRegex.Piece]] = []
    var current: [PosixRegex.Piece] = []
    while position < scalars.count, scalars[position] != ")" {
      if scalars[position] == "|" {
        position += 1
        branches.append(current)
        current = []
        continue
      }
      guard let piece = piece() else { return nil }
      current.append(piece)
    }
    branches.append(current)
    return branches
  }

  private mutating func piece() -> PosixRegex.Piece? {
    guard let atom = atom() else { return nil }
    var piece = PosixRegex.Piece(atom: atom, least: 1, most: 1, isLazy: false)
    guard position < scalars.count else { return piece }
    switch scalars[position] {
    case "*": (piece.least, piece.most) = (0, Int.max)
    case "+": (piece.least, piece.most) = (1, Int.max)
    case "?": (piece.least, piece.most) = (0, 1)
    case "{":
      guard let bounds = bounds() else { return nil }
      (piece.least, piece.most) = bounds
    default: return piece
    }
    position += 1
    if position < scalars.count, scalars[position] == "?" {
      piece.isLazy = true
      position += 1
    }
    return piece
  }

  /// `{2,3}`; ends on the closing brace.
  private mutating func bounds() -> (Int, Int)? {
    var text = ""
    position += 1
    while position < scalars.count, scalars[position] != "}" {
      text.unicodeScalars.append(scalars[position])
      position += 1
    }
    guard position < scalars.count else { return nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = parts.first, let least = Int(first), least < 1000 else { return nil }
    guard parts.count > 1 else { return (least, least) }
    return (least, parts[1].isEmpty ? Int.max : Int(parts[1]) ?? least)
  }

  private mutating func atom() -> PosixRegex.Atom? {
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case ".": return .any
    case "^": return .start
    case "$": return .end
    case "(":
      var number: Int?
      if position + 1 < scalars.count, scalars[position] == "?" {
        guard scalars[position + 1] == ":" else { return nil }
        position += 2
      } else {
        groups += 1
        number = groups
      }
      guard let branches = alternatives(), position < scalars.count else { return nil }
      position += 1
      return .group(branches, number: number)
    case "[": return set()
    case "\\": return escape()
    case "*", "+", "?": return nil
    default: return .scalar(scalar)
    }
  }

  private static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  private static let word: [ClosedRange<UInt32>] = [
    0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xC0...0x24F,
  ]
  private static let space: [ClosedRange<UInt32>] = [0x09...0x0D, 0x20...0x20]

  private mutating func escape() -> PosixRegex.Atom? {
    guard position < scalars.count else { return nil }
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case "d": return .set(Self.digits, isNegated: false)
    case "D": return .set(Self.digits, isNegated: true)
    case "w": return .set(Self.word, isNegated: false)
    case "W": return .set(Self.word, isNegated: true)
    case "s": return .set(Self.space, isNegated: false)
    case "S": return .set(Self.space, isNegated: true)
    case "n": return .scalar("\n")
    case "t": return .scalar("\t")
    case "m", "M", "y", "b": return .wordBoundary
    case "A": return .start
    case "Z": return .end
    default:
      guard !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else { return nil }
      return .scalar(scalar)
    }
  }

  private mutating func set() -> PosixRegex.Atom? {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false
    if position < scalars.count, scalars[position] == "^" {
      isNegated = true
      position += 1
    }
    var isFirst = true
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar == "]" && !isFirst {
        position += 1
        return .set(ranges, isNegated: isNegated)
      }
      isFirst = false
      if scalar == "[", position + 1 < scalars.count, scalars[position + 1] == ":" {
        guard let named = namedSet() else { return nil }
        ranges += named
        continue
      }
      position += 1
      if scalar == "\\" {
        guard let atom = escape() else { return nil }
        switch atom {
        case .set(let inner, false): ranges += inner
        case .scalar(let inner): ranges.append(inner.value...inner.value)
        default: return nil
        }
        continue
      }
      if position + 1 < scalars.count, scalars[position] == "-", scalars[position + 1] != "]" {
        let upper = scalars[position + 1].value
        guard scalar.value <= upper else { return nil }
        ranges.append(scalar.value...upper)
        position += 2
      } else {
        ranges.append(scalar.value...scalar.value)
      }
    }
    return nil
  }

  private mutating func namedSet() -> [ClosedRange<UInt32>]? {
    var name = ""
    position += 2
    while position < scalars.count, scalars[position] != ":" {
      name.unicodeScalars.append(scalars[position])
      position += 1
    }
    guard position + 1 < scalars.count, scalars[position + 1] == "]" else { return nil }
    position += 2
    switch name {
    case "digit": return Self.digits
    case "alpha": return [0x41...0x5A, 0x61...0x7A, 0xC0...0x24F]
    case "alnum": return [0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F]
    case "space": return Self.space
    case "upper": return [0x41...0x5A]
    case "lower": return [0x61...0x7A]
    default: return nil
    }
  }
}
