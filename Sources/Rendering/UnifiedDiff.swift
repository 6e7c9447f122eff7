/// The difference of two texts as `diff -u` prints it, with three lines around each change.
///
/// The middle is found by cutting equal lines off both ends and matching what is left with the
/// standard library's difference; generated files differ in few lines.
package func unifiedDiff(_ old: String, _ new: String, path: String) -> String {
  let before = lines(old)
  let after = lines(new)
  let difference = after.difference(from: before)
  var removed: Set<Int> = []
  var inserted: Set<Int> = []
  for change in difference {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): inserted.insert(offset)
    }
  }
  var entries: [(mark: Character, text: Substring, old: Int, new: Int)] = []
  var left = 0
  var right = 0
  while left < before.count || right < after.count {
    if left < before.count, removed.contains(left) {
      entries.append(("-", before[left], left, right))
      left += 1
    } else if right < after.count, inserted.contains(right) {
      entries.append(("+", after[right], left, right))
      right += 1
    } else {
      guard left < before.count, right < after.count else { break }
      entries.append((" ", before[left], left, right))
      left += 1
      right += 1
    }
  }
  var output = "--- \(old.isEmpty ? "/dev/null" : "a/" + path)\n"
  output += "+++ \(new.isEmpty ? "/dev/null" : "b/" + path)\n"
  var at = 0
  while let first = entries[at...].firstIndex(where: { $0.mark != " " }) {
    let start = max(at, first - 3)
    var end = first
    while let next = entries[(end + 1)...].firstIndex(where: { $0.mark != " " }), next - end <= 7 {
      end = next
    }
    let stop = min(entries.count, end + 4)
    let hunk = entries[start..<stop]
    let oldCount = hunk.count { $0.mark != "+" }
    let newCount = hunk.count { $0.mark != "-" }
    let oldStart = oldCount == 0 ? hunk[start].old : hunk[start].old + 1
    let newStart = newCount == 0 ? hunk[start].new : hunk[start].new + 1
    output += "@@ -\(oldStart),\(oldCount) +\(newStart),\(newCount) @@\n"
    for entry in hunk { output += "\(entry.mark)\(entry.text)\n" }
    at = stop
    if at >= entries.count { break }
  }
  return output
}

private func lines(_ text: String) -> [Substring] {
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}
