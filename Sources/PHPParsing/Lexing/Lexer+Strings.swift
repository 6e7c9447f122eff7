extension Lexer {
  mutating func lexSingleQuoted() {
    let start = offset
    var flags: UInt8 = 0
    offset += 1
    while offset < limit {
      switch bytes[offset] {
      case 0x27:
        offset += 1
        add(.singleQuoted, from: start, flags: flags)
        return
      case 0x5C:
        flags = Token.hasEscape
        offset += 2
      default:
        offset += 1
      }
    }
    offset = limit
    add(.unterminated, from: start)
  }

  /// A double-quoted string or a shell command, up to the quote that is outside of `{$…}`.
  mutating func lexQuoted(_ quote: UInt8, _ kind: TokenKind) {
    let start = offset
    var flags: UInt8 = 0
    offset += 1
    while offset < limit {
      let next = bytes[offset]
      if next == quote {
        offset += 1
        add(kind, from: start, flags: flags)
        return
      }
      if next == 0x5C {
        flags |= Token.hasEscape
        offset += 2
      } else if isInterpolation(at: offset) {
        flags |= Token.hasVariable
        offset = next == 0x7B ? endOfBraces(from: offset) : offset + 1
      } else {
        offset += 1
      }
    }
    offset = limit
    add(.unterminated, from: start)
  }

  /// `$name`, `{$` and `${`.
  func isInterpolation(at position: Int) -> Bool {
    guard position + 1 < limit else { return false }
    let next = bytes[position + 1]
    if bytes[position] == 0x24 { return isNameStart(next) || next == 0x7B }
    return bytes[position] == 0x7B && next == 0x24
  }

  /// Behind the brace that closes the one at `position`, over strings in between.
  func endOfBraces(from position: Int) -> Int {
    var depth = 0
    var offset = position
    while offset < limit {
      switch bytes[offset] {
      case 0x7B:
        depth += 1
        offset += 1
      case 0x7D:
        depth -= 1
        offset += 1
        if depth <= 0 { return offset }
      case 0x22, 0x27:
        offset = endOfPlainString(from: offset)
      case 0x5C:
        offset += 2
      default:
        offset += 1
      }
    }
    return limit
  }

  private func endOfPlainString(from position: Int) -> Int {
    let quote = bytes[position]
    var offset = position + 1
    while offset < limit, bytes[offset] != quote {
      offset += bytes[offset] == 0x5C ? 2 : 1
    }
    return min(offset + 1, limit)
  }

  /// `<<<LABEL`, `<<<"LABEL"`, `<<<'LABEL'` up to the closing label, which may be indented and
  /// followed by anything that is no name.
  mutating func lexHeredoc() {
    let start = offset
    var position = offset + 3
    while position < limit, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    var quote: UInt8 = 0
    if position < limit, bytes[position] == 0x27 || bytes[position] == 0x22 {
      quote = bytes[position]
      position += 1
    }
    let labelStart = position
    while position < limit, isNameByte(bytes[position]) { position += 1 }
    let label = labelStart..<position
    if quote != 0, position < limit, bytes[position] == quote { position += 1 }
    if position < limit, bytes[position] == 0x0D { position += 1 }
    guard !label.isEmpty, position < limit, bytes[position] == 0x0A else {
      take(2, .shiftLeft)
      return
    }
    finishHeredoc(from: start, body: position, label: label, isNowdoc: quote == 0x27)
  }

  private mutating func finishHeredoc(
    from start: Int,
    body: Int,
    label: Range<Int>,
    isNowdoc: Bool
  ) {
    var flags: UInt8 = 0
    var position = body
    while position < limit {
      if bytes[position] == 0x0A {
        var candidate = position + 1
        while candidate < limit, bytes[candidate] == 0x20 || bytes[candidate] == 0x09 {
          candidate += 1
        }
        if isLabel(label, at: candidate) {
          offset = candidate + label.count
          add(isNowdoc ? .nowdoc : .heredoc, from: start, flags: flags)
          return
        }
        position += 1
      } else if bytes[position] == 0x5C, !isNowdoc {
        flags |= Token.hasEscape
        position += position + 1 < limit && bytes[position + 1] == 0x0A ? 1 : 2
      } else {
        if !isNowdoc, isInterpolation(at: position) { flags |= Token.hasVariable }
        position += 1
      }
    }
    offset = limit
    add(.unterminated, from: start)
  }

  private func isLabel(_ label: Range<Int>, at position: Int) -> Bool {
    guard position + label.count <= limit else { return false }
    for index in 0..<label.count where bytes[position + index] != bytes[label.lowerBound + index] {
      return false
    }
    let end = position + label.count
    return end >= limit || !isNameByte(bytes[end])
  }
}
