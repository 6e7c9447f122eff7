/// What is wrong with a configuration file, where, and what to write instead.
package struct SettingsError: Error, Sendable, Equatable {
  package var file: String
  package var line: Int?
  package var column: Int?
  package var message: String

  package init(file: String, line: Int? = nil, column: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  package var description: String {
    let place = line.map { ":\($0):\(column ?? 1)" } ?? ""
    return file + place + ": error: " + message
  }
}

/// The known word that is nearest to a misspelt one, if any is near.
package func nearest(_ word: String, in known: [String]) -> String? {
  let scored = known.map { ($0, editDistance(word.lowercased(), $0.lowercased())) }
  guard let best = scored.min(by: { $0.1 < $1.1 }) else { return nil }
  return best.1 <= max(2, word.count / 3) ? best.0 : nil
}

private func editDistance(_ left: String, _ right: String) -> Int {
  let from = Array(left.utf8)
  let to = Array(right.utf8)
  var row = Array(0...to.count)
  for (place, byte) in from.enumerated() {
    var previous = row
    row[0] = place + 1
    for (other, candidate) in to.enumerated() {
      row[other + 1] = min(
        row[other] + 1,
        previous[other + 1] + 1,
        previous[other] + (byte == candidate ? 0 : 1)
      )
    }
    previous = row
  }
  return row[to.count]
}
