/// A small regular expression: what patterns over names of tables and constraints use.
///
/// Alternatives, groups, classes, anchors and quantifiers; a budget of steps bounds backtracking.
struct PosixRegex: Sendable {
  struct Piece: Sendable {
    var atom: Atom
    var least: Int
    var most: Int
    var isLazy: Bool
  }

  indirect enum Atom: Sendable {
    case scalar(Unicode.Scalar)
    case any
    case set([ClosedRange<UInt32>], isNegated: Bool)
    case group([[Piece]], number: Int?)
    case start, end, wordBoundary
  }

  struct Match {
    var range: Range<Int>
    var groups: [Int: Range<Int>]
  }

  let branches: [[Piece]]
  let foldsCase: Bool

  init?(_ pattern: String, foldingCase: Bool) {
    var reader = PosixRegexReader(pattern)
    foldsCase = foldingCase || reader.isCaseless
    guard let branches = reader.read() else { return nil }
    self.branches = branches
  }

  func firstMatch(
    in text: [Unicode.Scalar],
    from start: Int,
    budget: inout Int
  ) -> Match? {
    var position = start
    while position <= text.count {
      var match = Matching(text: text, foldsCase: foldsCase, budget: budget)
      let end = match.alternatives(branches, position) { end, _ in end }
      budget = match.budget
      if let end { return Match(range: position..<end, groups: match.groups) }
      if budget <= 0 { return nil }
      position += 1
    }
    return nil
  }
}

/// One attempt at a position: a backtracking walk with continuations.
private struct Matching {
  let text: [Unicode.Scalar]
  let foldsCase: Bool
  var budget: Int
  var groups: [Int: Range<Int>] = [:]
  var depth = 0

  init(text: [Unicode.Scalar], foldsCase: Bool, budget: Int) {
    self.text = text
    self.foldsCase = foldsCase
    self.budget = budget
  }

  typealias Continuation = (Int, inout Matching) -> Int?

  mutating func alternatives(
    _ branches: [[PosixRegex.Piece]],
    _ position: Int,
    _ then: Continuation
  ) -> Int? {
    for branch in branches {
      if let end = sequence(branch, 0, position, then) { return end }
    }
    return nil
  }

  private mutating func sequence(
    _ pieces: [PosixRegex.Piece],
    _ index: Int,
    _ position: Int,
    _ then: Continuation
  ) -> Int? {
    budget -= 1
    guard budget > 0 else { return nil }
    guard index < pieces.count else { return then(position, &self) }
    return repeated(pieces, index, 0, position, then)
  }

  private mutating func repeated(
    _ pieces: [PosixRegex.Piece],
    _ index: Int,
    _ count: Int,
    _ position: Int,
    _ then: Continuation
  ) -> Int? {
    budget -= 1
    guard budget > 0, depth < 600 else {
      budget = 0
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    let piece = pieces[index]
    func more(_ matching: inout Matching) -> Int? {
      guard count < piece.most else { return nil }
      return matching.one(piece.atom, position) { end, inner in
        if end == position && count >= piece.least { return nil }
        return inner.repeated(pieces, index, count + 1, end, then)
      }
    }
    func enough(_ matching: inout Matching) -> Int? {
      count >= piece.least ? matching.sequence(pieces, index + 1, position, then) : nil
    }
    if piece.isLazy { return enough(&self) ?? more(&self) }
    return more(&self) ?? enough(&self)
  }

  private mutating func one(
    _ atom: PosixRegex.Atom,
    _ position: Int,
    _ then: Continuation
  ) -> Int? {
    switch atom {
    case .start: return position == 0 ? then(position, &self) : nil
    case .end: return position == text.count ? then(position, &self) : nil
    case .wordBoundary:
      return isWord(position - 1) != isWord(position) ? then(position, &self) : nil
    case .group(let branches, let number):
      return alternatives(branches, position) { end, inner in
        let before = number.flatMap { inner.groups[$0] }
        if let number { inner.groups[number] = position..<end }
        if let result = then(end, &inner) { return result }
        if let number { inner.groups[number] = before }
        return nil
      }
    case .any:
      return position < text.count ? then(position + 1, &self) : nil
    case .scalar(let scalar):
      guard position < text.count, same(text[position], scalar) else { return nil }
      return then(position + 1, &self)
    case .set(let ranges, let isNegated):
      guard position < text.count else { return nil }
      let value = text[position]
      var isIn = ranges.contains { $0.contains(value.value) }
      if !isIn && foldsCase {
        isIn = ranges.contains { range in
          range.contains(lower(value).value) || range.contains(upper(value).value)
        }
      }
      return isIn != isNegated ? then(position + 1, &self) : nil
    }
  }

  private func isWord(_ position: Int) -> Bool {
    guard position >= 0, position < text.count else { return false }
    let scalar = text[position]
    return scalar.properties.isAlphabetic || scalar == "_" || ("0"..."9").contains(scalar)
  }

  private func same(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
    first == second || (foldsCase && lower(first) == lower(second))
  }

  private func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
  }

  private func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar
  }
}
